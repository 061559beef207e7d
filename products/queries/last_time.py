"""What a team said last time, and what arrived since: where a check-in starts from."""

from dataclasses import dataclass
from datetime import date, datetime

from portfolio.models import Team
from products.models import CheckIn, Outcome, OutcomeLine, Product, Reading
from products.queries import asks, check_ins, initiatives, outcomes, products
from products.queries.asks import OpenAsk
from products.queries.initiatives import InitiativeRow
from products.queries.known import AsKnown
from products.queries.outcomes import OutcomeRow


@dataclass(frozen=True)
class OutcomeThen:
    """An open outcome: the reading to start from, and the one that stood before it.

    `is_news` says that the reading arrived after the last check-in.
    """

    row: OutcomeRow
    filled: Reading | None
    was: Reading | None
    is_news: bool

    @property
    def outcome(self) -> Outcome:
        """The outcome itself."""
        return self.row.outcome

    def reading_named(self, public_id: str) -> Reading | None:
        """Return the valid reading with this id."""
        return next((r for r in self.row.readings if r.public_id == public_id), None)


@dataclass(frozen=True)
class LastTime:
    """Everything a check-in of a day can be filled in from. `corrects` is one to be corrected."""

    on: date
    product: Product
    team: Team
    latest: CheckIn | None
    corrects: CheckIn | None
    outcomes: list[OutcomeThen]
    initiatives: list[InitiativeRow]
    asks: list[OpenAsk]
    teams: list[Team]

    @property
    def said(self) -> CheckIn | None:
        """The check-in whose words the form starts with."""
        return self.corrects or self.latest


def last_time(product: Product, *, known: AsKnown, corrects: CheckIn | None = None) -> LastTime:
    """Return what a check-in on this product starts from; the number of queries is constant."""
    listed = outcomes.outcomes_of(product.pk, known=known)
    rows = outcomes.rows([one for one in listed if not one.closed_as], known=known)
    said = list(check_ins.check_ins_of(product.pk, known=known)[:2])
    latest = said[0] if said else None
    base = latest
    if corrects is not None:
        base = next((one for one in said if one.pk != corrects.pk), None)
    work = initiatives.initiatives_of(product.pk, known=known)
    return LastTime(
        on=known.on,
        product=product,
        team=products.team_of(product, known=known) or product.team,
        latest=latest,
        corrects=corrects,
        outcomes=_filled(rows, base=base, corrects=corrects),
        initiatives=[row for row in work if initiatives.is_under_way(row.initiative)],
        asks=asks.open_asks(product.pk, known=known),
        teams=list(Team.objects.visible_to(known.user).order_by("name", "pk")),
    )


def stood_at(readings: list[Reading], moment: datetime | None) -> Reading | None:
    """Return the latest of these readings, oldest first, that was known by the moment."""
    return next((r for r in reversed(readings) if moment and r.known_at <= moment), None)


def _filled(
    rows: list[OutcomeRow], *, base: CheckIn | None, corrects: CheckIn | None
) -> list[OutcomeThen]:
    since = base.known_at if base else None
    spoken = {}
    if corrects is not None:
        lines = OutcomeLine.objects.filter(check_in=corrects).select_related("reading")
        spoken = {line.outcome_id: line.reading for line in lines}
    found = []
    for row in rows:
        filled = spoken.get(row.outcome.pk) or row.latest
        was = stood_at(row.readings, since)
        is_news = filled is not None and (since is None or filled.known_at > since)
        found.append(OutcomeThen(row, filled, was, is_news))
    return found

"""Random lives of a small portfolio, lived day by day, with everything that happens late."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from insights.actions import roll_ups
from pmo_portal.lib.vocabulary import Closure, Health, InitiativeStage, MeasureKind
from products.actions.readings import refresh_current_readings
from products.models import Allocation, Answer, CheckIn, Contribution, FundingLine, Outcome, Reading
from tests import factories

START = datetime(2025, 11, 19, 9, tzinfo=UTC)
HEALTHS, KINDS, STAGES = Health.values, MeasureKind.values, InitiativeStage.values


@dataclass
class Life:
    """A portfolio at a moment; each step changes something and tells of it as an action would."""

    now: datetime = START
    portfolios: list[Any] = field(default_factory=list)
    objectives: list[Any] = field(default_factory=list)
    teams: list[Any] = field(default_factory=list)
    products: list[Any] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)
    initiatives: list[Any] = field(default_factory=list)

    def begin(self) -> None:
        """Found an organisation with a little of everything."""
        self.organisation = factories.organisation(time_zone="Pacific/Auckland")
        at = self.now
        top = factories.portfolio(at=at)
        self.portfolios = [top, factories.portfolio(at=at, parent=top), factories.portfolio(at=at)]
        high = factories.objective(at=at)
        self.objectives = [high, factories.objective(at=at, parent=high), None]
        self.teams = [factories.team(at=at), factories.team(at=at)]
        for n in range(3):
            product = factories.product(at=at, portfolio=self.portfolios[n], team=self.teams[n % 2])
            self.products.append(product)
            self.initiatives.append(factories.initiative(product=product, at=at))
            self.outcomes.append(
                factories.outcome(
                    product=product,
                    at=at,
                    objective=self.objectives[n],
                    baseline_on=date(2025, 11, 1),
                    target_on=date(2026, 1, 10),
                )
            )
        self.tell(None, since=at)

    def day(self, at: datetime) -> date:
        """Return the organisation's day of a moment."""
        return self.organisation.day_of(at)

    def tell(self, product_id: int | None, *, since: datetime | None = None) -> None:
        """Mark a change, as the receiver does."""
        roll_ups.mark_changed(product_id=product_id, since=self.day(since or self.now))

    def change(self, thing: Any, **fields: Any) -> None:
        """Give a definition a new version now."""
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.known_at = self.now
        thing.save(update_fields=None if thing._state.adding else [*fields, "known_at"])

    def past(self, days: int) -> datetime:
        """Return an earlier moment of this life."""
        return max(START, self.now - timedelta(days=days))


def wait(life: Life, a: int, b: int, c: int) -> None:
    """Let hours or days pass."""
    life.now += timedelta(hours=[1, 5, 13, 26, 49, 75, 170][a % 7], minutes=b)


def roll_up(life: Life, a: int, b: int, c: int) -> None:
    """Let the worker run."""
    roll_ups.roll_up_today(at=life.now)


def roll_up_past(life: Life, a: int, b: int, c: int) -> None:
    """Let the night shift run."""
    roll_ups.roll_up_past(at=life.now)


def read(life: Life, a: int, b: int, c: int, *, known_at: datetime | None = None) -> None:
    """Record a reading, often a late one, sometimes without a value."""
    outcome, at = life.outcomes[a % len(life.outcomes)], known_at or life.now
    value = None if b == 7 else Decimal(b * 17 - 20)
    Reading.objects.create(
        outcome=outcome,
        known_at=at,
        value=value,
        no_value_reason="" if b != 7 else "Lost",
        observed_on=at.date() - timedelta(days=c * 2),
    )
    refresh_current_readings([outcome.pk])
    life.tell(outcome.product_id, since=at)


def read_for_weeks(life: Life, a: int, b: int, c: int) -> None:
    """Let weeks pass in which an outcome is read, ever further or hardly further."""
    for n in range(6):
        life.now += timedelta(days=1 + (b + n) % 6)
        read(life, a, (b + n * c) % 9, n % 2)


def correct(life: Life, a: int, b: int, c: int) -> None:
    """Correct the latest reading of an outcome that none has corrected."""
    outcome = life.outcomes[a % len(life.outcomes)]
    wrong = outcome.readings.filter(superseded_by=None).first()
    if wrong is not None:
        Reading.objects.create(
            outcome=outcome,
            known_at=life.now,
            value=b * 10,
            supersedes=wrong,
            observed_on=wrong.observed_on - timedelta(days=c % 3),
        )
        refresh_current_readings([outcome.pk])
        life.tell(outcome.product_id)


def retarget(life: Life, a: int, b: int, c: int) -> None:
    """Change what is meant by an outcome."""
    outcome = life.outcomes[a % len(life.outcomes)]
    steps = [{"on": "2025-12-01", "value": 10 * c}, {"on": "2025-12-20", "value": 60}]
    life.change(
        outcome,
        target=[100, 50, 0, None, 33][b % 5],
        measure_kind=KINDS[c % 6],
        target_upper=120 if c % 2 else None,
        weight=Decimal(b) / 2,
        target_steps=steps if b % 3 == 0 else [],
    )
    life.tell(outcome.product_id)


def move_outcome(life: Life, a: int, b: int, c: int) -> None:
    """Let an outcome serve another objective, and sometimes belong to another product."""
    outcome = life.outcomes[a % len(life.outcomes)]
    left = outcome.product_id
    life.change(
        outcome,
        objective=life.objectives[b % 3],
        product=life.products[c % 3] if c > 4 else outcome.product,
    )
    life.tell(left)
    life.tell(outcome.product_id)


def close_outcome(life: Life, a: int, b: int, c: int) -> None:
    """Close an outcome, or take it off the source's list."""
    outcome = life.outcomes[a % len(life.outcomes)]
    on = life.day(life.now) - timedelta(days=c * 20)
    if b % 4 == 3:
        life.change(outcome, unlisted_on=life.day(life.now) + timedelta(days=c - 2))
    else:
        life.change(outcome, closed_as=Closure.values[b % 3], closed_on=on)
    life.tell(outcome.product_id)


def move_product(life: Life, a: int, b: int, c: int) -> None:
    """Move a product to another portfolio or team."""
    product = life.products[a % 3]
    life.change(product, portfolio=life.portfolios[b % 3], team=life.teams[c % 2])
    life.tell(product.pk)


def regrow(life: Life, a: int, b: int, c: int) -> None:
    """Hang a portfolio or an objective elsewhere."""
    if a % 2:
        life.change(
            life.portfolios[1], parent=[None, life.portfolios[0], life.portfolios[2]][b % 3]
        )
    else:
        life.change(life.objectives[1], parent=[None, life.objectives[0]][b % 2])
    life.tell(None)


def check_in(life: Life, a: int, b: int, c: int, *, known_at: datetime | None = None) -> None:
    """Say how a product and its initiative go; sometimes in place of what was said."""
    product, at = life.products[a % 3], known_at or life.now
    said = product.check_ins.filter(superseded_by=None).first()
    entry = CheckIn.objects.create(
        product=product,
        period_start=at.date(),
        known_at=at,
        health=HEALTHS[b % 5],
        supersedes=said if c > 5 and known_at is None else None,
    )
    if c % 2:
        factories.initiative_line(entry, life.initiatives[a % 3], HEALTHS[c % 5])
    life.tell(product.pk, since=at)


def steer(life: Life, a: int, b: int, c: int) -> None:
    """Move an initiative on in its life, or to another product."""
    initiative = life.initiatives[a % len(life.initiatives)]
    left, today = initiative.product_id, life.day(life.now)
    life.change(
        initiative,
        stage=STAGES[b % 6],
        product=life.products[c % 3] if c > 6 else initiative.product,
        finished_on=today if b % 6 == 4 and c % 2 else None,
        started_on=today + timedelta(days=c - 3),
        unlisted_on=today if c == 4 else None,
    )
    life.tell(left)
    life.tell(initiative.product_id)


def contribute(life: Life, a: int, b: int, c: int) -> None:
    """Tie an initiative to an outcome, weigh the tie anew or take it back."""
    initiative = life.initiatives[a % len(life.initiatives)]
    outcome = life.outcomes[b % len(life.outcomes)]
    tie = Contribution.objects.filter(initiative=initiative, outcome=outcome).first()
    tie = tie or Contribution(initiative=initiative, outcome=outcome)
    life.change(
        tie, expected_share=[None, 10, 50][c % 3], ended_on=life.day(life.now) if c > 5 else None
    )
    life.tell(initiative.product_id)


def ask(life: Life, a: int, b: int, c: int) -> None:
    """Raise an ask, or answer one."""
    product = life.products[a % 3]
    open_ask = product.asks.last()
    if b % 2 and open_ask:
        Answer.objects.create(
            ask=open_ask, kind=["resolved", "offered", "withdrawn"][c % 3], known_at=life.now
        )
    else:
        factories.ask(product, at=life.now)
    life.tell(product.pk)


def spend(life: Life, a: int, b: int, c: int) -> None:
    """Plan money for a product, or a portfolio's unassigned money; and people's time."""
    product = life.products[a % 3]
    whose = {"portfolio": life.portfolios[b % 3]} if c == 7 else {"product": product}
    start = date(2025, 10 + c % 3, 1) if b % 2 else None
    FundingLine.objects.create(
        known_at=life.now,
        planned=b * 10,
        forecast=c,
        objective=life.objectives[c % 3],
        period_start=start,
        period_end=start and date(2025, 12, 31),
        **whose,
    )
    Allocation.objects.update_or_create(
        team=product.team,
        product=product,
        month=date(2025, 11 + b % 2, 1),
        defaults={"fte": Decimal(c) / 2, "known_at": life.now},
    )
    life.tell(None if c == 7 else product.pk)


def read_in_the_past(life: Life, a: int, b: int, c: int) -> None:
    """Import a reading that was known days ago."""
    read(life, a, b, c, known_at=life.past(b * 3))


def check_in_in_the_past(life: Life, a: int, b: int, c: int) -> None:
    """Import a check-in of days ago."""
    check_in(life, a, b, c, known_at=life.past(c * 2))


def define_in_the_past(life: Life, a: int, b: int, c: int) -> None:
    """Import an older version of an outcome, or an outcome that was known days ago."""
    at = life.past(b * 2)
    if c % 2:
        new = factories.outcome(
            product=life.products[a % 3],
            at=at,
            objective=life.objectives[b % 3],
            baseline_on=date(2025, 11, 1),
        )
        life.outcomes.append(new)
    else:
        outcome = Outcome.objects.get(pk=life.outcomes[a % len(life.outcomes)].pk)
        if outcome.known_at <= at:
            return
        version = Outcome.versions_model()
        newest = version.objects.filter(pgh_obj=outcome).first()
        newest.pk, newest.known_at, newest.target = None, at, b * 9
        newest.save(force_insert=True)
        new = outcome
    life.tell(None if a % 2 else new.product_id, since=at)


STEPS: list[Callable[..., None]] = [
    wait,
    wait,
    wait,
    roll_up,
    roll_up,
    roll_up_past,
    read,
    read,
    read,
    read_for_weeks,
    read_for_weeks,
    correct,
    retarget,
    move_outcome,
    close_outcome,
    move_product,
    regrow,
    check_in,
    check_in,
    steer,
    contribute,
    ask,
    spend,
    read_in_the_past,
    check_in_in_the_past,
    define_in_the_past,
]
numbers = st.integers(min_value=0, max_value=8)
histories = st.lists(
    st.tuples(st.sampled_from(STEPS), numbers, numbers, numbers), min_size=3, max_size=25
)


def live(history: list[tuple]) -> Life:
    """Live a history, then let the workers catch up."""
    life = Life()
    life.begin()
    for step, a, b, c in history:
        step(life, a, b, c)
    for _ in range(2):
        roll_ups.roll_up_today(at=life.now)
        roll_ups.roll_up_past(at=life.now)
    return life

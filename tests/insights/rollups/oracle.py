"""METRICS.md once more, in plain Python over plain rows: what every roll-up is checked against.

Nothing here is shared with the roll-ups but the names of the figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from typing import Any

from insights.figures import Figures
from portfolio.models import Objective, Organisation, Portfolio
from products.models import (
    Allocation,
    Answer,
    Ask,
    CheckIn,
    Contribution,
    FundingLine,
    Initiative,
    InitiativeLine,
    Outcome,
    Product,
    Reading,
)
from tests.insights.rollups import bayes

BOUNDS = {"at_least", "at_most", "within_range"}


def ratio(above: Any, below: Any) -> Decimal:
    """Return the quotient, rounded to six digits, halves away from zero."""
    with localcontext(prec=60):
        return (Decimal(above) / Decimal(below)).quantize(Decimal("0.000001"), ROUND_HALF_UP)


class Everything:
    """All versions and facts, read once."""

    def __init__(self) -> None:
        self.organisation = Organisation.objects.get()
        self.versions = {
            model: list(model.versions_model().objects.order_by("known_at", "pgh_id"))
            for model in (
                Portfolio,
                Objective,
                Product,
                Outcome,
                Initiative,
                Contribution,
                FundingLine,
                Allocation,
            )
        }
        self.facts = {
            model: list(model.objects.order_by("pk"))
            for model in (Reading, CheckIn, InitiativeLine, Ask, Answer)
        }
        self.on = cache(self._on)
        self.chance = cache(self._chance)

    def _chance(self, outcome_id: int, day: date) -> float | None:
        """Return the chance of meeting the target, as known at the end of the day."""
        return self.on(day).chance(outcome_id)

    def is_off(self, outcome_id: int, day: date) -> bool:
        """Whether the chance was low for a week up to some day and not clearly high since."""
        while True:
            week = [self.chance(outcome_id, day - timedelta(days=n)) for n in range(8)]
            if week[0] is None or week[0] > 0.45:
                return False
            if all(chance is not None and chance < 0.3 for chance in week):
                return True
            day -= timedelta(days=1)

    def _on(self, day: date) -> "Known":
        """Return what was known at the end of the day."""
        moment = self.organisation.end_of_day(day)
        return Known(
            everything=self,
            day=day,
            zone=self.organisation.zone,
            definitions={
                model: {v.pgh_obj_id: v for v in rows if v.known_at <= moment}
                for model, rows in self.versions.items()
            },
            facts={
                model: [row for row in rows if row.known_at <= moment]
                for model, rows in self.facts.items()
            },
        )


def standing(rows: Iterable[Any]) -> list[Any]:
    """Return the facts that none of them supersedes."""
    rows = list(rows)
    gone = {row.supersedes_id for row in rows}
    return [row for row in rows if row.pk not in gone]


@dataclass
class Known:
    """What was known at the end of one day, and the figures that follow."""

    everything: Everything
    day: date
    zone: Any
    definitions: dict[Any, dict[int, Any]]
    facts: dict[Any, list[Any]]

    def is_listed(self, thing: Any) -> bool:
        """Whether its source still lists it."""
        return thing.unlisted_on is None or thing.unlisted_on > self.day

    def local_day(self, at: datetime) -> date:
        """Return the organisation's day of a moment."""
        return at.astimezone(self.zone).date()

    def cells(self) -> dict[tuple, Figures]:
        """Return figures by (portfolio, team, product, objective) wherever there are any."""
        cells: dict[tuple, Figures] = defaultdict(Figures)
        for product_id, objective_id, portfolio_id, figures in self.parts():
            product = self.definitions[Product].get(product_id)
            if product is not None:
                key = (product.portfolio_id, product.team_id, product_id, objective_id)
            elif product_id is None:
                key = (portfolio_id, None, None, objective_id)
            else:
                continue
            cells[key] += figures
        return {key: figures for key, figures in cells.items() if figures != Figures()}

    def parts(self) -> Iterator[tuple]:
        """Yield (product, objective, portfolio, figures) of each single thing."""
        for outcome in self.definitions[Outcome].values():
            if figures := self.of_outcome(outcome):
                yield outcome.product_id, outcome.objective_id, None, figures
        for initiative in self.definitions[Initiative].values():
            if initiative.stage != "stopped" and self.is_listed(initiative):
                yield (
                    initiative.product_id,
                    self.objective_of(initiative),
                    None,
                    self.of_initiative(initiative),
                )
        for product in self.definitions[Product].values():
            yield product.pgh_obj_id, None, None, self.of_product(product)
        for ask in self.open_asks():
            raised = self.local_day(ask.known_at).isoformat()
            yield ask.product_id, None, None, Figures(asks_open=1, ask_days={raised: 1})
        for line in self.current_lines():
            yield line.product_id, line.objective_id, line.portfolio_id, self.of_line(line)
        for share in self.definitions[Allocation].values():
            if share.month == self.day.replace(day=1):
                yield share.product_id, share.objective_id, None, Figures(fte=share.fte)

    def of_outcome(self, outcome: Any) -> Figures | None:
        """Return what one outcome adds, None when it does not count."""
        closed = outcome.closed_on is not None and outcome.closed_on <= self.day
        if not self.is_listed(outcome) or (closed and outcome.closed_as == "stopped"):
            return None
        if closed and self.day - outcome.closed_on > timedelta(days=90):
            return None
        readings = standing(r for r in self.facts[Reading] if r.outcome_id == outcome.pgh_obj_id)
        latest = max(readings, key=lambda r: (r.observed_on, r.recorded_at, r.pk), default=None)
        progress = self.progress(outcome, latest)
        chance = None
        if closed:
            health = "achieved" if outcome.closed_as == "realised" else "off_track"
        else:
            if progress is not None and progress < 1:
                chance = self.chance(outcome.pgh_obj_id)
            health = self.rating(outcome, readings, latest, progress, chance)
        measured = progress is not None
        clamped = min(max(progress, Decimal(0)), Decimal(1)) if measured else Decimal(0)
        return Figures(
            outcomes=1,
            outcomes_measured=int(measured),
            **{f"outcomes_{health}": 1},
            weight=outcome.weight,
            weight_measured=outcome.weight * measured,
            weighted_progress=ratio(outcome.weight * clamped, 1),
            plain_progress=clamped,
            reading_days={latest.observed_on.isoformat(): 1} if measured else {},
            **self.of_chance(outcome, chance),
        )

    def of_chance(self, outcome: Any, chance: float | None) -> dict[str, Any]:
        """Return what a forecast adds."""
        if chance is None:
            return {}
        exact = ratio(str(chance), 1)
        step = min(max(int(ratio(exact * 20, 1).quantize(Decimal(1), ROUND_HALF_UP)) * 5, 1), 99)
        return {
            "outcomes_forecast": 1,
            "chance": exact,
            "weighted_chance": ratio(outcome.weight * exact, 1),
            "due_chances": {f"{outcome.target_on:%Y-%m}:{step}": 1},
        }

    def chance(self, outcome_id: int) -> float | None:
        """Return the chance that an outcome is at its target on its due day."""
        o = self.definitions[Outcome].get(outcome_id)
        if o is None or o.measure_kind not in {"increase", "decrease"}:
            return None
        if None in (o.baseline, o.target, o.target_on) or o.baseline == o.target:
            return None
        if self.day > o.target_on:
            return None
        readings = standing(r for r in self.facts[Reading] if r.outcome_id == outcome_id)
        latest = {
            r.observed_on: r.value for r in sorted(readings, key=lambda r: (r.recorded_at, r.pk))
        }
        return bayes.chance(
            [(day, float(value)) for day, value in sorted(latest.items()) if value is not None],
            target=float(o.target),
            due=o.target_on,
            direction=1 if o.target > o.baseline else -1,
        )

    def progress(self, o: Any, latest: Any) -> Decimal | None:
        """Return the raw progress."""
        if latest is None or latest.value is None:
            return None
        if o.baseline_on is not None and latest.observed_on < o.baseline_on:
            return None
        value = latest.value
        if o.measure_kind == "milestone":
            return Decimal(value >= (1 if o.target is None else o.target))
        if o.target is None:
            return None
        if o.measure_kind == "at_least":
            return Decimal(value >= o.target)
        if o.measure_kind == "at_most":
            return Decimal(value <= o.target)
        if o.measure_kind == "within_range":
            upper = o.target_upper
            return None if upper is None else Decimal(o.target <= value <= upper)
        if o.baseline is None or o.baseline == o.target:
            return None
        return ratio(value - o.baseline, o.target - o.baseline)

    def rating(
        self, o: Any, readings: list, latest: Any, progress: Decimal | None, chance: float | None
    ) -> str:
        """Return the health that the evidence shows."""
        if progress is None:
            return "not_reported"
        if o.measure_kind in BOUNDS:
            if progress == 0:
                return "off_track"
            is_over = o.target_on is not None and o.target_on < self.day
            return "achieved" if is_over else "on_track"
        if progress >= 1:
            return "achieved"
        if chance is not None:
            if self.everything.is_off(o.pgh_obj_id, self.day):
                return "off_track"
            return "on_track" if chance >= 0.7 else "at_risk"
        if o.baseline_on is None or o.target_on is None:
            return "not_reported"
        elapsed = self.elapsed(o)
        earlier = [
            r
            for r in readings
            if r.value is not None and o.baseline_on <= r.observed_on < latest.observed_on
        ]
        expected = self.expected(o, elapsed)
        if elapsed < Decimal("0.1") or not earlier or expected is None:
            return "not_reported"
        return "off_track" if expected - progress > Decimal("0.1") else "on_track"

    def elapsed(self, o: Any) -> Decimal:
        """Return the share of its time that has gone."""
        if o.target_on <= o.baseline_on:
            return Decimal(self.day >= o.target_on)
        gone = ratio((self.day - o.baseline_on).days, (o.target_on - o.baseline_on).days)
        return min(max(gone, Decimal(0)), Decimal(1))

    def expected(self, o: Any, elapsed: Decimal) -> Decimal | None:
        """Return the progress due by the day: linear, or by the phased targets."""
        if not o.target_steps:
            return Decimal(self.day > o.target_on) if o.measure_kind == "milestone" else elapsed
        if o.baseline is None or o.target is None or o.baseline == o.target:
            return None
        points = [(o.baseline_on, o.baseline)]
        points += [(date.fromisoformat(s["on"]), Decimal(str(s["value"]))) for s in o.target_steps]
        points += [(o.target_on, o.target)]
        points.sort(key=lambda point: point[0])
        gone = [point for point in points if point[0] <= self.day]
        to_come = [point for point in points if point[0] > self.day]
        if not gone:
            return None
        (low_on, low), due = gone[-1], gone[-1][1]
        if to_come:
            with localcontext(prec=60):
                passed = Decimal((self.day - low_on).days) / (to_come[0][0] - low_on).days
                due = low + (to_come[0][1] - low) * passed
        return ratio(due - o.baseline, o.target - o.baseline)

    def objective_of(self, initiative: Any) -> int | None:
        """Return the objective in which the initiative counts."""
        ties = [
            c
            for c in self.definitions[Contribution].values()
            if c.initiative_id == initiative.pgh_obj_id
            and (c.ended_on is None or c.ended_on > self.day)
            and c.outcome_id in self.definitions[Outcome]
        ]
        shares = [
            (c.expected_share if c.expected_share is not None else -1, -c.outcome_id) for c in ties
        ]
        if not shares:
            return None
        return self.definitions[Outcome][-max(shares)[1]].objective_id

    def of_initiative(self, initiative: Any) -> Figures:
        """Return what one initiative adds."""
        check_ins = {c.pk for c in standing(self.facts[CheckIn])}
        words = [
            line
            for line in self.facts[InitiativeLine]
            if line.initiative_id == initiative.pgh_obj_id and line.check_in_id in check_ins
        ]
        word = max(words, key=lambda line: (line.known_at, line.pk), default=None)
        if initiative.stage == "done" and word is not None:
            finished = initiative.finished_on
            is_later = (
                word.known_at > initiative.known_at
                if finished is None
                else self.local_day(word.known_at) > finished
            )
            word = word if is_later else None
        silence = "achieved" if initiative.stage == "done" else "not_reported"
        health = word.health if word is not None else silence
        under_way = (
            initiative.stage in {"discovery", "delivery", "measuring"}
            and (initiative.started_on or self.day) <= self.day
            and (initiative.finished_on is None or initiative.finished_on > self.day)
        )
        return Figures(
            initiatives=1,
            initiatives_measured=int(health != "not_reported"),
            initiatives_under_way=int(under_way),
            **{f"initiatives_{health}": 1},
        )

    def of_product(self, product: Any) -> Figures:
        """Return what the product as such adds."""
        said = [c for c in standing(self.facts[CheckIn]) if c.product_id == product.pgh_obj_id]
        word = max(said, key=lambda c: (c.known_at, c.pk), default=None)
        if word is None:
            return Figures(products=1, products_not_reported=1)
        day = self.local_day(word.known_at).isoformat()
        return Figures(products=1, **{f"products_{word.health}": 1}, check_in_days={day: 1})

    def open_asks(self) -> list[Any]:
        """Return the asks that nothing has ended."""
        ended = {a.ask_id for a in self.facts[Answer] if a.kind in {"resolved", "withdrawn"}}
        return [ask for ask in self.facts[Ask] if ask.pk not in ended]

    def current_lines(self) -> Iterator[Any]:
        """Yield whole-life lines, and of the others those of the latest period begun."""
        rows = [line for line in self.definitions[FundingLine].values() if self.is_listed(line)]
        latest: dict[tuple, date] = {}
        begun = [
            r
            for r in rows
            if r.period_start is not None
            and r.period_start <= self.day < r.period_end + timedelta(days=365)
        ]
        for r in begun:
            latest[series(r)] = max(latest.get(series(r), r.period_start), r.period_start)
        yield from (r for r in rows if r.period_start is None)
        yield from (r for r in begun if r.period_start == latest[series(r)])

    def of_line(self, line: Any) -> Figures:
        """Return what one funding line adds."""
        if line.period_start is None:
            amounts = (line.planned, line.forecast, line.actual)
            return Figures(whole_life_cost=next((a for a in amounts if a is not None), Decimal(0)))
        return Figures(
            planned=line.planned or Decimal(0),
            actual=line.actual or Decimal(0),
            forecast=line.forecast or Decimal(0),
        )

    def snapshots(self) -> dict[tuple[str, int], Figures]:
        """Return the figures of every scope that has any."""
        sums: dict[tuple[str, int], Figures] = defaultdict(Figures)
        for (portfolio_id, team_id, product_id, objective_id), figures in self.cells().items():
            sums["organisation", 0] += figures
            for above in self.above(Portfolio, portfolio_id):
                sums["portfolio", above] += figures
            for above in self.above(Objective, objective_id):
                sums["objective", above] += figures
            if product_id is not None:
                sums["product", product_id] += figures
                sums["team", team_id] += figures
        return {key: figures for key, figures in sums.items() if figures != Figures()}

    def above(self, model: Any, node_id: int | None) -> set[int]:
        """Return a node of a tree and all above it."""
        found: set[int] = set()
        while node_id is not None and node_id not in found and node_id in self.definitions[model]:
            found.add(node_id)
            node_id = self.definitions[model][node_id].parent_id
        return found


def series(line: Any) -> tuple:
    """Return what funding lines of one series share."""
    return line.product_id, line.portfolio_id, line.objective_id, line.initiative_id, line.kind

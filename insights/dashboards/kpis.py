"""The figures under the opening sentence, each with its change since the compare day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.dashboards.headline import Compared
from insights.dashboards.links import Links
from insights.dashboards.subject import WELL, Subject
from insights.figures import Figures
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

SHOWN, SPARK = 6, 12
RECENT = timedelta(days=14)


@dataclass(frozen=True)
class Kpi:
    """One figure of the strip. `better` is None where a change is neither good nor bad."""

    label: str
    value: str
    of: str = ""
    tone: str = ""
    url: str = ""
    delta: str = ""
    better: bool | None = None
    direction: str = ""
    spark: list[float | None] = field(default_factory=list)
    note: str = ""


def kpis(compared: Compared, links: Links, by_objective: Mapping[int | None, Figures]) -> list[Kpi]:
    """Return the six figures that say most about this portfolio."""
    strip = _Strip(compared, links)
    off = [strip.well(), strip.health(Health.AT_RISK), strip.health(Health.OFF_TRACK)]
    if compared.subject.is_outcomes:
        rest = [strip.expected(), strip.heard(), strip.tied(by_objective), strip.progress()]
        rest += [strip.silent(), strip.work(), strip.asks(), strip.cost()]
    else:
        rest = [strip.silent(), strip.cost(), strip.heard(), strip.asks()]
    return [kpi for kpi in [*off, *rest] if kpi][:SHOWN]


@dataclass(frozen=True)
class _Strip:
    """Makes the figures; one that says nothing here is None."""

    compared: Compared
    links: Links

    def well(self) -> Kpi:
        subject = self.compared.subject
        return self._count(
            _("On course or achieved"),
            lambda f, _on: subject.well(f),
            of=_("of %(n)s") % {"n": formats.number(subject.total(self.compared.now))},
            tone=Health.ON_TRACK,
            better_up=True,
            url=self.links.to(subject.view, health=",".join(WELL)),
        )

    def health(self, health: str) -> Kpi | None:
        subject = self.compared.subject
        if not any(subject.count(f, health) for f in (self.compared.now, self.compared.before)):
            return None
        return self._of_health(health, better_up=False)

    def silent(self) -> Kpi:
        return self._of_health(Health.NOT_REPORTED, better_up=None)

    def _of_health(self, health: str, better_up: bool | None) -> Kpi:
        subject = self.compared.subject
        return self._count(
            str(Health(health).label),
            lambda f, _on: subject.count(f, health),
            of=subject.name.lower(),
            tone=health,
            better_up=better_up,
            url=self.links.to(subject.view, health=health),
        )

    def expected(self) -> Kpi | None:
        """Return how many will be met, with the range that holds four times in five."""
        now = self.compared.expected
        if now is None:
            return None
        before = self.compared.before
        likely = float(before.chance) + before.outcomes_achieved
        change = round(now.mid) - round(likely) if before.outcomes_forecast else 0
        ends = {"low": formats.number(round(now.low)), "high": formats.number(round(now.high))}
        return Kpi(
            label=_("Likely to be met"),
            value=formats.number(round(now.mid)),
            of=_("%(low)s to %(high)s") % ends,
            url=self.links.to("insights:dashboard", fragment="trajectory-title"),
            delta=formats.number(abs(change)) if change else "",
            note=_("no change"),
            better=change > 0 if change else None,
            direction=direction(change),
            spark=[
                float(f.chance) + f.outcomes_achieved if f.outcomes_forecast else None
                for _on, f in self.compared.weeks[-SPARK:]
            ],
        )

    def tied(self, by_objective: Mapping[int | None, Figures]) -> Kpi | None:
        """Return the share of people's time that serves an objective."""
        people = sum((of.fte for of in by_objective.values()), Decimal())
        if not people:
            return None
        loose = by_objective.get(None, Figures()).fte
        return Kpi(
            label=_("Effort tied to an objective"),
            value=formats.percent((people - loose) / people),
            of=_("of %(n)s people") % {"n": formats.number(round(people))},
            url=self.links.to("insights:dashboard", fragment="matrix", shade="people"),
            note=_("this month"),
        )

    def progress(self) -> Kpi | None:
        now, before = self.compared.now, self.compared.before
        if not now.outcomes:
            return None
        change = 0.0
        if moved := now.progress is not None and before.progress is not None:
            change = (now.progress or 0) - (before.progress or 0)
        return Kpi(
            label=_("Progress to targets"),
            value=formats.percent(now.progress),
            of=_("%(coverage)s measured") % {"coverage": formats.percent(now.coverage)},
            url=self.links.to("insights:outcome_list"),
            delta=formats.points(abs(change)).lstrip("+") if moved and round(change, 2) else "",
            note=_("no change") if moved else "",
            better=change > 0 if round(change, 2) else None,
            direction=direction(round(change, 2)),
            spark=[f.progress for _on, f in self.compared.weeks[-SPARK:]],
        )

    def work(self) -> Kpi | None:
        if not self.compared.now.initiatives:
            return None
        work = Subject("initiatives")
        return self._count(
            _("Work off course"),
            lambda f, _on: work.count(f, Health.OFF_TRACK),
            of=_("of %(n)s initiatives") % {"n": formats.number(self.compared.now.initiatives)},
            tone=Health.OFF_TRACK,
            better_up=False,
            url=self.links.to("insights:initiative_list", health=Health.OFF_TRACK),
        )

    def heard(self) -> Kpi | None:
        now = self.compared.now
        if not now.products:
            return None
        return self._count(
            _("Heard from in two weeks"),
            heard_from,
            of=_("of %(n)s products") % {"n": formats.number(now.products)},
            better_up=True,
            url=self.links.to("insights:product_list"),
        )

    def asks(self) -> Kpi | None:
        now, before = self.compared.now, self.compared.before
        if not (now.asks_open or before.asks_open):
            return None
        oldest = now.oldest_ask_days(self.compared.as_of.on)
        return self._count(
            _("Help wanted"),
            lambda f, _on: f.asks_open,
            of=_("oldest %(age)s") % {"age": formats.days(oldest)} if now.asks_open else "",
            better_up=None,
            url=self.links.to("insights:dashboard", fragment="help"),
        )

    def cost(self) -> Kpi | None:
        now, before = self.compared.now, self.compared.before
        if not now.whole_life_cost:
            return None
        change = now.whole_life_cost - before.whole_life_cost
        moved = change and self.compared.has_before
        return Kpi(
            label=_("Whole-life cost"),
            value=formats.money(now.whole_life_cost, self.compared.currency),
            url=self.links.to("insights:dashboard", fragment="money"),
            delta=formats.money(abs(change), self.compared.currency) if moved else "",
            note=_("no change") if self.compared.has_before else "",
            direction=direction(change) if moved else "",
            spark=[float(f.whole_life_cost) or None for _on, f in self.compared.weeks[-SPARK:]],
        )

    def _count(
        self,
        label: str,
        count: Callable[[Figures, date], int],
        *,
        of: str = "",
        tone: str = "",
        better_up: bool | None,
        url: str,
    ) -> Kpi:
        compared = self.compared
        now = count(compared.now, compared.as_of.on)
        change = now - count(compared.before, compared.as_of.vs)
        return Kpi(
            label=label,
            value=formats.number(now),
            of=of,
            tone=tone,
            url=url,
            delta=formats.number(abs(change)) if change and compared.has_before else "",
            note=_("no change") if compared.has_before else "",
            better=None if better_up is None or not change else (change > 0) == better_up,
            direction=direction(change) if compared.has_before else "",
            spark=[
                count(figures, day) if compared.subject.total(figures) else None
                for day, figures in compared.weeks[-SPARK:]
            ],
        )


def direction(change: float | Decimal) -> str:
    """Return where a change points: "up", "down" or nowhere."""
    return "up" if change > 0 else "down" if change < 0 else ""


def heard_from(figures: Figures, on: date) -> int:
    """Return how many products said something in the two weeks up to the day."""
    earliest = (on - RECENT).isoformat()
    return sum(count for day, count in figures.check_in_days.items() if day >= earliest)

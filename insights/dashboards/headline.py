"""The opening sentence and the figures under it, each with its change since the compare day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import Figures
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
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


@dataclass(frozen=True)
class Opening:
    """What the page says first: the finding, then what goes with it."""

    finding: str
    rest: str


@dataclass(frozen=True)
class Compared:
    """The figures of the day, of the compare day, and week by week up to the day."""

    now: Figures
    before: Figures
    weeks: Sequence[tuple[date, Figures]]
    as_of: AsOf
    subject: Subject
    currency: str

    @property
    def has_before(self) -> bool:
        """Whether anything was known on the compare day."""
        return self.subject.total(self.before) > 0


def since(as_of: AsOf) -> str:
    """Return the compare day as the end of a sentence: "last week", "on 13 Nov"."""
    if not as_of.is_past and as_of.on - as_of.vs == timedelta(days=7):
        return _("last week")
    return _("on %(day)s") % {"day": compare_day(as_of)}


def compare_day(as_of: AsOf) -> str:
    """Return the compare day, with its year where that is another."""
    same_year = as_of.vs.year == as_of.on.year
    return formats.short_day(as_of.vs) if same_year else formats.day(as_of.vs)


def summary(compared: Compared, products: int) -> str:
    """Return how much there is: 40 products, 200 outcomes, 121 initiatives."""
    now = compared.now
    counted = [ngettext("%(n)s product", "%(n)s products", products) % {"n": formats.number(products)}]
    for subject in (Subject("outcomes"), Subject("initiatives")):
        if total := subject.total(now):
            counted.append(subject.counted(total))
    return ", ".join(counted)


def opening(compared: Compared) -> Opening:
    """Return the sentences at the top of the page."""
    subject, now = compared.subject, compared.now
    total = subject.total(now)
    if not total:
        return Opening(_("Nothing is measured here yet."), _("Outcomes and initiatives will be counted as soon as there are any."))
    well = subject.well(now)
    finding = _("%(well)s of %(all)s on course or achieved") % {
        "well": formats.number(well),
        "all": _is_or_are(subject, total),
    }
    if compared.has_before and compared.as_of.vs < compared.as_of.on:
        finding += ", " + _compared(well, total, compared)
    return Opening(finding + ".", " ".join(_rest(compared)))


def _is_or_are(subject: Subject, total: int) -> str:
    counted = {"n": formats.number(total)}
    if subject.is_outcomes:
        return ngettext("%(n)s outcome is", "%(n)s outcomes are", total) % counted
    return ngettext("%(n)s initiative is", "%(n)s initiatives are", total) % counted


def _compared(well: int, total: int, compared: Compared) -> str:
    before, all_before = compared.subject.well(compared.before), compared.subject.total(compared.before)
    day = {"day": since(compared.as_of)}
    if total != all_before:
        return _("after %(well)s of %(all)s %(day)s") % {
            "well": formats.number(before),
            "all": formats.number(all_before),
            **day,
        }
    if well == before:
        return _("as many as %(day)s") % day
    words = _("%(count)s more than %(day)s") if well > before else _("%(count)s fewer than %(day)s")
    return words % {"count": apnumber(abs(well - before)), **day}


def _rest(compared: Compared) -> list[str]:
    subject, now, said = compared.subject, compared.now, []
    off, risk = subject.count(now, Health.OFF_TRACK), subject.count(now, Health.AT_RISK)
    silent = subject.count(now, Health.NOT_REPORTED)
    if off:
        said.append(ngettext("%(n)s is off course.", "%(n)s are off course.", off) % {"n": formats.number(off)})
    if risk:
        said.append(ngettext("%(n)s needs attention.", "%(n)s need attention.", risk) % {"n": formats.number(risk)})
    if silent:
        said.append(ngettext("Of %(n)s there is no news yet.", "Of %(n)s there is no news yet.", silent) % {"n": formats.number(silent)})
    return said


def kpis(compared: Compared, links: Links) -> list[Kpi]:
    """Return the six figures that say most about this portfolio."""
    strip = _Strip(compared, links)
    healths = [strip.well(), strip.health(Health.AT_RISK), strip.health(Health.OFF_TRACK), strip.silent()]
    if compared.subject.is_outcomes:
        rest = [strip.progress(), strip.work(), strip.heard(), strip.asks(), strip.cost()]
    else:
        rest = [strip.cost(), strip.heard(), strip.asks()]
    return [kpi for kpi in [*healths, *rest] if kpi][:SHOWN]


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
            url=self.links.to(subject.view, health=Health.ON_TRACK),
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

    def progress(self) -> Kpi | None:
        now, before = self.compared.now, self.compared.before
        if not now.outcomes:
            return None
        moved = now.progress is not None and before.progress is not None
        change = now.progress - before.progress if moved else 0.0
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


"""The parts of the whole side by side: by health, by progress and by money."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

MOST_ROWS, APART = 12, 0.1


@dataclass(frozen=True)
class Part:
    """One row: its name, where it leads, what is said of it, and what is drawn as shares of 1."""

    name: str
    code: str
    url: str
    value: str
    note: str
    counts: dict[str, int]
    share: float | None = None
    tick: float | None = None

    @property
    def bar(self) -> Svg:
        """Its share as a bar, with a tick where it was meant to be."""
        return bars.bar(self.share, tick=self.tick)


@dataclass(frozen=True)
class Parts:
    """A panel of rows under their finding."""

    title: str
    subtitle: str
    rows: list[Part]
    left_out: int = 0


@dataclass(frozen=True)
class Split:
    """How the whole is cut: into its portfolios, or where there is but one, into products."""

    kind: str
    parts: list[tuple[Named, Figures]]

    @property
    def is_portfolios(self) -> bool:
        """Whether the parts are portfolios."""
        return self.kind == "portfolio"


def split(
    by_portfolio: Mapping[int, Figures],
    by_product: Mapping[int, Figures],
    portfolios: Iterable[Named],
    products: Iterable[Named],
) -> Split:
    """Return the parts that have anything, in the order of display."""
    held = [(p, by_portfolio[p.id]) for p in portfolios if p.id in by_portfolio]
    if len(held) > 1:
        return Split("portfolio", held)
    return Split("product", [(p, by_product[p.id]) for p in products if p.id in by_product])


def by_health(cut: Split, *, subject: Subject, links: Links) -> Parts | None:
    """Return how each part goes; None when only one has anything."""
    held = [(part, of) for part, of in cut.parts if subject.total(of)]
    if len(held) < 2:
        return None
    held.sort(key=lambda one: subject.total(one[1]), reverse=True)
    rows = [
        Part(
            name=part.name,
            code="",
            url=links.to("insights:dashboard", **{cut.kind: part.slug}),
            value=formats.share(subject.well(of), subject.total(of)),
            note="",
            counts=of.health(subject.kind),
        )
        for part, of in held[:MOST_ROWS]
    ]
    words = (
        _("%(things)s by portfolio and health, with how many are on course or achieved.")
        if cut.is_portfolios
        else _("%(things)s by product and health, with how many are on course or achieved.")
    )
    return Parts(
        title=_worst(held, subject, cut),
        subtitle=words % {"things": subject.name},
        rows=rows,
        left_out=len(held) - len(rows),
    )


def _worst(held: list[tuple[Named, Figures]], subject: Subject, cut: Split) -> str:
    off = sorted(held, key=lambda one: subject.count(one[1], Health.OFF_TRACK), reverse=True)
    counts = [subject.count(of, Health.OFF_TRACK) for _part, of in off]
    if counts[0] > counts[1]:
        return _("%(part)s has the most off course: %(share)s") % {
            "part": off[0][0].name,
            "share": formats.share(counts[0], subject.total(off[0][1])),
        }
    label = _("%(things)s by portfolio") if cut.is_portfolios else _("%(things)s by product")
    return label % {"things": subject.name}


def objectives_by_progress(
    figures: Mapping[int | None, Figures], objectives: Iterable[Named], *, links: Links
) -> Parts | None:
    """Return the progress of each objective with how much of it is measured."""
    held = [(o, figures[o.id]) for o in objectives if o.id in figures and figures[o.id].outcomes]
    if not held:
        return None
    most = sorted(held, key=lambda one: one[1].outcomes, reverse=True)[:MOST_ROWS]
    rows = [_progress(objective, of, links) for objective, of in held if (objective, of) in most]
    return Parts(
        title=_furthest(held),
        subtitle=_("Weighted progress of measured outcomes from baseline to target."),
        rows=rows,
        left_out=len(held) - len(rows),
    )


def _progress(objective: Named, of: Figures, links: Links) -> Part:
    return Part(
        name=objective.name,
        code=objective.code,
        url=links.to("insights:outcome_list", objective=objective.slug),
        value=formats.percent(of.progress),
        note=_("%(share)s measured") % {"share": formats.share(of.outcomes_measured, of.outcomes)},
        counts=of.health("outcomes"),
        share=of.progress,
    )


def _furthest(held: list[tuple[Named, Figures]]) -> str:
    """Name the objectives furthest along and least; those that have ended are no news."""
    measured = sorted(
        ((of.progress, o.name) for o, of in held if o.id and of.progress is not None), reverse=True
    )
    if len(measured) > 1 and measured[0][0] - measured[-1][0] >= APART:
        return _("“%(first)s” is furthest along, “%(last)s” least") % {
            "first": measured[0][1],
            "last": measured[-1][1],
        }
    return _("Progress by objective")


@dataclass(frozen=True)
class _Amount:
    """What one part costs, and what it was planned to where that is known."""

    part: Named
    amount: Decimal
    plan: Decimal | None


def money(cut: Split, *, currency: str, links: Links) -> Parts | None:
    """Return forecast against planned money by part, or else the whole-life cost."""
    rows = [
        _Amount(part, of.forecast, of.planned)
        for part, of in cut.parts
        if of.planned and of.forecast
    ]
    costs = [
        _Amount(part, of.whole_life_cost, None) for part, of in cut.parts if of.whole_life_cost
    ]
    if costs:
        rows, title = costs, _cost_finding(costs)
        subtitle = _("Whole-life cost, where one is given.")
    elif rows:
        title = _forecast_finding(rows, currency)
        subtitle = _("Forecast for all periods known. The tick is what was planned.")
    else:
        return None
    rows.sort(key=lambda row: row.amount, reverse=True)
    top = max(max(row.amount, row.plan or row.amount) for row in rows)
    shown = rows[:MOST_ROWS]
    return Parts(
        title,
        subtitle,
        [_cost(row, top, cut, currency, links) for row in shown],
        left_out=len(rows) - len(shown),
    )


def _cost(row: _Amount, top: Decimal, cut: Split, currency: str, links: Links) -> Part:
    return Part(
        name=row.part.name,
        code="",
        url=links.to("insights:initiative_list", **{cut.kind: row.part.slug}),
        value=formats.money(row.amount, currency),
        note=_("plan %(planned)s") % {"planned": formats.money(row.plan, currency)}
        if row.plan
        else "",
        counts={},
        share=float(row.amount / top),
        tick=float(row.plan / top) if row.plan else None,
    )


def _forecast_finding(rows: list[_Amount], currency: str) -> str:
    planned = sum((row.plan or Decimal(0) for row in rows), Decimal(0))
    over = sum((row.amount for row in rows), Decimal(0)) - planned
    if abs(over) * 100 < planned:
        return _("Money goes as planned")
    words = _("Forecast %(amount)s over plan") if over > 0 else _("Forecast %(amount)s under plan")
    return words % {"amount": formats.money(abs(over), currency)}


def _cost_finding(rows: list[_Amount]) -> str:
    total, top = sum(row.amount for row in rows), max(rows, key=lambda row: row.amount)
    if len(rows) > 1 and top.amount * 4 >= total:
        return _("%(part)s carries %(share)s of the whole-life cost") % {
            "part": top.part.name,
            "share": formats.percent(top.amount / total),
        }
    return _("Whole-life cost")

"""The parts of the portfolio side by side: portfolios by health and cost, objectives by progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    """One row: its name, where it leads, what is drawn and what is said of it."""

    name: str
    code: str
    url: str
    value: str
    note: str
    counts: dict[str, int]
    bar: Svg | None = None


@dataclass(frozen=True)
class Parts:
    """A panel of rows under their finding."""

    title: str
    subtitle: str
    rows: list[Part]
    left_out: int = 0


def portfolios_by_health(
    figures: Mapping[int, Figures], portfolios: Iterable[Named], *, subject: Subject, links: Links
) -> Parts | None:
    """Return how each portfolio goes; None when only one has anything."""
    held = [(p, figures[p.id]) for p in portfolios if p.id in figures and subject.total(figures[p.id])]
    if len(held) < 2:
        return None
    held.sort(key=lambda one: subject.total(one[1]), reverse=True)
    rows = [
        Part(
            name=portfolio.name,
            code="",
            url=links.to("insights:dashboard", portfolio=portfolio.slug),
            value=formats.share(subject.well(of), subject.total(of)),
            note="",
            counts=of.health(subject.kind),
        )
        for portfolio, of in held[:MOST_ROWS]
    ]
    return Parts(
        title=_worst_portfolio(held, subject),
        subtitle=_("%(things)s by portfolio and health, with how many are on course or achieved.")
        % {"things": subject.name},
        rows=rows,
        left_out=len(held) - len(rows),
    )


def _worst_portfolio(held: list[tuple[Named, Figures]], subject: Subject) -> str:
    off = sorted(held, key=lambda one: subject.count(one[1], Health.OFF_TRACK), reverse=True)
    counts = [subject.count(of, Health.OFF_TRACK) for _portfolio, of in off]
    if counts[0] > counts[1]:
        return _("%(portfolio)s has the most off course: %(share)s") % {
            "portfolio": off[0][0].name,
            "share": formats.share(counts[0], subject.total(off[0][1])),
        }
    return _("%(things)s by portfolio") % {"things": subject.name}


def objectives_by_progress(
    figures: Mapping[int | None, Figures], objectives: Iterable[Named], *, links: Links
) -> Parts | None:
    """Return the progress of each objective with how much of it is measured."""
    held = [(o, figures[o.id]) for o in objectives if o.id in figures and figures[o.id].outcomes]
    if not held:
        return None
    rows = [_progress(objective, of, links) for objective, of in held[:MOST_ROWS]]
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
        bar=bars.bar(of.progress),
    )


def _furthest(held: list[tuple[Named, Figures]]) -> str:
    measured = sorted(
        ((of.progress, o.name) for o, of in held if of.progress is not None), reverse=True
    )
    if len(measured) > 1 and measured[0][0] - measured[-1][0] >= APART:
        return _("“%(first)s” is furthest along, “%(last)s” least") % {
            "first": measured[0][1],
            "last": measured[-1][1],
        }
    return _("Progress by objective")


def money_by_portfolio(
    figures: Mapping[int, Figures], portfolios: Iterable[Named], *, currency: str, links: Links
) -> Parts | None:
    """Return planned against forecast money by portfolio, or else its whole-life cost."""
    held = [(p, figures[p.id]) for p in portfolios if p.id in figures]
    planned = [(p, of, of.forecast or of.actual, of.planned) for p, of in held if of.planned]
    if planned:
        title = _forecast_finding(sum(x[2] for x in planned), sum(x[3] for x in planned), currency)
        subtitle = _("Forecast by portfolio for all periods known. The tick is what was planned.")
        rows = planned
    else:
        rows = [(p, of, of.whole_life_cost, None) for p, of in held if of.whole_life_cost]
        title = _cost_finding(rows)
        subtitle = _("Whole-life cost by portfolio, where a cost is given.")
    if not rows:
        return None
    rows = sorted(rows, key=lambda row: row[2], reverse=True)
    top = max(max(row[2], row[3] or 0) for row in rows) or 1
    made = [
        Part(
            name=portfolio.name,
            code="",
            url=links.to("insights:initiative_list", portfolio=portfolio.slug),
            value=formats.money(amount, currency),
            note=_("of %(planned)s") % {"planned": formats.money(plan, currency)} if plan else "",
            counts={},
            bar=bars.bar(float(amount / top), tick=float(plan / top) if plan else None),
        )
        for portfolio, _of, amount, plan in rows[:MOST_ROWS]
    ]
    return Parts(title, subtitle, made, left_out=len(rows) - len(made))


def _forecast_finding(forecast: object, planned: object, currency: str) -> str:
    over = forecast - planned  # type: ignore[operator]
    if abs(over) * 100 < planned:  # type: ignore[operator]
        return _("Money goes as planned")
    words = _("Forecast %(amount)s over plan") if over > 0 else _("Forecast %(amount)s under plan")
    return words % {"amount": formats.money(abs(over), currency)}


def _cost_finding(rows: list) -> str:
    total = sum(row[2] for row in rows)
    top = max(rows, key=lambda row: row[2], default=None)
    if top and len(rows) > 1 and top[2] * 4 >= total:
        return _("%(portfolio)s carries %(share)s of the whole-life cost") % {
            "portfolio": top[0].name,
            "share": formats.percent(top[2] / total),
        }
    return _("Whole-life cost by portfolio")

"""The list of objectives, with how far the outcomes below each have come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.listing import Column, Found, Lister, Span, name_of, ordered
from insights.dashboards.question import Askable, Question
from insights.figures import Figures
from insights.queries.figures import figures_by
from insights.queries.names import Named, below
from pmo_portal.lib import formats


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective in the list, with the sums over all below it. `change` is that of progress."""

    objective: Named
    parent: Named | None
    figures: Figures
    change: float | None

    @property
    def counts(self) -> dict[str, int]:
        """How many outcomes are in each health."""
        return self.figures.health("outcomes")

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar; nothing when nothing is measured."""
        progress = self.figures.progress
        return None if progress is None else bars.bar(progress)

    @property
    def is_better(self) -> bool | None:
        """Whether progress rose; nothing when it stood still."""
        return None if not self.change or abs(self.change) < 0.005 else self.change > 0


CELLS = {
    "id": lambda row: row.objective.slug,
    "code": lambda row: row.objective.code,
    "title": lambda row: row.objective.name,
    "parent": lambda row: name_of(row.parent),
    "outcomes": lambda row: row.figures.outcomes,
    "on_track": lambda row: row.counts["on_track"],
    "at_risk": lambda row: row.counts["at_risk"],
    "off_track": lambda row: row.counts["off_track"],
    "achieved": lambda row: row.counts["achieved"],
    "not_reported": lambda row: row.counts["not_reported"],
    "progress": lambda row: row.figures.progress,
    "change": lambda row: row.change,
    "coverage": lambda row: row.figures.coverage,
    "initiatives": lambda row: row.figures.initiatives,
}
SORTS: dict[str, Callable[[ObjectiveRow], Any]] = {
    "title": lambda row: row.objective.name.casefold(),
    "outcomes": lambda row: row.figures.outcomes,
    "progress": lambda row: row.figures.progress,
    "coverage": lambda row: row.figures.coverage,
    "initiatives": lambda row: row.figures.initiatives,
}


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s objective", "%(count)s objectives", total or 0) % count


def _read(asked: Question, span: Span) -> Found:
    """Read the objectives; there are few, so they are put in order here."""
    rows = _rows(asked)
    places = {row.objective.id: place for place, row in enumerate(rows)}
    found = ordered(rows, asked, SORTS | {"order": lambda row: places[row.objective.id]}, "order")
    end = None if span.limit is None else span.offset + span.limit
    return Found(found[span.offset : end], len(found))


def _rows(asked: Question) -> list[ObjectiveRow]:
    scope, user = asked.scope, asked.known.user
    now = figures_by(scope, on=asked.as_of.on, user=user, by="objective")
    then = figures_by(scope, on=asked.as_of.vs, user=user, by="objective")
    objectives = asked.names.objectives
    branch = below(objectives, scope.objective_id) if scope.objective_id else set(objectives)
    is_placed = scope.portfolio_id or scope.is_of_products
    return [
        ObjectiveRow(
            objective=objective,
            parent=objectives.get(objective.parent_id or 0),
            figures=now.get(objective.id, Figures()),
            change=_change(now.get(objective.id), then.get(objective.id)),
        )
        for objective in objectives.values()
        if objective.id in branch
        and (not is_placed or objective.id in now)
        and asked.holds_words(objective.code, objective.name)
    ]


def _change(now: Figures | None, then: Figures | None) -> float | None:
    if now is None or then is None or now.progress is None or then.progress is None:
        return None
    return now.progress - then.progress


OBJECTIVES = Lister(
    name="objectives",
    title=_("Objectives"),
    row="insights/rows/objective.html",
    askable=Askable(sorts=("order", *SORTS)),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("No objectives yet"),
        _(
            "An objective says where the organisation wants to go. Objectives appear here as soon"
            " as a portfolio is imported."
        ),
        "target",
    ),
    columns=(
        Column(_("Objective"), "title"),
        Column(_("Outcomes by health"), "outcomes"),
        Column(_("Progress"), "progress"),
        Column(_("Change"), is_number=True),
        Column(_("Measured"), "coverage", is_number=True),
        Column(_("Initiatives"), "initiatives", is_number=True),
    ),
    hides=("outcomes", "initiatives"),
)

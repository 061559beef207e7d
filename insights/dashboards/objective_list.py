"""The list of objectives, with how far the outcomes below each have come."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.listing import Column, Listing, choices, columns, ordered, page_of
from insights.dashboards.question import Question, question
from insights.dashboards.sentence import sentence
from insights.figures import Figures
from insights.queries.figures import figures_by
from insights.queries.names import Named, below
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from products.queries.known import AsKnown

SORTS = ("order", "title", "outcomes", "progress", "coverage", "initiatives")


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective in the list, with the sums over all below it. `change` is that of progress."""

    objective: Named
    parent: Named | None
    figures: Figures
    counts: dict[str, int]
    change: float | None

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar; nothing when nothing is measured."""
        progress = self.figures.progress
        return None if progress is None else bars.bar(progress)

    @property
    def is_better(self) -> bool | None:
        """Whether progress rose; nothing when it stood still."""
        return None if not self.change or abs(self.change) < 0.005 else self.change > 0


def objective_list(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of objectives asked for, or the whole list.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(parameters, as_of=as_of, known=known, sorts=SORTS)
    now = figures_by(asked.scope, on=as_of.on, user=known.user, by="objective")
    then = figures_by(asked.scope, on=as_of.vs, user=known.user, by="objective")
    found = _asked_for(asked, now)
    page = None if whole else page_of(found, asked)
    shown = found if page is None else list(page.object_list)
    count = {"count": formats.number(len(found))}
    things = ngettext("%(count)s objective", "%(count)s objectives", len(found)) % count
    return Listing(
        question=asked,
        sentence=sentence(things, asked),
        filters=choices(asked),
        columns=columns(
            asked,
            Column(_("Objective"), "title"),
            Column(_("Outcomes by health"), "outcomes"),
            Column(_("Progress"), "progress"),
            Column(_("Change"), is_number=True),
            Column(_("Measured"), "coverage", is_number=True),
            Column(_("Initiatives"), "initiatives", is_number=True),
        ),
        rows=[_row(objective, asked, now, then) for objective in shown],
        total=len(found),
        page=page,
    )


def _asked_for(asked: Question, figures: Mapping[int | None, Figures]) -> list[Named]:
    names, scope = asked.names, asked.scope
    branch = below(names.objectives, scope.objective_id) if scope.objective_id else None
    is_placed = scope.portfolio_id or scope.product_id or scope.team_id
    kept = [
        objective
        for objective in names.objectives.values()
        if (branch is None or objective.id in branch)
        and (not is_placed or objective.id in figures)
        and asked.holds_words(objective.code, objective.name)
    ]
    places = {objective.id: place for place, objective in enumerate(kept)}
    keys = {
        "order": lambda objective: places[objective.id],
        "title": lambda objective: objective.name.casefold(),
        "outcomes": lambda objective: figures.get(objective.id, Figures()).outcomes,
        "progress": lambda objective: figures.get(objective.id, Figures()).progress,
        "coverage": lambda objective: figures.get(objective.id, Figures()).coverage,
        "initiatives": lambda objective: figures.get(objective.id, Figures()).initiatives,
    }
    return ordered(kept, asked, keys, "order")


def _row(
    objective: Named,
    asked: Question,
    now: Mapping[int | None, Figures],
    then: Mapping[int | None, Figures],
) -> ObjectiveRow:
    figures = now.get(objective.id, Figures())
    after, before = figures.progress, then.get(objective.id, Figures()).progress
    return ObjectiveRow(
        objective=objective,
        parent=asked.names.objectives.get(objective.parent_id or 0),
        figures=figures,
        counts=figures.health("outcomes"),
        change=None if after is None or before is None else after - before,
    )

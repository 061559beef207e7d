"""Objectives that are no longer listed, as one: work stays tied to them, and sums count it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from insights.dashboards.links import Links
from insights.figures import Figures
from insights.queries.names import Named, Names

ENDED, ENDED_ID = "ended", 0
K = TypeVar("K")


def ended(known: Names) -> Named:
    """Return what stands for all objectives but those listed: they ended, or are out of sight."""
    name = _("Objectives that have ended")
    if known.has_hidden:
        name = _("Objectives that have ended or are out of sight")
    return Named(ENDED_ID, ENDED, name)


def url_of(objective: Named, links: Links, *, view: str) -> str:
    """Return where an objective leads: to its page, or for those that ended to this list."""
    if objective.id == ENDED_ID:
        return links.to(view, objective=ENDED)
    return links.to_thing("portfolio:objective_detail", objective.slug)


def put_together(
    cells: Mapping[tuple[K, int | None], Figures], known: Names
) -> dict[tuple[K, int | None], Figures]:
    """Return the cells with those of objectives no longer listed added up as one objective's."""
    listed = {None, *known.objectives}
    kept = {key: of for key, of in cells.items() if key[1] in listed}
    rest: dict[K, list[Figures]] = defaultdict(list)
    for (part, objective), of in cells.items():
        if objective not in listed:
            rest[part].append(of)
    return kept | {(part, ENDED_ID): Figures.total(of) for part, of in rest.items()}

"""The objectives to choose from, each with how its outcomes go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.filters import Filter
from insights.dashboards.links import Links
from insights.dashboards.subject import WELL
from insights.figures import Figures
from insights.queries.names import Named, Names
from pmo_portal.lib import formats

MOST_TABS = 16


@dataclass(frozen=True)
class ObjectiveTab:
    """One objective to choose, and whether the page shows it or something below it."""

    code: str
    name: str
    url: str
    counts: dict[str, int]
    note: str
    is_here: bool


def tops(names: Names) -> list[Named]:
    """Return the objectives that serve no other one in sight."""
    return [o for o in names.objectives.values() if o.parent_id not in names.objectives]


def tabs(
    names: Names,
    figures: Mapping[int | None, Figures],
    links: Links,
    *,
    here: Named | None,
    sees_all: bool,
) -> list[ObjectiveTab]:
    """Return a tab for each top objective; none where there are too many to lie side by side.

    `sees_all` says that nothing is filtered or hidden.
    """
    found = tops(names)
    if len(found) > MOST_TABS:
        return []
    above = top_of(here, names)
    return [
        ObjectiveTab(
            code=objective.code,
            name=objective.name,
            url=links.to("insights:thread", objective=objective.slug),
            counts=figures.get(objective.id, Figures()).health("outcomes"),
            note=said(figures.get(objective.id, Figures()), sees_all=sees_all),
            is_here=above is objective,
        )
        for objective in found
    ]


def menu(names: Names, figures: Mapping[int | None, Figures], *, here: Named | None) -> Filter:
    """Return the same choice as a menu with counts."""
    options = [
        (o.slug, f"{o.code} {o.name} ({formats.number(of.outcomes)})".strip())
        for o in names.objectives.values()
        if (of := figures.get(o.id, Figures())) or o is here
    ]
    return Filter("objective", _("Objective"), options, here.slug if here else "")


def top_of(objective: Named | None, names: Names) -> Named | None:
    """Return the top objective that this one serves, itself if it serves none."""
    seen: set[int] = set()
    while objective and objective.id not in seen:
        above = names.objectives.get(objective.parent_id or 0)
        if above is None:
            break
        seen.add(objective.id)
        objective = above
    return objective


def well(figures: Figures) -> int:
    """Return how many outcomes are on course or achieved."""
    counts = figures.health("outcomes")
    return sum(counts[health] for health in WELL)


def said(figures: Figures, *, sees_all: bool) -> str:
    """Return the counts of an objective in words: 16 of 26 on course, 40 people."""
    if not figures.outcomes:
        return _("no outcome yet") if sees_all else _("no outcome here")
    words = [
        _("%(share)s on course") % {"share": formats.share(well(figures), figures.outcomes)},
        *([people(figures)] if figures.fte else []),
    ]
    return ", ".join(words)


def people(figures: Figures) -> str:
    """Return how many people work for it, in whole ones."""
    count = round(figures.fte)
    return ngettext("%(count)s person", "%(count)s people", count) % {
        "count": formats.number(count)
    }

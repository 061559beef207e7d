"""What the URL asks of the golden thread, and the names it is told by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from insights.dashboards import objective_tabs
from insights.dashboards.links import Links
from insights.dashboards.loose import Offers
from insights.facts import visible
from insights.figures import Figures
from insights.queries.figures import figures_by
from insights.queries.names import Named, Names, below, names_on
from insights.queries.scopes import scope_asked
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf, BadQuestion
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Asked:
    """What the URL asks of the thread, and what is known of its names."""

    place: Scope
    names: Names
    links: Links
    as_of: AsOf
    known: AsKnown
    earlier: AsKnown
    objective: Named | None
    figures: Mapping[int | None, Figures]
    parameters: Mapping[str, str]

    @property
    def now(self) -> bool:
        """Whether things are read as they stand."""
        return not self.as_of.is_past

    @property
    def sees_all(self) -> bool:
        """Whether nothing is filtered or hidden, so that what is not there is not there at all."""
        return self.place == Scope() and visible.sees_all(self.known.user)

    @property
    def might_be_empty(self) -> list[int]:
        """The objectives that might have no outcome: those of the place. A team has none."""
        place, objectives = self.place, self.names.objectives.values()
        if place.is_of_products:
            return []
        if place.portfolio_id:
            branch = below(self.names.portfolios, place.portfolio_id)
            return [o.id for o in objectives if o.portfolio_id in branch]
        return [o.id for o in objectives]

    @property
    def offers(self) -> Offers:
        """What this person is offered about loose ends."""
        return Offers(self.names, self.links, user=self.known.user, is_past=self.as_of.is_past)


def asked(parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, earlier: AsKnown) -> Asked:
    """Return what the URL asks; without an objective, the first that has outcomes.

    `known` is the day shown and `earlier` the one compared with, through the same eyes.

    Raises BadQuestion for what is not there, or was not known on the day.
    """
    scope = scope_asked(parameters, user=known.user, on=as_of.on, now=not as_of.is_past)
    names = names_on(as_of.on, at=known.moment, user=known.user)
    place = replace(scope, objective_id=None)
    figures = figures_by(place, on=as_of.on, user=known.user, by="objective")
    if scope.objective_id and scope.objective_id not in names.objectives:
        raise BadQuestion(
            _("The objective “%(slug)s” was not known on %(day)s.")
            % {"slug": parameters["objective"][:60], "day": formats.day(as_of.on)},
            _("Choose another one, or a later day."),
        )
    objective = names.objectives.get(scope.objective_id or 0) or _first(names, figures)
    kept = {k: v for k, v in parameters.items() if k != "objective"}
    links = Links.of(kept)
    return Asked(place, names, links, as_of, known, earlier, objective, figures, parameters)


def _first(names: Names, figures: Mapping[int | None, Figures]) -> Named | None:
    found = objective_tabs.tops(names)
    held = (o for o in found if figures.get(o.id, Figures()).outcomes)
    return next(held, found[0] if found else None)

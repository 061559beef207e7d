"""The sentence on top of a list: how many of what, where, as known on which day."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from insights.dashboards.age import age_words
from insights.dashboards.chosen import chosen_products
from insights.dashboards.question import MEASURED, Question
from insights.queries.chosen import choice_asked
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health


def sentence(things: str, asked: Question) -> str:
    """Return the sentence; `things` is the count with its noun."""
    said = [things, *_qualities(asked), *_places(asked)]
    return _("%(said)s, as known on %(day)s.") % {
        "said": " ".join(said),
        "day": formats.day(asked.as_of.on),
    }


def _qualities(asked: Question) -> Iterable[str]:
    healths = [str(health.label).lower() for health in Health if health.value in asked.healths]
    if healths:
        yield _(" or ").join(healths)
    if MEASURED in asked.healths:
        yield _("measured")
    for known, wanted in (
        (asked.askable.stages, asked.stages),
        (asked.askable.kinds, asked.kinds),
    ):
        if known and wanted:
            labels = [str(word.label).lower() for word in known if word.value in wanted]
            yield _("(%(words)s)") % {"words": _(" or ").join(labels)}
    if asked.age:
        yield age_words()[asked.age]
    if asked.is_untied:
        yield _("without an objective")
    if asked.is_ended:
        yield _("for objectives that have ended")
    if asked.words:
        yield _("with “%(words)s”") % {"words": asked.words}


def _places(asked: Question) -> Iterable[str]:
    names, scope = asked.names, asked.scope
    if choice := choice_asked(asked.parameters):
        yield chosen_products(choice)
    if product := names.products.get(scope.product_id or 0):
        yield _("of %(product)s") % {"product": product.name}
    if portfolio := names.portfolios.get(scope.portfolio_id or 0):
        yield _("in %(portfolio)s") % {"portfolio": portfolio.name}
    if team := names.teams.get(scope.team_id or 0):
        yield _("by the team %(team)s") % {"team": team.name}
    if objective := names.objectives.get(scope.objective_id or 0):
        title = f"{objective.code} {objective.name}".strip()
        yield _("for “%(objective)s”") % {"objective": title}

"""Which part of the portfolio a URL asks for."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from insights.scope import Scope
from pmo_portal.lib.asked import BadQuestion
from portfolio.models import Objective, Portfolio, Team, User
from products.models import Product

ASKABLE: dict[str, Any] = {
    "portfolio": Portfolio.objects,
    "objective": Objective.objects,
    "product": Product.objects,
    "team": Team.objects,
}


def scope_asked(parameters: Mapping[str, str], *, user: User) -> Scope:
    """Return the scope that `portfolio`, `objective`, `product` and `team` name by slug.

    Raises BadQuestion, with near matches, for a slug that the person cannot see.
    """
    ids = {
        f"{kind}_id": _id_of(manager.visible_to(user), kind, slug)
        for kind, manager in ASKABLE.items()
        if (slug := parameters.get(kind, ""))
    }
    return Scope(**ids)


def _id_of(visible: QuerySet, kind: str, slug: str) -> int:
    if slug.isprintable() and (found := visible.filter(slug=slug).values_list("pk").first()):
        return found[0]
    near = get_close_matches(slug, visible.values_list("slug", flat=True), n=3, cutoff=0.5)
    raise BadQuestion(
        _("There is no %(kind)s called “%(slug)s” here.") % {"kind": kind, "slug": slug[:60]},
        _("Did you mean %(near)s?") % {"near": ", ".join(near)}
        if near
        else _("Choose one from the filters at the top of the page."),
    )

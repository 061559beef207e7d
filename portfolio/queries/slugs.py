"""Names in URLs: new ones that nothing else has, and what a given one names."""

from difflib import get_close_matches

from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.identifiers import new_public_id

LONGEST = 70
ADDRESSES = {"new", "order", "none", "ended"}


def free_slug(model: type[Model], name: str) -> str:
    """Return a slug made of the name that no row of the model has, and no page or filter of ours."""
    wish = slugify(name)[:LONGEST].strip("-") or new_public_id()
    rows = model._default_manager
    taken = ADDRESSES | set(rows.filter(slug__startswith=wish).values_list("slug", flat=True))
    if wish not in taken:
        return wish
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wish}-{n}") not in taken)


def id_of(slug: str, *, among: QuerySet, kind: str) -> int:
    """Return the id of that which has the slug.

    Raises BadQuestion, with near matches, where none of them has it.
    """
    if slug.isprintable() and (found := among.filter(slug=slug).values_list("pk").first()):
        return found[0]
    near = get_close_matches(slug, among.values_list("slug", flat=True), n=3, cutoff=0.5)
    raise BadQuestion(
        _("There is no %(kind)s called “%(slug)s” here.") % {"kind": kind, "slug": slug[:60]},
        _("Did you mean %(near)s?") % {"near": ", ".join(near)}
        if near
        else _("Choose one from the filters at the top of the page."),
    )

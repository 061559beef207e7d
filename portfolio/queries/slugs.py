"""Names for URLs that nothing else has."""

from django.db.models import Model
from django.utils.text import slugify

from pmo_portal.lib.identifiers import new_public_id

LONGEST = 70


def free_slug(model: type[Model], name: str) -> str:
    """Return a slug made of the name that no row of the model has."""
    wish = slugify(name)[:LONGEST].strip("-") or new_public_id()
    rows = model._default_manager
    taken = set(rows.filter(slug__startswith=wish).values_list("slug", flat=True))
    if wish not in taken:
        return wish
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{wish}-{n}") not in taken)

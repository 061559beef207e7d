"""Slugs for many new things at once."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.text import slugify

LENGTH = 70


def give(model: type[models.Model], rows: Sequence[Any], name_field: str) -> None:
    """Give each new row a slug of its own, from its name, numbered where taken."""
    wanted = [slugify(getattr(row, name_field))[:LENGTH].strip("-") or "x" for row in rows]
    condition = models.Q()
    for slug in set(wanted):
        condition |= models.Q(slug=slug) | models.Q(slug__startswith=f"{slug}-")
    taken = set(model._default_manager.filter(condition).values_list("slug", flat=True))
    for row, slug in zip(rows, wanted, strict=True):
        free, number = slug, 2
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        taken.add(free)
        row.slug = free

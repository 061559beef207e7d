"""Filters of lists by API, as strict as those of the pages."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from portfolio.queries.slugs import id_of


class Named(django_filters.CharFilter):
    """Keeps what belongs to the thing with this slug; with `below`, to all below it too.

    Of several `columns` any may hold it. Raises BadQuestion, with near matches, for a slug that the person cannot see.
    """

    def __init__(
        self,
        things: Any,
        *,
        kind: str,
        below: bool = False,
        columns: tuple[str, ...] = (),
        **options: Any,
    ) -> None:
        words = f"Only of this {kind}{' and all below it' if below else ''}, by its slug."
        super().__init__(label=words, **options)
        self.things, self.kind, self.below, self.columns = things, kind, below, columns

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Return what belongs to it."""
        if not value:
            return qs
        visible = self.things.visible_to(self.parent.request.user)
        ids = {id_of(value, among=visible, kind=self.kind)}
        if self.below:
            parents = dict(visible.values_list("pk", "parent_id"))
            while more := {pk for pk, parent in parents.items() if parent in ids} - ids:
                ids |= more
        columns = self.columns or (self.field_name,)
        return qs.filter(reduce(or_, (Q((f"{name}__in", ids)) for name in columns)))


class Words(django_filters.CharFilter):
    """Keeps what holds every word in one of the columns."""

    def __init__(self, *columns: str, **options: Any) -> None:
        super().__init__(label="Only what has all of these words in its name.", **options)
        self.columns = columns

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Return what holds the words."""
        for word in (value or "").split():
            qs = qs.filter(reduce(or_, (Q((f"{name}__icontains", word)) for name in self.columns)))
        return qs


class Several(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """Keeps what has one of these codes, written with commas between."""

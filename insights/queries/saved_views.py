"""Views that people kept: their own, and what others share."""

from collections.abc import Iterable

from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from insights.facts import visible
from insights.models import SavedView
from insights.queries.scopes import ASKABLE
from portfolio.models import User

UNNAMED = {("objective", "none"), ("objective", "ended")}


def views_of(user: User, *, page: str = "") -> list[SavedView]:
    """Return the views a person may open, of one page or of all: their own first, by name.

    Nothing that another shares names work that this person cannot see.
    """
    views = SavedView.objects.filter(Q(user=user) | Q(is_shared=True)).select_related("user")
    if page:
        views = views.filter(page=page)
    found = sorted(views, key=lambda view: (view.user_id != user.pk, view.name.casefold(), view.pk))
    return found if visible.sees_all(user) else _open_to(user, found)


def own_view(public_id: str, *, user: User) -> SavedView:
    """Return a person's own view. Raises Http404, for another's too."""
    return get_object_or_404(SavedView, public_id=public_id, user=user)


def _open_to(user: User, views: Iterable[SavedView]) -> list[SavedView]:
    """Keep the person's own, and those of others that name only what the person sees."""
    named = {view.pk: _named_by(view) for view in views if view.user_id != user.pk}
    seen = {
        (kind, slug)
        for kind, things in ASKABLE.items()
        if (wanted := {slug for pairs in named.values() for k, slug in pairs if k == kind})
        for slug in things.visible_to(user).filter(slug__in=wanted).values_list("slug", flat=True)
    }
    return [view for view in views if named.get(view.pk, set()) <= seen]


def _named_by(view: SavedView) -> set[tuple[str, str]]:
    parameters = QueryDict(view.query)
    return {
        (kind, slug)
        for kind in ASKABLE
        if (slug := parameters.get(kind, "")) and (kind, slug) not in UNNAMED
    }

"""Putting things in order, one step at a time, with no more than buttons."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo_portal.lib.access import PortalRequest
from portfolio.actions.ordering import one_step, put_in_order
from portfolio.forms.once import OnceForm
from portfolio.views import sending


def answer(
    request: PortalRequest, rows: list[tuple[int, Any]], *, template: str, here: str, **more: Any
) -> HttpResponse:
    """Show the rows; move one of them up or down on POST. Each row is a depth and a thing."""
    form = OnceForm(request.POST if request.method == "POST" else None)
    slug = request.POST.get("up") or request.POST.get("down")
    thing = next((thing for _depth, thing in rows if thing.slug == slug), None)
    if thing is not None and sending.written(request, form, lambda: _move(request, rows, thing)):
        messages.success(request, _("Moved. “%(name)s” stands elsewhere now.") % {"name": thing})
        return sending.see_other(reverse(here))
    level = [(depth, one, *_ends(rows, one)) for depth, one in rows]
    return render(request, template, {"rows": level, "form": OnceForm(), **more})


def _move(request: PortalRequest, rows: list[tuple[int, Any]], thing: Any) -> str:
    things = one_step(_siblings(rows, thing), thing, up="up" in request.POST)
    put_in_order(things, by=request.user, at=timezone.now())
    return thing.public_id


def _siblings(rows: list[tuple[int, Any]], thing: Any) -> list[Any]:
    return [one for _depth, one in rows if one.parent_id == thing.parent_id]


def _ends(rows: list[tuple[int, Any]], thing: Any) -> tuple[bool, bool]:
    """Return whether the thing is the first, and whether it is the last, of its level."""
    level = _siblings(rows, thing)
    return thing == level[0], thing == level[-1]

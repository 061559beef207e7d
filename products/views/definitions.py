"""What the forms of definitions share: whose they are, the past, what changed."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products import permissions
from products.queries.known import AsKnown
from products.queries.versions import Change, versions_of

TOLD = 4


def closed(request: PortalRequest, product: Any) -> HttpResponse | None:
    """Return a kind page where nothing can be written: another team's work, or a past day."""
    if not permissions.can_check_in(request.user, product):
        context = {"product": product, "as_of": asked.as_of(request)}
        return render(request, "products/writing_closed.html", context, status=403)
    return past(request, product)


def past(request: PortalRequest, product: Any) -> HttpResponse | None:
    """Return a kind page on a past day, of which nothing can be written."""
    as_of = asked.as_of(request)
    if not as_of.is_past:
        return None
    context = {"product": product, "as_of": as_of}
    return render(request, "products/writing_past.html", context)


def what_changed(thing: Any, *, labels: dict[str, Any], known: AsKnown) -> str:
    """Return in words what the newest version changed."""
    history = versions_of(thing, labels=labels, known=known)
    changes: Sequence[Change] = history[0].changes if history else []
    told = [f"{change.label}: {change.before} → {change.after}" for change in changes[:TOLD]]
    return _("Saved. %(changes)s.") % {"changes": "; ".join(told)} if told else _("Saved.")

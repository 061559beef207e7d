"""Something to look at: the demo before there is an organisation, real portfolios after."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from pmo_portal.celery import queue
from pmo_portal.lib.access import opens_before_founding
from products import permissions, tasks
from products.samples.bring_in import bring_in_sample
from products.samples.shelf import SHELF

USUAL_SECONDS = 20
LONG_SECONDS = 90
ASKED_AT = "demo_asked_at"


@login_not_required
@opens_before_founding
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_start(request: HttpRequest) -> HttpResponse:
    """Have the demo loaded on POST; show how far it is until somebody can sign in to it."""
    if request.organisation:  # type: ignore[attr-defined]
        return _to_sign_in(request)
    if request.method == "POST":
        return _ask_for_demo(request)
    seconds = timezone.now().timestamp() - request.session.get(ASKED_AT, 0)
    if ASKED_AT not in request.session:
        return redirect("portfolio:welcome")
    template = "products/_demo_progress.html" if request.htmx else "products/demo_start.html"  # type: ignore[attr-defined]
    shown = {
        "done": min(int(seconds), USUAL_SECONDS - 1),
        "usual": USUAL_SECONDS,
        "is_slow": seconds > LONG_SECONDS,
    }
    return render(request, template, shown)


@require_http_methods(["GET", "HEAD", "POST"])
def sample_start(request: HttpRequest) -> HttpResponse:
    """Offer the real portfolios; bring one in on POST and show it as of its last position."""
    if not permissions.can_import(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "products/sample_start.html", {"samples": SHELF.values()})
    sample = SHELF.get(request.POST.get("sample", ""))
    if sample is None:
        raise Http404
    bring_in_sample(
        sample,
        organisation=request.organisation,  # type: ignore[attr-defined]
        by=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
    )
    messages.success(
        request, _("%(title)s is in. Its figures are being added up.") % {"title": sample.title}
    )
    return redirect(f"{reverse('insights:dashboard')}?on={sample.on.isoformat()}")


def _ask_for_demo(request: HttpRequest) -> HttpResponse:
    """Queue the demo. Asked for twice, it is loaded once."""
    if not queue(tasks.load_demo):
        messages.error(
            request,
            _(
                "The demo could not begin: the background jobs do not answer. Try again in a minute."
            ),
        )
        return redirect("portfolio:welcome")
    request.session[ASKED_AT] = timezone.now().timestamp()
    return redirect("products:demo_start")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    request.session.pop(ASKED_AT, None)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(reverse("account_login"))
    return redirect("account_login")

"""Who wants which report: chosen by each person, ended by a link in each mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from insights.actions.subscribing import end_subscription, subscribe
from insights.forms.subscribing import SubscriptionForm
from insights.queries.report_scopes import offered, scopes_by_key
from insights.queries.subscriptions import subscription_with_key, subscriptions_of
from pmo_portal.lib.access import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def report_subscriptions(request: PortalRequest) -> HttpResponse:
    """Show which reports the person gets; on POST want one, or want it no more."""
    scopes = offered(organisation=request.organisation, user=request.user)
    standing = subscriptions_of(request.user)
    form = SubscriptionForm(request.POST or None, scopes=scopes, initial=request.GET.dict())
    if request.method == "POST":
        _change(request, form)
        return redirect(_back(request))
    held = [(scope, standing.get((scope.kind, scope.scope_id))) for scope in scopes]
    shown = {"held": [one for one in held if one[1]], "form": form}
    return render(request, "insights/report_subscriptions.html", shown)


def _change(request: PortalRequest, form: SubscriptionForm) -> None:
    if not form.is_valid():
        messages.error(request, _("Choose one of the reports on this page."))
        return
    scope, now = form.cleaned_data["scope"], timezone.now()
    if "end" in request.POST:
        held = subscriptions_of(request.user).get((scope.kind, scope.scope_id))
        if held:
            end_subscription(subscription=held, at=now)
        messages.success(request, _("No more mails of this report."))
        return
    subscribe(
        scope=scope,
        form=form.cleaned_data["form"],
        weekday=form.cleaned_data["weekday"],
        organisation=request.organisation,
        by=request.user,
        at=now,
    )
    messages.success(request, _("It comes to you by mail each week, beginning with the latest."))


def _back(request: PortalRequest) -> str:
    """Return where the person came from, within the portal."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours and page.startswith("/") else request.path


@csrf_exempt  # the key says whose it is; a mail program that unsubscribes has no cookie
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_stop(request: PortalRequest, key: str) -> HttpResponse:
    """End a subscription with the key from its mail: one click, no sign-in."""
    subscription = subscription_with_key(key)
    if subscription is None:
        return render(request, "insights/report_stop_unknown.html", status=404)
    if request.method == "POST":
        subscription = end_subscription(subscription=subscription, at=timezone.now())
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=204)
    of = scopes_by_key(
        [(subscription.kind, subscription.scope_id)], organisation=request.organisation
    )
    scope = of.get((subscription.kind, subscription.scope_id))
    shown = {"subscription": subscription, "scope": scope}
    return render(request, "insights/report_stop.html", shown)

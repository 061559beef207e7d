"""The weekly report: all of them, one of them, two of them, and the one to come."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from insights.actions import openings
from insights.actions.replying import TooLate, reply_to_sentence
from insights.forms.replying import ReplyForm
from insights.queries.report_scopes import ReportScope, of_organisation, scope_named
from insights.queries.reports import openings_of
from insights.queries.subscriptions import subscription_to
from insights.reports import archive, page, preview
from pmo_portal.lib.access import PortalRequest
from portfolio.permissions import can_set_direction
from products.actions import notices


@require_safe
def report_list(request: PortalRequest) -> HttpResponse:
    """List the reports."""
    found = archive.archive(request.GET.dict(), user=request.user)
    shown = {"archive": found, "can_look_after": can_set_direction(request.user)}
    return render(request, "insights/report_list.html", shown)


@require_safe
def report(request: PortalRequest, label: str, kind: str = "", slug: str = "") -> HttpResponse:
    """Show a report as it was published."""
    found = archive.report_named(
        kind, slug, label, organisation=request.organisation, user=request.user
    )
    openings.note_opening(report=found, by=request.user, at=timezone.now())
    shown = {
        "page": page.report_page(found),
        "openings": openings_of(found),
        "subscription": subscription_to(found, user=request.user),
    }
    return render(request, "insights/report.html", shown)


@require_safe
def report_compare(request: PortalRequest) -> HttpResponse:
    """Show two reports of one scope side by side."""
    found = archive.comparison(
        request.GET.dict(), organisation=request.organisation, user=request.user
    )
    return render(request, "insights/report_compare.html", {"comparison": found})


@require_http_methods(["GET", "HEAD", "POST"])
def report_preview(request: PortalRequest) -> HttpResponse:
    """Show the report to come to the teams it names; take their lines on POST."""
    scope, now = _scope(request), timezone.now()
    if out := archive.report_since(scope, request.GET.get("week", ""), user=request.user):
        return redirect(page.address(out))
    found = preview.preview(scope, organisation=request.organisation, user=request.user, at=now)
    if request.method == "POST":
        return _reply(request, scope, found)
    shown = None
    if found.content:
        notices.read_reports(by=request.user, at=now)
        shown = page.preview_page(found.content, appears_at=found.appears_at, user=request.user)
    return render(request, "insights/report_preview.html", {"preview": found, "page": shown})


def _reply(request: PortalRequest, scope: ReportScope, found: preview.Preview) -> HttpResponse:
    form = ReplyForm(request.POST)
    team = next((t for t in found.teams if t.slug == request.POST.get("team")), None)
    if not form.is_valid() or team is None:
        messages.error(request, _("That line was not kept. It may have at most 280 letters."))
        return redirect(_preview_url(scope))
    try:
        reply_to_sentence(
            scope=scope,
            week=found.week,
            key=form.cleaned_data["key"],
            team=team,
            wording=form.cleaned_data["wording"],
            organisation=request.organisation,
            by=request.user,
            at=timezone.now(),
        )
    except TooLate as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Your line will stand beside the sentence."))
    return redirect(_preview_url(scope))


def _scope(request: PortalRequest) -> ReportScope:
    kind, slug = request.GET.get("kind", ""), request.GET.get("of", "")
    if slug:
        return scope_named(kind, slug, user=request.user)
    return of_organisation(request.organisation)


def _preview_url(scope: ReportScope) -> str:
    asked = f"?{urlencode(scope.asked)}" if scope.asked else ""
    return f"{reverse('insights:report_preview')}{asked}"

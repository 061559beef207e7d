"""Playbooks: all of them, one of them, and their forms."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio import permissions
from portfolio.actions import playbooks as actions
from portfolio.actions.versions import SomebodyChangedIt
from portfolio.dashboards.playbook_detail import playbook_page
from portfolio.forms.playbook import PlaybookForm, playbook_words
from portfolio.queries import editions, playbooks
from portfolio.views import office, sending

FORM_PAGE = "portfolio/playbook_form.html"


@require_safe
def playbook_list(request: PortalRequest) -> HttpResponse:
    """Show all playbooks as known on the day asked for."""
    as_of = asked.as_of(request)
    context = {
        "as_of": as_of,
        "playbooks": playbooks.playbooks_at(request.organisation.end_of_day(as_of.on)),
        "can_write": permissions.can_set_direction(request.user),
    }
    return render(request, "portfolio/playbook_list.html", context)


@require_safe
def playbook_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a playbook as known on the day asked for."""
    as_of = asked.as_of(request)
    playbook = _playbook(slug)
    moment = request.organisation.end_of_day(as_of.on)
    page = playbook_page(playbook, moment=moment, user=request.user)
    if page is None:
        context = {"as_of": as_of, "name": playbook.title, "since": _since(request, playbook)}
        return render(request, "portfolio/objective_unknown.html", context, status=404)
    return render(request, "portfolio/playbook_detail.html", {"page": page, "as_of": as_of})


@require_http_methods(sending.FORM)
def playbook_define(request: PortalRequest) -> HttpResponse:
    """Write a playbook and go to its page."""
    if answer := office.closed(request):
        return answer
    form = PlaybookForm(request.POST if request.method == "POST" else None)

    def write() -> str:
        return actions.write_playbook(**form.words(), by=request.user, at=timezone.now()).slug

    if written := sending.written(request, form, write):
        url = reverse("portfolio:playbook_detail", args=[written])
        return sending.saved(request, _("Saved. Everyone sees it now."), url)
    return sending.form_page(request, FORM_PAGE, form)


@require_http_methods(sending.FORM)
def playbook_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change what a playbook says; where somebody else did meanwhile, show both."""
    if answer := office.closed(request):
        return answer
    playbook = _playbook(slug)
    initial = {**playbook_words(playbook), "edition": editions.newest_version(playbook)}
    form = PlaybookForm(request.POST if request.method == "POST" else None, initial=initial)
    try:
        written = sending.written(request, form, lambda: _rewrite(request, form, playbook))
    except SomebodyChangedIt:
        return _show_both(request, form, slug)
    if written:
        url = reverse("portfolio:playbook_detail", args=[written])
        return sending.saved(request, _("Saved. Earlier days keep what stood then."), url)
    return sending.form_page(request, FORM_PAGE, form, playbook=playbook)


def _rewrite(request: PortalRequest, form: PlaybookForm, playbook: Any) -> str:
    by_me: dict[str, Any] = {"in_sight": form.in_sight, "by": request.user, "at": timezone.now()}
    return actions.rewrite_playbook(playbook=playbook, **form.words(), **by_me).slug


def _playbook(slug: str) -> Any:
    playbook = playbooks.playbook_now(slug)
    if playbook is None:
        raise Http404
    return playbook


def _since(request: PortalRequest, playbook: Any) -> Any:
    return request.organisation.day_of(editions.known_since(playbook))


def _show_both(request: PortalRequest, form: PlaybookForm, slug: str) -> HttpResponse:
    playbook = _playbook(slug)
    version = editions.version_named(form.in_sight, playbook)
    stands = playbook_words(playbook)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=playbook_words(version) if version else stands,
        stands=stands,
        edition=editions.newest_version(playbook),
        other=editions.written_last_by(playbook),
        playbook=playbook,
    )

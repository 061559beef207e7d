"""What a person sets for themselves: their name, their mail and their keys to the API."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pmo_portal.lib.access import PortalRequest
from portfolio import permissions
from portfolio.actions import api_tokens as keys
from portfolio.actions import people
from portfolio.forms.people import MailForm, NameForm, TokenForm
from portfolio.queries import api_tokens


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PortalRequest) -> HttpResponse:
    """Show the person's own settings; take a new name on POST."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        people.call_oneself(user=request.user, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("portfolio:settings")
    return _show(request, name_form=form)


@require_POST
def mail_choose(request: PortalRequest) -> HttpResponse:
    """Note whether the person wants notices by mail too."""
    form = MailForm(request.POST)
    if form.is_valid():
        people.choose_mail(user=request.user, wants_mail=form.cleaned_data["wants_mail"])
        messages.success(request, _("Saved."))
    return redirect("portfolio:settings")


@require_POST
@never_cache
def token_issue(request: PortalRequest) -> HttpResponse:
    """Issue a key and show it, this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _show(request, token_form=form)
    label = form.cleaned_data["label"]
    token, plain = keys.issue_token(user=request.user, label=label, at=timezone.now())
    return _show(request, issued=token, plain=plain)


@require_POST
def token_revoke(request: PortalRequest, public_id: str) -> HttpResponse:
    """Take back one of the person's own keys."""
    if not keys.revoke_token(public_id=public_id, by=request.user):
        raise Http404
    messages.success(request, _("Taken back. Whatever used it can no longer read."))
    return redirect("portfolio:settings")


def _show(request: PortalRequest, **context: Any) -> HttpResponse:
    context.setdefault("name_form", NameForm(initial={"name": request.user.name}))
    context.setdefault("token_form", TokenForm())
    context["mail_form"] = MailForm(initial={"wants_mail": request.user.wants_mail})
    context["here"] = reverse("portfolio:settings")
    context["tokens"] = api_tokens.api_tokens_of(request.user)
    context["can_administer"] = permissions.can_administer(request.user)
    return render(request, "portfolio/settings.html", context)

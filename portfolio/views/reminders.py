"""How a person is reminded: chosen in the settings, or by the link in a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.vocabulary import Reminders
from portfolio.actions.people import choose_reminders
from portfolio.forms.reminders import RemindersForm
from portfolio.queries.reminder_keys import person_with_key


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_settings(request: PortalRequest) -> HttpResponse:
    """Show how the person is reminded; change it on POST."""
    form = RemindersForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        choose_reminders(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("portfolio:settings")
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/reminder_settings.html", {"form": form}, status=status)


@csrf_exempt  # the key says who it is; a mail program that unsubscribes has no cookie
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminder_choice(request: PortalRequest, key: str) -> HttpResponse:
    """Let whoever has the mail choose; one click of a mail program ends the reminders."""
    person = person_with_key(key)
    if person is None:
        return render(request, "portfolio/reminder_unknown.html", status=404)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        choose_reminders(user=person, reminders=Reminders.OFF)
        return HttpResponse(status=204)
    form = RemindersForm(request.POST if request.method == "POST" else None, user=person)
    if is_saved := form.is_valid():
        choose_reminders(user=person, **form.cleaned_data)
    context = {"form": form, "person": person, "is_saved": is_saved}
    status = 422 if form.is_bound and not is_saved else 200
    return render(request, "portfolio/reminder_choice.html", context, status=status)

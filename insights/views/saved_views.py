"""Saved views: keep one, call it otherwise, share it, open with it, forget it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from insights.actions import saved_views as actions
from insights.dashboards import saved_views as tabs
from insights.dashboards.saved_views import address_of
from insights.dashboards.view_list import view_list_page
from insights.forms.saved_views import NamedForm, SaveViewForm
from insights.queries import saved_views
from pmo_portal.lib.access import PortalRequest
from portfolio.views.sending import CONFLICT, UNCLEAR, see_other, written


@require_safe
def view_list(request: PortalRequest) -> HttpResponse:
    """Show a person's views, and those that others share."""
    return _show(request)


@require_safe
def view_tabs(request: PortalRequest) -> HttpResponse:
    """Show the tabs of help wanted, a page of a lower layer; the page itself when asked outright."""
    home = reverse("products:ask_list")
    if not request.htmx:
        return redirect(home)
    views = tabs.saved_views(request.user, home, request.GET.dict())
    context = {"views": views, "save_form": SaveViewForm()}
    return render(request, "insights/_views.html", context)


@require_POST
def view_save(request: PortalRequest) -> HttpResponse:
    """Keep a question under a name."""
    form = SaveViewForm(request.POST)

    def write() -> str:
        said = form.cleaned_data
        view = actions.save_view(
            page=said["page"],
            name=said["name"],
            query=said["query"],
            is_shared=said["is_shared"],
            is_default=said["is_default"],
            by=request.user,
        )
        return view.public_id

    if public_id := written(request, form, write):
        messages.success(request, _("Saved. It is a tab on its page now."))
        return see_other(address_of(saved_views.own_view(public_id, user=request.user)))
    return _show(request, form=form, status=UNCLEAR)


@require_POST
def view_change(request: PortalRequest, public_id: str) -> HttpResponse:
    """Call a view otherwise, share it or keep it to oneself."""
    view = saved_views.own_view(public_id, user=request.user)
    form = NamedForm(request.POST)

    def write() -> str:
        said = form.cleaned_data
        return actions.change_view(
            view=view, name=said["name"], is_shared=said["is_shared"]
        ).public_id

    if written(request, form, write):
        messages.success(request, _("Changed."))
        return see_other(reverse("insights:view_list"))
    return _show(request, form=form, status=UNCLEAR)


@require_POST
def view_default(request: PortalRequest, public_id: str) -> HttpResponse:
    """Open the portfolio with a view, or with everything again where it does already."""
    view = saved_views.own_view(public_id, user=request.user)
    said = _("The portfolio opens with “%(name)s”.") % {"name": view.name}
    if view.is_default:
        said = _("The portfolio opens with everything.")
    try:
        actions.open_with(view=None if view.is_default else view, by=request.user)
    except actions.OpensNothing as refusal:
        messages.error(request, str(refusal))
        return _show(request, status=CONFLICT)
    messages.success(request, said)
    return see_other(reverse("insights:view_list"))


@require_POST
def view_delete(request: PortalRequest, public_id: str) -> HttpResponse:
    """Forget a view."""
    view = saved_views.own_view(public_id, user=request.user)
    actions.delete_view(view=view)
    messages.success(request, _("“%(name)s” is gone.") % {"name": view.name})
    return see_other(reverse("insights:view_list"))


def _show(
    request: PortalRequest, *, form: NamedForm | None = None, status: int = 200
) -> HttpResponse:
    page = view_list_page(request.user)
    context = {
        "form": form,
        "own": [(line, NamedForm()) for line in page.own],
        "shared": [(line, SaveViewForm()) for line in page.shared],
    }
    return render(request, "insights/view_list.html", context, status=status)

"""Pages of dependencies: what one side needs, and the other side's word."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.forms.once import OnceForm
from portfolio.views.sending import UNCLEAR, problems_of, require, see_other, written
from products import permissions
from products.actions import dependencies as actions
from products.actions import notices
from products.actions.refusals import NotYourProduct
from products.dashboards.dependency import dependency_page
from products.forms.dependencies import MoveForm, NeedForm, PromiseForm, TakeBackForm
from products.queries import dependencies, initiatives, products
from products.queries.known import known_since
from products.views.definitions import past
from products.views.pages import as_known, not_known_yet


@require_http_methods(["GET", "HEAD", "POST"])
def dependency_start(request: PortalRequest, part: str) -> HttpResponse:
    """Say what an initiative needs: first of which product (`product`), then what and by when."""
    waiting = get_object_or_404(initiatives.visible_initiatives(request.user), public_id=part)
    context: dict[str, Any] = {"initiative": waiting, "product": waiting.product}
    if not permissions.can_check_in(request.user, waiting.product):
        return render(request, "products/dependency_closed.html", context, status=403)
    if before := past(request, waiting.product):
        return before
    visible = products.visible_products(request.user)
    slug = request.GET.get("product", "")
    if not slug:
        context["choices"] = visible
        return render(request, "products/dependency_start.html", context)
    needed = get_object_or_404(visible, slug=slug)
    work = initiatives.initiatives_to_need(needed, user=request.user, but=waiting)
    form = NeedForm(request.POST if request.method == "POST" else None, product=needed, work=work)

    def write() -> str:
        return actions.declare_dependency(
            initiative=waiting, **form.words(), by=request.user, at=timezone.now()
        ).public_id

    if request.method == "POST" and (public_id := written(request, form, write)):
        messages.success(request, _("Noted. The other team is told."))
        return see_other(reverse("products:dependency_detail", args=[public_id]))
    context |= {"needed": needed, "form": form}
    status = UNCLEAR if form.is_bound else 200
    return render(request, "products/dependency_start.html", context, status=status)


@require_safe
def dependency_detail(request: PortalRequest, public_id: str) -> HttpResponse:
    """Show both sides of a dependency; its notices to the reader are read thereby."""
    dependency = _dependency(request, public_id)
    notices.read_about(dependency=dependency, by=request.user, at=timezone.now())
    return _show(request, dependency)


@require_POST
def dependency_answer(request: PortalRequest, public_id: str) -> HttpResponse:
    """Give the word of the side that is needed."""
    dependency, form = _dependency(request, public_id), PromiseForm(request.POST)
    product = notices.needed_product(dependency)
    may_promise = permissions.can_promise(request.user, dependency)
    require(may_promise, NotYourProduct(product=product.name))

    def write() -> Any:
        return actions.answer_dependency(
            dependency=dependency,
            confirmed=form.cleaned_data["confirmed"],
            promised_on=form.cleaned_data["promised_on"],
            by=request.user,
            at=timezone.now(),
        )

    return _said(request, dependency, form, write, promise_form=form)


@require_POST
def dependency_move(request: PortalRequest, public_id: str) -> HttpResponse:
    """Move the day by which it is needed."""
    dependency, form = _own(request, public_id), MoveForm(request.POST)

    def write() -> Any:
        day = form.cleaned_data["needed_by"]
        return actions.reschedule_dependency(
            dependency=dependency, needed_by=day, by=request.user, at=timezone.now()
        )

    return _said(request, dependency, form, write, move_form=form)


@require_POST
def dependency_end(request: PortalRequest, public_id: str) -> HttpResponse:
    """Take it back: it is needed no longer, or it is there."""
    dependency, form = _own(request, public_id), TakeBackForm(request.POST)

    def write() -> Any:
        at = timezone.now()
        on = request.organisation.day_of(at)
        return actions.end_dependency(dependency=dependency, on=on, by=request.user, at=at)

    return _said(request, dependency, form, write, end_form=form)


def _said(
    request: PortalRequest,
    dependency: Any,
    form: OnceForm,
    write: Callable[[], Any],
    **forms: OnceForm,
) -> HttpResponse:
    if written(request, form, lambda: write().public_id):
        messages.success(request, _("Noted. Both sides see it now."))
        return see_other(reverse("products:dependency_detail", args=[dependency.public_id]))
    return _show(request, dependency, status=UNCLEAR, **forms)


def _own(request: PortalRequest, public_id: str) -> Any:
    """Return the dependency for the side that needs it. Raises PermissionDenied."""
    dependency = _dependency(request, public_id)
    product = dependency.initiative.product
    may_change = permissions.can_check_in(request.user, product)
    require(may_change, NotYourProduct(product=product.name))
    return dependency


def _dependency(request: PortalRequest, public_id: str) -> Any:
    return get_object_or_404(dependencies.visible_dependencies(request.user), public_id=public_id)


def _show(
    request: PortalRequest, dependency: Any, *, status: int = 200, **forms: OnceForm
) -> HttpResponse:
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    page = dependency_page(dependency, known=known, organisation=request.organisation)
    if page is None:
        since = known_since(dependency)
        return not_known_yet(request, _("This dependency"), as_of, since=since)
    context = {
        "page": page,
        "as_of": as_of,
        "promise_form": PromiseForm(initial={"promised_on": dependency.promised_on}),
        "move_form": MoveForm(initial={"needed_by": dependency.needed_by}),
        "end_form": TakeBackForm(),
        **forms,
        "problems": problems_of(forms.values()),
        **asked.links_kept(request),
    }
    return render(request, "products/dependency_detail.html", context, status=status)

"""The check-in form: filled in from last time, published at once, never twice."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products import permissions
from products.actions import publishing
from products.actions.refusals import Refusal
from products.dashboards import check_in_card
from products.forms import check_in_rows
from products.forms.check_in import CheckInForm
from products.queries import check_ins, products
from products.queries.known import AsKnown
from products.queries.last_time import last_time
from products.views.pages import as_known

CREATED, CONFLICT, UNCLEAR = 201, 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_start(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the form, the card it becomes (`preview`), or publish it and go to the product."""
    as_of = asked.as_of(request)
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if not permissions.can_check_in(request.user, product):
        context = {"product": product}
        return render(request, "products/check_in_closed.html", context, status=403)
    if as_of.is_past:
        return render(request, "products/check_in_past.html", {"product": product, "as_of": as_of})
    known = as_known(request, as_of)
    corrects = _to_correct(request, product)
    start = last_time(product, known=known, corrects=corrects)
    form = CheckInForm(request.POST if request.method == "POST" else None, start=start)
    if request.method != "POST":
        return _show(request, form, known)
    is_clear = form.is_valid()
    if "preview" in request.POST:
        return _preview(request, form, known)
    if is_clear and "same" in request.POST and form.changed():
        form.add_error(
            None,
            _(
                "You did change something, so nothing is published yet. Press “Publish now” to publish it."
            ),
        )
        is_clear = False
    return _publish(request, form, known) if is_clear else _show(request, form, known, UNCLEAR)


def _publish(request: PortalRequest, form: CheckInForm, known: AsKnown) -> HttpResponse:
    try:
        check_in, is_new = publishing.publish_check_in(
            product=form.start.product,
            words=form.words(),
            body=form.body(),
            key=form.cleaned_data["token"],
            based_on=form.cleaned_data["based_on"],
            by=request.user,
            at=timezone.now(),
        )
    except publishing.SomebodyCheckedIn as somebody:
        return _show_both(request, form, known, somebody.other, is_mine=False)
    except publishing.PublishedWithOtherWords as published:
        return _show_both(request, form, known, published.first, is_mine=True)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show(request, form, known, UNCLEAR)
    _tell(request, check_in, is_new)
    home = reverse("products:product_detail", args=[form.start.product.slug])
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=CREATED, headers={"Location": home})
    answer = redirect(home)
    answer.status_code = 303
    return answer


def _tell(request: PortalRequest, check_in: Any, is_new: bool) -> None:
    start = reverse("products:check_in_start", args=[check_in.product.slug])
    said = _("Published. Everyone sees it now.") if is_new else _("It was published already, once.")
    messages.success(
        request,
        format_html(
            '{} <a href="{}?corrects={}">{}</a>', said, start, check_in.public_id, _("Correct it")
        ),
    )


def _show(
    request: PortalRequest, form: CheckInForm, known: AsKnown, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "start": form.start,
        "rows": list(check_in_rows.value_rows(form, known=known)),
        "work": list(check_in_rows.work_rows(form)),
        "card": check_in_rows.card(form),
        "sureness": check_in_rows.sureness(form),
        "today": known.on,
        **more,
    }
    return render(request, "products/check_in_start.html", context, status=status)


def _preview(request: PortalRequest, form: CheckInForm, known: AsKnown) -> HttpResponse:
    """Answer with the card alone while typing; without script with the whole page."""
    if not request.htmx:  # type: ignore[attr-defined]
        return _show(request, form, known)
    context = {
        "rows": list(check_in_rows.value_rows(form, known=known)),
        "card": check_in_rows.card(form),
        "sureness": check_in_rows.sureness(form),
        "today": known.on,
    }
    return render(request, "products/_check_in_preview.html", context)


def _show_both(
    request: PortalRequest, form: CheckInForm, known: AsKnown, other: Any, *, is_mine: bool
) -> HttpResponse:
    """Show the check-in that stands beside what was typed, which can still be published."""
    mine = form.resumed(after=other)
    whole = check_ins.with_lines(other, known=known)
    before = check_ins.check_in_before(other, known=known)
    rows = [then.row for then in form.start.outcomes]
    card = check_in_card.card_of(
        whole,
        before=before,
        product=form.start.product.name,
        team=form.start.team.name,
        rows=rows,
        work=[line.initiative for line in whole.initiative_lines.all()],
    )
    return _show(request, mine, known, CONFLICT, other=other, other_card=card, is_mine=is_mine)


def _to_correct(request: PortalRequest, product: Any) -> Any:
    """Return the check-in the address asks to correct, or its newest correction."""
    public_id = request.GET.get("corrects", "")
    if not public_id:
        return None
    found = check_ins.visible_check_ins(request.user).filter(product=product)
    return check_ins.newest_of(get_object_or_404(found, public_id=public_id))

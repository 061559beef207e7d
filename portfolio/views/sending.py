"""How forms are shown and written: once each, refusals and clashes beside what was typed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from pmo_portal.lib.access import PortalRequest
from portfolio.actions.idempotency import KeyUsedForOtherWords, digest_of, write_once
from portfolio.actions.refusals import Refusal
from portfolio.forms.definition import DefinitionForm
from portfolio.forms.once import OnceForm

FORM = ["GET", "HEAD", "POST"]
CONFLICT, UNCLEAR = 409, 422


def written(request: PortalRequest, form: OnceForm, write: Callable[[], str]) -> str:
    """Write what the form says, once; return the public id it led to, then or now.

    Returns "" when nothing was written: nothing was sent, or the form says why.
    """
    if not form.is_valid():
        return ""
    body = [request.path, form.body()]
    try:
        ids, _is_new = write_once(
            lambda: [write()],
            key=f"form:{form.cleaned_data['token']}",
            digest=digest_of(body),
            by=request.user,
        )
    except KeyUsedForOtherWords:
        _start_again(form)
        form.add_error(
            None,
            _(
                "This form was sent before with other words, which stand. Send it again to add these."
            ),
        )
    except Refusal as refusal:
        form.refuse(refusal)
    else:
        return ids[0]
    return ""


def form_page(request: PortalRequest, template: str, form: OnceForm, **more: Any) -> HttpResponse:
    """Return the page of a form, with a status that says whether it waits for another word."""
    status = CONFLICT if "clashes" in more else UNCLEAR if form.errors else 200
    return render(request, template, {"form": form, **more}, status=status)


def both_page(
    request: PortalRequest,
    template: str,
    form: DefinitionForm,
    *,
    seen: dict[str, Any],
    stands: dict[str, Any],
    edition: str,
    **more: Any,
) -> HttpResponse:
    """Return the page that shows what stands beside what was typed, which can still be saved.

    `seen` are the words that the person had in sight, `edition` is the one that stands now.
    """
    merged = form.merged(seen=seen, stands=stands, edition=edition)
    merged.is_valid()
    return form_page(
        request, template, merged, clashes=form.clashes(seen=seen, stands=stands), **more
    )


def saved(request: PortalRequest, said: str, url: str) -> HttpResponse:
    """Go on to the page, which says what was saved."""
    messages.success(request, said)
    return see_other(url)


def problems_of(forms: Iterable[OnceForm]) -> list[str]:
    """Return what actions refused, for a page that no longer offers the form."""
    return [str(problem) for form in forms if form.is_bound for problem in form.non_field_errors()]


def require(allowed: bool, refusal: Refusal) -> None:
    """Raise PermissionDenied with the sentence of the refusal unless it is allowed."""
    if not allowed:
        raise PermissionDenied(str(refusal))


def see_other(address: str) -> HttpResponse:
    """Lead the browser on after a POST, so that a reload writes nothing."""
    answer = redirect(address)
    answer.status_code = 303
    return answer


def _start_again(form: OnceForm) -> None:
    """Give the form another token, with the same words in it."""
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data[form.add_prefix("token")] = get_random_string(24)  # type: ignore[index]

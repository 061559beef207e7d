"""A scenario on screen: nothing is saved, the address holds it all."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from insights.dashboards.resources.what_if import WhatIfPage, what_if_page
from insights.forms.what_if import MoneyMoveForm, MoveForm, PeopleMoveForm
from insights.queries.moments import one_snapshot
from insights.views.resources import known
from insights.what_if.moves import code
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest


@require_safe
def what_if(request: PortalRequest) -> HttpResponse:
    """Show the figures before and after the moves of the address; a move added leads to a new one."""
    as_of = asked.as_of(request)
    with one_snapshot():
        page = what_if_page(
            request.GET.dict(),
            as_of=as_of,
            known=known(request, as_of),
            organisation=request.organisation,
        )
    forms = _forms(request, page)
    form = forms.get(request.GET.get("add", ""))
    if form and form.is_valid() and not page.is_full:
        moves = code([*page.all_moves, form.move()])
        return redirect(f"{request.path}?{urlencode({**dict(page.kept), 'moves': moves})}#moves")
    context = {
        "page": page,
        "forms": forms,
        "address": request.build_absolute_uri(),
        **asked.links_kept(request),
    }
    return render(request, "insights/what_if.html", context)


def _forms(request: PortalRequest, page: WhatIfPage) -> dict[str, MoveForm]:
    """Return the two forms that add a move; the one that was sent holds what was typed."""
    add = request.GET.get("add", "")
    people = PeopleMoveForm(
        request.GET if add == "people" else None, names=page.names, on=page.as_of.on
    )
    return {
        "people": people,
        "money": MoneyMoveForm(request.GET if add == "money" else None, names=page.names),
    }

"""The golden thread, and what hangs loose beside it."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insights.dashboards import thread_rows
from insights.dashboards.loose_list import loose_page, loose_rows
from insights.dashboards.thread import thread_page
from insights.dashboards.thread_question import Asked
from insights.dashboards.thread_question import asked as what_is_asked
from insights.queries.moments import one_snapshot
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import csv_file, workbook_file
from products.queries.known import AsKnown

VIEWS, FORMS = ("map", "loose"), ("csv", "xlsx")


@require_safe
def thread(request: PortalRequest) -> HttpResponseBase:
    """Show the thread of one objective as known on the day asked for, or all loose threads."""
    as_of, organisation = asked.as_of(request), request.organisation
    known, earlier = (
        AsKnown(day, organisation.end_of_day(day), request.user) for day in (as_of.on, as_of.vs)
    )
    view = asked.known_word(request.GET.get("view", "") or "map", VIEWS, name="view")
    form = request.GET.get("format", "")
    if form:
        asked.known_word(form, FORMS, name="format")
    with one_snapshot():
        question = what_is_asked(request.GET.dict(), as_of=as_of, known=known, earlier=earlier)
        if form:
            return _file(form, view, question)
        if view == "loose":
            return _show(request, "loose_threads", loose_page(question), as_of)
        return _show(request, "thread", thread_page(question), as_of)


def _show(request: PortalRequest, name: str, page: object, as_of: asked.AsOf) -> HttpResponse:
    context = {"page": page, "as_of": as_of, **asked.links_kept(request)}
    return render(request, f"insights/{name}.html", context)


def _file(form: str, view: str, question: Asked) -> HttpResponseBase:
    if view == "loose":
        name, sheet = "loose-threads", loose_rows(question)
    else:
        name, sheet = "golden-thread", thread_rows.sheet(thread_page(question, whole=True).rows)
    name = f"{name}-{question.as_of.on:%Y-%m-%d}"
    if form == "csv":
        return csv_file(name, sheet.headers, sheet.rows)
    return workbook_file(name, sheet)

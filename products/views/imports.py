"""The Import page: upload, progress, a look over, bring it in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmo_portal.celery import queue
from products import permissions, tasks
from products.dashboards.imports import import_page
from products.forms.imports import ChoicesForm, UploadForm
from products.imports import runs

View = Callable[..., HttpResponse]
STOP_POLLING = 286


def for_the_office(view: View) -> View:
    """Answer those who may not import with a page that says who may."""

    @wraps(view)
    def allowed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not permissions.can_import(request.user):  # type: ignore[arg-type]
            return render(request, "products/import_closed.html", status=403)
        return view(request, **kwargs)

    return allowed


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_office
def import_start(request: HttpRequest) -> HttpResponse:
    """Take files in, and show the imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = runs.start_run(
            files=[(file.name, file.read()) for file in form.cleaned_data["uploads"]],
            options=form.options(),
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
        queue(tasks.read_import, run.pk)
        return _to(run)
    context = {"form": form, "runs": runs.recent_runs()}
    return render(request, "products/import_start.html", context)


@require_safe
@for_the_office
def import_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far an import has come, and what there is to decide."""
    run = _run(public_id)
    if runs.may_be_stuck(run, at=timezone.now()):
        _send_on(run)
    return _show(request, run, _choices(run))


@require_safe
@for_the_office
def import_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer the page's question how far it is; once a step is over the page is fetched anew."""
    run = _run(public_id)
    page = import_page(run, _choices(run))
    if not page.is_working:
        return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})
    return render(request, "products/import_progress.html", {"page": page})


@require_POST
@for_the_office
def import_choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the choices made on the page, then read again, or bring it in."""
    run = _run(public_id)
    form = ChoicesForm(request.POST, plan=run.plan, options=run.options)
    if not form.is_valid():
        return _show(request, run, form)
    next_step = request.POST.get("next", "look")
    options = form.options_accepting_all() if next_step == "accept" else form.options()
    if runs.choose(run=run, options=options, write=next_step == "write"):
        run.refresh_from_db()
        _send_on(run)
    return _to(run)


@require_POST
@for_the_office
def import_leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an import up before anything was brought in."""
    run = _run(public_id)
    if not runs.leave(run=run):
        messages.info(request, _("It has been brought in already, so it can no longer be left."))
        return _to(run)
    messages.success(request, _("Left. Nothing was changed."))
    return redirect("products:import_start")


def _run(public_id: str) -> Any:
    run = runs.run_named(public_id)
    if run is None:
        raise Http404
    return run


def _choices(run: Any) -> ChoicesForm:
    return ChoicesForm(plan=run.result or run.plan, options=run.options)


def _show(request: HttpRequest, run: Any, form: ChoicesForm) -> HttpResponse:
    return render(request, "products/import_detail.html", {"page": import_page(run, form)})


def _send_on(run: Any) -> None:
    task = tasks.write_import if run.step == runs.STEP.WRITING else tasks.read_import
    queue(task, run.pk)


def _to(run: Any) -> HttpResponse:
    answer = redirect("products:import_detail", public_id=run.public_id)
    answer.status_code = 303
    return answer

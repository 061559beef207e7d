"""Imports from the Import page: files are kept, read in the background, looked over, brought in.

Each step is claimed in the database, so a job may run twice, late, or beside another.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from portfolio.models import Organisation, User
from products.imports import bring_in
from products.imports.columns import BY_FIELD
from products.imports.report import matched_columns, report
from products.imports.understanding import Options, Understanding, understand
from products.models import ImportFile, ImportRun

STEP = ImportRun.Step
SHOWN = 200
PATIENCE = timedelta(seconds=15)


def start_run(
    *, files: Iterable[tuple[str, bytes]], options: Mapping[str, Any], by: User, at: datetime
) -> ImportRun:
    """Keep the files and what was said about them, and return the run, to be read by a job."""
    with transaction.atomic():
        run = ImportRun.objects.create(by=by, created_at=at, options=dict(options))
        ImportFile.objects.bulk_create(
            ImportFile(run=run, name=name[:300], content=content) for name, content in files
        )
    return run


def read_run(run_id: int, *, at: datetime) -> None:
    """Read the files of a run and rehearse it, unless that has been done."""
    run = ImportRun.objects.filter(pk=run_id, step=STEP.READING).select_related("by").first()
    if run is None:
        return
    options = options_of(run)
    understood = _understood(run, options, at=at)
    total = sum(len(sheet.records) for sheet in understood.sheets)
    ImportRun.objects.filter(pk=run.pk, step=STEP.READING).update(rows_done=0, rows_total=total)
    tally = bring_in.rehearse(
        understood, options, organisation=Organisation.objects.get(), by=run.by, at=at
    )
    step = STEP.LOOK if understood.listings or _can_be_mapped(understood) else STEP.REFUSED
    ImportRun.objects.filter(pk=run.pk, step=STEP.READING, options=run.options).update(
        step=step,
        rows_done=total,
        plan=_plan(understood, report(understood, tally)),
        message="\n".join(look.reason for look in understood.refused)
        if step == STEP.REFUSED
        else "",
    )


def write_run(run_id: int, *, at: datetime) -> None:
    """Bring a run in, once: what it did and that it is done stand in the same transaction.

    When something needs a look after all, the run goes back to be looked over.
    """
    with transaction.atomic():
        found = ImportRun.objects.select_for_update(of=("self",)).select_related("by")
        run = found.filter(pk=run_id, step=STEP.WRITING).first()
        if run is None:
            return
        options = options_of(run)
        understood = _understood(run, options, at=at)
        is_blocked = bool(understood.open_looks)
        write = bring_in.rehearse if is_blocked else bring_in.bring_in
        organisation = Organisation.objects.get()
        tally = write(understood, options, organisation=organisation, by=run.by, at=at)
        found_out = _plan(understood, report(understood, tally))
        if is_blocked:
            run.step, run.plan = STEP.LOOK, found_out
        else:
            run.step, run.result = STEP.DONE, found_out
            run.files.all().delete()
        run.save(update_fields=["step", "plan", "result"])


def choose(*, run: ImportRun, options: Mapping[str, Any], write: bool) -> bool:
    """Keep what a person chose and send the run on: to be read again, or to be brought in.

    Return whether it was still there to be sent; of two presses the second finds it gone.
    """
    return bool(
        ImportRun.objects.filter(pk=run.pk, step=STEP.LOOK).update(
            step=STEP.WRITING if write else STEP.READING, options=dict(options)
        )
    )


def leave(*, run: ImportRun) -> bool:
    """Give a run up before anything was brought in; return whether that was still possible."""
    with transaction.atomic():
        open_runs = ImportRun.objects.filter(pk=run.pk, step__in=[STEP.READING, STEP.LOOK])
        left = open_runs.update(step=STEP.REFUSED, message="")
        if left:
            ImportFile.objects.filter(run=run).delete()
    return bool(left)


def recent_runs(*, limit: int = 10) -> list[ImportRun]:
    """Return the latest imports, newest first, with their files' names at hand."""
    return list(ImportRun.objects.select_related("by").defer("plan", "result")[:limit])


def run_named(public_id: str) -> ImportRun | None:
    """Return a run by its public id."""
    return ImportRun.objects.select_related("by").filter(public_id=public_id).first()


def may_be_stuck(run: ImportRun, *, at: datetime) -> bool:
    """Return whether a job has had time to take the run up and has not."""
    return run.step in {STEP.READING, STEP.WRITING} and at - run.created_at > PATIENCE


def options_of(run: ImportRun) -> Options:
    """Return what was said about a run; what no longer makes sense counts as not said."""
    said = run.options
    mapping = {
        header: field
        for header, field in said.get("mapping", {}).items()
        if field in BY_FIELD or not field
    }
    return Options(
        on=date.fromisoformat(said["on"]) if said.get("on") else None,
        portfolio=said.get("portfolio", ""),
        mapping=mapping,
        choices=said.get("choices", {}),
        is_whole=said.get("is_whole"),
    )


def _understood(run: ImportRun, options: Options, *, at: datetime) -> Understanding:
    today = Organisation.objects.get().day_of(at)
    files = [(file.name, bytes(file.content)) for file in run.files.all()]
    return understand(files, options, today=today)


def _can_be_mapped(understood: Understanding) -> bool:
    return any(sheet.records for sheet in understood.sheets)


def _plan(understood: Understanding, found: dict[str, Any]) -> dict[str, Any]:
    """Return the report cut to what a page can show, with all counts kept."""
    counted = {
        "refused_count": len(found["refused"]),
        "folded_count": len(found["folded"]),
        "set_aside_count": len(found["set_aside"]["rows"]),
        "columns": matched_columns(understood),
    }
    aside = {**found["set_aside"], "rows": found["set_aside"]["rows"][:SHOWN]}
    shown = {name: found[name][:SHOWN] for name in ("refused", "folded")}
    return {**found, **shown, "set_aside": aside, **counted}

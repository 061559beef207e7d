"""Bring in a real portfolio from files: `import_portfolio FILE... [--on DATE] [--dry-run]`."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portfolio.actions import organisations
from portfolio.models import Organisation
from products.imports import bring_in, columns, limits, summary
from products.imports.listing import Look
from products.imports.report import report
from products.imports.understanding import Options, Understanding, understand


class Command(BaseCommand):
    """Reads, rehearses and brings in files; exit code 1 when something needs a look."""

    help = "Bring in a portfolio from CSV, XLSX, JSON, YAML files or archives of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the files and the choices about them."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--on", type=_day, help="the day of the position, as YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--set-aside", action="store_true", help="let rows that need a look wait"
        )
        parser.add_argument("--portfolio", default="", help="the portfolio all of it goes under")
        parser.add_argument(
            "--map", action="append", default=[], metavar="HEADER=FIELD", help="name a column"
        )
        whole = parser.add_mutually_exclusive_group()
        whole.add_argument("--whole", dest="is_whole", action="store_true", default=None)
        whole.add_argument("--partial", dest="is_whole", action="store_false")

    def handle(self, *args: Any, **given: Any) -> None:
        """Bring the files in, or say why not."""
        at = timezone.now()
        organisation = Organisation.objects.first() or organisations.make_organisation(
            name="My organisation", time_zone="UTC", currency="GBP", at=at
        )
        options = Options(
            on=given["on"],
            portfolio=given["portfolio"],
            mapping=dict(map(_mapped, given["map"])),
            set_aside=given["set_aside"],
            is_whole=given["is_whole"],
        )
        understood = _understood(given["files"], options, today=organisation.day_of(at))
        is_blocked = bool(understood.open_looks)
        write = bring_in.rehearse if given["dry_run"] or is_blocked else bring_in.bring_in
        tally = write(understood, options, organisation=organisation, by=None, at=at)
        found = report(understood, tally) | {"written": write is bring_in.bring_in}
        self.stdout.write(json.dumps(found) if given["json"] else summary.summary(found))
        if is_blocked:
            raise SystemExit(1)


def _understood(paths: list[Path], options: Options, *, today: date) -> Understanding:
    files, closed = [], []
    for path in paths:
        try:
            with path.open("rb") as file:
                files.append((path.name, file.read(limits.FILE_BYTES + 1)))
        except OSError as problem:
            closed.append(Look(str(path), 0, "", f"It cannot be opened: {problem.strerror}."))
    if closed:
        return Understanding(files=[path.name for path in paths], refused=closed)
    return understand(files, options, today=today)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day; write it as 2022-03-31.") from None


def _mapped(text: str) -> tuple[str, str]:
    header, _equals, field = text.rpartition("=")
    if field not in columns.BY_FIELD:
        known = ", ".join(sorted(columns.BY_FIELD))
        raise CommandError(f"There is no field “{field}”. Known are: {known}.")
    return header, field

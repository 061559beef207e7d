"""Short ways for the tests to bring in files."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from portfolio.models import Organisation
from products.imports import bring_in
from products.imports.report import report
from products.imports.understanding import Options, understand

AT = datetime(2026, 1, 7, 10, tzinfo=UTC)
REAL = Path(__file__).resolve().parents[4] / "shared" / "data"
HEADERS = [
    "Project ID",
    "Project name",
    "Department",
    "RAG",
    "Start date",
    "End date",
    "Whole life cost (£m)",
]


def real(name: str) -> tuple[str, bytes]:
    """Return a real file by its name, wherever it lies below the data folder."""
    path = next(REAL.rglob(name))
    return path.name, path.read_bytes()


def sheet(
    *rows: list[Any], headers: list[str] = HEADERS, name: str = "register.csv"
) -> tuple[str, bytes]:
    """Return a small register as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([headers, *rows])
    return name, out.getvalue().encode()


def into(
    organisation: Organisation, *files: tuple[str, bytes], at: datetime = AT, **options: Any
) -> dict[str, Any]:
    """Bring the files in, unless something needs a look, and return the report."""
    chosen = Options(**options)
    understood = understand(files, chosen, today=organisation.day_of(at))
    write = bring_in.rehearse if understood.open_looks else bring_in.bring_in
    return report(understood, write(understood, chosen, organisation=organisation, by=None, at=at))


def only(
    organisation: Organisation, *files: tuple[str, bytes], on: date, **options: Any
) -> dict[str, Any]:
    """Bring the files in as the position of a day."""
    return into(organisation, *files, on=on, **options)

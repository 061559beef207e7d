"""The page of one import, from its files to what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.imports.columns import BY_FIELD

if TYPE_CHECKING:
    from django.forms import BoundField

    from products.forms.imports import ChoicesForm
    from products.models import ImportRun

KINDS = {
    "objectives": gettext_lazy("Objectives"),
    "products": gettext_lazy("Products"),
    "outcomes": gettext_lazy("Outcomes"),
    "readings": gettext_lazy("Readings"),
    "initiatives": gettext_lazy("Initiatives"),
    "ratings": gettext_lazy("Ratings"),
    "check_ins": gettext_lazy("Check-ins"),
    "funding": gettext_lazy("Whole-life costs"),
    "yearly_funding": gettext_lazy("Yearly budgets"),
}
ORDER = ("reading", "look", "writing", "done")


@dataclass(frozen=True)
class Step:
    """One step of the strip: done, now or still to come."""

    title: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class Count:
    """What becomes of one kind."""

    label: str
    read: int
    created: int
    changed: int
    unchanged: int
    unlisted: int


@dataclass(frozen=True)
class Look:
    """A row that needs a look, with the choice to make for it."""

    place: str
    column: str
    reason: str
    suggestion: str
    choice: BoundField | None


@dataclass(frozen=True)
class ColumnMatch:
    """A header, what it is understood as, and the choice to change that."""

    header: str
    meaning: str
    aside: str
    is_aside_on_purpose: bool
    choice: BoundField


@dataclass(frozen=True)
class ImportPage:
    """Everything the page of an import shows."""

    run: ImportRun
    name: str
    steps: list[Step]
    positions: list[dict[str, Any]]
    counts: list[Count]
    looks: list[Look]
    looks_count: int
    suggestions_count: int
    columns: list[ColumnMatch]
    columns_aside: int
    found: dict[str, Any]
    form: ChoicesForm

    @property
    def is_working(self) -> bool:
        """Whether a job is at it."""
        return self.run.step in {"reading", "writing"}


def import_page(run: ImportRun, form: ChoicesForm) -> ImportPage:
    """Return the page of an import as far as it has come."""
    found = run.result or run.plan
    looks = [_look(look, form) for look in found.get("refused", [])]
    columns = [
        _column(number, column, form) for number, column in enumerate(found.get("columns", []))
    ]
    return ImportPage(
        run=run,
        name=", ".join(found.get("files") or [file.name for file in run.files.defer("content")])[
            :120
        ],
        steps=_steps(run, found),
        positions=[
            {**position, "on": date.fromisoformat(position["on"])}
            for position in found.get("positions", [])
        ],
        counts=_counts(found),
        looks=looks,
        looks_count=found.get("refused_count", 0),
        suggestions_count=sum(1 for look in looks if look.suggestion and look.choice),
        columns=columns,
        columns_aside=sum(1 for column in columns if column.aside),
        found=found,
        form=form,
    )


def _steps(run: ImportRun, found: dict[str, Any]) -> list[Step]:
    reached = ORDER.index(run.step) if run.step in ORDER else 0
    titles = (_("Upload"), _("Read rows"), _("Look over"), _("Bring in"))
    notes = (
        "",
        _("%(count)d rows") % {"count": run.rows_total} if run.rows_total else "",
        _("%(count)d rows need a look") % {"count": found["refused_count"]}
        if found.get("refused_count")
        else "",
        "",
    )
    now = min(reached + 1, 3)
    states = [
        "done" if n < now or run.step == "done" else "now" if n == now else "" for n in range(4)
    ]
    return [Step(*step) for step in zip(titles, states, notes, strict=True)]


def _counts(found: dict[str, Any]) -> list[Count]:
    steps = ("read", "created", "changed", "unchanged", "unlisted")
    return [
        Count(str(label), *(found.get(step, {}).get(kind, 0) for step in steps))
        for kind, label in KINDS.items()
        if found.get("read", {}).get(kind)
    ]


def _look(look: dict[str, Any], form: ChoicesForm) -> Look:
    name = f"look-{look['key']}"
    place = _("Row %(row)d") % {"row": look["row"]} if look["row"] else look["file"]
    choice = form[name] if name in form.fields else None
    return Look(place, look["column"], look["reason"], look["suggestion"], choice)


def _column(number: int, column: dict[str, str], form: ChoicesForm) -> ColumnMatch:
    known = BY_FIELD.get(column["field"])
    return ColumnMatch(
        header=column["header"],
        meaning=str(known.label) if known and not column["aside"] else "",
        aside=column["aside"],
        is_aside_on_purpose=bool(known and known.aside),
        choice=form[f"column-{number}"],
    )

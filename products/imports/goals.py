"""Rows that are goals: objectives with their period and status."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from products.imports.layout import Record
from products.imports.listing import Listing, Ref, identity, shortened
from products.imports.telling import Telling
from products.imports.values.typed import absent


def tell(telling: Telling) -> None:
    """Note every goal of the sheet in its listing."""
    seen: dict[str, dict[str, Any]] = {}
    for record in telling.sheet.records:
        title = record.text("goal")
        if not title:
            telling.look(record, _("Objective"), _("This row has no objective"))
            continue
        ident = identity(record.text("goal_id") or title)
        values = _values(record)
        if ident not in seen:
            seen[ident] = values
        elif seen[ident] == values:
            telling.fold(record, "", _("The same as an earlier row"))
            continue
        elif not telling.look(
            record,
            "",
            _("An earlier row has the same number and says otherwise"),
            _("Use the last"),
        ):
            continue
        named(telling.listing, record, values)
        telling.listing.list("objectives", ident)


def named(
    listing: Listing,
    record: Record,
    values: dict[str, Any] | None = None,
    *,
    on: date | None = None,
) -> Ref | None:
    """Note the objective a record names, and return it; None when it names none."""
    title = record.text("goal")
    if not title:
        return None
    portfolio = listing.say("portfolios", "all", {"name": listing.portfolio[:200]}, on=on)
    said = {"title": shortened(title, 300), "portfolio": portfolio, **(values or {})}
    if number := record.text("goal_id"):
        said["code"] = number[:20]
    return listing.say("objectives", identity(number or title), said, on=on)


def _values(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if "why" in record.cells:
        row["why"] = record.text("why")
    if "goal_status" in record.cells:
        status = record.text("goal_status")
        nothing = absent(status)
        row["said"] = "" if nothing and status.startswith("#") else shortened(status, 300)
    if "goal_from" in record.cells or "goal_to" in record.cells:
        first, last = _year(record.text("goal_from")), _year(record.text("goal_to"))
        if first and last and first > last:
            first = last = None
        row["period_start"] = date(first - 1, 10, 1) if first else None
        row["period_end"] = date(last, 9, 30) if last else None
    return row


def _year(cell: str) -> int | None:
    match = re.fullmatch(r"(?:FY)?\s*(20\d\d)", cell.strip(), re.IGNORECASE)
    return int(match[1]) if match else None

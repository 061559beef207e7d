"""Rows that are projects: initiatives with ratings, dates and money."""

import re
from collections import defaultdict
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from pmo_portal.lib.vocabulary import Health, InitiativeStage
from products.imports import headers, periods
from products.imports.layout import Record
from products.imports.listing import LineSaid, Ref, identity, shortened
from products.imports.telling import Row, Telling
from products.imports.values import dates, numbers, ratings, stages
from products.imports.values.typed import Typed, absent

_NO_NUMBER = re.compile(r"0+|tbd|n/?a|none|-", re.IGNORECASE)


def tell(telling: Telling) -> None:
    """Note every project of the sheet in its listing."""
    titles = defaultdict(set)
    for record in telling.sheet.records:
        titles[_number(record)].add(identity(record.text("title")))
    seen: dict[str, dict[str, Any]] = {}
    for record in telling.sheet.records:
        title = record.text("title") or record.text("id")
        if not title:
            telling.look(record, _("Initiative"), _("This row has no name"))
            continue
        number = _number(record)
        many = len(titles[number]) > 1
        ident = identity(f"{number} {title}" if many and number else number or title)
        if not _is_repeated(telling, record, ident, seen):
            _tell_one(Row(telling, record), ident, title)


def _number(record: Record) -> str:
    number = record.text("id")
    return "" if _NO_NUMBER.fullmatch(number) else number


def _is_repeated(
    telling: Telling, record: Record, ident: str, seen: dict[str, dict[str, Any]]
) -> bool:
    cells = record.cells
    if ident not in seen:
        seen[ident] = cells
        return False
    if seen[ident] == cells:
        telling.fold(record, "", _("The same as an earlier row"))
        return True
    reason = _("An earlier row has the same number or name and says otherwise")
    return not telling.look(record, "", reason, _("Use the last"))


def _tell_one(row: Row, ident: str, title: str) -> None:
    listing, record = row.telling.listing, row.record
    started_on, due_on = row.typed("started_on", dates.day), row.typed("due_on", dates.day)
    values: dict[str, Any] = {
        "title": shortened(title, 500),
        "started_on": started_on,
        "due_on": due_on,
    }
    if "stage" in row.telling.sheet.fields:
        values["stage"] = row.typed("stage", stages.stage) or InitiativeStage.IDEA
    if "category" in row.telling.sheet.fields:
        values["category"] = shortened(record.text("category"), 200)
    if "description" in row.telling.sheet.fields:
        values["hypothesis"] = row.typed("description", _prose, reason_as="hypothesis") or ""
    if due_on is None and record.text("milestone"):
        row.reasons.setdefault("due_on", record.text("milestone")[:200])
    money = _money(row)
    line = _rating(row)
    if not row.is_sound:
        return
    product = listing.product(_lead_product(row), team=record.text("team"))
    values |= {"product": product, "absent_reasons": row.reasons}
    initiative = listing.say("initiatives", ident, values)
    listing.list("initiatives", ident)
    if line:
        listing.lines[ident] = LineSaid(product.ident, *line)
    _tell_money(row, ident, initiative, product, money)


def _lead_product(row: Row) -> str:
    """Return the product, the first named one when several share the work."""
    names = row.record.text("product") or row.telling.listing.portfolio
    lead = names.split(",")[0].strip()
    return lead or names


def _prose(cell: str) -> Typed:
    found = absent(cell) if len(cell) < 200 and cell.lower().startswith("exempt") else None
    return found or Typed(cell)


def _rating(row: Row) -> tuple[str, str, str, str] | None:
    """Return health, the source's word, whose it is and its comment; the first rating given."""
    given = row.record.cells.get("rating")
    if given is None:
        return None
    best: tuple[str, str, str] | None = None
    for cell, header in given:
        found = ratings.rating(cell)
        if found.doubt:
            column = header.split("\n")[0].strip()[:80]
            row.is_sound &= row.telling.look(row.record, column, found.doubt, found.suggestion)
        if cell and (best is None or (found.value and best[0] == Health.NOT_REPORTED)):
            words = shortened(cell, 1000)
            best = (found.value or Health.NOT_REPORTED, words, headers.said_by(header))
    return (*(best or (Health.NOT_REPORTED, "", "")), row.record.text("note"))


def _money(row: Row) -> dict[str, Any]:
    return {
        field: row.typed(field, partial(numbers.money, header=row.record.header(field)))
        for field in ("whole_life_cost", "year_baseline", "year_forecast")
        if field in row.telling.sheet.fields
    }


def _tell_money(row: Row, ident: str, initiative: Ref, product: Ref, money: dict[str, Any]) -> None:
    listing = row.telling.listing
    owner = {"product": product, "initiative": initiative}
    if money.get("whole_life_cost") is not None:
        listing.say("funding", ident, owner | {"planned": money["whole_life_cost"]})
        listing.list("funding", ident)
    elif "whole_life_cost" in money:
        listing.listed.setdefault("funding", set())
    planned, forecast = money.get("year_baseline"), money.get("year_forecast")
    if planned is None and forecast is None:
        return
    start, end = periods.fiscal_year(listing.on)
    amounts = {"planned": planned, "forecast": forecast, "period_start": start, "period_end": end}
    listing.say("yearly_funding", f"{ident}-{start.year}", owner | amounts)

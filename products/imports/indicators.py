"""Rows that are indicators: outcomes with their target, and a reading each."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pmo_portal.lib.vocabulary import MeasureKind
from products.imports import goals, periods
from products.imports.layout import Record
from products.imports.listing import ReadingSaid, identity, shortened
from products.imports.telling import Row, Telling
from products.imports.values import dates, numbers, stages
from products.imports.values.typed import Typed

PLACES = Decimal("0.000001")


def tell(telling: Telling) -> None:
    """Note every outcome of the sheet, with what was measured and when, in its listing."""
    seen: dict[tuple[str, date], dict[str, Any]] = {}
    for record in sorted(telling.sheet.records, key=_when):
        row = Row(telling, record)
        name = record.text("indicator") or record.text("goal")
        if not name:
            telling.look(record, row.name("indicator"), _("This row names no outcome"))
            continue
        _tell_one(row, name, seen)


def _tell_one(row: Row, name: str, seen: dict[tuple[str, date], dict[str, Any]]) -> None:
    listing, record = row.telling.listing, row.record
    observed_on = min(periods.observed_on(record) or listing.on, listing.on)
    on = listing.on if listing.is_given else observed_on
    values = _values(row, name)
    value = row.typed("value", _measured)
    reason = "" if value is not None else row.reasons.pop("value", "") or _("No value given")
    if not row.is_sound:
        return
    within = record.text("goal_id") or record.text("goal") or record.text("product")
    ident = identity(record.text("indicator_id") or f"{within} {record.text('indicator')}")
    if _is_repeated(row, (ident, observed_on), values | {"value": value}, seen):
        return
    product = listing.product((record.text("product") or listing.portfolio).split(",")[0], on=on)
    objective = goals.named(listing, record, on=on)
    listing.say(
        "outcomes",
        ident,
        values | {"product": product, "objective": objective, "absent_reasons": row.reasons},
        on=on,
    )
    listing.list("outcomes", ident)
    if "value" in row.telling.sheet.fields:
        listing.readings[ident, observed_on] = ReadingSaid(value, reason, known_on=on)


def _when(record: Record) -> date:
    return periods.observed_on(record) or date.max


def _values(row: Row, name: str) -> dict[str, Any]:
    fields = row.telling.sheet.fields
    values: dict[str, Any] = {"name": shortened(name, 500)}
    if "kind" in fields:
        kind = row.typed("kind", stages.measure_kind, reason_as="target")
        values["measure_kind"] = kind or MeasureKind.INCREASE
    if "unit" in fields:
        values["unit"] = shortened(row.record.text("unit"), 60)
    for field, read in (("baseline", _measured), ("target", _measured), ("target_on", dates.day)):
        if field in fields:
            values[field] = row.typed(field, read)
    return values


def _measured(cell: str) -> Typed:
    found = numbers.number(cell)
    return Typed(found.value.quantize(PLACES)) if found.value is not None else found


def _is_repeated(
    row: Row,
    key: tuple[str, date],
    said: dict[str, Any],
    seen: dict[tuple[str, date], dict[str, Any]],
) -> bool:
    if key not in seen:
        seen[key] = said
        return False
    if seen[key] == said:
        row.telling.fold(row.record, "", _("The same as an earlier row"))
        return True
    differing = next(field for field in said if said[field] != seen[key].get(field))
    reason = _("An earlier row says “%(earlier)s” for the same day, this one “%(said)s”") % {
        "earlier": _shown(seen[key].get(differing)),
        "said": _shown(said[differing]),
    }
    return not row.telling.look(row.record, row.name(differing), reason, _("Use the last"))


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if value is not None else _("nothing")

"""Definitions in bulk, on two clocks: positions may come in any order and read the same."""

from collections.abc import Mapping, Set
from datetime import date, datetime
from typing import Any

from products.imports import copying, slugs, versions
from products.imports.bringing import Bringing
from products.imports.kinds import Kind
from products.imports.listing import Ref
from products.models import Product

BATCH = 1000
Row = Any


def write(
    bringing: Bringing,
    kind: Kind,
    said: Mapping[str, Mapping[str, Any]],
    *,
    on: date,
    mentioned: Set[str] = frozenset(),
) -> None:
    """Bring in what is said of things of one kind on a day, set by set.

    What is newer here than the day stays; only the version of that day is written. What is
    merely mentioned is made when it is missing, and otherwise left as its own list has it.
    """
    rows = _rows(bringing, kind, said)
    fresh = {ident: values for ident, values in said.items() if ident not in rows}
    _create(bringing, kind, fresh, on=on)
    known = {ident: (row, said[ident]) for ident, row in rows.items()}
    if mentioned:
        past = versions.Past.of(kind, list(rows.values()), bringing.moment(on))
        known = {
            ident: (row, values)
            for ident, (row, values) in known.items()
            if ident not in mentioned or past.standing(row) is None
        }
    _revise(bringing, kind, known, on=on)


def unlist(bringing: Bringing, kind: Kind, idents: set[str], *, on: date) -> None:
    """Note that the source no longer lists these things since the day."""
    rows = _rows(bringing, kind, dict.fromkeys(idents))
    past = versions.Past.of(kind, list(rows.values()), bringing.moment(on))
    leaving = {
        ident: (row, {"unlisted_on": on})
        for ident, row in rows.items()
        if (stood := past.standing(row)) is not None and stood.unlisted_on is None
    }
    _revise(bringing, kind, leaving, on=on)
    bringing.tally.unlisted[kind.name] |= set(leaving)


def _rows(bringing: Bringing, kind: Kind, idents: Mapping[str, Any]) -> dict[str, Row]:
    keys = {kind.key(bringing.dataset, ident): ident for ident in idents}
    found = kind.model.objects.filter(source_key__in=list(keys)).select_for_update().order_by("pk")
    rows = {keys[row.source_key]: row for row in found}
    bringing.refs.update({Ref(kind.name, ident): row.pk for ident, row in rows.items()})
    return rows


def _create(
    bringing: Bringing, kind: Kind, fresh: Mapping[str, Mapping[str, Any]], *, on: date
) -> None:
    if not fresh:
        return
    moment = bringing.moment(on)
    rows = [
        kind.model(
            source_key=kind.key(bringing.dataset, ident),
            known_at=moment,
            **resolved(bringing, kind, values),
        )
        for ident, values in fresh.items()
    ]
    if kind.slug_from:
        slugs.give(kind.model, rows, kind.slug_from)
    if kind.name == "initiatives":
        for row in rows:
            row.first_promised_on = row.due_on
    copying.copy(kind.model, rows)
    for ident, row in zip(fresh, rows, strict=True):
        bringing.refs[Ref(kind.name, ident)] = row.pk
        bringing.touch(_product_id(row), on)
    bringing.tally.created[kind.name] |= set(fresh)


def _revise(
    bringing: Bringing,
    kind: Kind,
    said: Mapping[str, tuple[Row, Mapping[str, Any]]],
    *,
    on: date,
) -> None:
    if not said:
        return
    moment = bringing.moment(on)
    past = versions.Past.of(kind, [row for row, _values in said.values()], moment)
    updated: list[Row] = []
    fields: set[str] = {"known_at"}
    written: list[Any] = []
    for ident, (row, values) in said.items():
        wanted = resolved(bringing, kind, values)
        stood = past.standing(row)
        if stood is not None and all(getattr(stood, f) == v for f, v in wanted.items()):
            continue
        bringing.tally.changed[kind.name].add(ident)
        bringing.touch(_product_id(row), on)
        later = bringing.later.get((kind.name, ident))
        if later is None and row.known_at <= moment:
            _set(row, wanted, known_at=moment)
            fields |= set(wanted)
            updated.append(row)
            continue
        written.append(past.version(row, wanted, at=moment))
        _restate(past, row, bringing.moment(later) if later else None, updated, written)
    versions.insert(kind, written)
    _update(kind, updated, fields)


def _restate(
    past: versions.Past,
    row: Row,
    later: datetime | None,
    updated: list[Row],
    written: list[Any],
) -> None:
    """Say once more, on the day of a later position that lists it, what it said there."""
    if later is None or past.standing(row) is None:
        return
    if row.known_at <= past.moment:
        _set(row, {}, known_at=later)
        updated.append(row)
    elif not past.has_version_until(row, later):
        written.append(past.version(row, {}, at=later))


def _set(row: Row, values: Mapping[str, Any], *, known_at: datetime) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.known_at = known_at


def _update(kind: Kind, rows: list[Row], fields: set[str]) -> None:
    if rows:
        kind.model.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=sorted(fields),
        )


def resolved(bringing: Bringing, kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by column, with what they name by its key in the database."""
    columns = {}
    for name, value in values.items():
        column = kind.model._meta.get_field(name).attname
        columns[column] = bringing.refs[value] if isinstance(value, Ref) else value
    return columns


def _product_id(row: Row) -> int | None:
    return row.pk if isinstance(row, Product) else getattr(row, "product_id", None)

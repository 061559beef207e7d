"""What an import did or would do, as one object for machines and pages."""

from typing import Any

from products.imports import headers
from products.imports.bringing import Tally
from products.imports.listing import Look
from products.imports.understanding import Understanding


def report(understanding: Understanding, tally: Tally) -> dict[str, Any]:
    """Return the counts by kind and every row refused, folded or set aside, ready for JSON."""
    return {
        "files": understanding.files,
        "positions": [
            {
                "dataset": listing.stem,
                "portfolio": listing.portfolio,
                "on": listing.on.isoformat(),
                "dated": str(listing.dated_how),
            }
            for listing in understanding.listings
        ],
        "on": max((str(listing.on) for listing in understanding.listings), default=None),
        **tally.counts(),
        "refused": [_shown(look) for look in understanding.open_looks],
        "set_aside": {
            "rows": [_shown(look) for look in understanding.waiting],
            "columns": _columns(understanding),
            "tables": [_shown(look) for look in understanding.left_out],
        },
        "folded": [_shown(look) for look in understanding.folded],
        "ignored": {
            "blank_rows": sum(sheet.blank for sheet in understanding.sheets),
            "footnotes": sum(sheet.footnotes for sheet in understanding.sheets),
        },
        "notes": [note for sheet in understanding.sheets for note in sheet.notes],
    }


def matched_columns(understanding: Understanding) -> list[dict[str, str]]:
    """Return every header once, with the field it was understood as, or why it was set aside."""
    found: dict[str, dict[str, str]] = {}
    for sheet in understanding.sheets:
        for heading in sheet.headings:
            if heading.text:
                name = heading.text.split("\n")[0].strip()[:300]
                entry = {"header": name, "field": heading.field, "aside": heading.aside}
                found.setdefault(headers.plain(heading.text), entry)
    return list(found.values())


def _columns(understanding: Understanding) -> list[dict[str, str]]:
    return [
        {"file": sheet.table.place, "column": heading.name, "reason": heading.aside}
        for sheet in understanding.sheets
        for heading in sheet.headings
        if heading.aside and heading.text
    ]


def _shown(look: Look) -> dict[str, Any]:
    return {
        "key": look.key,
        "file": look.file,
        "row": look.row,
        "column": look.column,
        "reason": look.reason,
        "suggestion": look.suggestion,
    }

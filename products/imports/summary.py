"""What an import did, for people at a terminal."""

from typing import Any

SHOWN = 20


def summary(found: dict[str, Any]) -> str:
    """Return the report as short lines: counts first, then the rows that need a look."""
    lines = [f"{', '.join(found['files'])}"]
    lines += [
        f"  {position['portfolio']}, position of {position['on']} ({position['dated']})"
        for position in found["positions"]
    ]
    for step in ("read", "created", "changed", "unchanged", "unlisted"):
        counts = found[step]
        if counts:
            words = ", ".join(_counted(count, kind) for kind, count in counts.items())
            lines.append(f"  {step:<10} {words}")
    lines += _rows("need a look", found["refused"])
    lines += _rows("were set aside", found["set_aside"]["rows"])
    lines += _rows("say what another row says", found["folded"])
    if columns := found["set_aside"]["columns"]:
        names = ", ".join(dict.fromkeys(column["column"] for column in columns))
        lines.append(f"  Columns set aside: {names}")
    lines.append("Brought in." if found["written"] else "Nothing was changed.")
    return "\n".join(lines)


def _counted(count: int, kind: str) -> str:
    noun = kind.replace("check_", "check-").replace("_", " ")
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def _rows(what: str, rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    lines = [f"  {_counted(len(rows), 'rows')} {what}:"]
    for row in rows[:SHOWN]:
        place = f"{row['file']}, row {row['row']}" if row["row"] else row["file"]
        column = f", {row['column']}" if row["column"] else ""
        suggestion = f" Suggestion: {row['suggestion']}." if row["suggestion"] else ""
        lines.append(f"    {place}{column}: {row['reason'].rstrip('.')}.{suggestion}")
    if len(rows) > SHOWN:
        lines.append(f"    and {len(rows) - SHOWN:,} more; --json names them all")
    return lines

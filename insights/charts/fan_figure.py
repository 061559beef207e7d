"""An outcome's readings, its target and what to expect on its day, as a figure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

LINE = {"type": "scatter", "mode": "lines"}
DOTTED = {"color": "token:ink-3", "dash": "dot"}
DASHED = {"color": "token:accent", "dash": "dash"}


def fan_figure(
    points: Sequence[tuple[date, float]],
    *,
    target: float | None,
    due_on: date | None,
    fan: tuple[float, float, float] | None,
    words: tuple[str, str, str, str, str],
) -> dict[str, Any]:
    """Return the figure; `words` name the readings, the target, and low, middle and high."""
    days = [on.isoformat() for on, _value in points]
    end = due_on.isoformat() if due_on else days[-1]
    data: list[dict[str, Any]] = [
        {
            **LINE,
            "name": words[0],
            "x": days,
            "y": [value for _on, value in points],
            "line": {"color": "token:ink"},
        }
    ]
    if target is not None:
        ends, both = [days[0], end], [target, target]
        data.append({**LINE, "name": words[1], "x": ends, "y": both, "line": DOTTED})
    for name, value in zip(words[2:], fan or (), strict=False):
        x, y = [days[-1], end], [points[-1][1], value]
        data.append({**LINE, "name": name, "x": x, "y": y, "line": DASHED})
    return {"data": data, "layout": {}}

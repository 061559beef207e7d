"""An outcome's readings, the way wanted and the fan expected, as a Plotly figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from products.charts.history import FEW, value_ticks
from products.charts.story import Point, Story

FAN = ("low", "middle", "high")


@dataclass(frozen=True)
class Words:
    """What the chart calls its lines, in the reader's language, the unit after
    values, and how the end of each way wanted reads. `fan` names low, middle and high."""

    readings: str
    wanted: str
    before: str
    unit: str
    aims: Sequence[str] = ()
    fan: tuple[str, str, str] = ("", "", "")


def figure(story: Story, words: Words) -> dict[str, Any] | None:
    """Return the figure, or nothing without readings. Words and unit are shown as typed."""
    if not story.points:
        return None
    ticks = value_ticks([value for _, value in story.known])
    ways = [
        *(_way(points, words.before, "token:line-2") for points in story.before),
        *(_way(points, words.wanted, "token:ink-3") for points in story.wanted),
    ]
    return {
        "data": [
            *_fan(story, words),
            *ways,
            _readings(story.points, words.readings),
            *_events(story),
        ],
        "layout": {
            "showlegend": False,
            "hovermode": "x unified",
            "xaxis": {"type": "date"},
            "yaxis": {"range": _room_above(ticks), "ticksuffix": _plain(_suffix(words.unit))},
            "annotations": _aims(story, words),
            "shapes": [
                {
                    "type": "line",
                    "x0": story.until.isoformat(),
                    "x1": story.until.isoformat(),
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": "token:line-2", "width": 1},
                }
            ],
        },
    }


def _readings(points: Sequence[Point], name: str) -> dict[str, Any]:
    sizes = [0] * (len(points) - 1) + [8] if len(points) >= FEW else [8] * len(points)
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(points) >= FEW else "markers",
        "x": [on.isoformat() for on, _ in points],
        "y": [value for _, value in points],
        "name": _plain(name),
        "line": {"color": "token:ink", "width": 2},
        "marker": {"color": "token:ink", "size": sizes},
    }


def _fan(story: Story, words: Words) -> list[dict[str, Any]]:
    """Return the edges of the fan, filled between, and the middle, once there is one."""
    if not story.fan:
        return []
    edge = {"color": "token:accent/0", "width": 0}
    filled = {"fill": "tonexty", "fillcolor": "token:accent/0.14"}
    middle = {"color": "token:accent", "width": 2, "dash": "dash"}
    looks: list[dict[str, Any]] = [{"line": edge}, {"line": middle}, {"line": edge} | filled]
    low, most, high = (
        {
            "type": "scatter",
            "mode": "lines",
            "x": [expected.on.isoformat() for expected in story.fan],
            "y": [value for _, value in story.edge(edge_name)],
            "name": _plain(name),
            **look,
        }
        for edge_name, name, look in zip(FAN, words.fan, looks, strict=True)
    )
    return [low, high, most]  # the high one is filled down to the one drawn before it


def _events(story: Story) -> list[dict[str, Any]]:
    """Return numbered marks where something happened that may explain a turn."""
    if not story.events:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [on.isoformat() for on, _ in story.marks],
            "y": [value for _, value in story.marks],
            "text": [str(number) for number, _ in enumerate(story.events, start=1)],
            "textposition": "top center",
            "textfont": {"size": 11, "color": "token:ink-2"},
            "hovertext": [_plain(event.words) for event in story.events],
            "hoverinfo": "text",
            "name": "",
            "marker": {
                "color": "token:surface",
                "size": 8,
                "line": {"color": "token:ink", "width": 1.5},
            },
        }
    ]


def _way(points: Sequence[Point], name: str, color: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [on.isoformat() for on, _ in points],
        "y": [value for _, value in points],
        "name": _plain(name),
        "line": {"color": color, "width": 1.5, "dash": "dot"},
    }


def _room_above(ticks: Sequence[float]) -> list[float]:
    """Leave the topmost words their height."""
    return [ticks[0], ticks[-1] + (ticks[-1] - ticks[0]) * 0.06]


def _aims(story: Story, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "x": points[-1][0].isoformat(),
            "y": points[-1][1],
            "text": _plain(words_of_aim),
            "xanchor": "right",
            "yanchor": "top" if story.is_above(points[-1]) else "bottom",
            "yshift": -4 if story.is_above(points[-1]) else 4,
            "showarrow": False,
            "bgcolor": "token:surface/0.7",
            "font": {"color": "token:ink-2", "size": 12},
        }
        for points, words_of_aim in zip(story.wanted, words.aims, strict=False)
    ]


def _suffix(unit: str) -> str:
    return unit if unit == "%" else ""


def _plain(text: str) -> str:
    """Return text that Plotly shows as it was typed: its labels read some HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""A report as slides with charts that can be edited."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from insights.charts.deck import Slide, deck
from insights.reports.content import Content, Picture
from insights.reports.flat import flat

MOST_ROWS = 14


def slides(content: Content, *, site: str) -> bytes:
    """Return the report as a PowerPoint file: one finding a slide, then the tables."""
    data = flat(content, site=site)
    words = data["words"]
    opening = Slide(
        title=content.headline,
        subtitle=data["title"],
        note=content.drawn_from,
        bullets=[line["title"] for line in data["standfirst"]]
        + [f"{one['label']}: {one['value']} {one['change']}".strip() for one in data["glance"]],
    )
    told = [
        Slide(
            title=item.title,
            subtitle=item.text,
            note="  ".join(e["url"] for e in shown["evidence"]),
            figure=figure_of(item.picture) if item.picture else {},
            bullets=[] if item.picture else [f"{r.team}: “{r.wording}”" for r in item.replies],
        )
        for item, shown in zip(content.items, data["items"], strict=True)
    ]
    asks = [*data["decisions"], *data["help"]]
    tables = [
        (
            words["objectives"],
            words["columns"],
            [
                [o["title"], o["well"], o["change"], o["likely"], o["people"], o["say"]]
                for o in data["objectives"]
            ],
        ),
        (_("Decisions and help wanted"), [_("What"), _("Who and since when")], _rows(asks)),
        (
            words["moved"],
            [_("Outcome"), words["was"], words["now"], words["health"]],
            [
                [m["name"], m["was"], m["now"], m["health"]]
                for m in [*data["better"], *data["worse"]]
            ],
        ),
        (
            words["restated"],
            [_("What"), _("How")],
            [[one["title"], one["text"]] for one in data["restated"]],
        ),
    ]
    shown = [
        Slide(title=title, subtitle=data["title"], headers=headers, rows=rows[:MOST_ROWS])
        for title, headers, rows in tables
        if rows
    ]
    return deck([opening, *told, *shown], title=data["title"], author=data["organisation"])


def figure_of(picture: Picture) -> dict[str, object]:
    """Return an outcome's readings, target and expectation as a figure."""
    days = [on for on, _value in picture.points]
    line = {"type": "scatter", "mode": "lines"}
    data: list[dict[str, object]] = [
        {
            **line,
            "name": picture.caption,
            "x": days,
            "y": [value for _on, value in picture.points],
            "line": {"color": "token:ink"},
        }
    ]
    ends = [days[0], picture.due_on or days[-1]]
    if picture.target is not None:
        dotted = {"color": "token:ink-3", "dash": "dot"}
        target = [picture.target] * 2
        data.append({**line, "name": _("Target"), "x": ends, "y": target, "line": dotted})
    if picture.due_on and picture.mid is not None:
        last = picture.points[-1]
        for name, value in (
            (_("Low (10%)"), picture.low),
            (_("Likely"), picture.mid),
            (_("High (90%)"), picture.high),
        ):
            dashed = {"color": "token:accent", "dash": "dash"}
            x, y = [last[0], picture.due_on], [last[1], value]
            data.append({**line, "name": name, "x": x, "y": y, "line": dashed})
    return {"data": data, "layout": {}}


def _rows(asks: Sequence[dict[str, str]]) -> list[list[str]]:
    return [[ask["wording"], ask["about"]] for ask in asks]

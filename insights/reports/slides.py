"""A report as slides with charts that can be edited."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from insights.charts.deck import Slide, deck
from insights.charts.fan_figure import fan_figure
from insights.reports.content import Content, Picture
from insights.reports.flat import flat

MOST_ROWS = 14


def slides(content: Content, *, site: str) -> bytes:
    """Return the report as a PowerPoint file: one finding a slide, then the tables."""
    data = flat(content, site=site)
    made = [_opening(content, data), *_told(content, data), *_tables(data)]
    return deck(made, title=data["title"], author=data["organisation"])


def figure_of(picture: Picture) -> dict[str, Any]:
    """Return an outcome's readings, target and expectation as a figure."""
    fan = None
    if picture.low is not None and picture.mid is not None and picture.high is not None:
        fan = (picture.low, picture.mid, picture.high)
    return fan_figure(
        [(date.fromisoformat(on), value) for on, value in picture.points],
        target=picture.target,
        due_on=date.fromisoformat(picture.due_on) if picture.due_on else None,
        fan=fan,
        words=(picture.caption, _("Target"), _("Low (10%)"), _("Likely"), _("High (90%)")),
    )


def _opening(content: Content, data: dict[str, Any]) -> Slide:
    figures = [f"{one['label']}: {one['value']} {one['change']}".strip() for one in data["glance"]]
    return Slide(
        title=content.headline,
        subtitle=data["title"],
        note=content.drawn_from,
        bullets=[*(line["title"] for line in data["standfirst"]), *figures],
    )


def _told(content: Content, data: dict[str, Any]) -> Iterator[Slide]:
    """Yield a slide for each thing worth knowing, with what the team says of it."""
    for item, shown in zip(content.items, data["items"], strict=True):
        replies = [f"{reply.team}: “{reply.wording}”" for reply in item.replies]
        yield Slide(
            title=item.title,
            subtitle=item.text,
            note="  ".join([*replies, *(proof["url"] for proof in shown["evidence"])]),
            figure=figure_of(item.picture) if item.picture else {},
            bullets=[] if item.picture else replies,
        )


def _tables(data: dict[str, Any]) -> Iterator[Slide]:
    words = data["words"]
    asks, moves = [*data["decisions"], *data["help"]], [*data["better"], *data["worse"]]
    outcome = [_("Outcome"), words["was"], words["now"], words["health"]]
    shown = [
        (words["objectives"], words["columns"], data["objectives"], OBJECTIVE),
        (_("Decisions and help wanted"), [_("What"), _("Since when")], asks, ASK),
        (words["moved"], outcome, moves, MOVE),
        (words["restated"], [_("What"), _("How")], data["restated"], LINE),
    ]
    for title, headers, lines, keys in shown:
        rows = [[line[key] for key in keys] for line in lines[:MOST_ROWS]]
        if rows:
            yield Slide(title, subtitle=data["title"], headers=headers, rows=rows)


OBJECTIVE = ("title", "well", "change", "likely", "people", "say")
ASK, MOVE, LINE = ("wording", "about"), ("name", "was", "now", "health"), ("title", "text")

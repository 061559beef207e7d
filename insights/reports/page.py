"""The page of a report: its content as it was frozen, with the drawings of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from insights.charts.minifan import minifan
from insights.charts.svg import Svg
from insights.models import Report
from insights.reports.content import Content, Item, Picture, from_json
from insights.reports.replies import named_teams
from pmo_portal.lib import formats
from portfolio.models import User


@dataclass(frozen=True)
class ReportPage:
    """What the page shows. `report` is nothing for a preview, which `appears_at` its moment.

    `pictures` are drawings by the key of their sentence. `can_reply_for` are the teams, by slug,
    for which this person may add a line.
    """

    content: Content
    title: str
    report: Report | None
    pictures: Mapping[str, Svg]
    trajectory: Svg | None
    on: date
    published_at: datetime | None
    is_late: bool
    appears_at: datetime | None
    can_reply_for: frozenset[str]
    portfolio_url: str
    files: Mapping[str, str]

    @property
    def is_preview(self) -> bool:
        """Whether it has not appeared yet."""
        return self.report is None


LATE = 3600


def report_page(report: Report) -> ReportPage:
    """Return the page of a published report."""
    late = (report.published_at - report.due_at).total_seconds() > LATE
    return _page(from_json(report.content), report=report, is_late=late)


def preview_page(content: Content, *, appears_at: datetime, user: User) -> ReportPage:
    """Return the page of a report that is to appear, for somebody of a team it names."""
    named = named_teams(content)
    own = {m.team.slug for m in user.memberships.select_related("team")} & named
    return _page(content, appears_at=appears_at, can_reply_for=frozenset(own))


def address(report: Report) -> str:
    """Return where a report lies, for good."""
    return address_of(report.kind, report.content["heading"]["slug"], report.label)


def address_of(kind: str, slug: str, label: str) -> str:
    """Return where the report of a scope and a week lies."""
    if not slug:
        return reverse("insights:report", args=[label])
    return reverse("insights:report_of", args=[kind, slug, label])


def title_of(content: Content) -> str:
    """Return what a report is called: of whom, and of which week."""
    number = content.heading.label.partition("-w")[2].lstrip("0")
    if content.heading.slug:
        words = {"name": content.heading.name, "number": number}
        return _("%(name)s, week %(number)s") % words
    return _("Portfolio report, week %(number)s") % {"number": number}


def drawn(picture: Picture) -> Svg:
    """Return an outcome in small."""
    points = [(date.fromisoformat(on), value) for on, value in picture.points]
    fan = None
    if picture.low is not None and picture.mid is not None and picture.high is not None:
        fan = (picture.low, picture.mid, picture.high)
    return minifan(
        points,
        target=picture.target,
        due_on=date.fromisoformat(picture.due_on) if picture.due_on else None,
        fan=fan,
        words=(
            formats.measure(points[-1][1], picture.unit),
            _("target %(value)s") % {"value": formats.measure(picture.target, picture.unit)},
            _("likely %(value)s") % {"value": formats.measure(_rounded(picture), picture.unit)},
        ),
        label=sentence_of(picture),
    )


def sentence_of(picture: Picture) -> str:
    """Return the drawing in words."""
    on, value = picture.points[-1]
    words = {
        "name": picture.caption,
        "value": formats.measure(value, picture.unit),
        "day": formats.day(date.fromisoformat(on)),
        "target": formats.measure(picture.target, picture.unit),
    }
    return _("%(name)s: %(value)s on %(day)s; target %(target)s.") % words


def trajectory_of(content: Content) -> Svg | None:
    """Return how many were well, week by week, under how many there were."""
    points = [(date.fromisoformat(on), float(well)) for on, well, _all in content.trajectory]
    if len(points) < 2:
        return None
    total = content.trajectory[-1][2]
    last = formats.number(int(points[-1][1]))
    words = (last, _("of %(n)s") % {"n": formats.number(total)}, "")
    label = _("%(well)s of %(all)s on course or achieved.") % {
        "well": last,
        "all": formats.number(total),
    }
    return minifan(points, target=float(total), due_on=None, fan=None, words=words, label=label)


def _page(
    content: Content,
    *,
    report: Report | None = None,
    is_late: bool = False,
    appears_at: datetime | None = None,
    can_reply_for: frozenset[str] = frozenset(),
) -> ReportPage:
    last = content.heading.last
    place = f"{content.heading.kind}={content.heading.slug}&" if content.heading.slug else ""
    return ReportPage(
        content=content,
        title=title_of(content),
        report=report,
        pictures=_pictures(content.items),
        trajectory=trajectory_of(content),
        on=date.fromisoformat(last),
        published_at=report.published_at if report else None,
        is_late=is_late,
        appears_at=appears_at,
        can_reply_for=can_reply_for,
        portfolio_url=f"{reverse('insights:dashboard')}?{place}on={last}",
        files=_files(report) if report else {},
    )


def _files(report: Report) -> dict[str, str]:
    return {ending: f"{address(report)}report.{ending}" for ending in ("pdf", "pptx")}


def _pictures(items: list[Item]) -> dict[str, Svg]:
    return {item.key: drawn(item.picture) for item in items if item.picture}


def _rounded(picture: Picture) -> float | None:
    """Return the middle no more exactly than the readings are known."""
    if picture.mid is None:
        return None
    return float(f"{picture.mid:.3g}")

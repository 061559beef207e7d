"""How far the figures can be trusted: what they rest on, how old it is, what is missing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.headline import Compared
from insights.dashboards.links import Links
from insights.queries.edition import Edition
from pmo_portal.lib import formats


@dataclass(frozen=True)
class Ground:
    """One thing the figures rest on: how much of it there is, and where the rest is listed."""

    name: str
    url: str
    value: str
    note: str
    bar: Svg


@dataclass(frozen=True)
class Trust:
    """The finding, what it rests on, and how fresh the roll-up is."""

    title: str
    grounds: list[Ground]
    rolled_up_at: datetime | None
    is_catching_up: bool
    not_visible: int


def trust(edition: Edition, compared: Compared, not_visible: int, links: Links) -> Trust:
    """Return how far the figures of the day can be trusted."""
    grounds = [_measured(compared, links), _foreseen(compared, links), _rated(compared, links)]
    return Trust(
        title=_finding(compared),
        grounds=[ground for ground in grounds if ground],
        rolled_up_at=edition.rolled_up_at,
        is_catching_up=edition.waiting > 0,
        not_visible=not_visible,
    )


def _finding(compared: Compared) -> str:
    now, on = compared.now, compared.as_of.on
    if not now.outcomes:
        return _("Nothing here is measured: figures rest on what was said")
    median = now.median_reading_days(on)
    share = formats.share(now.outcomes_measured, now.outcomes)
    if median is None:
        return _("%(share)s outcomes are measured") % {"share": share}
    return _("%(share)s outcomes are measured, half of them within %(age)s") % {
        "share": share,
        "age": formats.days(median),
    }


def _measured(compared: Compared, links: Links) -> Ground | None:
    now = compared.now
    if not now.outcomes:
        return None
    oldest = now.oldest_reading_days(compared.as_of.on)
    return Ground(
        name=_("Outcomes measured"),
        url=links.to("insights:outcome_list", health="measured"),
        value=formats.share(now.outcomes_measured, now.outcomes),
        note=_("oldest reading %(age)s") % {"age": formats.days(oldest)} if oldest else "",
        bar=bars.bar(now.outcomes_measured / now.outcomes),
    )


def _foreseen(compared: Compared, links: Links) -> Ground | None:
    now, expected = compared.now, compared.expected
    if expected is None:
        return None
    told = expected.of - expected.without
    return Ground(
        name=_("Achieved or with a forecast"),
        url=links.to("insights:outcome_list"),
        value=formats.share(told, expected.of),
        note=ngettext("%(n)s is not foreseen", "%(n)s are not foreseen", expected.without)
        % {"n": formats.number(expected.without)},
        bar=bars.bar(told / now.outcomes),
    )


def _rated(compared: Compared, links: Links) -> Ground | None:
    now = compared.now
    if not now.initiatives:
        return None
    silent = now.initiatives - now.initiatives_measured
    return Ground(
        name=_("Initiatives with a word on them"),
        url=links.to("insights:initiative_list", health="not_reported" if silent else ""),
        value=formats.share(now.initiatives_measured, now.initiatives),
        note=_("%(n)s without") % {"n": formats.number(silent)} if silent else "",
        bar=bars.bar(now.initiatives_measured / now.initiatives),
    )

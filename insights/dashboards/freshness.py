"""When each product was last heard from, and which have gone quiet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import swarm
from insights.charts.svg import Svg
from insights.charts.swarm import Dot
from insights.dashboards.chart import Rows, later
from insights.dashboards.links import Links
from insights.queries.names import Named, Names
from insights.queries.overview import Words
from pmo_portal.lib import formats

RHYTHM = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
WEEK, MOST_DOTS, NAMED_MOST = 14, 200, 6


@dataclass(frozen=True)
class Freshness:
    """The drawing, with the quiet products by name and how many never spoke."""

    title: str
    subtitle: str
    drawing: Svg | None
    quiet: list[Dot]
    quiet_more: int
    silent: int
    headers: list[str]
    rows: Rows
    id: str = "freshness"


def freshness(words: Sequence[Words], names: Names, *, on: date, links: Links) -> Freshness | None:
    """Return how long ago each product spoke; None without products."""
    if not words:
        return None
    dots = [
        _dot(word.checked_in_on, names.products[word.product_id], names.teams, on, links)
        for word in words
        if word.checked_in_on and word.product_id in names.products
    ]
    quiet = sorted((dot for dot in dots if dot.is_quiet), key=lambda dot: -dot.days)
    recent = sum(1 for dot in dots if dot.days <= WEEK)
    each = -(-len(dots) // MOST_DOTS)
    return Freshness(
        title=_finding(recent, len(dots), len(words)),
        subtitle=_each(each),
        drawing=swarm.fallback(
            sorted(dots, key=lambda dot: dot.days)[::each] if each > 1 else dots,
            label=_finding(recent, len(dots), len(words)),
            today=_("today"),
            weeks=_("weeks"),
        )
        if dots
        else None,
        quiet=quiet[:NAMED_MOST],
        quiet_more=max(len(quiet) - NAMED_MOST, 0),
        silent=len(words) - len(dots),
        headers=[_("Product"), _("Last heard from")],
        rows=later(lambda: _rows(dots)),
    )


def _rows(dots: Sequence[Dot]) -> list[list[str]]:
    longest_first = sorted(dots, key=lambda dot: -dot.days)
    return [[dot.name, formats.days(dot.days)] for dot in longest_first[:MOST_DOTS]]


def _dot(spoke_on: date, product: Named, teams: Mapping[int, Named], on: date, links: Links) -> Dot:
    days = (on - spoke_on).days
    team = teams.get(product.team_id or 0)
    rhythm = RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    url = links.to_thing("products:product_detail", product.slug)
    return Dot(product.name, max(days, 0), days > 2 * rhythm, url)


def _finding(recent: int, spoke: int, total: int) -> str:
    if not spoke:
        return _("No product has checked in yet")
    if not recent:
        return _("No product spoke up in the last two weeks")
    return ngettext(
        "%(recent)s of %(total)s product spoke up in the last two weeks",
        "%(recent)s of %(total)s products spoke up in the last two weeks",
        total,
    ) % {"recent": formats.number(recent), "total": formats.number(total)}


def _each(each: int) -> str:
    if each > 1:
        return _("Days since each product last checked in. One dot is %(n)s products.") % {
            "n": each
        }
    return _("Days since each product last checked in. One dot is one product.")

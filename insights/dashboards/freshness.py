"""When each product was last heard from, and which have gone quiet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import swarm
from insights.charts.svg import Svg
from insights.charts.swarm import Dot
from insights.dashboards.links import Links
from insights.facts import ProductFact
from insights.queries.names import Named, Names
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
    rows: list[list[str]]


def freshness(
    facts: Sequence[ProductFact], names: Names, *, on: date, links: Links
) -> Freshness | None:
    """Return how long ago each product spoke; None without products."""
    if not facts:
        return None
    dots = [
        _dot(fact, names.products[fact.product_id], names.teams, on, links)
        for fact in facts
        if fact.checked_in_on and fact.product_id in names.products
    ]
    quiet = sorted((dot for dot in dots if dot.is_quiet), key=lambda dot: -dot.days)
    recent = sum(1 for dot in dots if dot.days <= WEEK)
    each = -(-len(dots) // MOST_DOTS)
    return Freshness(
        title=_finding(recent, len(dots), len(facts)),
        subtitle=_each(each),
        drawing=swarm.fallback(
            sorted(dots, key=lambda dot: dot.days)[::each] if each > 1 else dots,
            label=_finding(recent, len(dots), len(facts)),
            today=_("today"),
            weeks=_("weeks"),
        )
        if dots
        else None,
        quiet=quiet[:NAMED_MOST],
        quiet_more=max(len(quiet) - NAMED_MOST, 0),
        silent=len(facts) - len(dots),
        headers=[_("Product"), _("Last heard from")],
        rows=[
            [dot.name, formats.days(dot.days)]
            for dot in sorted(dots, key=lambda dot: -dot.days)[:MOST_DOTS]
        ],
    )


def _dot(
    fact: ProductFact, product: Named, teams: Mapping[int, Named], on: date, links: Links
) -> Dot:
    days = (on - (fact.checked_in_on or on)).days
    team = teams.get(fact.team_id)
    rhythm = RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    url = links.to_thing("products:product_detail", product.slug)
    return Dot(fact.name, max(days, 0), days > 2 * rhythm, url)


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

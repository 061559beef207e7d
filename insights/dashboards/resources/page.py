"""The page of resources: people's time and money, as known on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from insights.dashboards.chart import Chart
from insights.dashboards.filters import Filter
from insights.dashboards.kpis import Kpi
from insights.dashboards.links import Links
from insights.dashboards.resources.load_table import LoadTable, load_table
from insights.dashboards.resources.matched import Introduction, introductions
from insights.dashboards.resources.money import MoneyPanels, money
from insights.dashboards.resources.people import people
from insights.dashboards.resources.people_chart import key, people_chart
from insights.dashboards.resources.question import PRODUCT, Question, choices, question
from insights.dashboards.resources.strip import strip
from insights.dashboards.resources.words import Words, words
from pmo_portal.lib.asked import AsOf
from products.queries.known import AsKnown

if TYPE_CHECKING:
    from portfolio.models import Organisation


@dataclass(frozen=True)
class ResourcesPage:
    """Everything the page shows. `people` and `chart` are missing where nobody spoke of time."""

    as_of: AsOf
    is_empty: bool
    is_by_product: bool
    filters: list[Filter]
    kpis: list[Kpi]
    words: Words | None
    chart: Chart | None
    key: list[tuple[str, str]]
    table: LoadTable | None
    introductions: list[Introduction]
    money: MoneyPanels
    unseen: int
    what_if: str
    time_url: str
    plans: list[tuple[str, str]]
    money_url: str


def resources_page(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, organisation: "Organisation"
) -> ResourcesPage:
    """Return the page; the number of queries does not grow. Raises BadQuestion."""
    asked = question(parameters, as_of=as_of, known=known)
    links = Links.of(parameters)
    held = people(asked)
    panels = money(asked, links=links)
    chart = people_chart(asked, held) if held.is_known else None
    return ResourcesPage(
        as_of=as_of,
        is_empty=not (held.is_known or panels.is_known),
        is_by_product=asked.by == PRODUCT,
        filters=choices(asked),
        kpis=strip(asked, held, organisation=organisation, links=links),
        words=words(held, links=links) if held.is_known else None,
        chart=chart,
        key=key(chart) if chart else [],
        table=load_table(asked, held, links=links) if held.is_known else None,
        introductions=introductions(asked, links=links),
        money=panels,
        unseen=held.unseen,
        what_if=links.to("insights:what_if"),
        plans=[] if as_of.is_past else _plans(asked),
        time_url=links.to("insights:time_list", **_chosen(parameters, "from", "to")),
        money_url=links.to("insights:funding_list", **_chosen(parameters, "period")),
    )


def _plans(asked: Question) -> list[tuple[str, str]]:
    """Return the teams that the person is on, with the form in which they plan their people."""
    own = [t for t in asked.names.teams.values() if t.id in asked.known.user.team_ids]
    return [(team.name, reverse("products:people_plan", args=[team.slug])) for team in own]


def _chosen(parameters: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: parameters.get(name, "") for name in names}

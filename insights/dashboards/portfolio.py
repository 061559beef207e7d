"""The dashboard of the portfolio: everything its template gets, from one state of the database."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from insights.dashboards import (
    freshness,
    headline,
    investment,
    matrix,
    news,
    over_time,
    parts,
    shade,
    trust,
)
from insights.dashboards.chart import Chart
from insights.dashboards.chosen import Chosen, chosen
from insights.dashboards.columns import Columns, columns_of
from insights.dashboards.ended import ENDED_ID, ended, put_together
from insights.dashboards.filters import Filter, ids_within, of_products, places
from insights.dashboards.freshness import Freshness
from insights.dashboards.headline import Compared, Opening
from insights.dashboards.investment import Investment
from insights.dashboards.kpis import Kpi, kpis
from insights.dashboards.links import Links
from insights.dashboards.matrix import Matrix
from insights.dashboards.news import NewsItem, OpenAsk
from insights.dashboards.over_time import Multiple
from insights.dashboards.panel_charts import PANELS, panel_chart
from insights.dashboards.parts import Parts, Split
from insights.dashboards.subject import Subject
from insights.dashboards.trust import Trust
from insights.figures import Figures
from insights.queries import changes
from insights.queries.chosen import WORDS
from insights.queries.edition import Edition
from insights.queries.names import Named, Names, below, names_on
from insights.queries.overview import Cells, Overview, View, overview
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf

if TYPE_CHECKING:
    from portfolio.models import Organisation, User


CHARTS = ("trajectory", "health-outcomes", "health-initiatives", "freshness", *PANELS)


@dataclass(frozen=True)
class PortfolioPage:
    """Everything the dashboard shows, as known on one day and compared with an earlier one."""

    as_of: AsOf
    is_empty: bool
    is_outcomes: bool
    filters: list[Filter]
    words: str
    chosen: Chosen | None
    summary: str
    opening: Opening
    trust: Trust
    kpis: list[Kpi]
    matrix: Matrix | None
    trajectory: Chart | None
    multiples: list[Multiple]
    investment: Investment | None
    freshness: Freshness | None
    news: list[NewsItem]
    asks: list[OpenAsk]
    asks_open: int
    asks_url: str
    health: Chart | None
    work: Chart | None
    parts: Parts | None
    objectives: Parts | None
    money: Parts | None

    @property
    def compare_day(self) -> str:
        """The day compared with, in words."""
        return headline.compare_day(self.as_of)

    def numbers(self, name: str) -> "Chart | Freshness | None":
        """Return the chart of this name, one of `CHARTS`; none where nothing is drawn."""
        found = (self.trajectory, self.health, self.work, self.freshness)
        drawn = next((chart for chart in found if chart and chart.id == name), None)
        return drawn or panel_chart(self, name)


@dataclass(frozen=True)
class Asking:
    """Who asks for the page of which scope, as known when, and what else the address says."""

    scope: Scope
    parameters: Mapping[str, str]
    as_of: AsOf
    edition: Edition
    organisation: "Organisation"
    user: "User"

    def view(self, columns: Columns, known: Names) -> View:
        """Return the question for the figures, put together as the columns are."""
        return View(
            scope=self.scope,
            on=self.as_of.on,
            vs=self.as_of.vs,
            user=self.user,
            is_today=self.edition.day == self.as_of.on == self.as_of.today,
            groups=None if columns.by_product else columns.group_of,
            within=ids_within(known, self.scope),
        )


def portfolio_page(asking: Asking) -> PortfolioPage:
    """Return the dashboard of a scope for one person; the number of queries never grows."""
    as_of, organisation = asking.as_of, asking.organisation
    known = names_on(as_of.on, at=organisation.end_of_day(as_of.on), user=asking.user)
    columns = columns_of(known, asking.scope)
    seen = overview(asking.view(columns, known))
    changed = changes.changes_among(
        seen.candidates, asking.scope, on=as_of.on, vs=as_of.vs, user=asking.user
    )
    return _Page(asking, known, columns, seen, changed).made()


class _Page:
    """Makes the page of what was found."""

    def __init__(
        self,
        asking: Asking,
        known: Names,
        columns: Columns,
        seen: Overview,
        changed: changes.Changes,
    ) -> None:
        self.asking, self.known, self.columns = asking, known, columns
        self.seen, self.changed = seen, changed
        self.links = Links.of(asking.parameters)
        self.chosen = chosen(
            asking.parameters, asking.scope, known, on=asking.as_of.on, links=self.links
        )
        self.cells = put_together(seen.cells, known)
        self.subject = Subject.of(seen.now)
        self.compared = Compared(
            seen.now,
            seen.before,
            seen.weeks,
            asking.as_of,
            self.subject,
            asking.organisation.currency,
        )
        self.by_objective = _by_objective(self.cells)
        self.objectives = _objectives(known, asking.scope, self.by_objective)

    def made(self) -> PortfolioPage:
        """Return the page."""
        asking, compared, links, seen = self.asking, self.compared, self.links, self.seen
        tied = self.by_objective
        cut = _split(self.cells, self.columns)
        shown = trust.trust(asking.edition, compared, seen.not_visible, links)
        return PortfolioPage(
            as_of=asking.as_of,
            is_empty=self.known.is_empty,
            is_outcomes=self.subject.is_outcomes,
            filters=[
                *places(self.known, asking.scope, asking.parameters),
                *of_products(asking.parameters),
            ],
            words=asking.parameters.get(WORDS, ""),
            chosen=self.chosen,
            summary=headline.summary(compared, seen.now.products or _products_in(self.cells)),
            opening=self._opening(is_catching_up=shown.is_catching_up),
            trust=shown,
            kpis=kpis(compared, links, tied),
            matrix=self._matrix(),
            trajectory=over_time.well_over_time(compared),
            multiples=over_time.objectives_over_time(
                seen.objectives, self.objectives, self.subject, links
            ),
            investment=investment.investment(
                seen.kinds, tied, self.objectives, currency=compared.currency, links=links
            ),
            freshness=freshness.freshness(seen.words, self.known, on=asking.as_of.on, links=links),
            news=news.news(self.changed.weightiest, self.known, links),
            asks=self._asks(),
            asks_open=len(seen.asks),
            asks_url=news.asks_url(asking.scope, links),
            health=over_time.health_over_time(compared, self.subject),
            work=self._work(),
            parts=parts.by_health(cut, subject=self.subject, links=links),
            objectives=parts.objectives_by_progress(tied, self.objectives, links=links),
            money=parts.money(cut, currency=compared.currency, links=links),
        )

    def _opening(self, *, is_catching_up: bool) -> Opening:
        if self.chosen and self.chosen.is_none:
            return headline.nothing_chosen()
        return headline.opening(self.compared, self._setting(), is_catching_up=is_catching_up)

    def _asks(self) -> list[OpenAsk]:
        shown = news.asks_shown(self.seen.asks, self.asking.scope)
        return news.open_asks(shown, self.known, on=self.asking.as_of.on, links=self.links)

    def _matrix(self) -> Matrix | None:
        offered = shade.shades(self.seen.now, self.subject, self.compared.currency)
        return matrix.matrix(
            self.cells,
            self.objectives,
            self.columns,
            shade=shade.chosen(self.asking.parameters.get("shade", ""), offered),
            shades=offered,
            subject=self.subject,
            links=self.links,
        )

    def _work(self) -> Chart | None:
        """Return the health of initiatives, where outcomes are the main thing."""
        if not self.subject.is_outcomes:
            return None
        return over_time.health_over_time(self.compared, Subject("initiatives"))

    def _setting(self) -> headline.Setting:
        """Return what the opening sentence says beside the figures."""
        slipped = {
            self.known.products[pk].name: n
            for pk, n in self.changed.slipped.items()
            if pk in self.known.products
        }
        return headline.Setting(slipped, len(self.seen.asks), self.links)


def _products_in(cells: Cells) -> int:
    """Return how many products the cells are of; under an objective none counts as such."""
    return len({part for part, _objective in cells if part})


def _by_objective(cells: Cells) -> dict[int | None, Figures]:
    held: dict[int | None, list[Figures]] = defaultdict(list)
    for (_part, objective), of in cells.items():
        held[objective].append(of)
    return _totals(held)


def _split(cells: Cells, columns: Columns) -> Split:
    """Return the cells added up by the parts the whole is best cut into."""
    by_portfolio: dict[int, list[Figures]] = defaultdict(list)
    by_product: dict[int, list[Figures]] = defaultdict(list)
    for (part, _objective), of in cells.items():
        if part in columns.portfolio_of:
            by_portfolio[columns.portfolio_of[part]].append(of)
            by_product[part].append(of)
    if len(by_portfolio) > 1 or not columns.by_product:
        return parts.split(_totals(by_portfolio), {}, columns.portfolios, [])
    products = [product for held in columns.products.values() for product in held]
    return parts.split(_totals(by_portfolio), _totals(by_product), columns.portfolios, products)


def _totals(held: Mapping[Any, list[Figures]]) -> dict[Any, Figures]:
    return {key: Figures.total(of) for key, of in held.items()}


def _objectives(known: Names, scope: Scope, held: Collection[int | None]) -> list[Named]:
    """Return the objectives in view: all, or under a filter those of it and those with work.

    Those that have ended come last, as one.
    """
    wanted, rest = set(held), [ended(known)] if ENDED_ID in held else []
    if scope.objective_id:
        wanted &= below(known.objectives, scope.objective_id)
        wanted.add(scope.objective_id)
    elif scope.portfolio_id:
        branch = below(known.portfolios, scope.portfolio_id)
        wanted |= {o.id for o in known.objectives.values() if o.portfolio_id in branch}
    elif scope == Scope():
        wanted = set(known.objectives)
    return [*(o for o in known.objectives.values() if o.id in wanted), *rest]

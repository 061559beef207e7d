"""The dashboard of the portfolio: everything its template gets, read from one snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from insights.dashboards import freshness, headline, matrix, news, over_time, parts
from insights.dashboards.chart import Chart
from insights.dashboards.filters import Filter, filters, products_in
from insights.dashboards.freshness import Freshness
from insights.dashboards.headline import Compared, Opening
from insights.dashboards.kpis import SPARK, Kpi, kpis
from insights.dashboards.links import Links
from insights.dashboards.matrix import Columns, Matrix
from insights.dashboards.news import NewsItem, OpenAsk
from insights.dashboards.over_time import Multiple
from insights.dashboards.parts import Parts, Split
from insights.dashboards.subject import Subject
from insights.facts import AskFact, ProductFact, asks_on, products_on
from insights.figures import Figures
from insights.queries import changes, figures, names
from insights.queries.names import Named, Names
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf

if TYPE_CHECKING:
    from portfolio.models import Organisation, User

WEEKS, MOST_COLUMNS = 52, 60

Cells = dict[tuple[int | None, int | None], Figures]


@dataclass(frozen=True)
class Trust:
    """How far the figures can be trusted: coverage, ages, and how fresh the roll-up is."""

    measured: int
    outcomes: int
    oldest_days: int | None
    median_days: int | None
    rolled_up_at: datetime | None
    is_catching_up: bool
    not_visible: int


@dataclass(frozen=True)
class PortfolioPage:
    """Everything the dashboard shows, as known on one day and compared with an earlier one."""

    as_of: AsOf
    is_empty: bool
    is_narrowed: bool
    filters: list[Filter]
    summary: str
    is_outcomes: bool
    opening: Opening
    trust: Trust
    kpis: list[Kpi]
    parts: Parts | None
    matrix: Matrix | None
    trajectory: Chart | None
    multiples: list[Multiple]
    health: Chart | None
    work: Chart | None
    freshness: Freshness | None
    objectives: Parts | None
    money: Parts | None
    news: list[NewsItem]
    asks: list[OpenAsk]
    asks_open: int

    @property
    def compare_day(self) -> str:
        """The day compared with, in words."""
        return headline.compare_day(self.as_of)


def portfolio_page(
    scope: Scope,
    parameters: Mapping[str, str],
    *,
    as_of: AsOf,
    organisation: "Organisation",
    user: "User",
) -> PortfolioPage:
    """Return the dashboard of a scope for one person; the number of queries never grows."""
    known = names.names_on(as_of.on, at=organisation.end_of_day(as_of.on), user=user)
    links, compared = Links.of(parameters), _compared(scope, as_of, organisation.currency, user)
    now, subject = compared.now, compared.subject
    columns, cells = _table(scope, known, as_of.on, user)
    by_objective, cut = _sums(cells, columns)
    objectives = _objectives(known, scope, by_objective)
    asks, spoken = _asks_and_words(scope, as_of, user)
    trust = _trust(scope, now, as_of.on, user)
    return PortfolioPage(
        as_of=as_of,
        is_empty=known.is_empty,
        is_narrowed=links.is_narrowed,
        filters=filters(known, scope, parameters),
        summary=headline.summary(compared, now.products or _products_in(cells)),
        is_outcomes=subject.is_outcomes,
        opening=headline.opening(compared, is_catching_up=trust.is_catching_up),
        trust=trust,
        kpis=kpis(compared, links),
        parts=parts.by_health(cut, subject=subject, links=links),
        matrix=matrix.matrix(cells, objectives, columns, subject=subject, links=links),
        trajectory=over_time.well_over_time(compared),
        multiples=_multiples(scope, objectives, compared, links, user),
        health=over_time.health_over_time(compared, subject),
        work=_work(compared),
        freshness=freshness.freshness(spoken, known, on=as_of.on, links=links),
        objectives=parts.objectives_by_progress(by_objective, objectives, links=links),
        money=parts.money(cut, currency=organisation.currency, links=links),
        news=news.news(changes.changes(scope, on=as_of.on, vs=as_of.vs, user=user), known, links),
        asks=news.open_asks(asks, known, on=as_of.on, links=links),
        asks_open=len(asks),
    )


def _asks_and_words(
    scope: Scope, as_of: AsOf, user: "User"
) -> tuple[list[AskFact], list[ProductFact]]:
    """Return the open asks, and what is known of each product's last word."""
    asked: dict[str, Any] = {"on": as_of.on, "user": user, "now": not as_of.is_past}
    return asks_on(scope, **asked), products_on(scope, **asked)


def _work(compared: Compared) -> Chart | None:
    """Return the health of initiatives, where outcomes are the main thing."""
    if not compared.subject.is_outcomes:
        return None
    return over_time.health_over_time(compared, Subject("initiatives"))


def _compared(scope: Scope, as_of: AsOf, currency: str, user: "User") -> Compared:
    """Return the figures of the day, of the compare day and of each week up to the day."""
    weeks = [as_of.on - timedelta(weeks=n) for n in range(WEEKS, -1, -1)]
    series = figures.series(scope, days=[as_of.vs, *weeks], user=user)
    now = series[-1][1]
    return Compared(now, series[0][1], series[1:], as_of, Subject.of(now), currency)


def _multiples(
    scope: Scope, objectives: list[Named], compared: Compared, links: Links, user: "User"
) -> list[Multiple]:
    """Return the objectives in small, as many as can be compared by eye."""
    days = [day for day, _figures in compared.weeks[-SPARK:]]
    series = figures.series_by_objective(scope, days=days, user=user)
    return over_time.objectives_over_time(series, objectives, compared.subject, links)


def _table(scope: Scope, known: Names, on: date, user: "User") -> tuple[Columns, Cells]:
    """Return the columns of the matrix and its cells: by product while these can be told apart."""
    products = products_in(known, scope)
    by_product = len(products) <= MOST_COLUMNS
    of = "product" if by_product else "portfolio"
    cells = figures.figures_by_cell(scope, on=on, user=user, of=of)
    held: dict[int, list[Named]] = defaultdict(list)
    for product in products:
        if product.portfolio_id in known.portfolios:
            held[product.portfolio_id].append(product)
    portfolios = [p for p in known.portfolios.values() if p.id in held]
    return Columns(portfolios, held, by_product), cells


def _products_in(cells: Cells) -> int:
    """Return how many products the cells are of; under an objective none counts as such."""
    return len({product for product, _objective in cells if product})


def _sums(cells: Cells, columns: Columns) -> tuple[dict[int | None, Figures], Split]:
    """Return the cells added up by objective, and by the parts the whole is best cut into."""
    lies_in = {pk: p.id for p in columns.portfolios for pk in columns.ids(p)}
    by_objective: dict[int | None, list[Figures]] = defaultdict(list)
    by_portfolio: dict[int, list[Figures]] = defaultdict(list)
    by_product: dict[int, list[Figures]] = defaultdict(list)
    for (column, objective), of in cells.items():
        by_objective[objective].append(of)
        if column in lies_in:
            by_portfolio[lies_in[column]].append(of)
            by_product[column].append(of)
    products = [p for held in columns.products.values() for p in held] if columns.by_product else []
    cut = parts.split(_totals(by_portfolio), _totals(by_product), columns.portfolios, products)
    return _totals(by_objective), cut


def _totals(held: Mapping[Any, list[Figures]]) -> dict[Any, Figures]:
    return {key: Figures.total(of) for key, of in held.items()}


def _objectives(known: Names, scope: Scope, held: Iterable[int | None]) -> list[Named]:
    """Return the objectives in view: all, or under a filter those of it and those with work."""
    wanted = set(held)
    if scope.objective_id:
        wanted &= names.below(known.objectives, scope.objective_id)
        wanted.add(scope.objective_id)
    elif scope.portfolio_id:
        branch = names.below(known.portfolios, scope.portfolio_id)
        wanted |= {o.id for o in known.objectives.values() if o.portfolio_id in branch}
    elif scope == Scope():
        wanted = set(known.objectives)
    return [o for o in known.objectives.values() if o.id in wanted]


def _trust(scope: Scope, now: Figures, on: date, user: "User") -> Trust:
    rolled_up_at, waiting = figures.progress_of_roll_up()
    return Trust(
        measured=now.outcomes_measured,
        outcomes=now.outcomes,
        oldest_days=now.oldest_reading_days(on),
        median_days=now.median_reading_days(on),
        rolled_up_at=rolled_up_at,
        is_catching_up=waiting > 0,
        not_visible=figures.hidden_count(scope, on=on, user=user),
    )

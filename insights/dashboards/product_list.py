"""The list of products, with what their teams say and how many outcomes stand behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.listing import (
    Column,
    Found,
    Lister,
    Span,
    changed_from,
    in_chunks,
    name_of,
)
from insights.dashboards.question import HEALTHS, Askable, Question
from insights.facts import ProductFact, products_on
from insights.facts.cuts import PRODUCTS as FACTS
from insights.facts.pages import products_part
from insights.figures import Figures
from insights.queries.figures import figures_by
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import ProductStage

ByProduct = Mapping[int | None, Figures]


@dataclass(frozen=True)
class ProductRow:
    """A product in the list. `before` is its health on the compare day, if it was another."""

    fact: ProductFact
    product: Named | None
    portfolio: Named | None
    team: Named | None
    figures: Figures
    days: int | None
    before: str

    @property
    def stage(self) -> str:
        """Where in its life it is, in words."""
        return str(ProductStage(self.fact.stage).label)

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar; nothing when nothing is measured."""
        progress = self.figures.progress
        return None if progress is None else bars.bar(progress)

    @property
    def well(self) -> int:
        """How many outcomes are on course or achieved."""
        return self.figures.outcomes_on_track + self.figures.outcomes_achieved


CELLS = {
    "id": lambda row: row.product.slug if row.product else "",
    "name": lambda row: row.fact.name,
    "portfolio": lambda row: name_of(row.portfolio),
    "team": lambda row: name_of(row.team),
    "stage": lambda row: row.fact.stage,
    "health": lambda row: row.fact.health,
    "said": lambda row: row.fact.said,
    "confidence": lambda row: row.fact.confidence,
    "outcomes": lambda row: row.figures.outcomes,
    "outcomes_well": lambda row: row.well,
    "outcomes_measured": lambda row: row.figures.outcomes_measured,
    "progress": lambda row: row.figures.progress,
    "checked_in_on": lambda row: row.fact.checked_in_on,
    "age_days": lambda row: row.days,
}


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s product", "%(count)s products", total or 0) % count


def _read(asked: Question, span: Span) -> Found:
    """Read the products; of an objective, those that have work or outcomes for it."""
    figures = figures_by(asked.scope, on=asked.as_of.on, user=asked.known.user, by="product")
    part = products_part(
        asked.scope,
        asked.cut(limit=span.limit, offset=span.offset, values=_values(asked, figures)),
        ids={pk for pk in figures if pk} if asked.scope.objective_id else None,
        **asked.day(),
    )
    return Found(in_chunks(part.facts, lambda facts: _rows(facts, asked, figures)), part.total)


def serving(asked: Question) -> set[int] | None:
    """Return the products with work or outcomes for the objective asked for; None without one."""
    if not asked.scope.objective_id:
        return None
    figures = figures_by(asked.scope, on=asked.as_of.on, user=asked.known.user, by="product")
    return {pk for pk in figures if pk}


def _values(asked: Question, figures: ByProduct) -> dict[int, Any]:
    """Return what the products are ordered by where no column of theirs says it."""
    if asked.sort == "progress":
        progress = {pk: of.progress for pk, of in figures.items() if pk}
        return {pk: value for pk, value in progress.items() if value is not None}
    things = {"portfolio": asked.names.portfolios, "team": asked.names.teams}.get(asked.sort, {})
    by_name = sorted(things.values(), key=lambda one: one.name.casefold())
    return {thing.id: place for place, thing in enumerate(by_name)}


def _rows(
    facts: Sequence[ProductFact], asked: Question, figures: ByProduct
) -> Iterable[ProductRow]:
    ids = [fact.product_id for fact in facts]
    earlier = products_on(Scope(), on=asked.as_of.vs, user=asked.known.user, ids=ids)
    before = {fact.product_id: fact.health for fact in earlier}
    for fact in facts:
        yield ProductRow(
            fact=fact,
            product=asked.names.products.get(fact.product_id),
            portfolio=asked.names.portfolios.get(fact.portfolio_id),
            team=asked.names.teams.get(fact.team_id),
            figures=figures.get(fact.product_id, Figures()),
            days=asked.days_since(fact.checked_in_on),
            before=changed_from(before.get(fact.product_id), fact.health),
        )


PRODUCTS = Lister(
    name="products",
    title=_("Products"),
    row="insights/rows/product.html",
    askable=Askable(sorts=tuple(FACTS.sorts), healths=HEALTHS, stages=ProductStage, has_age=True),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("No products yet"),
        _(
            "A product is something a team builds and runs. Products appear here as soon as a"
            " portfolio is imported."
        ),
        "box",
    ),
    columns=(
        Column(_("Said"), "health"),
        Column(_("Product"), "name"),
        Column(_("Team"), "team"),
        Column(_("Confidence"), "confidence", is_number=True),
        Column(_("Outcomes on course"), is_number=True),
        Column(_("Progress"), "progress"),
        Column(_("Last check-in"), "age", is_number=True),
    ),
    hides=("products",),
)

"""The list of products, with what their teams say and how many outcomes stand behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.age import AGES, age_filter, age_words, days_since, holds_age
from insights.dashboards.listing import (
    WORST_FIRST,
    Column,
    Listing,
    changed_from,
    choices,
    columns,
    health_filter,
    ordered,
    page_of,
)
from insights.dashboards.question import Question, question
from insights.dashboards.sentence import sentence
from insights.facts import ProductFact, products_on
from insights.figures import Figures
from insights.queries.figures import figures_by
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown

SORTS = ("name", "portfolio", "team", "health", "confidence", "progress", "age")


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
    def bar(self) -> Svg | None:
        """Progress as a bar; nothing when nothing is measured."""
        progress = self.figures.progress
        return None if progress is None else bars.bar(progress)

    @property
    def well(self) -> int:
        """How many outcomes are on course or achieved."""
        return self.figures.outcomes_on_track + self.figures.outcomes_achieved


def product_list(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of products asked for, or the whole list.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(parameters, as_of=as_of, known=known, sorts=SORTS, ages=AGES)
    figures = figures_by(asked.scope, on=as_of.on, user=known.user, by="product")
    facts = _asked_for(asked, figures)
    page = None if whole else page_of(facts, asked)
    shown = facts if page is None else list(page.object_list)
    count = {"count": formats.number(len(facts))}
    things = ngettext("%(count)s product", "%(count)s products", len(facts)) % count
    return Listing(
        question=asked,
        sentence=sentence(things, asked, ages=age_words()),
        filters=choices(asked, health_filter(asked), age_filter(asked)),
        columns=columns(
            asked,
            Column(_("Said"), "health"),
            Column(_("Product"), "name"),
            Column(_("Team"), "team"),
            Column(_("Confidence"), "confidence", is_number=True),
            Column(_("Outcomes on course"), is_number=True),
            Column(_("Progress"), "progress"),
            Column(_("Last check-in"), "age", is_number=True),
        ),
        rows=_rows(shown, asked, figures),
        total=len(facts),
        page=page,
    )


def _asked_for(asked: Question, figures: Mapping[int | None, Figures]) -> list[ProductFact]:
    """Return the products asked for; of an objective, those that have work or outcomes for it."""
    scope = asked.scope
    place = Scope(
        portfolio_id=scope.portfolio_id, product_id=scope.product_id, team_id=scope.team_id
    )
    facts = products_on(
        place,
        on=asked.as_of.on,
        user=asked.known.user,
        health=asked.only_health,
        now=not asked.as_of.is_past,
    )
    kept = [
        fact
        for fact in facts
        if (scope.objective_id is None or fact.product_id in figures)
        and asked.holds_health(fact.health, is_measured=fact.health != Health.NOT_REPORTED)
        and holds_age(
            asked, days_since(fact.checked_in_on, asked.as_of.on), asked.team_of(fact.product_id)
        )
        and asked.holds_words(fact.name)
    ]
    names = asked.names
    keys = {
        "name": lambda fact: fact.name.casefold(),
        "portfolio": lambda fact: _name(names.portfolios.get(fact.portfolio_id)),
        "team": lambda fact: _name(names.teams.get(fact.team_id)),
        "health": lambda fact: WORST_FIRST[Health(fact.health)],
        "confidence": lambda fact: fact.confidence,
        "progress": lambda fact: figures.get(fact.product_id, Figures()).progress,
        "age": lambda fact: days_since(fact.checked_in_on, asked.as_of.on),
    }
    return ordered(kept, asked, keys, "health")


def _rows(
    facts: Sequence[ProductFact], asked: Question, figures: Mapping[int | None, Figures]
) -> list[ProductRow]:
    earlier = products_on(Scope(), on=asked.as_of.vs, user=asked.known.user)
    before = {fact.product_id: fact.health for fact in earlier}
    return [
        ProductRow(
            fact=fact,
            product=asked.names.products.get(fact.product_id),
            portfolio=asked.names.portfolios.get(fact.portfolio_id),
            team=asked.names.teams.get(fact.team_id),
            figures=figures.get(fact.product_id, Figures()),
            days=days_since(fact.checked_in_on, asked.as_of.on),
            before=changed_from(before.get(fact.product_id), fact.health),
        )
        for fact in facts
    ]


def _name(named: Named | None) -> str | None:
    return named.name.casefold() if named else None

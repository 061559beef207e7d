"""The list of outcomes: exactly those that the figures count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.age import AGES, age_filter, age_words, days_since, holds_age
from insights.dashboards.listing import (
    WORST_FIRST,
    Column,
    Listing,
    choices,
    columns,
    health_filter,
    ordered,
    page_of,
    untied,
)
from insights.dashboards.question import Question, question
from insights.dashboards.sentence import sentence
from insights.facts import OutcomeFact, outcomes_on
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown
from products.queries.outcomes import outcomes_by_id

SORTS = ("name", "product", "objective", "health", "progress", "age")


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome in the list. `change` is that of its progress since the compare day."""

    fact: OutcomeFact
    outcome: Any
    product: Named | None
    objective: Named | None
    days: int | None
    change: float | None

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar, its tick where the outcome should be by now."""
        fact = self.fact
        return None if fact.clamped is None else bars.bar(fact.clamped, tick=fact.expected)

    @property
    def is_better(self) -> bool | None:
        """Whether progress rose; nothing when it stood still."""
        return None if not self.change or abs(self.change) < 0.005 else self.change > 0


def outcome_list(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of outcomes asked for, or the whole list.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(
        parameters, as_of=as_of, known=known, sorts=SORTS, ages=AGES, knows_untied=True
    )
    facts = _asked_for(asked)
    page = None if whole else page_of(facts, asked)
    shown = facts if page is None else list(page.object_list)
    count = {"count": formats.number(len(facts))}
    things = ngettext("%(count)s outcome", "%(count)s outcomes", len(facts)) % count
    return Listing(
        question=asked,
        sentence=sentence(things, asked, ages=age_words()),
        filters=choices(asked, untied(), health_filter(asked, measured=True), age_filter(asked)),
        columns=columns(
            asked,
            Column(_("Health"), "health"),
            Column(_("Outcome"), "name"),
            Column(_("Product"), "product"),
            Column(_("Progress"), "progress"),
            Column(_("Now and target"), is_number=True),
            Column(_("Change"), is_number=True),
            Column(_("Read"), "age", is_number=True),
        ),
        rows=_rows(shown, asked),
        total=len(facts),
        page=page,
    )


def _asked_for(asked: Question) -> list[OutcomeFact]:
    facts = outcomes_on(
        asked.scope,
        on=asked.as_of.on,
        user=asked.known.user,
        health=asked.only_health,
        now=not asked.as_of.is_past,
    )
    kept = [
        fact
        for fact in facts
        if asked.holds_health(fact.health, is_measured=fact.measured)
        and not (asked.is_untied and fact.objective_id)
        and holds_age(
            asked, days_since(fact.observed_on, asked.as_of.on), asked.team_of(fact.product_id)
        )
        and asked.holds_words(fact.name, asked.product_name(fact.product_id))
    ]
    return ordered(kept, asked, _keys(asked), "health")


def _keys(asked: Question) -> dict[str, Any]:
    return {
        "name": lambda fact: fact.name.casefold(),
        "product": lambda fact: asked.product_name(fact.product_id).casefold() or None,
        "objective": lambda fact: _objective_name(fact, asked).casefold() or None,
        "health": lambda fact: WORST_FIRST[Health(fact.health)],
        "progress": lambda fact: fact.progress,
        "age": lambda fact: days_since(fact.observed_on, asked.as_of.on),
    }


def _rows(facts: Sequence[OutcomeFact], asked: Question) -> list[OutcomeRow]:
    ids = [fact.outcome_id for fact in facts]
    outcomes = outcomes_by_id(ids, known=asked.known)
    then = {
        f.outcome_id: f
        for f in outcomes_on(Scope(), on=asked.as_of.vs, user=asked.known.user, ids=ids)
    }
    return [
        OutcomeRow(
            fact=fact,
            outcome=outcomes.get(fact.outcome_id),
            product=asked.names.products.get(fact.product_id),
            objective=asked.names.objectives.get(fact.objective_id or 0),
            days=days_since(fact.observed_on, asked.as_of.on),
            change=_change(fact, then.get(fact.outcome_id)),
        )
        for fact in facts
    ]


def _change(fact: OutcomeFact, then: OutcomeFact | None) -> float | None:
    if then is None or fact.progress is None or then.progress is None:
        return None
    return fact.progress - then.progress


def _objective_name(fact: OutcomeFact, asked: Question) -> str:
    objective = asked.names.objectives.get(fact.objective_id or 0)
    return f"{objective.code} {objective.name}" if objective else ""

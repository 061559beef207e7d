"""The list of initiatives: exactly those that the figures count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    untied,
)
from insights.dashboards.question import Question, question
from insights.dashboards.sentence import sentence
from insights.facts import InitiativeFact, initiatives_on
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.vocabulary import Health, InitiativeStage
from products.queries.initiatives import initiatives_by_id
from products.queries.known import AsKnown

SORTS = ("title", "product", "health", "stage", "due", "slip", "age")


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative in the list. `before` is its health on the compare day, if it was another."""

    fact: InitiativeFact
    initiative: Any
    product: Named | None
    objective: Named | None
    stage: str
    days: int | None
    slip_days: int | None
    before: str


def initiative_list(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of initiatives asked for, or the whole list.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(
        parameters, as_of=as_of, known=known, sorts=SORTS, ages=AGES, knows_untied=True
    )
    facts = _asked_for(asked)
    page = None if whole else page_of(facts, asked)
    shown = facts if page is None else list(page.object_list)
    count = {"count": formats.number(len(facts))}
    things = ngettext("%(count)s initiative", "%(count)s initiatives", len(facts)) % count
    return Listing(
        question=asked,
        sentence=sentence(things, asked, ages=age_words()),
        filters=choices(asked, untied(), health_filter(asked, measured=True), age_filter(asked)),
        columns=columns(
            asked,
            Column(_("Said"), "health"),
            Column(_("Initiative"), "title"),
            Column(_("Product"), "product"),
            Column(_("Stage"), "stage"),
            Column(_("Due"), "due", is_number=True),
            Column(_("Slip"), "slip", is_number=True),
            Column(_("Last word"), "age", is_number=True),
        ),
        rows=_rows(shown, asked),
        total=len(facts),
        page=page,
    )


def _asked_for(asked: Question) -> list[InitiativeFact]:
    facts = initiatives_on(
        asked.scope,
        on=asked.as_of.on,
        user=asked.known.user,
        health=asked.only_health,
        now=not asked.as_of.is_past,
    )
    kept = [
        fact
        for fact in facts
        if asked.holds_health(fact.health, is_measured=fact.health != Health.NOT_REPORTED)
        and not (asked.is_untied and fact.objective_id)
        and holds_age(asked, _days(fact, asked), asked.team_of(fact.product_id))
        and asked.holds_words(fact.title, asked.product_name(fact.product_id))
    ]
    stages = list(InitiativeStage)
    keys = {
        "title": lambda fact: fact.title.casefold(),
        "product": lambda fact: asked.product_name(fact.product_id).casefold() or None,
        "health": lambda fact: WORST_FIRST[Health(fact.health)],
        "stage": lambda fact: stages.index(InitiativeStage(fact.stage)),
        "due": lambda fact: fact.due_on,
        "slip": _slip,
        "age": lambda fact: _days(fact, asked),
    }
    return ordered(kept, asked, keys, "health")


def _rows(facts: Sequence[InitiativeFact], asked: Question) -> list[InitiativeRow]:
    ids = [fact.initiative_id for fact in facts]
    initiatives = initiatives_by_id(ids, known=asked.known)
    earlier = initiatives_on(Scope(), on=asked.as_of.vs, user=asked.known.user, ids=ids)
    before = {fact.initiative_id: fact.health for fact in earlier}
    return [
        InitiativeRow(
            fact=fact,
            initiative=initiatives.get(fact.initiative_id),
            product=asked.names.products.get(fact.product_id),
            objective=asked.names.objectives.get(fact.objective_id or 0),
            stage=str(InitiativeStage(fact.stage).label),
            days=_days(fact, asked),
            slip_days=_slip(fact),
            before=changed_from(before.get(fact.initiative_id), fact.health),
        )
        for fact in facts
    ]


def _days(fact: InitiativeFact, asked: Question) -> int | None:
    heard_on = asked.day_of(fact.line_known_at) if fact.line_known_at else None
    return days_since(heard_on, asked.as_of.on)


def _slip(fact: InitiativeFact) -> int | None:
    if not (fact.due_on and fact.first_promised_on):
        return None
    return (fact.due_on - fact.first_promised_on).days

"""Which products an address chooses by what they are: their health, stage, work or name.

Every figure and list is then one of these products alone, back through time too: those chosen
are the products that answer on the day of the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from insights.facts import initiatives, products
from insights.facts.cuts import INITIATIVES, PRODUCTS, Cut, Nouns
from insights.facts.ledger import day_shown
from insights.facts.rows import Relation, question
from insights.queries.together import Asked, answers
from insights.scope import Scope
from pmo_portal.lib.asked import known_word
from pmo_portal.lib.vocabulary import Health, ProductStage, WorkKind
from portfolio.models import User

HEALTH, STAGE, KIND, WORDS = "product_health", "product_stage", "product_kind", "product_q"
CHOOSING = (HEALTH, STAGE, KIND, WORDS)
MOST_LETTERS = 100


@dataclass(frozen=True)
class Choice:
    """What the products must be: each empty where any will do.

    `kinds` are kinds of work: a product must have work of one of them under way.
    """

    healths: frozenset[str]
    stages: frozenset[str]
    kinds: frozenset[str]
    words: str


def choice_asked(parameters: Mapping[str, str]) -> Choice | None:
    """Return how an address chooses products, None where it does not.

    Raises BadQuestion, with what is known, for a word that is not.
    """
    if not any(parameters.get(name) for name in CHOOSING):
        return None
    return Choice(
        healths=several(parameters, HEALTH, Health.values),
        stages=several(parameters, STAGE, ProductStage.values),
        kinds=several(parameters, KIND, WorkKind.values),
        words=words_asked(parameters, WORDS),
    )


def several(parameters: Mapping[str, str], name: str, allowed: Iterable[str]) -> frozenset[str]:
    """Return the words of a parameter, parted by commas. Raises BadQuestion for another word."""
    codes = [code for code in parameters.get(name, "").split(",") if code]
    return frozenset(known_word(code, allowed, name=name) for code in codes)


def words_asked(parameters: Mapping[str, str], name: str) -> str:
    """Return what is searched for."""
    return parameters.get(name, "").replace("\x00", "").strip()[:MOST_LETTERS]


def products_chosen(
    choice: Choice, scope: Scope, *, on: date, user: User, now: bool
) -> frozenset[int]:
    """Return the products of the scope's place that are as wanted on the day.

    One message to the database; with `now` another where today is not rolled up yet.
    """
    place = replace(scope, objective_id=None, product_id=None)
    chosen = _chosen(choice, place, on=on, user=user, now=now)
    if now and not chosen and day_shown(on) != on:
        return _chosen(choice, place, on=on, user=user, now=False)
    return chosen


def _chosen(choice: Choice, place: Scope, **asked: Any) -> frozenset[int]:
    words = tuple(choice.words.split())
    cut = Cut(healths=choice.healths, stages=choice.stages, words=words)
    questions = [_question(products.relation, PRODUCTS, cut, place, **asked)]
    if choice.kinds:
        cut = Cut(kinds=choice.kinds)
        questions.append(_question(initiatives.relation, INITIATIVES, cut, place, **asked))
    found, *at_work = answers(*questions)
    chosen = {row["product_id"] for row in found}
    for work in at_work:
        chosen &= {row["product_id"] for row in work if row["is_under_way"]}
    return frozenset(chosen)


def _question(
    relation: Relation, nouns: Nouns, cut: Cut, place: Scope, *, on: date, user: User, now: bool
) -> Asked:
    return question(
        relation,
        place,
        days=[on],
        user=user,
        now=now,
        by=cut.order(nouns),
        only=cut.kept(nouns),
        cut=cut.parameters(),
    )

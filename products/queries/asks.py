"""Help wanted, and the answers so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from pmo_portal.lib.vocabulary import AnswerKind
from portfolio.models import User
from products.models import Answer, Ask, Decision
from products.queries.known import AsKnown

ENDS = (AnswerKind.RESOLVED, AnswerKind.WITHDRAWN)


@dataclass(frozen=True)
class OpenAsk:
    """An ask nobody has closed yet, with the latest word on it."""

    ask: Ask
    latest_answer: Answer | None


def visible_asks(user: User) -> QuerySet[Ask]:
    """Return the asks this person may see."""
    asks = Ask.objects.visible_to(user).select_related("product__team", "to_team")
    return _signed(asks)


def answers_to(ask: Ask, *, known: AsKnown) -> list[Answer]:
    """Return every word on an ask, oldest first."""
    answers = known.facts(Answer.objects.filter(ask=ask))
    return list(_signed(answers))


def resolved_among(ask_ids: Iterable[int], *, known: AsKnown) -> set[int]:
    """Return which of these asks were resolved, and not withdrawn."""
    ends = known.facts(Answer.objects.filter(ask__in=list(ask_ids), kind=AnswerKind.RESOLVED))
    return set(ends.order_by().values_list("ask_id", flat=True))


def decisions_on(ask: Ask, *, known: AsKnown) -> list[Decision]:
    """Return what was decided in answer to an ask, oldest first."""
    decisions = known.facts(Decision.objects.visible_to(known.user).filter(ask=ask))
    return list(_signed(decisions))


def open_asks(product_id: int, *, known: AsKnown) -> list[OpenAsk]:
    """Return the open asks of a product, oldest first."""
    answers = known.facts(Answer.objects.all())
    ended = answers.filter(ask=OuterRef("pk"), kind__in=ENDS)
    asks = known.facts(Ask.objects.visible_to(known.user).filter(product_id=product_id))
    waiting = list(
        asks.filter(~Exists(ended)).select_related("to_team", "by").order_by("known_at", "pk")
    )
    latest = {
        answer.ask_id: answer
        for answer in answers.filter(ask__in=waiting)
        .select_related("by")
        .order_by("known_at", "pk")
    }
    return [OpenAsk(ask, latest.get(ask.pk)) for ask in waiting]


def _signed(facts: QuerySet) -> QuerySet:
    """Read who said it with the teams they are on, the oldest word first."""
    return (
        facts.select_related("by")
        .prefetch_related("by__memberships__team")
        .order_by("known_at", "pk")
    )

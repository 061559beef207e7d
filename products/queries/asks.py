"""Help wanted, and the answers so far."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from pmo_portal.lib.vocabulary import AnswerKind
from products.models import Answer, Ask
from products.queries.known import AsKnown

ENDS = (AnswerKind.RESOLVED, AnswerKind.WITHDRAWN)


@dataclass(frozen=True)
class OpenAsk:
    """An ask nobody has closed yet, with the latest word on it."""

    ask: Ask
    latest_answer: Answer | None


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

"""The queue of help wanted: what is asked of whom, and how far each ask has come."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from pmo_portal.lib.vocabulary import AnswerKind
from portfolio.models import User
from products.models import Answer, Ask
from products.queries.asks import ENDS
from products.queries.known import AsKnown

REPLIES = (AnswerKind.OFFERED, AnswerKind.ANSWERED)


@dataclass(frozen=True)
class Wanted:
    """Which asks: of a kind, with all words, of these products, for this person, with a reply."""

    kind: str = ""
    words: str = ""
    product_ids: Collection[int] | None = None
    is_for_me: bool = False
    has_reply: bool | None = None


def queue(wanted: Wanted, *, known: AsKnown) -> QuerySet[Any]:
    """Return the asks with the moments of their first and last reply and of their end.

    `first_reply_at`, `last_reply_at`, `last_reply`, `ended_at` and `ended_as` are as known.
    """
    asks: QuerySet[Any] = known.facts(Ask.objects.visible_to(known.user))
    if wanted.kind:
        asks = asks.filter(kind=wanted.kind)
    for word in wanted.words.split():
        asks = asks.filter(Q(wording__icontains=word) | Q(product__name__icontains=word))
    if wanted.product_ids is not None:
        asks = asks.filter(product_id__in=wanted.product_ids)
    if wanted.is_for_me:
        asks = asks.filter(asked_of(known.user))
    asks = with_replies(asks, known=known)
    if wanted.has_reply is not None:
        asks = asks.filter(first_reply_at__isnull=not wanted.has_reply)
    return asks


def open_ones(asks: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the asks that wait, the oldest first."""
    return asks.filter(ended_at__isnull=True).order_by("known_at", "pk")


def ended_ones(asks: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the asks that are over, the latest first."""
    return asks.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")


def counts(asks: QuerySet[Any]) -> dict[str, int]:
    """Return how many asks are open, how many of those without a reply, and how many are over."""
    return asks.aggregate(
        open=Count("pk", filter=Q(ended_at__isnull=True)),
        unanswered=Count("pk", filter=Q(ended_at__isnull=True, first_reply_at__isnull=True)),
        over=Count("pk", filter=Q(ended_at__isnull=False)),
    )


def products_asking(*, known: AsKnown) -> set[int]:
    """Return the products with an ask that is not over."""
    asks = known.facts(Ask.objects.visible_to(known.user))
    ended = known.facts(Answer.objects.filter(ask=OuterRef("pk"), kind__in=ENDS))
    return set(asks.filter(~Exists(ended)).order_by().values_list("product_id", flat=True))


def asked_of(user: User) -> Q:
    """Return the condition that keeps the asks of a person's teams and role."""
    return Q(to_team_id__in=user.team_ids) | Q(to_role=user.role)


def open_asks_for(*, known: AsKnown, limit: int = 10) -> list[Ask]:
    """Return the open asks of the person's teams and role, oldest first, but those of their own."""
    asks = open_ones(queue(Wanted(is_for_me=True), known=known))
    others = asks.exclude(product__team_id__in=known.user.team_ids)
    return list(others.select_related("product")[:limit])


def with_replies(asks: QuerySet[Any], *, known: AsKnown) -> QuerySet[Any]:
    """Note on asks when they were replied to and when they ended, as far as known."""
    words = known.facts(Answer.objects.filter(ask=OuterRef("pk"))).order_by()
    replies = words.filter(kind__in=REPLIES)
    first = replies.values("ask").annotate(at=Min("known_at")).values("at")
    last = replies.order_by("-known_at", "-pk")
    end = words.filter(kind__in=ENDS).order_by("known_at", "pk")
    return asks.annotate(
        first_reply_at=Subquery(first),
        last_reply=Subquery(last.values("kind")[:1]),
        last_reply_at=Subquery(last.values("known_at")[:1]),
        ended_at=Subquery(end.values("known_at")[:1]),
        ended_as=Subquery(end.values("kind")[:1]),
    )

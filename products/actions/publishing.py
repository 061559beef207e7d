"""A check-in from a form or a script: published once, and never over somebody's words unseen."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db import transaction

from portfolio.actions.idempotency import KeyUsedForOtherWords, digest_of, write_once
from portfolio.models import User
from products.actions import check_ins
from products.actions.changes import day_here, locked
from products.actions.doubts import histories, require_expected
from products.models import CheckIn, Outcome, Product

NOTHING: Mapping[Outcome, Decimal | None] = MappingProxyType({})


class SomebodyCheckedIn(Exception):
    """Another check-in stands that this one was not written in sight of. Nothing is written."""

    def __init__(self, other: CheckIn) -> None:
        super().__init__()
        self.other = other


class PublishedWithOtherWords(Exception):
    """The same form or key was published before with other words. Nothing more is written."""

    def __init__(self, first: CheckIn) -> None:
        super().__init__()
        self.first = first


@transaction.atomic
def publish_check_in(
    *,
    product: Product,
    words: dict[str, Any],
    body: Any,
    key: str = "",
    based_on: str | None = None,
    unsure: Mapping[Outcome, Decimal | None] = NOTHING,
    by: User,
    at: datetime,
) -> tuple[CheckIn, bool]:
    """Submit a check-in once per key; return it, and whether it was written now.

    `words` are the arguments of `submit_check_in`, `body` is what was sent, to tell a repetition
    from other words. `based_on` is the public id of the latest check-in the person had in sight
    ("" for none yet); None does not ask. `unsure` are values to ask about when nobody would expect
    them. Raises SomebodyCheckedIn, PublishedWithOtherWords, Doubtful, and what `submit_check_in`
    raises.
    """

    def write() -> list[str]:
        if based_on is not None:
            _require_in_sight(product, based_on)
        history = histories(unsure) if unsure else {}
        for outcome, value in unsure.items():
            require_expected(value, outcome, history[outcome.pk], on=day_here(at))
        return [check_ins.submit_check_in(product=product, **words, by=by, at=at).public_id]

    try:
        ids, is_new = write_once(
            write, key=key and f"check-in:{product.pk}:{key}", digest=digest_of(body), by=by
        )
    except KeyUsedForOtherWords as used:
        raise PublishedWithOtherWords(_named(used.results[0])) from used
    return _named(ids[0]), is_new


def _require_in_sight(product: Product, based_on: str) -> None:
    locked(product)  # two people who publish at once pass here one after the other
    standing = CheckIn.objects.filter(product=product, superseded_by__isnull=True)
    latest = standing.select_related("by", "product").order_by("-known_at", "-pk").first()
    if latest is not None and latest.public_id != based_on:
        raise SomebodyCheckedIn(latest)


def _named(public_id: str) -> CheckIn:
    return CheckIn.objects.select_related("by", "product").get(public_id=public_id)

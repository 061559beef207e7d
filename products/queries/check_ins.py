"""What teams said."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from portfolio.models import User, hidden_portfolio_ids
from products.models import (
    Ask,
    CheckIn,
    Initiative,
    InitiativeLine,
    Outcome,
    OutcomeLine,
    Product,
)
from products.queries.known import AsKnown

NEWEST_FIRST = ("-known_at", "-pk")


def visible_check_ins(user: User) -> QuerySet[CheckIn]:
    """Return the check-ins this person may see."""
    return CheckIn.objects.visible_to(user).select_related("product", "by").order_by(*NEWEST_FIRST)


def check_ins_of(product_id: int, *, known: AsKnown) -> QuerySet[CheckIn]:
    """Return the valid check-ins of a product, newest first."""
    check_ins = CheckIn.objects.filter(product_id=product_id)
    return known.valid(check_ins).select_related("by").order_by(*NEWEST_FIRST)


def said_since(check_ins: QuerySet[CheckIn], on: date) -> QuerySet[CheckIn]:
    """Keep the check-ins of a day and later."""
    return check_ins.filter(known_at__date__gte=on)


def check_ins_listed(
    *,
    known: AsKnown,
    product_ids: Collection[int] | None = None,
    healths: Collection[str] = (),
    words: str = "",
    after: tuple[datetime, int] | None = None,
) -> QuerySet[CheckIn]:
    """Return the valid check-ins this person may see, newest first, from a place on."""
    found = known.valid(visible_check_ins(known.user))
    if product_ids is not None:
        found = found.filter(product_id__in=product_ids)
    if healths:
        found = found.filter(health__in=healths)
    for word in words.split():
        found = found.filter(
            Q(what_changed__icontains=word)
            | Q(said__icontains=word)
            | Q(product__name__icontains=word)
        )
    if after:
        at, pk = after
        found = found.filter(Q(known_at__lt=at) | Q(known_at=at, pk__lt=pk))
    return found


def check_ins_unseen(*, known: AsKnown) -> int:
    """Return how many valid check-ins known by then the person may not see."""
    if not hidden_portfolio_ids(known.user):
        return 0
    hidden = Product.objects.exclude(pk__in=Product.objects.visible_to(known.user))
    return known.valid(CheckIn.objects.filter(product__in=hidden)).count()


def place_of(public_id: str, *, known: AsKnown) -> tuple[datetime, int] | None:
    """Return where in the list of check-ins one lies; nothing when it cannot be seen."""
    found = visible_check_ins(known.user).filter(public_id=public_id)
    return found.values_list("known_at", "pk").first()


def latest_check_in(product_id: int, *, known: AsKnown) -> CheckIn | None:
    """Return the latest word of the team on a product."""
    return check_ins_of(product_id, known=known).first()


def latest_by_product(product_ids: Iterable[int], *, known: AsKnown) -> dict[int, CheckIn]:
    """Return the latest valid word on each product; one query for all."""
    said = known.valid(CheckIn.objects.filter(product_id__in=list(product_ids)))
    latest = said.order_by("product_id", *NEWEST_FIRST).distinct("product_id")
    return {one.product_id: one for one in latest}


def latest_initiative_lines(
    initiative_ids: Iterable[int], *, known: AsKnown
) -> dict[int, InitiativeLine]:
    """Return the latest valid word on each initiative, with its check-in; one query for all."""
    lines = _valid_lines(
        InitiativeLine.objects.filter(initiative_id__in=list(initiative_ids)), known
    )
    latest = lines.order_by("initiative_id", *NEWEST_FIRST).distinct("initiative_id")
    return {line.initiative_id: line for line in latest}


def initiative_lines(
    initiative: Initiative, *, known: AsKnown, limit: int = 60
) -> list[InitiativeLine]:
    """Return the words on one initiative over time, newest first."""
    lines = _valid_lines(InitiativeLine.objects.filter(initiative=initiative.pk), known)
    return list(lines.order_by(*NEWEST_FIRST)[:limit])


def outcome_lines(outcome: Outcome, *, known: AsKnown, limit: int = 12) -> list[OutcomeLine]:
    """Return what check-ins said of one outcome, newest first."""
    lines = _valid_lines(OutcomeLine.objects.filter(outcome=outcome.pk), known)
    return list(lines.select_related("reading").order_by(*NEWEST_FIRST)[:limit])


def with_lines(check_in: CheckIn, *, known: AsKnown) -> CheckIn:
    """Return the check-in with its lines, its asks and what they speak of."""
    lines = (
        Prefetch("outcome_lines", known.facts(OutcomeLine.objects.select_related("reading"))),
        Prefetch(
            "initiative_lines", known.facts(InitiativeLine.objects.select_related("initiative"))
        ),
        Prefetch("asks", known.facts(Ask.objects.select_related("to_team"))),
    )
    check_ins = CheckIn.objects.select_related("product", "by", "supersedes")
    return check_ins.prefetch_related(*lines).get(pk=check_in.pk)


def correction_of(check_in: CheckIn, *, known: AsKnown) -> CheckIn | None:
    """Return the later check-in that corrected this one, if it was known by then."""
    return known.facts(CheckIn.objects.filter(supersedes=check_in.pk)).first()


def check_in_before(check_in: CheckIn, *, known: AsKnown) -> CheckIn | None:
    """Return the valid check-in that stood until this one."""
    earlier = check_ins_of(check_in.product_id, known=known).filter(known_at__lt=check_in.known_at)
    return next((one for one in earlier[:2] if one.pk != check_in.supersedes_id), None)


def newest_of(check_in: CheckIn) -> CheckIn:
    """Return the check-in, or the last of its corrections."""
    later = CheckIn.objects.select_related("product", "by").filter(supersedes=check_in.pk).first()
    return newest_of(later) if later else check_in


def _valid_lines(lines: QuerySet, known: AsKnown) -> QuerySet:
    standing = known.valid(CheckIn.objects.all()).values("pk")
    return (
        known.facts(lines).filter(check_in__in=standing).select_related("check_in", "check_in__by")
    )

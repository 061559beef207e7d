"""Help wanted, and every word in answer to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Role
from portfolio.models import Team, User
from products import permissions
from products.actions import notices
from products.actions.changes import require_member, tell
from products.actions.refusals import NotForYou, NotYourProduct, Refusal
from products.models import Answer, Ask, CheckIn, Product

ENDS = {AnswerKind.RESOLVED, AnswerKind.WITHDRAWN}


class AskNeedsWords(Refusal):
    """An ask that does not say what is wanted."""

    sentence = _("Say in a sentence what would help.")


class AskOneAtATime(Refusal):
    """An ask addressed to a team and to a role at once."""

    sentence = _("Ask a team or a role, not both.")


class AnswerNeedsWords(Refusal):
    """An answer that says nothing."""

    sentence = _("Say in a sentence what you can do, or what you know.")


class AskIsOver(Refusal):
    """The ask was resolved or withdrawn."""

    sentence = _("This ask is over. Raise another one if help is still wanted.")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What help is wanted, of whom (a team, a role, or anyone) and by when."""

    kind: AskKind
    wording: str
    to_team: Team | None = None
    to_role: Role | None = None
    needed_by: date | None = None


@transaction.atomic
def raise_ask(
    *,
    product: Product,
    wish: Wish,
    by: User,
    at: datetime,
) -> Ask:
    """Ask for help with a product.

    Raises NotYourProduct, AskNeedsWords, AskOneAtATime.
    """
    require_member(by, product)
    ask = write_ask(product=product, wish=wish, check_in=None, by=by, at=at)
    tell(product.pk, at=at)
    return ask


def write_ask(
    *, product: Product, wish: Wish, check_in: CheckIn | None, by: User, at: datetime
) -> Ask:
    """Write the ask alone, for an action that has asked who may and tells the rest itself.

    Raises AskNeedsWords, AskOneAtATime.
    """
    if not wish.wording.strip():
        raise AskNeedsWords
    if wish.to_team and wish.to_role:
        raise AskOneAtATime
    ask = Ask.objects.create(
        product=product,
        check_in=check_in,
        kind=wish.kind,
        wording=wish.wording.strip(),
        to_team=wish.to_team,
        to_role=wish.to_role or "",
        needed_by=wish.needed_by,
        by=by,
        known_at=at,
    )
    notices.note_ask(ask, at=at)
    return ask


@transaction.atomic
def answer_ask(*, ask: Ask, kind: AnswerKind, wording: str = "", by: User, at: datetime) -> Answer:
    """Offer help, answer, or (the team that asked) call it resolved or withdraw it.

    Raises NotForYou, NotYourProduct, AnswerNeedsWords, AskIsOver.
    """
    if kind in ENDS and not permissions.can_end_ask(by, ask):
        raise NotYourProduct(product=ask.product.name)
    if not permissions.can_answer(by, ask):
        raise NotForYou
    if kind == AnswerKind.ANSWERED and not wording.strip():
        raise AnswerNeedsWords
    Ask.objects.select_for_update(of=("self",), no_key=True).get(pk=ask.pk)
    if ask.answers.filter(kind__in=ENDS).exists():
        raise AskIsOver
    answer = Answer.objects.create(ask=ask, kind=kind, wording=wording.strip(), by=by, known_at=at)
    notices.note_answer(answer, at=at)
    tell(ask.product_id, at=at)
    return answer

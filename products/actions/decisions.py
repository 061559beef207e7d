"""What was decided, why and by whom."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import AnswerKind
from portfolio.models import Objective, User
from products import permissions
from products.actions import asks
from products.actions.changes import tell
from products.actions.refusals import NotForYou, Refusal
from products.models import Ask, Decision, Product


class DecisionNeedsWords(Refusal):
    """A decision that does not say what was decided."""

    sentence = _("Say in a sentence what was decided.")


@transaction.atomic
def record_decision(
    *,
    what: str,
    why: str = "",
    decided_on: date,
    product: Product | None = None,
    objective: Objective | None = None,
    ask: Ask | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Put a decision on record; one that belongs to an ask answers it in the same words.

    Raises DecisionNeedsWords, NotForYou, AskIsOver.
    """
    product = product or (ask.product if ask else None)
    if not permissions.can_decide(by, product):
        raise NotForYou
    if not what.strip():
        raise DecisionNeedsWords
    if ask is not None:
        asks.answer_ask(ask=ask, kind=AnswerKind.ANSWERED, wording=what, by=by, at=at)
    decision = Decision.objects.create(
        product=product,
        objective=objective,
        ask=ask,
        what=what.strip(),
        why=why.strip(),
        decided_on=decided_on,
        by=by,
        known_at=at,
    )
    tell(product.pk if product else None, at=at)
    return decision

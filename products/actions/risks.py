"""What may happen to a product, and what is done about it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import User
from products.actions.changes import change, locked, require_member, tell
from products.actions.refusals import Refusal
from products.models import Initiative, Product, Risk


class RiskOffTheScale(Refusal):
    """A likelihood or impact outside 1 to 5."""

    sentence = _("Likelihood and impact go from 1 to 5.")


@transaction.atomic
def raise_risk(
    *,
    product: Product,
    title: str,
    likelihood: int,
    impact: int,
    response: str = "",
    initiative: Initiative | None = None,
    by: User,
    at: datetime,
) -> Risk:
    """Say what may happen to a product, on scales from 1 to 5.

    Raises NotYourProduct, RiskOffTheScale.
    """
    require_member(by, product)
    if not (1 <= likelihood <= 5 and 1 <= impact <= 5):
        raise RiskOffTheScale
    risk = Risk.objects.create(
        product=product,
        initiative=initiative,
        title=title.strip(),
        likelihood=likelihood,
        impact=impact,
        response=response,
        known_at=at,
    )
    tell(product.pk, at=at)
    return risk


@transaction.atomic
def close_risk(*, risk: Risk, on: date, by: User, at: datetime) -> Risk:
    """Say that a risk has passed.

    Raises NotYourProduct.
    """
    require_member(by, risk.product)
    risk = change(locked(risk), at=at, closed_on=on)
    tell(risk.product_id, at=at)
    return risk

"""What an offer of the PMO is about, among the things teams build."""

from django.db import models
from django.db.models import Q

from portfolio.models import Objective, Offer, User, hidden_portfolio_ids
from portfolio.models.history import Fact
from products.models.outcome import Outcome
from products.models.product import Product, visible_products


class OfferSubjectQuerySet(models.QuerySet):
    """What offers are about."""

    def visible_to(self, user: User) -> "OfferSubjectQuerySet":
        """Keep what this person may see."""
        hidden = hidden_portfolio_ids(user)
        if not hidden:
            return self
        return self.filter(
            Q(product__isnull=True) | visible_products(user, "product__"),
            Q(objective__isnull=True)
            | Q(objective__portfolio__isnull=True)
            | ~Q(objective__portfolio_id__in=hidden),
        )


class OfferSubject(Fact):
    """The product, outcome or objective that prompted an offer, and the day it was looked at.

    An outcome comes with its product. Without any of them the offer is about the team as a whole.
    """

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="subject")
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField()

    objects = OfferSubjectQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(product__isnull=False),
                name="offer_subject_outcome_with_its_product",
            ),
        ]

    def __str__(self) -> str:
        return str(self.outcome or self.product or self.objective or self.offer.team)

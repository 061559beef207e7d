"""What an initiative needs from others, and what could go wrong."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portfolio.models.history import Definition, PublicId, keeps_versions
from products.models.initiative import Initiative
from products.models.product import OfProductQuerySet, Product


class DependencyQuerySet(OfProductQuerySet):
    """Dependencies."""

    product_path = "initiative__product__"


@keeps_versions()
class Dependency(PublicId, Definition):
    """An initiative needs another initiative, or something of a product, by a day.

    `confirmed` is the other side's word: yes, no, or not yet given; `promised_on` its day.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="needs")
    needs_initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="needed_by_others"
    )
    needs_product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="needed_by_others"
    )
    wording = models.CharField(max_length=500, blank=True)
    needed_by = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        ordering = ["needed_by", "pk"]
        verbose_name_plural = _("dependencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(needs_initiative__isnull=False, needs_product__isnull=True)
                | Q(needs_initiative__isnull=True, needs_product__isnull=False),
                name="dependency_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(needs_initiative__isnull=True)
                | ~Q(needs_initiative=models.F("initiative")),
                name="dependency_not_on_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.wording or f"{self.initiative_id}"


@keeps_versions()
class Risk(PublicId, Definition):
    """Something that may happen to a product. Likelihood and impact from 1 to 5."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="risks")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="risks"
    )
    title = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    impact = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    response = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        ordering = ["-likelihood", "-impact", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
                name="risk_from_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return self.title

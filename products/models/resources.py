"""Money and people's time."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import WorkKind
from portfolio.models import Objective, Portfolio, Team, User, hidden_portfolio_ids
from portfolio.models.history import Definition, DefinitionQuerySet, PublicId, keeps_versions
from products.models.initiative import Initiative
from products.models.product import OfProductQuerySet, Product, visible_products


def money(**options):  # type: ignore[no-untyped-def]
    """Return a field for an amount in the organisation's one currency, in whole units."""
    return models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, **options)


class FundingLineQuerySet(DefinitionQuerySet):
    """Funding lines."""

    def visible_to(self, user: User) -> "FundingLineQuerySet":
        """Keep what this person may see."""
        hidden = hidden_portfolio_ids(user)
        if not hidden:
            return self
        return self.filter(
            (Q(product__isnull=True) & ~Q(portfolio_id__in=hidden))
            | (Q(product__isnull=False) & visible_products(user, "product__"))
        )


@keeps_versions()
class FundingLine(PublicId, Definition):
    """Money for a product (or one initiative of it), or a portfolio's unassigned money.

    Without a period it is the whole-life cost, which is never added to yearly amounts.
    """

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="funding_lines"
    )
    portfolio = models.ForeignKey(
        Portfolio, on_delete=models.PROTECT, null=True, blank=True, related_name="funding_lines"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="funding_lines"
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="funding_lines"
    )
    kind = models.CharField(max_length=20, choices=WorkKind, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    planned = money()
    actual = money()
    forecast = money()
    unlisted_on = models.DateField(null=True, blank=True)
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        ordering = ["period_start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=False, portfolio__isnull=True)
                | Q(product__isnull=True, portfolio__isnull=False),
                name="funding_line_of_a_product_or_a_portfolio",
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="funding_line_period_whole_and_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=WorkKind.values), name="funding_line_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned}"


@keeps_versions()
class Allocation(PublicId, Definition):
    """People's time of one team for one product in one month, in full-time equivalents."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="allocations")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="allocations")
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="allocations"
    )
    role = models.CharField(max_length=100, blank=True)
    month = models.DateField(help_text=_("Its first day"))
    fte = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])

    objects = OfProductQuerySet.as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "product", "objective", "role", "month"],
                name="allocation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(fte__gte=0), name="allocation_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="allocation_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.fte} in {self.month:%Y-%m}"


@keeps_versions()
class Capacity(Definition):
    """What a team has to give in one month, in full-time equivalents."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="capacities")
    month = models.DateField(help_text=_("Its first day"))
    fte = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["month", "pk"]
        verbose_name_plural = _("capacities")
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="capacity_once"),
            models.CheckConstraint(condition=Q(fte__gte=0), name="capacity_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="capacity_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.fte} in {self.month:%Y-%m}"

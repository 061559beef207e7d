"""What we do about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from portfolio.models.history import Definition, PublicId, keeps_versions
from products.models.outcome import Outcome
from products.models.product import OfProductQuerySet, Product


@keeps_versions()
class Initiative(PublicId, Definition):
    """A piece of work meant to move outcomes. `first_promised_on` keeps the first due date."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=500)
    hypothesis = models.TextField(blank=True)
    stage = models.CharField(
        max_length=20, choices=InitiativeStage, default=InitiativeStage.DELIVERY
    )
    kind = models.CharField(max_length=20, choices=WorkKind, blank=True)
    category = models.CharField(max_length=200, blank=True, help_text=_("The source's own"))
    effort = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, help_text=_("Person-months")
    )
    started_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_promised_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    external_link = models.URLField(max_length=1000, blank=True)
    stop_reason = models.TextField(blank=True)
    absent_reasons = models.JSONField(
        default=dict, blank=True, help_text=_("Why a field has no value, in the source's words")
    )
    unlisted_on = models.DateField(
        null=True, blank=True, help_text=_("Since when the source no longer lists it")
    )
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        ordering = ["product", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=InitiativeStage.values), name="initiative_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=WorkKind.values), name="initiative_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path_part(self) -> str:
        """The part of its address that names it."""
        return readable(self.public_id, self.title)


class ContributionQuerySet(OfProductQuerySet):
    """Contributions."""

    product_path = "initiative__product__"

    def standing(self) -> "ContributionQuerySet":
        """Keep those not taken back."""
        return self.filter(ended_on__isnull=True)


@keeps_versions()
class Contribution(Definition):
    """An initiative is meant to move an outcome. Taken back by `ended_on`, never deleted."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="contributions"
    )
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="contributions")
    expected_share = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("Per cent")
    )
    ended_on = models.DateField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "outcome"], name="contribution_once"),
            models.CheckConstraint(
                condition=Q(expected_share__isnull=True)
                | Q(expected_share__gte=0, expected_share__lte=100),
                name="contribution_share_is_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} to {self.outcome_id}"

"""What a team says, once a period."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from pmo_portal.lib.vocabulary import Health
from portfolio.models import User
from portfolio.models.history import Fact, PublicId
from products.models.initiative import Initiative
from products.models.outcome import Outcome, Reading
from products.models.product import Product, visible_products


class CheckInQuerySet(models.QuerySet):
    """Check-ins."""

    def visible_to(self, user: User) -> "CheckInQuerySet":
        """Keep what this person may see."""
        return self.filter(visible_products(user, "product__"))


class CheckIn(PublicId, Fact):
    """A team's word on a product for one period. Published the moment it is written.

    `said` keeps a rating in the source's own words beside our `health`.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="check_ins")
    period_start = models.DateField()
    health = models.CharField(max_length=20, choices=Health, default=Health.NOT_REPORTED)
    confidence = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    what_changed = models.TextField(blank=True)
    said = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = CheckInQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-known_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(health__in=Health.values), name="check_in_health_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__lte=100),
                name="check_in_confidence_to_100",
            ),
        ]
        indexes = [models.Index(fields=["product", "-known_at", "-id"], name="check_in_latest")]

    def __str__(self) -> str:
        return f"{self.product_id} from {self.period_start}"


class OutcomeLine(Fact):
    """What a check-in says of one outcome."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="outcome_lines")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="lines")
    reading = models.ForeignKey(
        Reading, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    confidence = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["check_in", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "outcome"], name="outcome_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id} in {self.check_in_id}"


class InitiativeLine(Fact):
    """What a check-in says of one initiative.

    `said` is the rating in the source's own words, `said_by` whose rating it is.
    """

    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="initiative_lines")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="lines")
    health = models.CharField(max_length=20, choices=Health, default=Health.NOT_REPORTED)
    due_moved_to = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=1000, blank=True)
    said_by = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["check_in", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "initiative"], name="initiative_line_once"),
            models.CheckConstraint(
                condition=Q(health__in=Health.values), name="initiative_line_health_known"
            ),
        ]
        indexes = [
            models.Index(fields=["initiative", "-known_at", "-id"], name="initiative_line_latest")
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} in {self.check_in_id}"

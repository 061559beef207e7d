"""What should become different, and what was measured of it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.vocabulary import Ambition, Cadence, Closure, MeasureKind
from portfolio.models import Objective, User
from portfolio.models.history import Definition, Fact, PublicId, keeps_versions
from products.models.product import OfProductQuerySet, Product, visible_products

CURRENT = ("current_reading", "current_value", "current_observed_on", "previous_observed_on")


def measured_value(**options):  # type: ignore[no-untyped-def]
    """Return a field for a value in the outcome's own unit."""
    return models.DecimalField(max_digits=24, decimal_places=6, **options)


@keeps_versions(exclude=CURRENT)
class Outcome(PublicId, Definition):
    """A change in the world that a product is for, measured from baseline towards target.

    `target` is the bound of *at least* and *at most*, and the lower bound of *within range*.
    The `current_...` columns repeat the latest valid reading known now, so that roll-ups of
    today need no history; `previous_observed_on` is the observed day of the one before it.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="outcomes")
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    name = models.CharField(max_length=500)
    measure_kind = models.CharField(
        max_length=20, choices=MeasureKind, default=MeasureKind.INCREASE
    )
    unit = models.CharField(max_length=60, blank=True)
    baseline = measured_value(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = measured_value(null=True, blank=True)
    target_upper = measured_value(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    target_steps = models.JSONField(
        default=list, blank=True, help_text=_("Phased targets: list of {on, value}")
    )
    weight = models.DecimalField(
        max_digits=8, decimal_places=2, default=1, validators=[MinValueValidator(0)]
    )
    ambition = models.CharField(max_length=20, choices=Ambition, default=Ambition.COMMITTED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    cadence = models.CharField(
        max_length=20,
        choices=Cadence,
        blank=True,
        help_text=_("How often it is read; blank for as often as its team checks in"),
    )
    source = models.CharField(max_length=300, blank=True)
    closed_as = models.CharField(max_length=20, choices=Closure, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)
    absent_reasons = models.JSONField(
        default=dict, blank=True, help_text=_("Why a field has no value, in the source's words")
    )
    unlisted_on = models.DateField(
        null=True, blank=True, help_text=_("Since when the source no longer lists it")
    )
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    current_reading = models.ForeignKey(
        "products.Reading",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    current_value = measured_value(null=True, blank=True, editable=False)
    current_observed_on = models.DateField(null=True, blank=True, editable=False)
    previous_observed_on = models.DateField(null=True, blank=True, editable=False)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        ordering = ["product", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure_kind__in=MeasureKind.values), name="outcome_measure_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=["", *Cadence.values]), name="outcome_cadence_known"
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="outcome_weight_not_negative"),
            models.CheckConstraint(
                condition=Q(closed_as="", closed_on__isnull=True)
                | Q(closed_as__in=Closure.values, closed_on__isnull=False),
                name="outcome_closed_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(target_upper__isnull=True) | Q(target_upper__gte=F("target")),
                name="outcome_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path_part(self) -> str:
        """The part of its address that names it."""
        return readable(self.public_id, self.name)


class ReadingQuerySet(models.QuerySet):
    """Readings."""

    def visible_to(self, user: User) -> "ReadingQuerySet":
        """Keep what this person may see."""
        return self.filter(visible_products(user, "outcome__product__"))


class Reading(PublicId, Fact):
    """One measurement of an outcome, or the reason why there is none.

    `observed_on` is the day it describes. A correction names what it `supersedes`, and why.
    """

    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, related_name="readings", db_index=False
    )
    observed_on = models.DateField()
    value = measured_value(null=True, blank=True)
    no_value_reason = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = ReadingQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-observed_on", "-known_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, no_value_reason="")
                | (Q(value__isnull=True) & ~Q(no_value_reason="")),
                name="reading_value_or_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["outcome", "-observed_on", "-recorded_at", "-id"],
                name="reading_latest",
            ),
            models.Index(fields=["outcome", "known_at"], name="reading_known"),
            models.Index(fields=["-known_at", "-id"], name="reading_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id} on {self.observed_on}"

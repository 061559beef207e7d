"""That a person was reminded of a check-in, so that nobody is reminded twice."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from pmo_portal.lib.vocabulary import ReminderStep
from portfolio.models.history import PublicId
from products.models.outcome import Outcome
from products.models.product import Product

LEASE = timedelta(minutes=30)
ATTEMPTS = 3


class ReminderQuerySet(models.QuerySet):
    """Reminders."""

    def to_send(self, at: datetime) -> "ReminderQuerySet":
        """Keep those not sent, tried fewer than three times, and in nobody's hands."""
        return self.filter(
            Q(claimed_at__isnull=True) | Q(claimed_at__lte=at - LEASE),
            sent_at__isnull=True,
            attempts__lt=ATTEMPTS,
        )


class Reminder(PublicId, models.Model):
    """One of the two reminders of a product's check-in for one period, to one person.

    With an `outcome` it is of a reading of that, once its work has shipped.

    Claimed before its mail goes out, by `claimed_at`; a claim whose mail did not go out in half
    an hour is free again. The public id names the mail.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_in_reminders"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    period_start = models.DateField()
    step = models.CharField(max_length=20, choices=ReminderStep)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "outcome", "user", "period_start", "step"],
                name="reminder_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(step__in=ReminderStep.values), name="reminder_step_known"
            ),
        ]
        indexes = [models.Index(fields=["user", "-claimed_at"], name="reminder_latest")]

    def __str__(self) -> str:
        return f"{self.step} of {self.period_start} for {self.user_id}"

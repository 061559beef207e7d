"""The weekly report: when it is published, what it said, who wants it and who got it."""

from datetime import datetime, time, timedelta

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import ReportForm, ScopeKind
from pmo_portal.lib.weeks import Calendar, Week
from portfolio.models import Organisation, Team
from portfolio.models.history import PublicId


def never_changed() -> list[pgtrigger.Trigger]:
    """Return the triggers that keep rows as they were written."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Publication(models.Model):
    """When reports appear, and by which weeks. One row; without it the defaults hold."""

    weekday = models.PositiveSmallIntegerField(
        default=1, validators=[MaxValueValidator(6)], help_text=_("0 is Monday")
    )
    hour = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(23)])
    preview_hours = models.PositiveSmallIntegerField(
        default=24,
        validators=[MaxValueValidator(144)],
        help_text=_("How long before it appears the teams named in it see it"),
    )
    first_weekday = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(6)], help_text=_("0 is Monday")
    )
    first_month = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    records_openings = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_publication_only"),
            models.CheckConstraint(
                condition=Q(
                    weekday__lte=6, hour__lte=23, first_weekday__lte=6, first_month__lte=12
                ),
                name="publication_at_a_time_there_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.hour}:00"

    @property
    def calendar(self) -> Calendar:
        """How weeks are cut and numbered: ISO weeks unless set otherwise."""
        return Calendar(self.first_weekday, self.first_month)

    def due_at(self, week: Week, organisation: Organisation) -> datetime:
        """Return when the report of a week is to appear: after its last day, by local time."""
        after = week.last + timedelta(days=1)
        on = after + timedelta(days=(self.weekday - after.weekday()) % 7)
        return datetime.combine(on, time(self.hour), tzinfo=organisation.zone)

    def preview_from(self, week: Week, organisation: Organisation) -> datetime:
        """Return from when the teams named in a report see it: never while the week still runs."""
        over = datetime.combine(week.last + timedelta(days=1), time(), tzinfo=organisation.zone)
        hours = timedelta(hours=self.preview_hours)
        return max(over, self.due_at(week, organisation) - hours)


class Report(PublicId):
    """A weekly report of one scope: one per week, immutable once published.

    `content` is all of it, as `insights.reports.content` describes; `digest` is the SHA-256 of
    its canonical JSON. `week` is the first day of the week, `due_at` when it was to appear.
    """

    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    week = models.DateField()
    label = models.CharField(max_length=20)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-week", "kind", "scope_id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope_id", "week"], name="report_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ScopeKind.values), name="report_kind_known"
            ),
        ]
        triggers = never_changed()

    def __str__(self) -> str:
        return f"{self.kind} {self.scope_id} {self.label}"


class ReportPreview(models.Model):
    """The next report of a scope is open to the teams named in it, and they were told: once.

    `teams` are their slugs.
    """

    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    week = models.DateField()
    teams = models.JSONField(default=list)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope_id", "week"], name="preview_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope_id} of {self.week}"


class ReportFile(models.Model):
    """A report in one form, as it went out: the same bytes whenever it is sent or opened."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=20, choices=ReportForm)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "form"], name="report_file_once"),
            models.CheckConstraint(
                condition=Q(form__in=ReportForm.values), name="report_file_form_known"
            ),
        ]
        triggers = never_changed()

    def __str__(self) -> str:
        return f"{self.report_id} as {self.form}"


class ReportReply(PublicId):
    """A team's line on a sentence about it, said before the report appears; the latest counts.

    `key` names the sentence.
    """

    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    week = models.DateField()
    key = models.CharField(max_length=80)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="report_replies")
    wording = models.CharField(max_length=280, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        indexes = [models.Index(fields=["week", "kind", "scope_id"], name="report_reply_of_week")]
        triggers = never_changed()

    def __str__(self) -> str:
        return self.wording


class ReportOpening(models.Model):
    """Somebody opened the page of a report. Kept only where the organisation chose so."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="report_opening_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} opened {self.report_id}"


class Subscription(PublicId):
    """A person wants the report of a scope: in which form, and on which day if not at once.

    `ended_at` is when the person had enough; the row stays, so that coming back is no new one.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    form = models.CharField(max_length=20, choices=ReportForm, default=ReportForm.MAIL)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "scope_id"], name="subscription_once"),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6),
                name="subscription_weekday_is_a_weekday",
            ),
            models.CheckConstraint(
                condition=Q(form__in=ReportForm.values), name="subscription_form_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.scope_id}"


class Delivery(PublicId):
    """One report to one reader: claimed before it is sent, so that it is never lost unseen.

    `claimed_until` is the end of a lease; `is_asked_again` that somebody wants the same mail once
    more; `set_aside_at` that no further try is made by itself.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    address = models.EmailField(max_length=254)
    form = models.CharField(max_length=20, choices=ReportForm, default=ReportForm.MAIL)
    due_on = models.DateField()
    message_id = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    is_asked_again = models.BooleanField(default=False)
    set_aside_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "address"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(sent_at__isnull=True, set_aside_at__isnull=True),
                name="delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.message_id

"""What was noticed, sent and kept for people: no facts bring it back."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from pmo_portal.lib.vocabulary import ScopeKind, ViewPage
from portfolio.models.history import PublicId
from products.models import Product


class Finding(PublicId):
    """Something noticed. The team's reply travels with it."""

    detector = models.CharField(max_length=60)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    since = models.DateField()
    evidence = models.JSONField(default=dict)
    score = models.FloatField(default=0)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["detector", "subject", "since"], name="finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.detector}: {self.subject}"


class Report(PublicId):
    """A weekly report of one scope: one per week, immutable once published."""

    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    week = models.DateField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope_id", "week"], name="report_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope_id} {self.week}"


class Subscription(PublicId):
    """A person wants the report of a scope."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions"
    )
    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    weekday = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "scope_id"], name="subscription_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="subscription_weekday_is_a_weekday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.scope_id}"


class Delivery(PublicId):
    """One report to one reader: claimed before it is sent, so that it is never lost unseen."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    address = models.EmailField(max_length=254)
    message_id = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["report", "address"], name="delivery_once"),
        ]

    def __str__(self) -> str:
        return self.message_id


class SavedView(PublicId):
    """A name for a question to the dashboard or a list, private or shared."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    page = models.CharField(max_length=20, choices=ViewPage, default=ViewPage.PORTFOLIO)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(page=ViewPage.PORTFOLIO),
                name="saved_view_default_is_of_portfolio",
            ),
            models.CheckConstraint(
                condition=Q(page__in=ViewPage.values), name="saved_view_page_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""What was noticed and kept for people: no facts bring it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pmo_portal.lib.vocabulary import ViewPage
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

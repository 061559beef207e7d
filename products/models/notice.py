"""What a person should know, said to them once."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from pmo_portal.lib.vocabulary import NoticeKind
from portfolio.models import Offer, User
from portfolio.models.history import PublicId
from products.models.ask import Ask
from products.models.dependency import Dependency
from products.models.outcome import Outcome
from products.models.product import Product, visible_products

ABOUT = ("ask", "dependency", "offer", "outcome")
ABOUT_NOTHING_HERE = (NoticeKind.TIE_SUGGESTED, NoticeKind.NAMED_IN_REPORT)


def _is_about(one: str) -> Q:
    return Q(**{f"{name}__isnull": name != one for name in ABOUT})


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user: User) -> "NoticeQuerySet":
        """Keep a person's own notices about what they may see today."""
        return self.filter(visible_products(user, "product__"), user=user)


class Notice(PublicId, models.Model):
    """One piece of news for one person, about an ask, a dependency, an offer or an outcome.

    `product` is the one that speaks, none for an offer that is about none and for a report;
    `parts` are the words and days of its sentence as they were then.
    `mailed_at` is claimed before the mail goes out, so that none goes out twice.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=NoticeKind)
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    dependency = models.ForeignKey(
        Dependency, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    outcome = models.ForeignKey(
        Outcome, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    parts = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=_is_about("ask")
                | _is_about("dependency")
                | _is_about("offer")
                | _is_about("outcome")
                | (Q(kind__in=ABOUT_NOTHING_HERE) & _is_about("nothing")),
                name="notice_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_newest"),
            models.Index(
                fields=["created_at"],
                name="notice_to_mail",
                condition=Q(mailed_at__isnull=True, read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"

    @property
    def day(self) -> date | None:
        """The day it speaks of: needed by, or promised for."""
        return _day(self.parts.get("day"))

    @property
    def was(self) -> date | None:
        """The day it was before, where it moved."""
        return _day(self.parts.get("was"))

    @property
    def moment(self) -> datetime | None:
        """The moment it speaks of, in the organisation's time zone."""
        text = self.parts.get("moment")
        return datetime.fromisoformat(text) if text else None

    @property
    def path_part(self) -> str:
        """The URL part of what it is about."""
        if self.outcome is not None:
            return self.outcome.path_part
        about = self.ask or self.dependency or self.offer
        return about.public_id if about else self.parts.get("path", "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

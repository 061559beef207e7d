"""Help wanted, the answers to it, and the decisions made."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Role
from portfolio.models import Objective, Team, User, hidden_portfolio_ids
from portfolio.models.history import Fact, PublicId
from products.models.check_in import CheckIn
from products.models.product import Product, visible_products


class AskQuerySet(models.QuerySet):
    """Asks. Whether one is open follows from its answers."""

    def visible_to(self, user: User) -> "AskQuerySet":
        """Keep what this person may see."""
        return self.filter(visible_products(user, "product__"))


class Ask(PublicId, Fact):
    """A team wants help: from a team, a role or anyone."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="asks")
    check_in = models.ForeignKey(
        CheckIn, on_delete=models.PROTECT, null=True, blank=True, related_name="asks"
    )
    kind = models.CharField(max_length=20, choices=AskKind)
    wording = models.TextField()
    to_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="asks_received"
    )
    to_role = models.CharField(max_length=20, choices=Role, blank=True)
    needed_by = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    objects = AskQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["known_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AskKind.values), name="ask_kind_known"),
            models.CheckConstraint(
                condition=Q(to_team__isnull=True) | Q(to_role=""), name="ask_to_a_team_or_a_role"
            ),
        ]
        indexes = [models.Index(fields=["product", "known_at"], name="ask_by_age")]

    def __str__(self) -> str:
        return self.wording[:60]


class Answer(PublicId, Fact):
    """A word on an ask: help offered, an answer, the end of it."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20, choices=AnswerKind)
    wording = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta(Fact.Meta):
        ordering = ["known_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AnswerKind.values), name="answer_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["ask", "known_at"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.ask_id}"


class DecisionQuerySet(models.QuerySet):
    """Decisions."""

    def visible_to(self, user: User) -> "DecisionQuerySet":
        """Keep what this person may see: nothing of hidden products, objectives or asks."""
        if not hidden_portfolio_ids(user):
            return self
        return self.filter(
            Q(product__isnull=True) | visible_products(user, "product__"),
            Q(ask__isnull=True) | visible_products(user, "ask__product__"),
            Q(objective__isnull=True) | Q(objective__in=Objective.objects.visible_to(user)),
        )


class Decision(PublicId, Fact):
    """What was decided, why and by whom. It may answer an ask."""

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    ask = models.ForeignKey(
        Ask, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    what = models.TextField()
    why = models.TextField(blank=True)
    decided_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.what[:60]

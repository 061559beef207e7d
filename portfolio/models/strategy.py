"""Where we go: portfolios and the objectives they serve."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from portfolio.models.history import Definition, DefinitionQuerySet, PublicId, keeps_versions
from portfolio.models.people import Team, User

HIDDEN_PORTFOLIOS = """
WITH RECURSIVE closed AS (
    SELECT p.id FROM portfolio_portfolio p
    WHERE p.restricted AND NOT EXISTS (
        SELECT 1 FROM portfolio_portfolioaccess a
        WHERE a.portfolio_id = p.id AND (
            a.user_id = %(user)s OR a.team_id IN (
                SELECT m.team_id FROM portfolio_membership m WHERE m.user_id = %(user)s)))
    UNION
    SELECT child.id FROM portfolio_portfolio child JOIN closed ON child.parent_id = closed.id
)
SELECT id FROM closed
"""


def hidden_portfolio_ids(user: User) -> frozenset[int]:
    """Return the restricted portfolios this person may not see, with all below them.

    Read once per request: the answer is kept on the person.
    """
    if user.hidden_portfolio_ids is None:
        with connection.cursor() as cursor:
            cursor.execute(HIDDEN_PORTFOLIOS, {"user": user.pk})
            user.hidden_portfolio_ids = frozenset(row[0] for row in cursor.fetchall())
    return user.hidden_portfolio_ids


class PortfolioQuerySet(DefinitionQuerySet):
    """Portfolios."""

    def visible_to(self, user: User) -> "PortfolioQuerySet":
        """Keep what this person may see."""
        hidden = hidden_portfolio_ids(user)
        return self.exclude(pk__in=hidden) if hidden else self


@keeps_versions()
class Portfolio(PublicId, Definition):
    """A branch of the organisation's products. A restricted one is seen by named people only."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    restricted = models.BooleanField(default=False)
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="portfolio_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    append_only=True,
    context_field=pghistory.ContextJSONField(),
    model_name="PortfolioAccessChange",
)
class PortfolioAccess(models.Model):
    """A person or a team to whom a restricted portfolio is open. Who let them in is kept."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="access")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "user", "team"],
                name="portfolio_access_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, team__isnull=True)
                | models.Q(user__isnull=True, team__isnull=False),
                name="portfolio_access_for_a_person_or_a_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.team} in {self.portfolio}"


class ObjectiveQuerySet(DefinitionQuerySet):
    """Objectives."""

    def visible_to(self, user: User) -> "ObjectiveQuerySet":
        """Keep what this person may see."""
        hidden = hidden_portfolio_ids(user)
        if not hidden:
            return self
        return self.filter(models.Q(portfolio__isnull=True) | ~models.Q(portfolio_id__in=hidden))


@keeps_versions()
class Objective(PublicId, Definition):
    """A strategic objective: of one portfolio, or of the whole organisation."""

    portfolio = models.ForeignKey(
        Portfolio, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=20, blank=True, help_text=_("A short tag, such as S1"))
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    intended_share = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Per cent of investment meant for this objective"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    order = models.PositiveIntegerField(default=0)
    said = models.CharField(
        max_length=300, blank=True, help_text=_("A rating in the source's own words")
    )
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)
    unlisted_on = models.DateField(
        null=True, blank=True, help_text=_("Since when the source no longer lists it")
    )

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="objective_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(period_start__isnull=True)
                | models.Q(period_end__isnull=True)
                | models.Q(period_start__lte=models.F("period_end")),
                name="objective_period_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(intended_share__isnull=True)
                | models.Q(intended_share__gte=0, intended_share__lte=100),
                name="objective_intended_share_is_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

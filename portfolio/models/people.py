"""Who we are: the organisation, its people and teams."""

from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib import calendar
from pmo_portal.lib.rhythm import Rhythm
from pmo_portal.lib.vocabulary import Cadence, Reminders, Role
from portfolio.models.history import Definition, DefinitionQuerySet, PublicId, keeps_versions


class Organisation(models.Model):
    """The one organisation of this installation."""

    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC")
    currency = models.CharField(max_length=3, default="GBP")
    is_simulated = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_organisation_only"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the organisation's days begin and end."""
        return ZoneInfo(self.time_zone)

    def day_of(self, at: datetime) -> date:
        """Return the organisation's day on which the moment falls."""
        return calendar.day_of(at, self.zone)

    def end_of_day(self, on: date) -> datetime:
        """Return the last moment of the organisation's day."""
        return calendar.end_of_day(on, self.zone)


class UserManager(BaseUserManager["User"]):
    """Makes people who sign in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person, whose e-mail is kept in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new administrator."""
        fields.setdefault("role", Role.ADMINISTRATOR)
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """Return the person with this e-mail, whatever the case."""
        return self.get(email=(email or "").strip().lower())


class User(PublicId, AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail is the login."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    wants_mail = models.BooleanField(default=True)
    reminders = models.CharField(max_length=20, choices=Reminders, default=Reminders.EACH)
    reminders_paused_until = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    hidden_portfolio_ids: frozenset[int] | None = None
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(reminders__in=Reminders.values), name="user_reminders_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the administration pages open for this person."""
        return self.role == Role.ADMINISTRATOR

    @cached_property
    def team_ids(self) -> frozenset[int]:
        """The teams this person is on, read once per request."""
        return frozenset(self.memberships.values_list("team_id", flat=True))


class TeamQuerySet(DefinitionQuerySet):
    """Teams."""

    def visible_to(self, user: User) -> "TeamQuerySet":
        """Keep what this person may see: that a team exists is open to everyone."""
        return self


@keeps_versions()
class Team(PublicId, Definition):
    """People who own products together, with their own rhythm and words.

    Each word comes with its plural, for no rule makes one in every language. `unwanted_parts` are
    those of the check-in that its form leaves out.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    cadence = models.CharField(max_length=20, choices=Cadence, default=Cadence.WEEKLY)
    time_zone = models.CharField(max_length=64, default="UTC")
    first_weekday = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(6)], help_text=_("0 is Monday")
    )
    outcome_word = models.CharField(max_length=40, blank=True)
    outcome_words = models.CharField(max_length=40, blank=True)
    initiative_word = models.CharField(max_length=40, blank=True)
    initiative_words = models.CharField(max_length=40, blank=True)
    confidence_scale = models.PositiveSmallIntegerField(
        default=100, validators=[MinValueValidator(2), MaxValueValidator(100)]
    )
    unwanted_parts = models.JSONField(
        default=list, blank=True, help_text=_("Parts of the check-in the team leaves out")
    )
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cadence__in=Cadence.values), name="team_cadence_known"
            ),
            models.CheckConstraint(
                condition=models.Q(first_weekday__lte=6), name="team_first_weekday_is_a_weekday"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> Rhythm:
        """When the team checks in, by its own clock."""
        return Rhythm(self.cadence, ZoneInfo(self.time_zone), self.first_weekday)


class Membership(models.Model):
    """A person on a team."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "team"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.team}"


class ApiToken(PublicId):
    """A key to the API for one person. Only the hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.label

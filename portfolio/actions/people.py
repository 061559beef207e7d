"""Adding people, and what they are to the organisation."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from pmo_portal.lib.provenance import authored
from pmo_portal.lib.vocabulary import Role
from portfolio.models import Membership, Team, User


class AlreadyHere(Exception):
    """Somebody with this e-mail is here already."""


class LastAdministrator(Exception):
    """Somebody has to stay administrator."""


def add_person(
    *,
    name: str,
    email: str,
    role: str = Role.MEMBER,
    teams: Iterable[Team] = (),
    by: User | None,
    at: datetime,
) -> User:
    """Return a new person, on the teams, who has yet to choose a password.

    Raises AlreadyHere.
    """
    with transaction.atomic(), authored(by):
        if User.objects.filter(email=email.strip().lower()).exists():
            raise AlreadyHere
        person = User.objects.create_user(email, None, name=name, role=role, joined_at=at)
        Membership.objects.bulk_create(Membership(user=person, team=team) for team in teams)
        return person


def call_oneself(*, user: User, name: str) -> User:
    """Change the name a person is called by."""
    user.name = name
    user.save(update_fields=["name"])
    return user


def choose_reminders(*, user: User, reminders: str, paused_until: date | None = None) -> User:
    """Change how a person is reminded of check-ins, and before which day not at all."""
    user.reminders, user.reminders_paused_until = reminders, paused_until
    user.save(update_fields=["reminders", "reminders_paused_until"])
    return user


def choose_mail(*, user: User, wants_mail: bool) -> User:
    """Note whether a person wants notices by mail too."""
    user.wants_mail = wants_mail
    user.save(update_fields=["wants_mail"])
    return user


def change_standing(
    *, user: User, role: str | None = None, is_active: bool | None = None, by: User | None
) -> User:
    """Change a person's role, or let them leave or return.

    Raises LastAdministrator when nobody would be left to administer.
    """
    with transaction.atomic(), authored(by):
        administrators = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        standing = set(administrators.select_for_update().values_list("pk", flat=True))
        user.role = user.role if role is None else role
        user.is_active = user.is_active if is_active is None else is_active
        stays = user.is_active and user.role == Role.ADMINISTRATOR
        if not stays and standing == {user.pk}:
            raise LastAdministrator
        user.save(update_fields=["role", "is_active"])
        return user

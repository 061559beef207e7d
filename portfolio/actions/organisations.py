"""Founding the organisation, and its details."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pmo_portal.lib.vocabulary import Role
from portfolio.models import Organisation, User


class AlreadyFounded(Exception):
    """This installation has its organisation already."""


def found_organisation(
    *,
    name: str,
    time_zone: str,
    currency: str,
    admin_name: str,
    admin_email: str,
    admin_password: str,
    at: datetime,
) -> User:
    """Make the one organisation and its first administrator, who is returned.

    Of two people who found it at once, one does and the other is told. Raises AlreadyFounded.
    """
    with transaction.atomic():
        make_organisation(name=name, time_zone=time_zone, currency=currency, at=at)
        return User.objects.create_user(
            admin_email, admin_password, name=admin_name, role=Role.ADMINISTRATOR, joined_at=at
        )


def make_organisation(
    *, name: str, time_zone: str, currency: str, is_simulated: bool = False, at: datetime
) -> Organisation:
    """Return the one organisation, made now.

    Raises AlreadyFounded; the key of the only row decides between two that come at once.
    """
    try:
        with transaction.atomic():
            return Organisation.objects.create(
                pk=1,
                name=name,
                time_zone=time_zone,
                currency=currency,
                is_simulated=is_simulated,
                created_at=at,
            )
    except IntegrityError:
        raise AlreadyFounded from None


def describe_organisation(
    *, organisation: Organisation, name: str, time_zone: str, currency: str
) -> Organisation:
    """Change the organisation's name, time zone and currency."""
    details: dict[str, Any] = {"name": name, "time_zone": time_zone, "currency": currency}
    Organisation.objects.filter(pk=organisation.pk).update(**details)
    return Organisation.objects.get(pk=organisation.pk)

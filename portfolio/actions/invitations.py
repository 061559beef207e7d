"""The link by which a person chooses a password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from portfolio.models import User


def invite(*, user: User) -> str:
    """Return a link that lets this person choose a password, once, within three days.

    Its address comes from the settings: a request's host name is the word of whoever sent it.
    """
    where = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=where)

"""How a person is recognised: by password on the web, by a key in the API."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from portfolio.actions import api_tokens
from portfolio.models import ApiToken, User
from portfolio.queries.api_tokens import token_named


class SignIn(DefaultAccountAdapter):
    """Sign-in by e-mail and password. Nobody signs up: an administrator adds people."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail and this password do not go together."),
        "too_many_login_attempts": _("That was too often. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: a page of the organisation is not open to the street."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of the e-mail, from the address in the settings.

        The request's own host name is the word of whoever sent it.
        """
        uidb36, _dash, secret = key.partition("-")
        where = {"uidb36": uidb36, "key": secret}
        return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=where)


class TokenAuthentication(BaseAuthentication):
    """Reads `Authorization: Token ...`."""

    keyword = "Token"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the person and their key, None when the request names no key.

        Raises AuthenticationFailed for a key that is unknown or whose person has left.
        """
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != self.keyword.lower().encode():
            return None
        token = token_named(words[1].decode(errors="replace")) if len(words) == 2 else None
        if token is None:
            raise AuthenticationFailed(_("This token is not known here."))
        api_tokens.note_use(token, on=timezone.now().date())
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Return what a request without a key is asked for."""
        return self.keyword

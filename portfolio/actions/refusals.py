"""What the actions refuse, in sentences a person can act on."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An action cannot be done. Its text says why and what to do instead."""

    sentence: str | Promise = ""

    def __init__(self, **names: Any) -> None:
        super().__init__()
        self.names = names

    def __str__(self) -> str:
        """Return the sentence in the reader's language."""
        return str(self.sentence) % self.names if self.names else str(self.sentence)


class NotForYou(Refusal):
    """The person's role does not cover this."""

    sentence = _("Your role does not cover this. The portfolio office can help.")

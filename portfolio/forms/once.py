"""A form that is written once, however often it is sent."""

from typing import Any

from django import forms
from django.utils.crypto import get_random_string

from portfolio.actions.refusals import Refusal


class OnceForm(forms.Form):
    """A form with a token of its own. Its words are told from others by `body`."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={**(initial or {}), "token": get_random_string(24)})

    def body(self) -> dict[str, list[str]]:
        """Return what was sent, to tell a repetition from other words."""
        data: Any = self.data
        unsaid = {"csrfmiddlewaretoken", self.add_prefix("token")}
        return {name: data.getlist(name) for name in sorted(data) if name not in unsaid}

    def refuse(self, refusal: Refusal) -> None:
        """Say what an action refused."""
        self.add_error(None, str(refusal))

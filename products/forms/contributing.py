"""Which outcome of another team an initiative is meant to move."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.forms.definition import AmountField, DefinitionForm
from products.models import Outcome


class ContributionForm(DefinitionForm):
    """One of the outcomes found, and the share of its change that is expected."""

    refused_in: ClassVar[dict[Any, str]] = {}

    outcome = forms.ChoiceField(
        label=_("Which outcome should it move?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the outcomes.")},
    )
    expected_share = AmountField(
        label=_("Expected share in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("How much of the change your work should bring; empty while nobody knows."),
    )

    def __init__(self, data: Any = None, *, found: list[Outcome]) -> None:
        super().__init__(data)
        self.found = {outcome.public_id: outcome for outcome in found}
        choice: Any = self.fields["outcome"]
        choice.choices = [(public_id, one.name) for public_id, one in self.found.items()]

    def words(self) -> dict[str, Any]:
        """Return what `contribute` is told of the tie."""
        said = self.cleaned_data
        share = said["expected_share"]
        return {"outcome": self.found[said["outcome"]], "expected_share": share}

    @property
    def choices(self) -> list[tuple[Any, Outcome]]:
        """The outcomes to choose from, each beside its button."""
        buttons: Any = self["outcome"]
        return list(zip(buttons, self.found.values(), strict=True))

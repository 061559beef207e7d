"""What is asked when work needs other work, and when the other side gives its word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.forms.once import OnceForm
from products.forms.fields import DayField
from products.models import Initiative, Product


class NeedForm(OnceForm):
    """What an initiative needs of a product, or of one of its initiatives, and by when."""

    initiative = forms.ChoiceField(label=_("For which piece of their work?"), required=False)
    wording = forms.CharField(
        label=_("What do you need of them?"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )
    needed_by = DayField(label=_("Needed by"))

    def __init__(self, data: Any = None, *, product: Product, work: list[Initiative]) -> None:
        super().__init__(data)
        self.product = product
        self.work = {one.public_id: one for one in work}
        choice: Any = self.fields["initiative"]
        choice.choices = [
            ("", _("None in particular")),
            *((one.public_id, one.title) for one in work),
        ]

    def words(self) -> dict[str, Any]:
        """Return what `declare_dependency` is told of what is needed."""
        said = self.cleaned_data
        return {
            "needs": self.work.get(said["initiative"], self.product),
            "wording": said["wording"],
            "needed_by": said["needed_by"],
        }


class PromiseForm(OnceForm):
    """The other side's word: yes by a day of its own, or no."""

    prefix = "promise"
    promised_on = DayField(label=_("Your date"))
    confirmed = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda word: word == "yes"
    )


class MoveForm(OnceForm):
    """Another day by which it is needed."""

    prefix = "move"
    needed_by = DayField(label=_("Needed by"))


class TakeBackForm(OnceForm):
    """Nothing but a press: it is needed no longer, or it is there."""

    prefix = "end"

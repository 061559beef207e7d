"""Money: one line of it, for a product or for a portfolio. Shared by both pages."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import WorkKind
from portfolio.forms.definition import DefinitionForm
from portfolio.models import Objective
from products.actions import funding
from products.actions.refusals import Refusal
from products.forms.fields import DayField
from products.imports.values import numbers
from products.models import Initiative

MOST = Decimal(10) ** 15
AMOUNTS = ("planned", "actual", "forecast")
COLUMNS = ("kind", "period_start", "period_end", *AMOUNTS)


class MoneyField(forms.Field):
    """An amount in whole units, written in any usual way: 1200000, 1,200,000, £1.2m."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs), **options)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the amount. Raises ValidationError that says how to write one."""
        words = (value or "").strip()
        if not words:
            return None
        amount = numbers.money(words, header="").value
        if amount is None or amount >= MOST:
            raise forms.ValidationError(
                _("“%(words)s” is not an amount we can read. Write it like 1,200,000 or 1.2m."),
                code="invalid",
                params={"words": words[:60]},
            )
        if amount < 0:
            raise forms.ValidationError(
                _("Money starts at zero. Write what came back as a smaller amount."),
                code="negative",
            )
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Return an amount with every digit it has, grouped for reading."""
        if not isinstance(value, Decimal):
            return value
        places = 0 if value == value.to_integral_value() else 2
        return formats.number_format(value, decimal_pos=places, force_grouping=True)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another amount was written; 1.2m is no other than 1,200,000."""
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


class FundingForm(DefinitionForm):
    """A line of money. `initiatives` are the product's; a portfolio's money has none.

    `kept` is the objective that stands where the person may not see it.
    """

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        funding.PeriodIsHalf: "period_end",
        funding.PeriodEndsFirst: "period_end",
        funding.NoAmount: "planned",
        funding.InitiativeOfAnother: "initiative",
    }

    objective = forms.ChoiceField(
        label=_("Objective it is meant for"),
        required=False,
        help_text=_("It counts towards the share of investment of this objective."),
    )
    initiative = forms.ChoiceField(label=_("Initiative it is for"), required=False)
    kind = forms.ChoiceField(
        label=_("What it is for"), required=False, choices=[("", _("Not said")), *WorkKind.choices]
    )
    period_start = DayField(label=_("First day"))
    period_end = DayField(label=_("Last day"))
    planned = MoneyField(label=_("Planned"))
    actual = MoneyField(label=_("Actual so far"))
    forecast = MoneyField(label=_("Forecast"))

    def __init__(
        self,
        data: Any = None,
        *,
        objectives: list[Objective],
        initiatives: list[Initiative] | None = None,
        kept: Objective | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.objectives, self.initiatives, self.kept = objectives, initiatives or [], kept
        serves: Any = self.fields["objective"]
        named = [(o.slug, f"{o.code} {o.title}".strip()) for o in objectives]
        serves.choices = [("", _("No objective yet")), *named]
        if not self.initiatives:
            del self.fields["initiative"]
            return
        work: Any = self.fields["initiative"]
        titles = [(one.public_id, one.title) for one in self.initiatives]
        work.choices = [("", _("The product as a whole")), *titles]

    def money(self) -> funding.Money:
        """Return what the line says, as the actions take it."""
        said = self.cleaned_data
        serves = {one.slug: one for one in self.objectives}
        work = {one.public_id: one for one in self.initiatives}
        return funding.Money(
            **{column: said[column] for column in COLUMNS},
            objective=serves.get(said["objective"], self.kept),
            initiative=work.get(said.get("initiative", "")),
        )

    def _like(self, data: Any) -> Self:
        known: dict[str, Any] = {"objectives": self.objectives, "initiatives": self.initiatives}
        return type(self)(data, **known, kept=self.kept)


def money_words(
    line: Any, *, objectives: list[Objective], initiatives: list[Initiative]
) -> dict[str, Any]:
    """Return what the form shows of a line of money, or of a version of it."""
    return {
        **{column: getattr(line, column) for column in COLUMNS},
        "objective": {one.pk: one.slug for one in objectives}.get(line.objective_id, ""),
        "initiative": {one.pk: one.public_id for one in initiatives}.get(line.initiative_id, ""),
    }

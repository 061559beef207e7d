"""One value of an outcome, or its correction."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.forms.definition import DefinitionForm
from products.actions import doubts, readings
from products.actions.refusals import Refusal
from products.forms.fields import DayField, MeasuredField
from products.models import Outcome, Reading


class ReadingForm(DefinitionForm):
    """What was read on a day, or why there is no value."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        readings.ReadingNeedsValueOrReason: "value",
        readings.ReadingOfTheFuture: "observed_on",
        readings.CorrectionNeedsReason: "correction_reason",
        doubts.Doubtful: "value",
    }

    observed_on = DayField(label=_("The day it describes"))
    no_value_reason = forms.CharField(
        label=_("Or why there is no value"), required=False, max_length=1000
    )
    source = forms.CharField(label=_("Where it comes from"), required=False, max_length=300)

    correction_reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        error_messages={"required": readings.CorrectionNeedsReason.sentence},
    )

    field_order = ("value", "observed_on", "no_value_reason", "source", "correction_reason")

    def __init__(
        self,
        data: Any = None,
        *,
        outcome: Outcome,
        corrects: Reading | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.outcome, self.corrects = outcome, corrects
        self.fields["value"] = MeasuredField(
            label=_("Value"), unit=outcome.unit, widget=forms.TextInput({"inputmode": "decimal"})
        )
        self.order_fields(self.field_order)
        if corrects is None:
            del self.fields["correction_reason"]
        self.doubted: Decimal | None = None

    @property
    def typed(self) -> str:
        """The value as it was typed."""
        return self.data.get("value", "")

    @property
    def is_sure(self) -> bool:
        """Whether the person was asked about this very value and says that it is right."""
        return bool(self.typed) and self.data.get("sure_of") == self.typed

    def refuse(self, refusal: Refusal) -> None:
        """Show what an action refused, and ask about a value that it doubts."""
        if isinstance(refusal, doubts.Doubtful):
            self.doubted = self.cleaned_data["value"]
        super().refuse(refusal)

    def body(self) -> Any:
        """Return what was sent; saying that a value is right says nothing else."""
        return {name: said for name, said in super().body().items() if name != "sure_of"}

    def clean_observed_on(self) -> Any:
        """Return the day, which is needed."""
        day = self.cleaned_data["observed_on"]
        if day is None:
            raise forms.ValidationError(_("Say which day the value describes."))
        return day

    def words(self) -> dict[str, Any]:
        """Return the arguments of `record_reading`."""
        names = ("observed_on", "value", "no_value_reason", "source", "correction_reason")
        said = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return said | {"supersedes": self.corrects, "is_sure": self.is_sure}

    def _like(self, data: Any) -> Self:
        return type(self)(data, outcome=self.outcome, corrects=self.corrects)

"""Fields that take values and days as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from portfolio.forms.fields import DayField
from products.imports.values import numbers

__all__ = ["DayField", "MeasuredField"]

SIXTH = Decimal("0.000001")


class MeasuredField(forms.Field):
    """A value in an outcome's unit, written in any usual way: 61, 61%, 1,200.5."""

    def __init__(self, *, unit: str = "", **options: Any) -> None:
        self.unit = unit
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "in n"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number. Raises ValidationError that says how to write one."""
        words = (value or "").strip()
        if not words:
            return None
        found = numbers.number(_without_unit(words, self.unit)).value
        if found is None:
            raise forms.ValidationError(
                _("“%(words)s” is not a number we can read. Write it like 61 or 1,200.5."),
                code="invalid",
                params={"words": words[:60]},
            )
        return found.quantize(SIXTH).normalize() + 0

    def prepare_value(self, value: Any) -> Any:
        """Return a number with every digit it has, in the reader's notation."""
        if not isinstance(value, Decimal):
            return value
        text = format(value.normalize() + 0, "f")
        return text.replace(".", formats.get_format("DECIMAL_SEPARATOR"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another number was written; 61% is no other than 61.0."""
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


def _without_unit(words: str, unit: str) -> str:
    bare, sign = words.strip(), unit.strip()
    if sign and bare.lower().endswith(sign.lower()):
        return bare[: -len(sign)].strip()
    return bare.removeprefix(sign).strip() if sign else bare

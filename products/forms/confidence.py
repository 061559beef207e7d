"""How sure a team is: given on its own scale, kept from 0 to 100."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib import scales


class ConfidenceField(forms.IntegerField):
    """A slider over the points of the scale, whose value is the confidence from 0 to 100.

    `stands` is the confidence until now. Left where it is, it stays what it was, even between
    two points of the scale.
    """

    def __init__(self, *, scale: int = scales.PER_CENT, stands: int | None = None) -> None:
        self.scale, self.stands = scale, stands
        super().__init__(
            label=_("How sure are you the outcomes will land?"),
            min_value=0,
            max_value=scale,
            widget=forms.NumberInput(attrs={"type": "range", "class": "rng", "step": self._step()}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Return the point at which the slider stands for a confidence."""
        return scales.points(value, self.scale) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return the confidence that the point stands for."""
        point = super().clean(value)
        stays = point == self.prepare_value(self.stands)
        return self.stands if stays else scales.confidence(point, self.scale)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the slider was moved."""
        return super().has_changed(self.prepare_value(initial), data)

    def _step(self) -> int:
        """Return steps of five per cent, or of one where a source said something in between."""
        return 5 if self.scale == scales.PER_CENT and (self.stands or 0) % 5 == 0 else 1

"""What a team sets for itself: its rhythm, its words, and how it checks in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import Cadence, CheckInPart
from portfolio.forms.fields import TimeZoneField
from portfolio.models import Team

SCALES = {
    100: _("Per cent, 0 to 100"),
    10: _("0 to 10"),
    5: _("0 to 5, as with the fingers of a hand"),
}
WORDS = ("outcome", "initiative")


class FrameForm(forms.Form):
    """A team's own frame. Both forms of a word are given, or neither."""

    cadence = forms.ChoiceField(label=_("We check in"), choices=Cadence.choices)
    first_weekday = forms.TypedChoiceField(
        label=_("Our week begins on"), coerce=int, choices=list(WEEKDAYS.items())
    )
    time_zone = TimeZoneField()
    outcome_word = forms.CharField(label=_("One outcome"), max_length=40, required=False)
    outcome_words = forms.CharField(label=_("Several outcomes"), max_length=40, required=False)
    initiative_word = forms.CharField(label=_("One initiative"), max_length=40, required=False)
    initiative_words = forms.CharField(
        label=_("Several initiatives"), max_length=40, required=False
    )
    confidence_scale = forms.TypedChoiceField(
        label=_("How sure we are, we say in"), coerce=int, choices=list(SCALES.items())
    )
    wanted_parts = forms.MultipleChoiceField(
        label=_("Besides health and values, our check-in asks for"),
        choices=CheckInPart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, team: Team) -> None:
        super().__init__(data, initial=frame_of(team))
        for name, examples in (("outcome", _("Key result")), ("initiative", _("Bet"))):
            self.fields[f"{name}_word"].widget.attrs["placeholder"] = examples
        self._offer_what_stands(team)

    def clean(self) -> dict[str, Any]:
        """Ask for the other form of a word that is given in one."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in WORDS:
            one, several = cleaned.get(f"{name}_word"), cleaned.get(f"{name}_words")
            if bool(one) != bool(several):
                missing = f"{name}_words" if one else f"{name}_word"
                self.add_error(missing, _("Write both, one and several, or leave both empty."))
        return cleaned

    def frame(self) -> dict[str, Any]:
        """Return what changes of the team, as `redefine_team` takes it."""
        frame = dict(self.cleaned_data)
        frame["unwanted_parts"] = other_parts(frame.pop("wanted_parts"))
        return frame

    def _offer_what_stands(self, team: Team) -> None:
        """Keep a scale or a zone that was set elsewhere among the choices."""
        scale: Any = self.fields["confidence_scale"]
        if team.confidence_scale not in SCALES:
            said = _("0 to %(most)s") % {"most": team.confidence_scale}
            scale.choices = [*SCALES.items(), (team.confidence_scale, said)]
        zone: Any = self.fields["time_zone"]
        if team.time_zone not in dict(zone.choices):
            zone.choices = [*zone.choices, (team.time_zone, team.time_zone)]


def frame_of(team: Team) -> dict[str, Any]:
    """Return the frame that stands, as the form shows it."""
    names = [name for name in FrameForm.base_fields if name != "wanted_parts"]
    frame = {name: getattr(team, name) for name in names}
    return {**frame, "wanted_parts": other_parts(team.unwanted_parts)}


def other_parts(parts: Iterable[str]) -> list[str]:
    """Return the other parts of a check-in, in their order."""
    return [part for part in CheckInPart.values if part not in parts]

"""What the forms of definitions share: sent once, merged, never over others' words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib import formats
from portfolio.actions.refusals import Refusal
from portfolio.forms.once import OnceForm

OURS = ("token", "edition", "reason")


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed: what was in sight, what stands now, what was typed."""

    label: Any
    seen: str
    stands: str
    typed: str
    is_kept: bool


class AmountField(forms.DecimalField):
    """A number of the usual kind, shown without zeros that say nothing."""

    widget = forms.TextInput({"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        """Return 2 for 2.00."""
        return format(value.normalize() + 0, "f") if isinstance(value, Decimal) else value


class DefinitionForm(OnceForm):
    """A form that is written once and in sight of one edition of what it changes."""

    use_required_attribute = False
    refused_in: ClassVar[dict[type[Refusal], str]] = {}

    edition = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)

    @property
    def in_sight(self) -> str:
        """The edition the person had in sight."""
        return self.cleaned_data.get("edition", "")

    def refuse(self, refusal: Refusal) -> None:
        """Show what an action refused beside the field it is about."""
        self.add_error(self.refused_in.get(type(refusal)), str(refusal))

    def afresh(self, **fields: Any) -> Self:
        """Return the same words as a form of its own, with these fields set."""
        data = cast(QueryDict, self.data).copy()
        data["token"] = get_random_string(24)
        for name, value in fields.items():
            _put(data, name, self.fields[name].prepare_value(value))
        return self._like(data)

    def clashes(self, *, seen: dict[str, Any], stands: dict[str, Any]) -> list[Clash]:
        """Return what somebody else changed since, beside what was typed here."""
        return [
            Clash(
                label=self.fields[name].label,
                seen=self._shown(name, seen.get(name)),
                stands=self._shown(name, stands.get(name)),
                typed=self._shown(name, self.cleaned_data.get(name)),
                is_kept=self._is_typed(name, seen),
            )
            for name in self._differing(seen, stands)
        ]

    def merged(self, *, seen: dict[str, Any], stands: dict[str, Any], edition: str) -> Self:
        """Return what was typed here on top of what stands, in sight of its edition."""
        theirs = {
            name: stands.get(name)
            for name in self._differing(seen, stands)
            if not self._is_typed(name, seen)
        }
        return self.afresh(**theirs, edition=edition)

    def _like(self, data: Any) -> Self:
        raise NotImplementedError

    def _differing(self, seen: dict[str, Any], stands: dict[str, Any]) -> Iterator[str]:
        for name in self.fields:
            if name not in OURS and _bare(seen.get(name)) != _bare(stands.get(name)):
                yield name

    def _is_typed(self, name: str, seen: dict[str, Any]) -> bool:
        return _bare(self.cleaned_data.get(name)) != _bare(seen.get(name))

    def _shown(self, name: str, value: Any) -> str:
        if _bare(value) is None:
            return str(_("nothing"))
        if value is True:
            return str(_("yes"))
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, Decimal):
            return formats.number(value)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))


def _bare(value: Any) -> Any:
    """Return the value, None for all that stands for nothing; zero is something."""
    return None if value is None or value is False or value in ("", []) else value


def _put(data: Any, name: str, value: Any) -> None:
    if _bare(value) is None:
        data.pop(name, None)
    else:
        data[name] = "on" if value is True else str(value)

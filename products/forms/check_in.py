"""A check-in on one screen: filled in from last time, checked, and handed on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import AskKind, Health, Role
from portfolio.models import Team
from products.actions import doubts
from products.actions.asks import Wish
from products.forms.confidence import ConfidenceField
from products.forms.fields import DayField, MeasuredField
from products.forms.wanted import framed, unwanted_fields
from products.models import CheckIn, Initiative, Outcome, Reading
from products.queries.last_time import LastTime, OutcomeThen

SAID = (Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK)
NO_ASK = ("", _("No, thanks"))
UNSAID = {"csrfmiddlewaretoken", "token", "same", "preview", "publish"}


class CheckInForm(forms.Form):
    """What a team says of its product, its outcomes and its work.

    `value-…`, `health-…` and `due-…` fields are named after the public ids of what they speak of.
    Parts that the team does not want are left out, and its confidence is given on its own scale.
    """

    use_required_attribute = False

    health = forms.ChoiceField(
        label=_("Overall"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it goes overall. One press: 1, 2 or 3.")},
    )
    confidence = ConfidenceField()
    what_changed = forms.CharField(
        label=_("What changed, in one line"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )
    ask_kind = forms.ChoiceField(
        label=_("Would help from others speed this up?"),
        required=False,
        choices=[NO_ASK, *AskKind.choices],
        widget=forms.RadioSelect,
    )
    ask_wording = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=500,
        widget=forms.TextInput(
            attrs={
                "class": "in",
                "autocomplete": "off",
                "placeholder": _("What would unblock you?"),
            }
        ),
    )
    ask_to = forms.ChoiceField(
        label=_("Who could help?"), required=False, widget=forms.Select(attrs={"class": "in"})
    )
    ask_needed_by = DayField(label=_("Needed by"))
    token = forms.CharField(widget=forms.HiddenInput, max_length=100)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, data: Any = None, *, start: LastTime) -> None:
        super().__init__(data, initial=_initial(start))
        self.start = start = framed(start)
        self.values: dict[str, Decimal | None] = {}
        health: Any = self.fields["health"]
        health.choices = _choices(SAID, start.said.health if start.said else "")
        who: Any = self.fields["ask_to"]
        who.choices = _whom(start.teams)
        self.fields["confidence"] = ConfidenceField(
            scale=start.team.confidence_scale, stands=self.initial["confidence"]
        )
        for then in start.outcomes:
            self._add_value(then)
        for row in start.initiatives:
            self._add_work(row.initiative, row.health)
        for name in unwanted_fields(start):
            del self.fields[name]
            self.initial.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Check what spans several fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.values = {name: value for name, value in cleaned.items() if name.startswith("value-")}
        if (
            cleaned.get("ask_kind")
            and not cleaned.get("ask_wording")
            and "ask_wording" not in self.errors
        ):
            self.add_error(
                "ask_wording", _("Say in a sentence what would help, or choose “No, thanks”.")
            )
        for row in self.start.initiatives:
            self._check_due(row.initiative, cleaned.get(f"due-{row.initiative.public_id}"))
        for then in self.start.outcomes:
            self._check_value(then)
        return cleaned

    def resumed(self, *, after: CheckIn) -> "CheckInForm":
        """Return the same words as a form of its own, written in sight of another check-in."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["token"], data["based_on"] = get_random_string(24), after.public_id
        form = CheckInForm(data, start=self.start)
        form.is_valid()
        return form

    def changed(self) -> bool:
        """Return whether anything differs from what was filled in."""
        again = any(self.is_again(then.outcome) for then in self.start.outcomes)
        return again or bool(set(self.changed_data) - {"token", "based_on"})

    def words(self) -> dict[str, Any]:
        """Return the arguments of `submit_check_in`."""
        said = self.cleaned_data
        return {
            "health": Health(said["health"]),
            "confidence": said.get("confidence"),
            "what_changed": said.get("what_changed", ""),
            "readings": {
                then.outcome: self._said_of(then, value)
                for then in self.start.outcomes
                if (value := self.value_of(then.outcome)) is not None
            },
            "initiatives": dict(self._work()),
            "ask": self._wish(),
            "supersedes": self.start.corrects,
        }

    def body(self) -> dict[str, Any]:
        """Return what was sent, to tell a repetition from other words."""
        data: Any = self.data
        return {
            name: data.getlist(name)
            for name in data
            if name not in UNSAID and not name.startswith("confirmed-")
        }

    def value_of(self, outcome: Outcome) -> Decimal | None:
        """Return the value given for an outcome, doubted or not; none where there is none to read."""
        given = self.values if self.is_bound else self.initial
        return given.get(f"value-{outcome.public_id}")

    def is_again(self, outcome: Outcome) -> bool:
        """Return whether the unchanged value was measured again."""
        return self.is_bound and bool(self.data.get(f"again-{outcome.public_id}"))

    def reading_behind(self, then: OutcomeThen) -> Reading | None:
        """Return the reading the value was filled in from when the form was opened."""
        if not self.is_bound:
            return then.filled
        return then.reading_named(self.data.get(f"from-{then.outcome.public_id}", ""))

    def doubt(self, then: OutcomeThen) -> doubts.Doubt | None:
        """Return what is odd about a value that was typed, if nobody would expect it."""
        value, behind = self.value_of(then.outcome), self.reading_behind(then)
        if value is None or (behind is not None and behind.value == value):
            return None
        return doubts.doubt(value, then.outcome, then.row.readings, on=self.start.on)

    def _check_value(self, then: OutcomeThen) -> None:
        name = f"value-{then.outcome.public_id}"
        confirmed = self.data.get(f"confirmed-{then.outcome.public_id}", "")
        doubt = self.doubt(then)
        if doubt and confirmed != self.data.get(name, ""):
            question = _("%(hint)s If it is right, publish again.") % {"hint": doubt.hint}
            self.add_error(name, forms.ValidationError(question, code="doubt"))

    def _check_due(self, initiative: Initiative, due_on: date | None) -> None:
        if due_on and initiative.started_on and due_on < initiative.started_on:
            self.add_error(
                f"due-{initiative.public_id}", _("The due day comes after the first day.")
            )

    def _said_of(self, then: OutcomeThen, value: Decimal) -> Decimal | Reading:
        behind = self.reading_behind(then)
        if behind is not None and behind.value == value and not self.is_again(then.outcome):
            return behind
        return value

    def _work(self) -> Iterator[tuple[Initiative, tuple[Health, date | None]]]:
        for row in self.start.initiatives:
            public_id = row.initiative.public_id
            health = self.cleaned_data.get(f"health-{public_id}") or row.health
            due_on = self.cleaned_data.get(f"due-{public_id}")
            if health != Health.NOT_REPORTED or due_on != row.initiative.due_on:
                yield row.initiative, (Health(health), due_on)

    def _wish(self) -> Wish | None:
        said = self.cleaned_data
        if not said.get("ask_kind"):
            return None
        kind, _colon, name = said.get("ask_to", "").partition(":")
        teams = {team.slug: team for team in self.start.teams}
        return Wish(
            kind=AskKind(said["ask_kind"]),
            wording=said["ask_wording"],
            to_team=teams.get(name) if kind == "team" else None,
            to_role=Role(name) if kind == "role" else None,
            needed_by=said.get("ask_needed_by"),
        )

    def _add_value(self, then: OutcomeThen) -> None:
        outcome = then.outcome
        self.fields[f"value-{outcome.public_id}"] = MeasuredField(
            label=outcome.name, unit=outcome.unit
        )

    def _add_work(self, initiative: Initiative, health: Health) -> None:
        self.fields[f"health-{initiative.public_id}"] = forms.ChoiceField(
            label=_("Health of %(title)s") % {"title": initiative.title},
            required=False,
            choices=_choices((*SAID, Health.ACHIEVED), health),
            widget=forms.Select(attrs={"class": "in"}),
        )
        self.fields[f"due-{initiative.public_id}"] = DayField(
            label=_("Due day of %(title)s") % {"title": initiative.title}
        )


def _initial(start: LastTime) -> dict[str, Any]:
    said = start.said
    values = {
        f"value-{then.outcome.public_id}": then.filled.value.normalize() + 0
        for then in start.outcomes
        if then.filled is not None and then.filled.value is not None
    }
    work = {f"health-{row.initiative.public_id}": row.health for row in start.initiatives}
    due = {f"due-{row.initiative.public_id}": row.initiative.due_on for row in start.initiatives}
    return {
        "health": said.health if said and said.health != Health.NOT_REPORTED else "",
        "confidence": said.confidence if said and said.confidence is not None else 50,
        "what_changed": start.corrects.what_changed if start.corrects else "",
        "ask_kind": "",
        "token": get_random_string(24),
        "based_on": start.latest.public_id if start.latest else "",
        **values,
        **work,
        **due,
    }


def _choices(usual: tuple[Health, ...], standing: str) -> list[tuple[str, Any]]:
    """Return the usual healths, and the standing one if it is not among them."""
    codes = list(usual)
    if standing and standing not in codes:
        codes.append(Health(standing))
    return [(code.value, code.label) for code in codes]


def _whom(teams: list[Team]) -> list[Any]:
    roles = [(f"role:{role.value}", role.label) for role in Role if role != Role.MEMBER]
    named = [(f"team:{team.slug}", team.name) for team in teams]
    return [("", _("Anyone")), (_("Roles"), roles), (_("Teams"), named)]

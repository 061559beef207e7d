"""What is asked when help is wanted, given, or no longer needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Role
from portfolio.forms.once import OnceForm
from portfolio.models import Team
from products.actions.asks import Wish
from products.forms.fields import DayField


def words(label: Any, *, required: bool = True, hint: Any = "", rows: int = 2) -> forms.CharField:
    """Return a field for a sentence or two."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "in", "rows": rows}),
    )


class AskForm(OnceForm):
    """What help a team wants, of whom, and by when."""

    kind = forms.ChoiceField(
        label=_("What would help?"), choices=AskKind.choices, widget=forms.RadioSelect
    )
    wording = words(_("Say it in a sentence or two"), rows=3)
    to = forms.ChoiceField(
        label=_("Who could help?"),
        required=False,
        help_text=_("They are told. Everyone else can answer too."),
    )
    needed_by = DayField(label=_("Needed by, if there is a day"))

    def __init__(self, data: Any = None, *, teams: list[Team]) -> None:
        super().__init__(data)
        self.teams = {team.slug: team for team in teams}
        roles = [(f"role:{role.value}", role.label) for role in Role if role != Role.MEMBER]
        named = [(f"team:{team.slug}", team.name) for team in teams]
        to: Any = self.fields["to"]
        to.choices = [("", _("Anyone")), (_("Roles"), roles), (_("Teams"), named)]

    def wish(self) -> Wish:
        """Return the help wanted."""
        said = self.cleaned_data
        kind, _colon, name = said["to"].partition(":")
        return Wish(
            kind=AskKind(said["kind"]),
            wording=said["wording"],
            to_team=self.teams[name] if kind == "team" else None,
            to_role=Role(name) if kind == "role" else None,
            needed_by=said["needed_by"],
        )


class AnswerForm(OnceForm):
    """A word on an ask: help offered, or an answer."""

    prefix = "answer"
    wording = words(_("Your word to the team"), required=False)
    kind = forms.ChoiceField(
        choices=[(k.value, k.label) for k in (AnswerKind.OFFERED, AnswerKind.ANSWERED)]
    )


class EndForm(OnceForm):
    """The team's own word that an ask is over."""

    prefix = "end"
    wording = words(_("How it ended, if you like"), required=False)
    kind = forms.ChoiceField(
        choices=[(k.value, k.label) for k in (AnswerKind.RESOLVED, AnswerKind.WITHDRAWN)]
    )


class DecisionForm(OnceForm):
    """What was decided in answer to an ask."""

    prefix = "decision"
    what = words(_("What was decided"))
    why = words(_("Why"), required=False, hint=_("So that nobody has to ask again."))
    decided_on = DayField(label=_("On"))

"""A branch of the portfolio: its name, where it lies, and who may see it."""

from typing import Any, ClassVar, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolio.actions import portfolios as actions
from portfolio.actions.refusals import Refusal
from portfolio.forms.definition import DefinitionForm
from portfolio.models import Portfolio, Team, User
from portfolio.queries.portfolios import Inside, paths


class PortfolioForm(DefinitionForm):
    """A portfolio. `people` and `teams` are those it can be opened to when it is restricted.

    `kept` is the portfolio it lies in where the person may not see that one.
    """

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        actions.BelowItself: "parent",
        actions.LocksYouOut: "people",
    }

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        error_messages={"required": _("Give it the name people use for it.")},
    )
    parent = forms.ChoiceField(
        label=_("It lies in"),
        required=False,
        error_messages={"invalid_choice": actions.BelowItself.sentence},
    )
    restricted = forms.BooleanField(
        label=_("Only named people and teams see it"),
        required=False,
        help_text=_(
            "For what cannot be open yet. To everybody else it, all below it and all products in"
            " it are not there: no page, no list, no part of any figure; pages say how many"
            " things are left out. A product's own team always sees it. Your role does not"
            " open it: name yourself too."
        ),
    )
    people = forms.MultipleChoiceField(
        label=_("People who see it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    teams = forms.MultipleChoiceField(
        label=_("Teams who see it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: Any = None,
        *,
        portfolios: list[Portfolio],
        people: list[User],
        teams: list[Team],
        kept: Portfolio | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.portfolios, self.persons, self.groups, self.kept = portfolios, people, teams, kept
        named = paths(portfolios)
        offered = {
            "parent": [
                ("", _("Nothing, it is one of the top")),
                *[(one.slug, named[one.pk]) for one in portfolios],
            ],
            "people": [(one.public_id, str(one)) for one in people],
            "teams": [(one.slug, str(one)) for one in teams],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    def words(self) -> dict[str, Any]:
        """Return what the portfolio is, as `reshape_portfolio` takes it."""
        said = self.cleaned_data
        people = [one for one in self.persons if one.public_id in said["people"]]
        teams = [one for one in self.groups if one.slug in said["teams"]]
        inside = actions.OpenTo(people=tuple(people), teams=tuple(teams))
        return {
            "name": said["name"].strip(),
            "parent": {one.slug: one for one in self.portfolios}.get(said["parent"], self.kept),
            "open_to": inside if said["restricted"] else None,
        }

    def afresh(self, **fields: Any) -> Self:
        """Return the same words as a form of its own, with these fields set."""
        lists = {name: fields.pop(name) for name in ("people", "teams") if name in fields}
        form = super().afresh(**fields)
        for name, values in lists.items():
            cast(QueryDict, form.data).setlist(name, values)
        return form

    def _shown(self, name: str, value: Any) -> str:
        if name not in ("people", "teams"):
            return super()._shown(name, value)
        names = dict(cast(Any, self.fields[name]).choices)
        return ", ".join(str(names.get(one, "")) for one in value or ()) or str(_("nobody"))

    def _like(self, data: Any) -> Self:
        known: dict[str, Any] = {
            "portfolios": self.portfolios,
            "people": self.persons,
            "teams": self.groups,
        }
        return type(self)(data, **known, kept=self.kept)


def portfolio_words(
    portfolio: Any,
    inside: Inside,
    *,
    portfolios: list[Portfolio],
    people: list[User],
    teams: list[Team],
) -> dict[str, Any]:
    """Return what the form shows of a portfolio, or of a version of it, and of who sees it."""
    return {
        "name": portfolio.name,
        "parent": {one.pk: one.slug for one in portfolios}.get(portfolio.parent_id, ""),
        "restricted": portfolio.restricted,
        "people": [one.public_id for one in people if one.pk in inside.people],
        "teams": [one.slug for one in teams if one.pk in inside.teams],
    }

"""One move more for a scenario: people or money, from one place to another."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from insights.dashboards.resources.question import month
from insights.queries.names import Named, Names
from insights.what_if.moves import Move, Place
from pmo_portal.lib import formats
from pmo_portal.lib.calendar import months_from
from products.imports.values import numbers

FREE, ANY, OFFICE = "-", "*", "@"
AHEAD = 24
PARTICULARS = ("source_objective", "target_objective")


class MoveForm(forms.Form):
    """What both kinds of move ask: from where, to where. Reads only; nothing is ever saved."""

    use_required_attribute = False

    source = forms.ChoiceField(
        label=_("Take from"), error_messages={"required": _("Choose where they come from.")}
    )
    source_objective = forms.ChoiceField(label=_("Only what serves"), required=False)
    target = forms.ChoiceField(
        label=_("Give to"), error_messages={"required": _("Choose where they go.")}
    )
    target_objective = forms.ChoiceField(label=_("There to serve"), required=False)

    def __init__(self, data: Any = None, *, names: Names, first: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        places = [*first, *_choices(names.products.values()), (ANY, _("Any product"))]
        served = [("", _("Any objective")), *_choices(names.objectives.values())]
        for end in ("source", "target"):
            self._offer(end, [("", _("Choose")), *places])
            self._offer(f"{end}_objective", served)

    @property
    def is_particular(self) -> bool:
        """Whether more is asked, or wrong, than where from and where to."""
        return self.is_bound and any(self[name].errors or self[name].data for name in PARTICULARS)

    def clean(self) -> dict[str, Any]:
        """Check that the move leads somewhere else."""
        said: dict[str, Any] = super().clean() or {}
        for end in ("source", "target"):
            place, objective = said.get(end), said.get(f"{end}_objective")
            if place == ANY and not objective:
                self.add_error(f"{end}_objective", _now("Choose the objective, or one product."))
            if place and (place == FREE or place.startswith(OFFICE)) and objective:
                self.add_error(f"{end}_objective", _now("This place serves no objective yet."))
        if not self.errors and self.place("source") == self.place("target"):
            self.add_error("target", _now("Choose another place than the one it comes from."))
        return said

    def move(self) -> Move:
        """Return the move."""
        raise NotImplementedError

    def place(self, end: str) -> Place:
        """Return the place that was chosen at this end."""
        chosen, objective = self.cleaned_data[end], self.cleaned_data[f"{end}_objective"]
        if chosen == FREE:
            return Place()
        if chosen.startswith(OFFICE):
            return Place(portfolio=chosen.removeprefix(OFFICE))
        return Place(product="" if chosen == ANY else chosen, objective=objective)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class PeopleMoveForm(MoveForm):
    """Some of a team's people, for some months."""

    add = forms.CharField(widget=forms.HiddenInput, initial="people")
    team = forms.ChoiceField(
        label=_("People of the team"), error_messages={"required": _("Choose whose people.")}
    )
    amount = forms.DecimalField(
        label=_("How many, in full time"),
        min_value=Decimal("0.01"),
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": _("Write people as a number, such as 1.5.")},
    )
    first = forms.ChoiceField(label=_("From"))
    last = forms.ChoiceField(label=_("Through"))

    def __init__(self, data: Any = None, *, names: Names, on: date) -> None:
        super().__init__(data, names=names, first=[(FREE, _("Free time: given to nothing"))])
        self._offer("team", [("", _("Choose")), *_choices(names.teams.values())])
        months = [(f"{one:%Y-%m}", formats.month(one)) for one in months_from(on, AHEAD)]
        for end in ("first", "last"):
            self._offer(end, months)

    def clean(self) -> dict[str, Any]:
        """Check the order of the months."""
        said = super().clean()
        if said.get("first", "") > said.get("last", "9"):
            self.add_error("last", _now("The last month comes before the first."))
        return said

    def move(self) -> Move:
        """Return the move."""
        said = self.cleaned_data
        return Move(
            self.place("source"),
            self.place("target"),
            said["amount"],
            said["team"],
            month(said["first"], name="first"),
            month(said["last"], name="last"),
        )


class MoneyMoveForm(MoveForm):
    """Some of the money of the periods shown."""

    add = forms.CharField(widget=forms.HiddenInput, initial="money")
    amount = forms.CharField(
        label=_("How much"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=_("Such as 250,000 or 1.2m, of the periods that run."),
    )

    def __init__(self, data: Any = None, *, names: Names) -> None:
        unassigned = [
            (
                OFFICE + one.slug,
                _("%(portfolio)s, not given to a product") % {"portfolio": one.name},
            )
            for one in names.portfolios.values()
        ]
        super().__init__(data, names=names, first=unassigned)

    def clean_amount(self) -> Decimal:
        """Return the amount, written in any usual way."""
        amount = numbers.money(self.cleaned_data["amount"], header="").value
        if amount is None or not 0 < amount < Decimal(10) ** 12:
            raise forms.ValidationError(_("Write an amount like 250,000 or 1.2m."), code="invalid")
        return amount.quantize(Decimal("0.01"))

    def move(self) -> Move:
        """Return the move."""
        return Move(self.place("source"), self.place("target"), self.cleaned_data["amount"])


def _choices(things: Any) -> list[tuple[str, str]]:
    named: list[Named] = list(things)
    return [(thing.slug, f"{thing.code} {thing.name}".strip()) for thing in named]

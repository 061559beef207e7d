"""A product: created, described by its team, placed by the portfolio office."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import ProductStage
from portfolio.forms.definition import DefinitionForm
from portfolio.models import Portfolio, Team
from portfolio.queries.portfolios import paths
from products.actions import products as actions
from products.actions.refusals import Refusal

SPARE_LINKS, MOST_LINKS = 2, 20
STAGES: dict[str, Promise] = {
    ProductStage.EXPLORE: _("Finding out what is worth building."),
    ProductStage.GROW: _("It is used, and more is wanted of it."),
    ProductStage.SUSTAIN: _("It does its work; keep it well."),
    ProductStage.RETIRE: _("It is taken out of use. No check-in is due; its past stays."),
}


def stage_field() -> forms.ChoiceField:
    """Return the field that asks where in its life a product is."""
    said = [(stage, f"{ProductStage(stage).label}: {why}") for stage, why in STAGES.items()]
    return forms.ChoiceField(
        label=_("Where in its life is it?"),
        choices=said,
        widget=forms.RadioSelect,
        initial=ProductStage.GROW,
    )


class NamedForm(DefinitionForm):
    """What a product is called and what it is for."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        actions.ProductNeedsAName: "name",
        actions.SlugIsTaken: "name",
    }

    name = forms.CharField(
        label=_("What do people call it?"),
        max_length=200,
        error_messages={"required": actions.ProductNeedsAName.sentence},
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Who uses it, and what they can do because of it."),
    )


class PlaceForm(DefinitionForm):
    """In which portfolio a product lies and which team owns it. `kept` is one out of sight."""

    portfolio = forms.ChoiceField(
        label=_("Portfolio"), error_messages={"required": _("Choose the portfolio it lies in.")}
    )
    team = forms.ChoiceField(
        label=_("Team that owns it"),
        help_text=_("Its members, and they alone, say how it goes."),
        error_messages={"required": _("Choose the team that owns it.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        portfolios: list[Portfolio],
        teams: list[Team],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.portfolios, self.teams = portfolios, teams
        named = paths(portfolios)
        lies: Any = self.fields["portfolio"]
        owns: Any = self.fields["team"]
        lies.choices = [("", _("Choose one")), *[(p.slug, named[p.pk]) for p in portfolios]]
        owns.choices = [("", _("Choose one")), *[(team.slug, team.name) for team in teams]]

    def words(self) -> dict[str, Any]:
        """Return the arguments of `place_product`."""
        said = self.cleaned_data
        return {
            "portfolio": {one.slug: one for one in self.portfolios}[said["portfolio"]],
            "team": {one.slug: one for one in self.teams}[said["team"]],
        }

    def _like(self, data: Any) -> Self:
        return type(self)(data, portfolios=self.portfolios, teams=self.teams)


class NewProductForm(NamedForm, PlaceForm):
    """A product to create."""

    stage = stage_field()

    field_order = ("name", "purpose", "portfolio", "team", "stage")

    def words(self) -> dict[str, Any]:
        """Return the arguments of `create_product`."""
        said = self.cleaned_data
        named = {name: said[name] for name in ("name", "purpose")}
        return {**named, "stage": ProductStage(said["stage"]), **super().words()}


class ProductForm(NamedForm):
    """A product in its team's own words. `link-…` fields are its links, some rows spare."""

    stage = stage_field()

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.link_count = _rows(data if data is not None else self.initial)
        for n in range(self.link_count):
            self.fields[f"link-{n}-label"] = forms.CharField(
                label=_("Name of link %(n)s") % {"n": n + 1}, required=False, max_length=100
            )
            self.fields[f"link-{n}-url"] = forms.URLField(
                label=_("Address of link %(n)s") % {"n": n + 1},
                required=False,
                max_length=1000,
                assume_scheme="https",
            )

    def clean(self) -> dict[str, Any]:
        """Check that a link that has a name has an address, one people can open."""
        cleaned: dict[str, Any] = super().clean() or {}
        for n in range(self.link_count):
            label, url = cleaned.get(f"link-{n}-label"), cleaned.get(f"link-{n}-url")
            if label and not url and f"link-{n}-url" not in self.errors:
                self.add_error(f"link-{n}-url", _now("A link has an address."))
            if url and not url.startswith(("http://", "https://")):
                self.add_error(f"link-{n}-url", _now("Write an address that begins with https://."))
        return cleaned

    def words(self) -> dict[str, Any]:
        """Return the arguments of `describe_product`."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "purpose": said["purpose"],
            "stage": ProductStage(said["stage"]),
            "links": list(self._links()),
        }

    @property
    def links(self) -> list[tuple[BoundField, BoundField]]:
        """The rows of links: name and address."""
        rows = range(self.link_count)
        return [(self[f"link-{n}-label"], self[f"link-{n}-url"]) for n in rows]

    def _links(self) -> Iterator[dict[str, str]]:
        for n in range(self.link_count):
            if url := self.cleaned_data[f"link-{n}-url"]:
                label = self.cleaned_data[f"link-{n}-label"] or url.split("/")[2]
                yield {"label": label, "url": url}

    def _like(self, data: Any) -> Self:
        return type(self)(data)


def product_words(product: Any) -> dict[str, Any]:
    """Return what its team's form shows of a product, or of a version of it."""
    words = {name: getattr(product, name) for name in ("name", "purpose", "stage")}
    for n, link in enumerate(product.links[:MOST_LINKS]):
        words[f"link-{n}-label"], words[f"link-{n}-url"] = link["label"], link["url"]
    return words


def place_words(product: Any, *, portfolios: list[Portfolio], teams: list[Team]) -> dict[str, Any]:
    """Return what the office's form shows of a product, or of a version of it."""
    return {
        "portfolio": {one.pk: one.slug for one in portfolios}.get(product.portfolio_id, ""),
        "team": {one.pk: one.slug for one in teams}.get(product.team_id, ""),
    }


def _rows(filled: Any) -> int:
    taken = [n for n in range(MOST_LINKS) if filled.get(f"link-{n}-url")]
    return min(max(taken, default=-1) + 1 + SPARE_LINKS, MOST_LINKS)

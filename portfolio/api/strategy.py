"""What is written of objectives, portfolios and playbooks by API, and how it is checked."""

from typing import Any

from rest_framework import serializers as fields

from pmo_portal.lib.api_shapes import Strict
from portfolio.actions import objectives as objective_actions
from portfolio.actions import playbooks as playbook_actions
from portfolio.actions import portfolios as portfolio_actions
from portfolio.api.writing import OfficeWriting
from portfolio.forms.offered import objective_form, portfolio_form
from portfolio.forms.playbook import PlaybookForm, playbook_words
from portfolio.queries import objectives, portfolios


class ObjectiveShape(Strict):
    """An objective; `portfolio` and `parent` are slugs, `owner` is the id of a person."""

    title = fields.CharField(max_length=300)
    code = fields.CharField(max_length=20, allow_blank=True, required=False)
    why = fields.CharField(allow_blank=True, required=False)
    portfolio = fields.SlugField(allow_null=True, required=False)
    parent = fields.SlugField(allow_null=True, required=False)  # type: ignore[assignment]
    period_start = fields.DateField(allow_null=True, required=False)
    period_end = fields.DateField(allow_null=True, required=False)
    intended_share = fields.DecimalField(5, 2, allow_null=True, required=False)
    owner = fields.CharField(allow_null=True, required=False)
    unlisted_on = fields.DateField(allow_null=True, required=False)


class PortfolioShape(Strict):
    """A portfolio; `people` are ids and `teams` slugs of those who see a restricted one."""

    name = fields.CharField(max_length=200)
    parent = fields.SlugField(allow_null=True, required=False)  # type: ignore[assignment]
    restricted = fields.BooleanField(required=False)
    people = fields.ListField(child=fields.CharField(), required=False)
    teams = fields.ListField(child=fields.SlugField(), required=False)


class PlaybookShape(Strict):
    """A playbook: when it helps, and how to start, one step a line."""

    title = fields.CharField(max_length=200)
    helps_when = fields.CharField()
    how_to_start = fields.CharField()


class ObjectiveWriting(OfficeWriting):
    """Objectives, written by the office; `unlisted_on` ends one, null takes it up again."""

    shape = ObjectiveShape

    def form(self, data: Any, thing: Any | None) -> Any:
        """Return the form of an objective."""
        return objective_form(_sent(data), user=self.viewer, objective=thing)

    def define(self, form: Any, **by_me: Any) -> Any:
        """Write it down after those of its level."""
        words = form.words()
        order = objectives.last_place(parent=words["parent"]) + 1
        return objective_actions.define_objective(**words, order=order, **by_me)

    def redefine(self, thing: Any, form: Any, **by_me: Any) -> Any:
        """Change what it says."""
        words = {**form.words(), **self._end()}
        return objective_actions.redefine_objective(objective=thing, **words, **by_me)

    def _end(self) -> dict[str, Any]:
        shape = ObjectiveShape(data=self.request.data, partial=True)  # type: ignore[attr-defined]
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        return {"unlisted_on": said["unlisted_on"]} if "unlisted_on" in said else {}


class PortfolioWriting(OfficeWriting):
    """Portfolios, shaped by the office."""

    shape = PortfolioShape

    def form(self, data: Any, thing: Any | None) -> Any:
        """Return the form of a portfolio."""
        return portfolio_form(_sent(data), user=self.viewer, portfolio=thing)

    def define(self, form: Any, **by_me: Any) -> Any:
        """Make it, after those of its level."""
        words = form.words()
        order = portfolios.last_place(parent=words["parent"]) + 1
        return portfolio_actions.define_restricted(**words, order=order, **by_me)

    def redefine(self, thing: Any, form: Any, **by_me: Any) -> Any:
        """Reshape it."""
        return portfolio_actions.reshape_portfolio(portfolio=thing, **form.words(), **by_me)

    def edition(self, thing: Any) -> str:
        """Return the name of what stands, who may see it among it."""
        return portfolios.edition_of(thing)


class PlaybookWriting(OfficeWriting):
    """Playbooks, written by the office."""

    shape = PlaybookShape

    def form(self, data: Any, thing: Any | None) -> Any:
        """Return the form of a playbook."""
        return PlaybookForm(_sent(data), initial=playbook_words(thing) if thing else None)

    def define(self, form: Any, **by_me: Any) -> Any:
        """Write it."""
        return playbook_actions.write_playbook(**form.words(), **by_me)

    def redefine(self, thing: Any, form: Any, **by_me: Any) -> Any:
        """Change what it says."""
        return playbook_actions.rewrite_playbook(playbook=thing, **form.words(), **by_me)


def _sent(data: Any) -> Any:
    """Return what a form takes as sent: the key of the request stands in for its token."""
    return None if data is None else {**data, "token": "by-api", "edition": ""}

"""What a report can be of: the organisation, a portfolio, an objective or a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insights.scope import Scope
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import ScopeKind
from portfolio.models import Objective, Organisation, Portfolio, Team, User

MODELS: dict[str, Any] = {
    ScopeKind.PORTFOLIO: Portfolio,
    ScopeKind.OBJECTIVE: Objective,
    ScopeKind.TEAM: Team,
}


KINDS = {
    ScopeKind.ORGANISATION.value: _("The whole portfolio"),
    ScopeKind.PORTFOLIO.value: _("Portfolios"),
    ScopeKind.OBJECTIVE.value: _("Objectives"),
    ScopeKind.TEAM.value: _("Teams"),
}


@dataclass(frozen=True)
class ReportScope:
    """What a report is of, as it is called today; `slug` is empty for the organisation."""

    kind: str
    scope_id: int
    slug: str
    name: str

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.kind}:{self.slug}"

    @property
    def asked(self) -> dict[str, str]:
        """How an address names it; empty for the organisation."""
        return {"kind": self.kind, "of": self.slug} if self.slug else {}

    @property
    def scope(self) -> Scope:
        """The filter of figures."""
        if self.kind == ScopeKind.ORGANISATION:
            return Scope()
        named: dict[str, Any] = {f"{self.kind}_id": self.scope_id}
        return Scope(**named)


def of_organisation(organisation: Organisation) -> ReportScope:
    """Return the whole."""
    return ReportScope(ScopeKind.ORGANISATION, 0, "", organisation.name)


def scope_named(kind: str, slug: str, *, user: User) -> ReportScope:
    """Return what a URL names. Raises BadQuestion for what this person cannot see."""
    model = MODELS.get(kind)
    found = model.objects.visible_to(user).filter(slug=slug).first() if model else None
    if found is None:
        raise BadQuestion(
            gettext("There is no report of “%(slug)s” here.") % {"slug": slug[:60]},
            gettext("All reports lead to those there are."),
        )
    return _of(kind, found)


def is_seen_by(scope: ReportScope, user: User) -> bool:
    """Return whether this person may see what the report is of."""
    model = MODELS.get(scope.kind)
    return model is None or model.objects.visible_to(user).filter(pk=scope.scope_id).exists()


def scopes_by_key(
    keys: Iterable[tuple[str, int]], *, organisation: Organisation
) -> dict[tuple[str, int], ReportScope]:
    """Return what these kinds and ids are of; one query for each kind."""
    wanted = set(keys)
    found = {(str(ScopeKind.ORGANISATION), 0): of_organisation(organisation)}
    for kind, model in MODELS.items():
        ids = [pk for of, pk in wanted if of == kind]
        if ids:
            found |= {
                (str(kind), thing.pk): _of(kind, thing)
                for thing in model.objects.filter(pk__in=ids)
            }
    return {key: found[key] for key in wanted if key in found}


def offered(*, organisation: Organisation, user: User) -> list[ReportScope]:
    """Return everything this person can have reports of."""
    scopes = [of_organisation(organisation)]
    for kind, model in MODELS.items():
        scopes += [_of(kind, thing) for thing in model.objects.visible_to(user)]
    return scopes


def _of(kind: str, thing: Any) -> ReportScope:
    name = f"{thing.code} {thing.title}".strip() if kind == ScopeKind.OBJECTIVE else thing.name
    return ReportScope(str(kind), thing.pk, thing.slug, name)

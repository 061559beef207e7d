"""Where the sentences of a report can be checked: pages as they stood at the end of its week."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from insights.reports.content import Evidence
from insights.scope import Scope
from pmo_portal.lib.identifiers import readable
from products.models import Outcome

PLACES = {"portfolio_id": "portfolio", "objective_id": "objective", "team_id": "team"}


def to_outcome(outcome: Outcome, on: date) -> Evidence:
    """Return the page of an outcome."""
    return to_outcome_part(outcome.path_part, outcome.name, on)


def to_outcome_part(part: str, name: str, on: date) -> Evidence:
    """Return the page of an outcome by its part of a URL."""
    path = reverse("products:outcome_detail", args=[part])
    return Evidence(name, f"{path}?{urlencode({'on': on})}")


def to_initiative(public_id: str, title: str, on: date) -> Evidence:
    """Return the page of an initiative."""
    return to_initiative_part(readable(public_id, title), title, on)


def to_initiative_part(part: str, title: str, on: date) -> Evidence:
    """Return the page of an initiative by its part of a URL."""
    path = reverse("products:initiative_detail", args=[part])
    return Evidence(title, f"{path}?{urlencode({'on': on})}")


def to_product(name: str, slug: str, on: date) -> Evidence:
    """Return the page of a product."""
    path = reverse("products:product_detail", args=[slug])
    return Evidence(name, f"{path}?{urlencode({'on': on})}")


def to_objective(title: str, slug: str, on: date) -> Evidence:
    """Return the page of an objective."""
    path = reverse("portfolio:objective_detail", args=[slug])
    return Evidence(title, f"{path}?{urlencode({'on': on})}")


def to_check_in(public_id: str, label: str) -> Evidence:
    """Return a check-in, whose address never changes what it shows."""
    return Evidence(label, reverse("products:check_in_detail", args=[public_id]))


def to_ask(public_id: str, on: date, label: str = "") -> Evidence:
    """Return the page of an ask."""
    path = reverse("products:ask_detail", args=[public_id])
    return Evidence(label or _("The ask"), f"{path}?{urlencode({'on': on})}")


def to_list(view: str, label: str, where: dict[str, str], on: date, **asked: str) -> Evidence:
    """Return a list or the portfolio, narrowed to the scope of the report."""
    query = urlencode({**where, **asked, "on": on.isoformat()})
    return Evidence(label, f"{reverse(view)}?{query}")


def to_changes(scope: Scope, slug: str, on: date, vs: date, kind: str) -> Evidence:
    """Return what changed between two days in a scope, of one kind of change."""
    where = place_of(scope, slug)
    return to_list(
        "insights:change_list", _("All that changed"), where, on, vs=vs.isoformat(), kind=kind
    )


def place_of(scope: Scope, slug: str) -> dict[str, str]:
    """Return the scope of a report as a parameter of lists."""
    return {name: slug for key, name in PLACES.items() if getattr(scope, key) is not None}

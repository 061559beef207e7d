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
    path = reverse("products:outcome_detail", args=[outcome.path_part])
    return Evidence(outcome.name, f"{path}?{urlencode({'on': on})}")


def to_initiative(public_id: str, title: str, on: date) -> Evidence:
    """Return the page of an initiative."""
    path = reverse("products:initiative_detail", args=[readable(public_id, title)])
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


def to_ask(public_id: str, on: date) -> Evidence:
    """Return the page of an ask."""
    path = reverse("products:ask_detail", args=[public_id])
    return Evidence(_("The ask"), f"{path}?{urlencode({'on': on})}")


def to_list(view: str, label: str, where: dict[str, str], on: date, **asked: str) -> Evidence:
    """Return a list or the portfolio, narrowed to the scope of the report."""
    query = urlencode({**where, **asked, "on": on.isoformat()})
    return Evidence(label, f"{reverse(view)}?{query}")


def place_of(scope: Scope, slug: str) -> dict[str, str]:
    """Return the scope of a report as a parameter of lists."""
    return {name: slug for key, name in PLACES.items() if getattr(scope, key) is not None}

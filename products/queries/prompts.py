"""What a page of the portal is about, for an offer that it prompts."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve

from pmo_portal.lib import asked
from portfolio.models import Objective, Portfolio, Team, User
from products.models import Initiative, Outcome, Product

LONGEST = 500


@dataclass(frozen=True)
class Prompt:
    """A page of ours, pinned on its day, and what it is about as far as its address says so."""

    path: str
    on: date
    product: Product | None = None
    outcome: Outcome | None = None
    objective: Objective | None = None
    team: Team | None = None


def prompt(address: str, *, today: date, user: User) -> Prompt:
    """Return what the page at the address is about, as far as the person may see it.

    An address that is no page of ours is left out, and so is one that names a portfolio that is
    not open to everyone: others read the offer. Raises BadQuestion on an unreadable day.
    """
    parts = urlsplit(address.strip())
    match = None if parts.netloc or parts.scheme else _match(parts.path)
    if match is None:
        return Prompt("", today)
    query = dict(parse_qsl(parts.query))
    day = query.get("on", "")
    on = min(asked.day(day, name="on"), today) if day else today
    kept = {name: value for name, value in query.items() if name not in ("on", "vs")}
    path = f"{parts.path}?{urlencode({**kept, 'on': on.isoformat()})}"
    if len(path) > LONGEST:
        path = f"{parts.path}?on={on.isoformat()}"
    if not _is_open(match, query):
        path = ""
    return Prompt(path, on, **_about(match, query, user))


def _match(path: str) -> Any | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _is_open(match: Any, query: dict[str, str]) -> bool:
    named = {query.get("portfolio", "")}
    if match.view_name == "portfolio:portfolio_detail":
        named.add(match.kwargs["slug"])
    step = Portfolio.objects.filter(slug__in=named - {""}).first()
    while step is not None:
        if step.restricted:
            return False
        step = step.parent
    return True


def _about(match: Any, query: dict[str, str], user: User) -> dict[str, Any]:
    """Return the things that the page is about; what its filters name counts too."""
    named = {"product": "", "objective": "", "team": "", **query}
    page = {
        "products:product_detail": "product",
        "portfolio:objective_detail": "objective",
        "portfolio:team_detail": "team",
    }.get(match.view_name)
    part = next(iter(match.kwargs.values()), "")
    if page:
        named[page] = part
    outcome = product = None
    if match.view_name == "products:outcome_detail":
        outcome = _first(Outcome, user, public_id=part)
        product = outcome and outcome.product
    elif match.view_name == "products:initiative_detail":
        work = _first(Initiative, user, public_id=part)
        product = work and work.product
    product = product or _first(Product, user, slug=named["product"])
    return {
        "product": product,
        "outcome": outcome,
        "objective": _first(Objective, user, slug=named["objective"]),
        "team": product.team if product else _first(Team, user, slug=named["team"]),
    }


def _first(model: Any, user: User, **where: str) -> Any | None:
    if not all(where.values()):
        return None
    return model.objects.visible_to(user).filter(**where).first()

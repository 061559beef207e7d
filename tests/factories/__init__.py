"""Build the smallest valid thing and surprise nobody. Moments and days are passed in."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from django.utils.text import slugify

from pmo_portal.lib.vocabulary import AskKind, Health, Role
from portfolio.models import (
    Membership,
    Objective,
    Offer,
    Organisation,
    Playbook,
    Portfolio,
    Team,
    User,
)
from products.models import (
    Allocation,
    Ask,
    Capacity,
    CheckIn,
    Contribution,
    Decision,
    Dependency,
    FundingLine,
    Initiative,
    InitiativeLine,
    OfferSubject,
    Outcome,
    Product,
    Reading,
)

EPOCH = datetime(2025, 1, 6, 9, tzinfo=UTC)
_numbers = itertools.count(1)


def organisation(**fields: Any) -> Organisation:
    """Return the organisation, made if missing."""
    return Organisation.objects.get_or_create(pk=1, defaults={"name": "Testing Ltd", **fields})[0]


def user(email: str = "", **fields: Any) -> User:
    """Return a person who has not set a password."""
    return User.objects.create_user(email or f"person{next(_numbers)}@example.test", **fields)


def team(name: str = "", *, at: datetime = EPOCH, **fields: Any) -> Team:
    """Return a team without members."""
    name = name or f"Team {next(_numbers)}"
    fields.setdefault("slug", slugify(name))
    return Team.objects.create(name=name, known_at=at, **fields)


def membership(user: User, team: Team, *, is_lead: bool = False) -> Membership:
    """Put a person on a team."""
    return Membership.objects.create(user=user, team=team, is_lead=is_lead)


def portfolio(name: str = "", *, at: datetime = EPOCH, **fields: Any) -> Portfolio:
    """Return a portfolio without products."""
    name = name or f"Portfolio {next(_numbers)}"
    fields.setdefault("slug", slugify(name))
    return Portfolio.objects.create(name=name, known_at=at, **fields)


def objective(title: str = "", *, at: datetime = EPOCH, **fields: Any) -> Objective:
    """Return an objective of the whole organisation."""
    title = title or f"Objective {next(_numbers)}"
    fields.setdefault("slug", slugify(title)[:80])
    return Objective.objects.create(title=title, known_at=at, **fields)


def product(name: str = "", *, at: datetime = EPOCH, **fields: Any) -> Product:
    """Return a product, in a portfolio and of a team of its own unless given."""
    name = name or f"Product {next(_numbers)}"
    fields.setdefault("slug", slugify(name))
    if "portfolio" not in fields:
        fields["portfolio"] = portfolio(at=at)
    if "team" not in fields:
        fields["team"] = team(at=at)
    return Product.objects.create(name=name, known_at=at, **fields)


def outcome(name: str = "", *, product: Product, at: datetime = EPOCH, **fields: Any) -> Outcome:
    """Return an outcome that goes from 0 to 100 over the year 2025 unless told otherwise."""
    fields.setdefault("baseline", 0)
    fields.setdefault("baseline_on", date(2025, 1, 6))
    fields.setdefault("target", 100)
    fields.setdefault("target_on", date(2025, 12, 31))
    name = name or f"Outcome {next(_numbers)}"
    return Outcome.objects.create(name=name, product=product, known_at=at, **fields)


def reading(outcome: Outcome, on: date, value: Any, *, at: datetime, **fields: Any) -> Reading:
    """Return a bare reading, without bringing the outcome's current reading up to date."""
    return Reading.objects.create(
        outcome=outcome, observed_on=on, value=value, known_at=at, **fields
    )


def initiative(
    title: str = "", *, product: Product, at: datetime = EPOCH, **fields: Any
) -> Initiative:
    """Return an initiative that moves no outcome yet."""
    title = title or f"Initiative {next(_numbers)}"
    return Initiative.objects.create(title=title, product=product, known_at=at, **fields)


def contribution(initiative: Initiative, outcome: Outcome, *, at: datetime = EPOCH) -> Contribution:
    """Tie an initiative to an outcome."""
    return Contribution.objects.create(initiative=initiative, outcome=outcome, known_at=at)


def dependency(
    initiative: Initiative, *, needs: Initiative | Product, at: datetime = EPOCH, **fields: Any
) -> Dependency:
    """Let an initiative need another one, or something of a product; without a word on it yet."""
    column = "needs_initiative" if isinstance(needs, Initiative) else "needs_product"
    return Dependency.objects.create(
        initiative=initiative, known_at=at, **{column: needs}, **fields
    )


def check_in(
    product: Product, *, at: datetime, health: str = Health.ON_TRACK, **fields: Any
) -> CheckIn:
    """Return a bare check-in without lines."""
    fields.setdefault("period_start", at.date())
    return CheckIn.objects.create(product=product, known_at=at, health=health, **fields)


def initiative_line(
    check_in: CheckIn, initiative: Initiative, health: str, **fields: Any
) -> InitiativeLine:
    """Return what the check-in says of the initiative."""
    return InitiativeLine.objects.create(
        check_in=check_in,
        initiative=initiative,
        health=health,
        known_at=check_in.known_at,
        **fields,
    )


def ask(product: Product, *, at: datetime, kind: str = AskKind.DECISION, **fields: Any) -> Ask:
    """Return an open ask."""
    fields.setdefault("wording", "May we?")
    return Ask.objects.create(product=product, kind=kind, known_at=at, **fields)


def decision(ask: Ask, *, at: datetime, **fields: Any) -> Decision:
    """Return a decision in answer to an ask, which stays open."""
    fields = {"what": "Yes", "decided_on": at.date(), "product": ask.product, **fields}
    return Decision.objects.create(ask=ask, known_at=at, **fields)


def playbook(title: str = "", *, at: datetime = EPOCH, **fields: Any) -> Playbook:
    """A playbook that says how to start."""
    title = title or f"Playbook {next(_numbers)}"
    said = {"helps_when": "Numbers stand still.", "how_to_start": "Look at it together."}
    return Playbook.objects.create(
        title=title, slug=slugify(title), known_at=at, **{**said, **fields}
    )


def offer(
    team: Team, *, at: datetime, product: Product | None = None, by: User | None = None, **more: Any
) -> Offer:
    """An offer of help to the team, perhaps prompted by its product."""
    subject = {name: more.pop(name) for name in ("outcome", "objective") if name in more}
    made = Offer.objects.create(
        **{"message": "We could sit down with you.", **more},
        team=team,
        offered_by=by or user(role=Role.PMO_LEAD),
        known_at=at,
    )
    OfferSubject.objects.create(offer=made, product=product, on=at.date(), known_at=at, **subject)
    return made


def capacity(team: Team, month: date, fte: Any, *, at: datetime = EPOCH) -> Capacity:
    """Return what a team has to give in a month."""
    return Capacity.objects.create(team=team, month=month, fte=fte, known_at=at)


def allocation(
    product: Product, month: date, fte: Any, *, at: datetime = EPOCH, **fields: Any
) -> Allocation:
    """Return time for a product in a month, of its own team unless told otherwise."""
    fields.setdefault("team", product.team)
    return Allocation.objects.create(product=product, month=month, fte=fte, known_at=at, **fields)


def funding(product: Product | None = None, *, at: datetime = EPOCH, **fields: Any) -> FundingLine:
    """Return money of a product, or of a portfolio named among the fields."""
    return FundingLine.objects.create(product=product, known_at=at, **fields)

"""The page of one ask."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmo_portal.lib.vocabulary import Role
from portfolio.models import Team, User
from products import permissions
from products.dashboards.help_wanted import asked_of
from products.dashboards.room import Helper, helpers_of
from products.models import Answer, Ask, Decision, Product
from products.queries import asks, products
from products.queries.known import AsKnown


@dataclass(frozen=True)
class AskPage:
    """Everything the page of an ask shows, and what the reader may do."""

    ask: Ask
    product: Product
    team: Team | None
    asked_of: str
    raised_by: str
    answers: list[tuple[Answer, str]]
    decisions: list[tuple[Decision, str]]
    helpers: list[Helper]
    end: Answer | None
    can_answer: bool
    can_end: bool
    can_decide: bool


def ask_page(ask: Ask, *, known: AsKnown) -> AskPage | None:
    """Return the page as it was known, or nothing while the ask or its product was not."""
    product = products.products_by_id([ask.product_id], known=known).get(ask.product_id)
    if product is None or ask.known_at > known.moment:
        return None
    answers = asks.answers_to(ask, known=known)
    end = next((one for one in answers if one.kind in asks.ENDS), None)
    addressee = known.by_id(Team, [ask.to_team_id]).get(ask.to_team_id or 0)
    return AskPage(
        ask=ask,
        product=product,
        team=products.team_of(product, known=known),
        asked_of=asked_of(ask, addressee),
        raised_by=voice(ask.by, ask.product),
        answers=[(one, voice(one.by, ask.product)) for one in answers],
        decisions=[
            (one, voice(one.by, ask.product)) for one in asks.decisions_on(ask, known=known)
        ],
        helpers=[] if end else helpers_of(ask, known=known),
        end=end,
        can_answer=end is None and permissions.can_answer(known.user, ask),
        can_end=end is None and permissions.can_end_ask(known.user, ask),
        can_decide=end is None and permissions.can_decide(known.user, ask.product),
    )


def voice(person: User | None, product: Product) -> str:
    """Return in whose name somebody speaks: their team's or their role's, never their own.

    Somebody of the product's team speaks for it.
    """
    if person is None:
        return _("somebody")
    teams = {one.team_id: one.team.name for one in person.memberships.all()}
    if product.team_id in teams:
        return teams[product.team_id]
    if person.role != Role.MEMBER:
        return person.get_role_display()
    return next(iter(teams.values()), person.get_role_display())

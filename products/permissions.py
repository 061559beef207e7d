"""Who may do what to products. A team's facts are written by its members and by nobody else."""

from pmo_portal.lib.vocabulary import OfferState, Role
from portfolio.models import Offer, Portfolio, User, hidden_portfolio_ids
from products.models import Ask, Dependency, Product

OFFICE = {Role.PMO_LEAD, Role.ADMINISTRATOR}


def can_see(user: User, product: Product) -> bool:
    """Whether the product is open to this person: hidden work is open to its own team only."""
    return _is_on_team(user, product) or product.portfolio_id not in hidden_portfolio_ids(user)


def is_open_to_all(product: Product) -> bool:
    """Whether the product lies outside all restricted portfolios."""
    portfolio: Portfolio | None = product.portfolio
    while portfolio is not None:
        if portfolio.restricted:
            return False
        portfolio = portfolio.parent
    return True


def can_check_in(user: User, product: Product) -> bool:
    """Whether this person may say how the product goes, what was measured and what is planned.

    Members of the owning team may. No role adds to that: nobody speaks for a team but the team.
    """
    return user.is_active and _is_on_team(user, product)


def can_answer(user: User, ask: Ask) -> bool:
    """Whether this person may offer help or an answer: whoever sees the ask."""
    return user.is_active and can_see(user, ask.product)


def can_end_ask(user: User, ask: Ask) -> bool:
    """Whether this person may call the ask resolved or withdraw it: the team that asked."""
    return can_check_in(user, ask.product)


def can_promise(user: User, dependency: Dependency) -> bool:
    """Whether this person may give the other side's word: the team that is needed."""
    thing = dependency.needs_initiative
    needed = thing.product if thing else dependency.needs_product
    return needed is not None and can_check_in(user, needed)


def can_decide(user: User, product: Product | None) -> bool:
    """Whether this person may put a decision on record: leadership, the PMO, the team itself."""
    if product is not None and can_check_in(user, product):
        return True
    leads = user.role in OFFICE | {Role.EXECUTIVE}
    return user.is_active and leads and (product is None or can_see(user, product))


def can_place_products(user: User) -> bool:
    """Whether this person may create products and say in which portfolio they lie."""
    return user.is_active and user.role in OFFICE


def can_plan_money(user: User, product: Product) -> bool:
    """Whether this person may enter what a product costs: its team and the PMO."""
    return can_check_in(user, product) or (can_place_products(user) and can_see(user, product))


def can_fund(
    user: User, *, product: Product | None = None, portfolio: Portfolio | None = None
) -> bool:
    """Whether this person may enter money: a product's, or a portfolio's that no product has."""
    if product is not None:
        return can_plan_money(user, product)
    if portfolio is None or portfolio.pk in hidden_portfolio_ids(user):
        return False
    return can_place_products(user)


def can_plan_people(user: User, team_id: int) -> bool:
    """Whether this person may say where a team's time goes: the team, and nobody for it."""
    return user.is_active and team_id in user.team_ids


def can_offer(user: User) -> bool:
    """Whether this person may offer a team the portfolio office's help."""
    return user.is_active and user.role in OFFICE


def can_answer_offer(user: User, offer: Offer) -> bool:
    """Whether this person may accept or decline an offer: the team it was made to, nobody else."""
    return user.is_active and offer.team_id in user.team_ids


def can_withdraw_offer(user: User, offer: Offer) -> bool:
    """Whether this person may take an offer back: whoever made it, while nobody declined it."""
    is_open = offer.state in (OfferState.OFFERED, OfferState.ACCEPTED)
    return user.is_active and offer.offered_by_id == user.pk and is_open


def can_import(user: User) -> bool:
    """Whether this person may bring in a portfolio: the PMO and administrators."""
    return user.is_active and user.role in OFFICE


def _is_on_team(user: User, product: Product) -> bool:
    return product.team_id in user.team_ids

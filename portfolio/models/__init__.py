"""Who we are and where we go."""

from portfolio.models.idempotency import IdempotencyKey
from portfolio.models.people import ApiToken, Membership, Organisation, Team, User
from portfolio.models.playbook import Offer, Playbook
from portfolio.models.strategy import (
    Objective,
    Portfolio,
    PortfolioAccess,
    hidden_portfolio_ids,
)

__all__ = [
    "ApiToken",
    "IdempotencyKey",
    "Membership",
    "Objective",
    "Offer",
    "Organisation",
    "Playbook",
    "Portfolio",
    "PortfolioAccess",
    "Team",
    "User",
    "hidden_portfolio_ids",
]

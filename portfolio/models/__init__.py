"""Who we are and where we go."""

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

"""The facts that figures sum and lists show, as known on a day. One relation per noun."""

from insights.facts.lists import (
    AskFact,
    InitiativeFact,
    OutcomeFact,
    ProductFact,
    asks_on,
    initiatives_on,
    moved_initiatives,
    moved_outcomes,
    outcomes_on,
    products_on,
)

__all__ = [
    "AskFact",
    "InitiativeFact",
    "OutcomeFact",
    "ProductFact",
    "asks_on",
    "initiatives_on",
    "moved_initiatives",
    "moved_outcomes",
    "outcomes_on",
    "products_on",
]

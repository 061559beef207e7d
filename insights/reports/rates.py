"""How fast an outcome moves and would have to move, per week. Pure."""

from datetime import date

from insights.facts import OutcomeFact

DAYS = 7


def needed(fact: OutcomeFact, *, on: date) -> float | None:
    """Return the change per week that reaches the target on its day; None where there is none."""
    if fact.value is None or fact.target is None or fact.target_on is None:
        return None
    days = (fact.target_on - on).days
    return (fact.target - fact.value) * DAYS / days if days > 0 else None


def recent(fact: OutcomeFact, then: OutcomeFact | None) -> float | None:
    """Return the change per week between two looks; None where a value is missing."""
    if then is None or fact.value is None or then.value is None:
        return None
    if fact.observed_on is None or then.observed_on is None:
        return None
    days = (fact.observed_on - then.observed_on).days
    return (fact.value - then.value) * DAYS / days if days > 0 else None

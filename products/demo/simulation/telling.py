"""The sentences teams write."""

from random import Random

from pmo_portal.lib.vocabulary import Health
from products.demo.catalogue import words
from products.demo.simulation.outcomes import OutcomeLife


def tell(
    health: Health,
    outcome: OutcomeLife,
    value: float | None,
    titles: list[str],
    random: Random,
) -> str:
    """Return a sentence or two on an outcome's value and perhaps one of the initiatives."""
    is_reached = value is not None and _is_reached(outcome, value)
    mood = Health.ACHIEVED if is_reached and random.random() < 0.3 else health
    fitting = [
        sentence
        for sentence in words()["said"][mood]
        if (value is not None or "{value}" not in sentence)
        and (titles or "{initiative}" not in sentence)
    ]
    return random.choice(fitting).format(
        outcome=outcome.row.name,
        value=with_unit(value or 0, outcome.row.unit),
        initiative=f"“{random.choice(titles)}”" if titles else "",
    )


def with_unit(value: float, unit: str) -> str:
    """Return the value as a team would write it."""
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    if unit.startswith("£"):
        return f"£{number}{unit[1:]}"
    joint = "" if unit == "%" else " "
    return f"{number}{joint}{unit}".strip()


def _is_reached(outcome: OutcomeLife, value: float) -> bool:
    if outcome.target is None or outcome.baseline in {None, outcome.target}:
        return False
    return (value - outcome.baseline) / (outcome.target - outcome.baseline) >= 1

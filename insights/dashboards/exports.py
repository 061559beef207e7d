"""Lists as rows of a file: codes and raw values, so that nothing is lost in rounding."""

from collections.abc import Sequence
from typing import Any

from insights.dashboards.check_in_list import CheckInRow
from insights.dashboards.initiative_list import InitiativeRow
from insights.dashboards.objective_list import ObjectiveRow
from insights.dashboards.outcome_list import OutcomeRow
from insights.dashboards.product_list import ProductRow
from insights.queries.names import Named


def outcome_line(row: OutcomeRow) -> Sequence[Any]:
    """Return an outcome as cells."""
    fact, outcome = row.fact, row.outcome
    return (
        outcome.public_id if outcome else "",
        fact.name,
        _name(row.product),
        row.objective.code if row.objective else "",
        _name(row.objective),
        fact.health,
        fact.reason,
        fact.value,
        outcome.unit if outcome else "",
        outcome.baseline if outcome else None,
        outcome.target if outcome else None,
        outcome.target_on if outcome else None,
        fact.progress,
        fact.expected,
        row.change,
        fact.observed_on,
        row.days,
    )


def initiative_line(row: InitiativeRow) -> Sequence[Any]:
    """Return an initiative as cells."""
    fact = row.fact
    return (
        row.initiative.public_id if row.initiative else "",
        fact.title,
        _name(row.product),
        _name(row.objective),
        fact.health,
        fact.said,
        fact.said_by,
        fact.stage,
        fact.due_on,
        fact.first_promised_on,
        row.slip_days,
        row.before,
        row.days,
    )


def product_line(row: ProductRow) -> Sequence[Any]:
    """Return a product as cells."""
    figures = row.figures
    return (
        row.product.slug if row.product else "",
        row.fact.name,
        _name(row.portfolio),
        _name(row.team),
        row.fact.health,
        row.fact.said,
        row.fact.confidence,
        figures.outcomes,
        row.well,
        figures.outcomes_measured,
        figures.progress,
        row.fact.checked_in_on,
        row.days,
    )


def objective_line(row: ObjectiveRow) -> Sequence[Any]:
    """Return an objective as cells."""
    figures = row.figures
    return (
        row.objective.slug,
        row.objective.code,
        row.objective.name,
        _name(row.parent),
        figures.outcomes,
        *row.counts.values(),
        figures.progress,
        row.change,
        figures.coverage,
        figures.initiatives,
    )


def check_in_line(row: CheckInRow) -> Sequence[Any]:
    """Return a check-in as cells."""
    said = row.check_in
    return (
        said.public_id,
        said.product.name,
        said.known_at.isoformat(),
        said.health,
        said.said,
        said.confidence,
        said.what_changed,
        str(said.by or ""),
    )


def _name(named: Named | None) -> str:
    return named.name if named else ""


OUTCOMES = (
    [
        "id",
        "name",
        "product",
        "objective_code",
        "objective",
        "health",
        "reason",
        "value",
        "unit",
        "baseline",
        "target",
        "target_on",
        "progress",
        "expected",
        "change",
        "observed_on",
        "age_days",
    ],
    outcome_line,
)
INITIATIVES = (
    [
        "id",
        "title",
        "product",
        "objective",
        "health",
        "said",
        "said_by",
        "stage",
        "due_on",
        "first_promised_on",
        "slip_days",
        "health_before",
        "age_days",
    ],
    initiative_line,
)
PRODUCTS = (
    [
        "id",
        "name",
        "portfolio",
        "team",
        "health",
        "said",
        "confidence",
        "outcomes",
        "outcomes_well",
        "outcomes_measured",
        "progress",
        "checked_in_on",
        "age_days",
    ],
    product_line,
)
OBJECTIVES = (
    [
        "id",
        "code",
        "title",
        "parent",
        "outcomes",
        "on_track",
        "at_risk",
        "off_track",
        "achieved",
        "not_reported",
        "progress",
        "change",
        "coverage",
        "initiatives",
    ],
    objective_line,
)
CHECK_INS = (
    ["id", "product", "known_at", "health", "said", "confidence", "what_changed", "by"],
    check_in_line,
)

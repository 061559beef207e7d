"""The golden thread as rows of a file: one per initiative, or per outcome that has none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards.thread_nodes import OutcomeKnot, WorkKnot
from insights.queries.names import Named
from pmo_portal.lib.export import Sheet

HEADERS = [
    "objective_code",
    "objective",
    "outcome_id",
    "outcome",
    "outcome_product",
    "outcome_health",
    "outcome_health_before",
    "value",
    "target",
    "progress",
    "observed_on",
    "initiatives_not_visible",
    "initiative_id",
    "initiative",
    "initiative_product",
    "initiative_health",
    "initiative_health_before",
    "last_word_on",
    "last_word",
]
Row = tuple[Named, OutcomeKnot | None]


def sheet(rows: Iterable[Row]) -> Sheet:
    """Return the rows under their headings: codes and raw values, as lists give them."""
    return Sheet(
        _("Golden thread"), HEADERS, _lines(rows), shares=frozenset({HEADERS.index("progress")})
    )


def _lines(rows: Iterable[Row]) -> Iterator[Sequence[Any]]:
    for objective, outcome in rows:
        start = (objective.code, objective.name, *_of_outcome(outcome))
        works: Sequence[WorkKnot | None] = outcome.initiatives if outcome else []
        for work in works or [None]:
            yield (*start, *_of_work(work))


def _of_outcome(outcome: OutcomeKnot | None) -> Sequence[Any]:
    if outcome is None:
        return [None] * 10
    fact = outcome.fact
    return (
        outcome.public_id,
        outcome.name,
        outcome.product.name if outcome.product else "",
        outcome.health,
        outcome.before,
        fact.value,
        fact.target,
        fact.progress,
        fact.observed_on,
        outcome.hidden,
    )


def _of_work(work: WorkKnot | None) -> Sequence[Any]:
    if work is None:
        return [None] * 7
    said = (work.word.on, work.word.text) if work.word else (None, None)
    return (work.public_id, work.title, work.product, work.health, work.before, *said)

"""Where in its life a piece of work is, from the words of the source."""

import difflib
import re

from pmo_portal.lib.vocabulary import InitiativeStage, MeasureKind
from products.imports.values.typed import Typed, absent

_STAGES = {
    InitiativeStage.IDEA: ("idea", "proposed", "deferred", "backlog", "new", "funnel", "on hold"),
    InitiativeStage.DISCOVERY: ("discovery", "provisional", "draft", "exploring", "analysis", "planning", "planned", "concept"),
    InitiativeStage.DELIVERY: ("delivery", "implementable", "in progress", "active", "in delivery", "started", "open", "doing", "alpha", "beta"),
    InitiativeStage.MEASURING: ("measuring", "live", "rollout", "benefits"),
    InitiativeStage.DONE: ("done", "implemented", "complete", "completed", "closed", "finished", "delivered", "stable"),
    InitiativeStage.STOPPED: ("stopped", "withdrawn", "replaced", "rejected", "superseded", "removed", "cancelled", "canceled", "abandoned"),
}  # fmt: skip
_STAGE = {word: stage for stage, words in _STAGES.items() for word in words}
_KINDS = (
    ("increase", MeasureKind.INCREASE),
    ("decrease", MeasureKind.DECREASE),
    ("reduc", MeasureKind.DECREASE),
    ("at or above", MeasureKind.AT_LEAST),
    ("at least", MeasureKind.AT_LEAST),
    (">=", MeasureKind.AT_LEAST),
    ("at or below", MeasureKind.AT_MOST),
    ("at most", MeasureKind.AT_MOST),
    ("<=", MeasureKind.AT_MOST),
    ("range", MeasureKind.WITHIN_RANGE),
    ("milestone", MeasureKind.MILESTONE),
    ("yes/no", MeasureKind.MILESTONE),
)


def stage(cell: str) -> Typed:
    """Return the stage a status word stands for, small typing errors forgiven."""
    nothing = absent(cell)
    if nothing is not None:
        return nothing
    words = " ".join(re.sub(r"\(.*?\)", "", cell.lower()).replace("_", " ").split())
    near = difflib.get_close_matches(words, _STAGE, n=1, cutoff=0.85)
    return Typed(_STAGE[near[0]]) if near else Typed(reason=" ".join(cell.split())[:200])


def measure_kind(cell: str) -> Typed:
    """Return how an outcome is measured, from words such as “Maintain at or above threshold”."""
    words = cell.lower()
    for part, kind in _KINDS:
        if part in words:
            return Typed(kind)
    return Typed(reason=" ".join(cell.split())[:200])

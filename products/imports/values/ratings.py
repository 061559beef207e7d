"""Ratings in their dialects, read as our health; the source's own word is kept beside it."""

import re

from django.utils.translation import gettext as _

from pmo_portal.lib.vocabulary import Health
from products.imports.values.typed import Typed, absent

_WORDS = {
    Health.ON_TRACK: (
        "green",
        "g",
        "amber green",
        "green amber",
        "ag",
        "a g",
        "on track",
        "on course",
        "on target",
        "on schedule",
        "ahead",
        "ahead of schedule",
        "good",
        "healthy",
        "4",
        "5",
        "low",
        "low risk",
        "highly likely",
        "probable",
    ),
    Health.AT_RISK: (
        "amber",
        "a",
        "yellow",
        "y",
        "orange",
        "at risk",
        "needs attention",
        "some concerns",
        "caution",
        "3",
        "medium",
        "medium risk",
        "feasible",
        "delayed",
        "behind",
        "late",
        "slipping",
    ),
    Health.OFF_TRACK: (
        "red",
        "r",
        "amber red",
        "red amber",
        "ar",
        "a r",
        "off track",
        "off course",
        "blocked",
        "critical",
        "overdue",
        "failing",
        "1",
        "2",
        "high",
        "high risk",
        "in doubt",
        "unachievable",
        "severe",
        "behind schedule",
    ),
    Health.ACHIEVED: (
        "achieved",
        "complete",
        "completed",
        "done",
        "delivered",
        "closed",
        "finished",
        "blue",
        "b",
        "met",
        "target met",
    ),
    Health.NOT_REPORTED: (
        "not reported",
        "no news",
        "no news yet",
        "not rated",
        "grey",
        "gray",
        "white",
        "not started",
    ),
}
_HEALTH = {word: health for health, words in _WORDS.items() for word in words}


def rating(cell: str) -> Typed:
    """Return the health a rating stands for, in any case and spacing.

    Five-point scales fold as Amber/Green to on track and Amber/Red to off track.
    """
    nothing = absent(cell)
    if nothing is not None:
        return nothing
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split())
    health = _HEALTH.get(words)
    if health is not None:
        return Typed(health)
    if words.count(" ") >= 2:
        return Typed(reason=" ".join(cell.split())[:1000])
    return Typed(
        reason=" ".join(cell.split())[:200],
        doubt=_("“%(words)s” is not a rating we know") % {"words": cell[:60]},
        suggestion=_("Read it as “No news yet”, and keep the word"),
    )

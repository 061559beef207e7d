"""What was known of outcomes on each day on which something became known of them.

Days are ordinals here. A look is an outcome at the end of one such day: its target and due day
and, by place, the readings that counted then. Between two looks nothing changes but the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Versions:
    """Versions of outcomes, ordered by outcome and time.

    Direction is 1 where the target lies above the baseline, -1 below, NaN where there is nothing
    to forecast; the due day is NaN where there is none.
    """

    outcome: Floats
    known: Floats
    direction: Floats
    target: Floats
    due: Floats


@dataclass(frozen=True)
class Readings:
    """Readings, ordered by outcome, observed day and time of recording.

    `gone` is the day on which a correction became known, NaN while there is none; the value is
    NaN where a reading has none.
    """

    outcome: Floats
    known: Floats
    gone: Floats
    observed: Floats
    value: Floats


@dataclass(frozen=True)
class Looks:
    """Looks ordered by outcome and day. `due_before` is the due day as known the day before.

    The readings of a look lie at `picked[begin:begin + count]`, oldest first.
    """

    outcome: Floats
    day: Floats
    direction: Floats
    target: Floats
    due: Floats
    due_before: Floats
    count: Ints
    begin: Ints
    picked: Ints


def looks(versions: Versions, readings: Readings, *, since: int) -> Looks:
    """Return every look from the day on."""
    of_outcomes = list(_by_outcome(versions, readings, since))
    if not of_outcomes:
        none, no = np.zeros(0), np.zeros(0, dtype=np.int64)
        return Looks(none, none, none, none, none, none, no, no, no)
    days, now, before, counts, picked = (
        np.concatenate(parts) for parts in zip(*of_outcomes, strict=True)
    )
    return Looks(
        outcome=versions.outcome[now],
        day=days,
        direction=versions.direction[now],
        target=versions.target[now],
        due=versions.due[now],
        due_before=np.where(before >= 0, versions.due[before], np.nan),
        count=counts,
        begin=np.cumsum(counts) - counts,
        picked=picked,
    )


def _by_outcome(
    versions: Versions, readings: Readings, since: int
) -> Iterator[tuple[Floats, Ints, Ints, Ints, Ints]]:
    """Yield days, places of versions now and the day before, counts and places of readings."""
    outcomes, first = np.unique(versions.outcome, return_index=True)
    last = np.append(first[1:], len(versions.outcome))
    begin, end = (np.searchsorted(readings.outcome, outcomes, side) for side in ("left", "right"))
    for a, b, c, d in zip(first, last, begin, end, strict=True):
        known = versions.known[a:b]
        days = np.unique(np.concatenate((known, readings.known[c:d])))
        days = days[days >= max(since, known[0])]
        now = a + np.searchsorted(known, days, "right") - 1
        before = a + np.searchsorted(known, days, "left") - 1
        before[before < a] = -1
        counted = _counted(readings, slice(c, d), days)
        yield days, now, before, counted.sum(axis=1), c + np.nonzero(counted)[1]


def _counted(readings: Readings, of: slice, days: Floats) -> npt.NDArray[np.bool_]:
    """Return which readings [of one outcome] count on which days, as [days, readings].

    Of two that describe one day the later recorded counts, also where it has no value.
    """
    gone, observed = readings.gone[of], readings.observed[of]
    counted = readings.known[of] <= days[:, None]
    counted &= ~(gone <= days[:, None])
    for place in np.nonzero(observed[:-1] == observed[1:])[0]:
        end = np.searchsorted(observed, observed[place], "right")
        counted[:, place] &= ~counted[:, place + 1 : end].any(axis=1)
    return counted & ~np.isnan(readings.value[of])

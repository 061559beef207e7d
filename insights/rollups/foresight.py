"""From looks to rows: the chance at each look, and what is remembered of low ones.

An outcome is off course once its chance was below .30 at two looks a week apart, until it is above
.45. As a chance changes only when something becomes known, the day since which it is low says all
of that for every day to come.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from insights.forecasts.chance import chance
from insights.forecasts.fan import fan
from insights.forecasts.local_level import ENOUGH, LAST, fit
from insights.rollups.looks import Floats, Ints, Looks, Readings

LOW, CLEAR, WEEK = 0.30, 0.45, 7
LOOKS_AT_ONCE = 4_096
DIGITS = 6  # of a chance after the point, of a value in all: more would be noise


class Row(NamedTuple):
    """What a forecast says, from a day (an ordinal) on."""

    outcome_id: int
    on: int
    readings: int = 0
    chance: float | None = None
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    unlikely_since: int | None = None
    reason: str = ""

    def says_as(self, other: "Row | None") -> bool:
        """Whether it says the same as another row of the outcome; none says nothing."""
        return self[2:] == (other or Row(0, 0))[2:]


def rows(looks: Looks, readings: Readings, *, standing: Mapping[int, Row]) -> Iterator[Row]:
    """Yield the rows to write: one where a forecast differs from what stands before it."""
    foreseen, reasons = _foreseen(looks, readings)
    last: Row | None = None
    for outcome_id, day, expired, readings_counted, (p, low, mid, high), reason in zip(
        looks.outcome.astype(int).tolist(),
        looks.day.astype(int).tolist(),
        (looks.due_before < looks.day - 1).tolist(),
        looks.count.tolist(),
        foreseen.tolist(),
        reasons,
        strict=True,
    ):
        if last is None or last.outcome_id != outcome_id:
            last = standing.get(outcome_id)
        if reason is None:
            row = Row(outcome_id, day)
        elif reason:
            row = Row(outcome_id, day, readings_counted, reason=reason)
        else:
            low_since = last.unlikely_since if last and not expired else None
            since = remembered(low_since, p, on=day)
            row = Row(outcome_id, day, readings_counted, p, low, mid, high, since)
        if not row.says_as(last):
            yield row
            last = row


def remembered(since: int | None, p: float, *, on: int) -> int | None:
    """Return since which day the chance is low, after one more look at it."""
    if since is not None and on - since > WEEK:  # off course already on the day before
        return since if p <= CLEAR else None
    if p < LOW:
        return on if since is None else since
    return None


def _foreseen(looks: Looks, readings: Readings) -> tuple[Floats, list[str | None]]:
    """Return [looks, (chance, low, mid, high)], and why there is none: "" where there is.

    None stands where an outcome is no thing to forecast.
    """
    foreseen = np.full((len(looks.day), 4), np.nan)
    has_reading = looks.count > 0
    last = np.where(has_reading, looks.begin + looks.count - 1, 0)
    observed = readings.observed[looks.picked[last]] if has_reading.any() else np.nan
    horizon = looks.due - np.where(has_reading, observed, np.nan)
    can = ~np.isnan(looks.direction) & (looks.count >= ENOUGH) & (horizon > 0)
    (places,) = np.nonzero(can)
    places = places[np.argsort(looks.count[places], kind="stable")]
    for start in range(0, len(places), LOOKS_AT_ONCE):
        some = places[start : start + LOOKS_AT_ONCE]
        foreseen[some] = _of(looks, readings, some, horizon[some])
    reasons = np.select(
        [
            np.isnan(looks.direction) | np.isnan(looks.due) | (looks.count == 0),
            looks.count < ENOUGH,
            ~(horizon > 0),
            np.isnan(foreseen[:, 0]),
        ],
        ["not_forecast", "few_readings", "due", "all_equal"],
        "",
    )
    return foreseen, [None if reason == "not_forecast" else reason for reason in reasons.tolist()]


def _of(looks: Looks, readings: Readings, some: Ints, horizon: Floats) -> Floats:
    """Return chance and fan of some looks of about the same length."""
    counts = np.minimum(looks.count[some], LAST)
    start = looks.begin[some] + looks.count[some] - counts
    places = start[:, None] + np.minimum(np.arange(counts.max()), counts[:, None] - 1)
    picked = looks.picked[places]
    fitted = fit(readings.observed[picked], readings.value[picked], counts)
    p = chance(fitted, target=looks.target[some], horizon=horizon, direction=looks.direction[some])
    values = fan(fitted, horizons=horizon[:, None])[:, 0, :]
    return np.column_stack((np.round(p, DIGITS), _significant(values)))


def _significant(values: Floats) -> Floats:
    """Round to so many significant digits."""
    size = np.floor(np.log10(np.where(values == 0, 1, np.abs(values))))
    unit = 10.0 ** (DIGITS - 1 - size)
    return np.round(values * unit) / unit

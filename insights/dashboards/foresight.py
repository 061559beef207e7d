"""How many outcomes will be met, and by when: what forecasts say, in numbers and in words."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts.trajectory import Ahead
from insights.figures import Expected, Figures
from pmo_portal.lib import formats

STEPS, HUNDRED = 3, Decimal(100)


def expected(now: Figures) -> Expected | None:
    """Return how many will be met; None where no outcome has a forecast."""
    return now.expected_met() if now.outcomes_forecast else None


def ahead(now: Figures, on: date, whole: Expected | None) -> list[Ahead]:
    """Return today and the days by which forecasts fall due; none where nothing is expected.

    The range is taken at a few months alone: more cannot be told apart by eye.
    """
    months = sorted({due.split(":")[0] for due in now.due_chances})
    if not (months and whole):
        return []
    shown = months[::-1][:: -(-len(months) // STEPS)][::-1]
    met = now.outcomes_achieved
    points = [Ahead(on, met, met, met)]
    for month in shown:
        by_then = whole if month == months[-1] else _due_by(now, month)
        day = _end_of(month)
        if day > on:
            points.append(Ahead(day, by_then.low, by_then.mid, by_then.high))
    return points


def _due_by(now: Figures, month: str) -> Expected:
    """Return how many will be met of what is achieved or due by the end of the month."""
    due = {key: n for key, n in now.due_chances.items() if key.split(":")[0] <= month}
    chance = sum((int(key.split(":")[1]) * n / HUNDRED for key, n in due.items()), Decimal())
    return replace(now, due_chances=due, chance=chance).expected_met()


def _end_of(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def said(expected: Expected) -> str:
    """Return the expectation as a sentence: expect 31 of 50 (27 to 35), 6 have no forecast."""
    sentence = _("Expect %(mid)s of %(of)s to be met (%(low)s to %(high)s)") % {
        "mid": formats.number(round(expected.mid)),
        "of": formats.number(expected.of),
        "low": formats.number(round(expected.low)),
        "high": formats.number(round(expected.high)),
    }
    if not expected.without:
        return sentence
    without = ngettext("%(n)s has no forecast", "%(n)s have no forecast", expected.without)
    return f"{sentence}; {without % {'n': formats.number(expected.without)}}"

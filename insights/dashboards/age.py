"""How old the latest word or reading is, in the steps that lists filter by."""

from datetime import date

from django.utils.translation import gettext as _

from insights.dashboards.filters import Filter
from insights.dashboards.freshness import RHYTHM
from insights.dashboards.question import NEVER, QUIET, Question
from insights.queries.names import Named

STEPS = {"week": (0, 7), "month": (8, 31), "quarter": (32, 92), "older": (93, None)}
AGES = (*STEPS, QUIET, NEVER)


def age_filter(asked: Question) -> Filter:
    """Return the choice of age."""
    options = [
        ("week", _("up to a week")),
        ("month", _("up to a month")),
        ("quarter", _("up to a quarter")),
        ("older", _("older")),
        (QUIET, _("quiet for its rhythm")),
        (NEVER, _("never")),
    ]
    return Filter("age", _("Age"), options, asked.age)


def age_words() -> dict[str, str]:
    """Return each age as it reads in a sentence."""
    return {
        "week": _("heard of within a week"),
        "month": _("last heard of one to four weeks ago"),
        "quarter": _("last heard of one to three months ago"),
        "older": _("last heard of over three months ago"),
        QUIET: _("gone quiet for their rhythm"),
        NEVER: _("never heard of"),
    }


def days_since(heard_on: date | None, on: date) -> int | None:
    """Return the age in days; None when never heard of."""
    return None if heard_on is None else max((on - heard_on).days, 0)


def holds_age(asked: Question, days: int | None, team: Named | None) -> bool:
    """Return whether an age is the one asked for. Quiet is over twice the team's own rhythm."""
    if not asked.age:
        return True
    if days is None or asked.age == NEVER:
        return days is None and asked.age == NEVER
    if asked.age == QUIET:
        return days > 2 * RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    low, high = STEPS[asked.age]
    return low <= days and (high is None or days <= high)

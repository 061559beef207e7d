"""How old the latest word or reading is, in the steps that lists filter by."""

from datetime import date

from django.utils.translation import gettext as _


def age_options() -> list[tuple[str, str]]:
    """Return the ages to choose from, each with its label."""
    return [
        ("week", _("up to a week")),
        ("month", _("up to a month")),
        ("quarter", _("up to a quarter")),
        ("older", _("older")),
        ("quiet", _("quiet for its rhythm")),
        ("never", _("never")),
    ]


def age_words() -> dict[str, str]:
    """Return each age as it reads in a sentence."""
    return {
        "week": _("heard of within a week"),
        "month": _("last heard of one to four weeks ago"),
        "quarter": _("last heard of one to three months ago"),
        "older": _("last heard of over three months ago"),
        "quiet": _("gone quiet for their rhythm"),
        "never": _("never heard of"),
    }


def days_since(heard_on: date | None, on: date) -> int | None:
    """Return the age in days; None when never heard of."""
    return None if heard_on is None else max((on - heard_on).days, 0)

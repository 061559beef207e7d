"""Periods of money, as a URL names them and as they read."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from insights.money import Period, periods
from pmo_portal.lib import formats
from pmo_portal.lib.asked import BadQuestion
from products.queries.money import MoneyLine


def code(period: Period) -> str:
    """Return a period as a URL names it."""
    return f"{period[0]}..{period[1]}"


def said_period(period: Period) -> str:
    """Return a period in words: 1 Oct 2026 to 31 Dec 2026."""
    return _("%(first)s to %(last)s") % {
        "first": formats.month(period[0]),
        "last": formats.month(period[1]),
    }


def period_asked(parameters: Mapping[str, str], lines: Iterable[MoneyLine]) -> Period | None:
    """Return the period the URL names; None for those that run. Raises BadQuestion."""
    text = parameters.get("period", "")
    if not text:
        return None
    known = {code(period): period for period in periods(lines)}
    if text not in known:
        raise BadQuestion(
            _("Nobody planned money for a period “%(text)s” here.") % {"text": text[:40]},
            _("Periods known: %(known)s.") % {"known": ", ".join(list(known)[:4])}
            if known
            else _("Leave the period out."),
        )
    return known[text]

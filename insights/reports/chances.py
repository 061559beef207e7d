"""What could be told of an outcome's chance, and where the outcome stands, in words."""

from django.utils.translation import gettext as _

from insights.dashboards import odds
from insights.facts import OutcomeFact
from insights.reports import rates, weigh
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import MeasureKind
from products.models import Outcome


def last_told(seen: Seen, outcome: Outcome) -> tuple[float | None, str]:
    """Return the chance last told to the readers, else that of four weeks ago, and since when."""
    if outcome.public_id in seen.told.chances:
        return seen.told.chances[outcome.public_id], _("since this report last spoke of it")
    then = seen.month.get(outcome.pk)
    return (then.chance if then else None), _("in four weeks")


def moved(seen: Seen, outcome: Outcome, now: OutcomeFact) -> str:
    """Return how the chance moved since it was last told; empty where it hardly did."""
    told, since = last_told(seen, outcome)
    if now.chance is None or told is None or not weigh.has_moved(now.chance, told):
        return ""
    was, is_now = (
        odds.told(chance, seen.readings.get(outcome.pk, 0)) for chance in (told, now.chance)
    )
    if was == is_now:
        return ""
    words = {
        "target": formats.measure(now.target, outcome.unit),
        "day": formats.day(now.target_on),
        "p0": was,
        "p1": is_now,
        "since": since,
    }
    if now.chance > told:
        return (
            _("The chance of %(target)s by %(day)s rose from %(p0)s to %(p1)s %(since)s.") % words
        )
    return _("The chance of %(target)s by %(day)s fell from %(p0)s to %(p1)s %(since)s.") % words


def latest(seen: Seen, outcome: Outcome, now: OutcomeFact) -> str:
    """Say where it stands, and how fast it goes beside how fast it would have to."""
    if now.value is None or now.observed_on is None:
        return _("Nothing is measured of it yet.")
    if outcome.measure_kind == MeasureKind.MILESTONE:
        return _("It was looked at on %(day)s.") % {"day": formats.day(now.observed_on)}
    words = {
        "value": formats.measure(now.value, outcome.unit),
        "day": formats.day(now.observed_on),
        "target": formats.measure(now.target, outcome.unit),
        "due": formats.day(now.target_on),
    }
    need = rates.needed(now, on=seen.on)
    pace = rates.recent(now, seen.long_ago.get(outcome.pk))
    if need is None or pace is None or rates.is_small(need, beside=now.value) or _is_there(now):
        if now.target is None or now.target_on is None:
            return _("It stood at %(value)s on %(day)s.") % words
        return _("It stood at %(value)s on %(day)s; the target is %(target)s by %(due)s.") % words
    words |= {
        "need": rates.said(need, beside=now.value, unit=outcome.unit),
        "pace": rates.said(pace, beside=now.value, unit=outcome.unit),
    }
    return (
        _(
            "It stood at %(value)s on %(day)s; it needs %(need)s a week from here,"
            " the last eight weeks brought %(pace)s."
        )
        % words
    )


def _is_there(now: OutcomeFact) -> bool:
    return now.progress is not None and now.progress >= 1

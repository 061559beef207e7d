"""How a report opens: the state of the whole with what weighs most, and what it is drawn from."""

from collections.abc import Sequence
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.subject import Subject
from insights.queries.drawn_from import drawn_from
from insights.reports import evidence
from insights.reports.content import Item
from insights.reports.found import Found
from insights.reports.product_findings import heard
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LONGEST, MONTH_OF_WEEKS = 150, 4


def headline(seen: Seen, found: Sequence[Found]) -> str:
    """Return the week in a sentence: how the whole stands, and the thing that weighs most."""
    subject = Subject.of(seen.figures)
    state = _state(seen, subject)
    if not subject.total(seen.figures):
        if seen.told.is_first:
            return _("The first report: nothing is measured yet")
        return _("Nothing is measured yet")
    if seen.told.is_first and not subject.total(seen.figures_before):
        return _("The first report: %(state)s") % {"state": state}
    if not found:
        return _("Nothing material changed this week: %(state)s") % {"state": state}
    words = {"state": f"{state}{_compared(seen, subject)}", "first": found[0].item.title}
    whole = _("%(state)s; %(first)s") % words
    return whole if len(whole) <= LONGEST else words["state"]


def nothing(seen: Seen) -> str:
    """Return what stands where the things worth knowing would, in a week without any."""
    if seen.told.is_first:
        return _(
            "This is the first report, so there is no week to compare with. The tables show where"
            " things stand; from the next report on, what moved is told here."
        )
    return _("Nothing moved enough to be told. “At a glance” shows where things stand.")


def standfirst(seen: Seen) -> list[Item]:
    """Return how the whole stands, and what to expect, each with the figures behind it."""
    now, subject = seen.figures, Subject.of(seen.figures)
    where = evidence.place_of(seen.scope, seen.heading.slug)
    portfolio = evidence.to_list("insights:dashboard", _("The portfolio then"), where, seen.on)
    if not subject.total(now):
        words = _("Nothing was measured by then.")
        return [Item(key="well", title=words, text="", evidence=[portfolio])]
    lines = [Item(key="well", title=_shares(seen, subject), text="", evidence=[portfolio])]
    if now.outcomes_forecast:
        shown = evidence.to_list("insights:outcome_list", _("The outcomes"), where, seen.on)
        lines.append(Item(key="expected", title=_expected(seen), text="", evidence=[shown]))
    return lines


def source(seen: Seen) -> str:
    """Say what the report is drawn from: a position, check-ins, readings, ratings, money."""
    counts = drawn_from(
        products=seen.products or {fact.product_id for fact in seen.now.values()},
        outcomes=seen.now,
        since=seen.before_moment,
        until=seen.known.moment,
    )
    said = [
        ngettext("%(n)s check-in", "%(n)s check-ins", counts.check_ins),
        ngettext("%(n)s reading", "%(n)s readings", counts.readings),
        ngettext("%(n)s rating of work", "%(n)s ratings of work", counts.ratings),
        ngettext("%(n)s line of money", "%(n)s lines of money", counts.money),
    ]
    numbers = (counts.check_ins, counts.readings, counts.ratings, counts.money)
    parts = [
        words % {"n": formats.number(number)}
        for words, number in zip(said, numbers, strict=True)
        if number
    ]
    if not parts:
        return _silence(seen)
    listed = {"parts": _listed(parts), "day": formats.day(seen.position)}
    if seen.position:
        return _("Drawn from the position of %(day)s: %(parts)s.") % listed
    return _("The week brought %(parts)s.") % listed


def _silence(seen: Seen) -> str:
    last = _last_word(seen)
    if last is None:
        return _("Nothing was said or measured by then.")
    return _("Nothing came in this week; the last word is %(heard)s.") % {
        "heard": heard(seen, last)
        if last in seen.positions
        else _("of %(day)s") % {"day": formats.day(last)}
    }


def _last_word(seen: Seen) -> date | None:
    said = [fact.checked_in_on for fact in seen.products.values()]
    measured = [fact.observed_on for fact in seen.now.values()]
    return max((on for on in (*said, *measured) if on), default=None)


def _state(seen: Seen, subject: Subject) -> str:
    """Return how the whole stands: how many are off course, or that none is."""
    now = seen.figures
    total, off = subject.total(now), subject.count(now, Health.OFF_TRACK)
    words = {
        "off": formats.number(off),
        "well": formats.number(subject.well(now)),
        "all": subject.counted(total),
    }
    if off:
        return (
            ngettext("%(off)s of %(all)s is off course", "%(off)s of %(all)s are off course", off)
            % words
        )
    if subject.count(now, Health.NOT_REPORTED) == total:
        return _("of %(all)s there is no news yet") % words
    return _("%(well)s of %(all)s on course or achieved, none off course") % words


def _compared(seen: Seen, subject: Subject) -> str:
    """Return how many were off course before, as the end of a sentence."""
    before, now = seen.figures_before, seen.figures
    off, was = (subject.count(figures, Health.OFF_TRACK) for figures in (now, before))
    if not subject.total(before) or not (off or was):
        return ""
    then = _("the week before")
    if seen.position and seen.position_before:
        then = _("the position before")
    words = {
        "was": formats.number(was),
        "all": formats.number(subject.total(before)),
        "count": apnumber(abs(off - was)),
        "then": then,
    }
    if subject.total(before) != subject.total(now):
        return _(", after %(was)s of %(all)s in %(then)s") % words
    if not off or off == was:
        return _(", as many as in %(then)s") % words if off else ""
    more = _(", %(count)s more than in %(then)s")
    fewer = _(", %(count)s fewer than in %(then)s")
    return (more if off > was else fewer) % words


def _shares(seen: Seen, subject: Subject) -> str:
    """Return how many are in each health, with the change of those that are well."""
    now, before = seen.figures, seen.figures_before
    well, total = subject.well(now), subject.total(now)
    change = well - subject.well(before) if subject.total(before) == total else 0
    words = {"well": formats.number(well), "all": subject.counted(total)}
    sentence = _("%(well)s of %(all)s are on course or achieved") % words
    if change:
        count = {"count": apnumber(abs(change))}
        sentence += (_(", %(count)s more") if change > 0 else _(", %(count)s fewer")) % count
    risk = subject.count(now, Health.AT_RISK)
    silent = subject.count(now, Health.NOT_REPORTED)
    rest = []
    if risk:
        rest.append(ngettext("%(n)s needs attention", "%(n)s need attention", risk) % _n(risk))
    if silent:
        rest.append(_("of %(n)s there is no news yet") % _n(silent))
    return "; ".join([sentence, *([", ".join(rest)] if rest else [])]) + "."


def _expected(seen: Seen) -> str:
    """Return how many to expect, with the range, what was expected a month ago, and the rest."""
    now = seen.figures.expected_met()
    words = {
        "mid": formats.number(round(now.mid)),
        "low": formats.number(round(now.low)),
        "high": formats.number(round(now.high)),
        "of": formats.number(now.of),
    }
    sentence = (
        _("Expect %(mid)s of %(of)s to be met (four times in five %(low)s to %(high)s)") % words
    )
    then = seen.weeks[-1 - MONTH_OF_WEEKS][1]
    if then.outcomes_forecast:
        before = _n(round(then.expected_met().mid))
        sentence += _(", after %(n)s four weeks ago") % before
    if not now.without:
        return f"{sentence}."
    without = ngettext("%(n)s has no forecast", "%(n)s have no forecast", now.without)
    return f"{sentence}; {without % _n(now.without)}."


def _n(count: int) -> dict[str, str]:
    return {"n": formats.number(count)}


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}

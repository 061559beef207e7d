"""What else changed in the week, a line each; what came and what went in one line each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.queries.changes import Change, changes
from insights.queries.differences import LIFE
from insights.reports import evidence
from insights.reports.content import Evidence, Item
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

MOST_CHANGES, LOOKED_AT, NAMED = 8, 40, 3


def changed(seen: Seen, *, but: Collection[Evidence]) -> list[Item]:
    """Return what changed, without the outcomes and initiatives that were shown elsewhere."""
    told = {shown.path for shown in but}
    lines = list(_came_and_went(seen))
    for change in changes(
        seen.scope, on=seen.on, vs=seen.vs, user=seen.known.user, limit=LOOKED_AT
    ):
        if change.kind in ("new", "gone"):
            continue
        line = _line(seen, change)
        if line.text and line.evidence[0].path not in told:
            lines.append(line)
    return lines[:MOST_CHANGES]


def _came_and_went(seen: Seen) -> Iterator[Item]:
    outcomes = seen.before, seen.now
    initiatives = seen.initiatives_before, seen.initiatives
    if not any(outcomes[0]) and not any(initiatives[0]):
        return
    yield from _listed(
        seen,
        "outcomes",
        {k: f.name for k, f in outcomes[0].items()},
        {k: f.name for k, f in outcomes[1].items()},
    )
    yield from _listed(
        seen,
        "initiatives",
        {k: f.title for k, f in initiatives[0].items()},
        {k: f.title for k, f in initiatives[1].items()},
    )


def _listed(
    seen: Seen, noun: str, before: Mapping[int, str], now: Mapping[int, str]
) -> Iterator[Item]:
    """Yield what is new, and what is no longer listed, by name while there are few."""
    came = sorted(now[pk] for pk in now.keys() - before.keys())
    went = sorted(before[pk] for pk in before.keys() - now.keys())
    for key, names in (("new", came), ("gone", went)):
        if names:
            yield Item(
                key=f"{noun}:{key}",
                title=_titles(len(names))[noun, key] % {"n": formats.number(len(names))},
                text=_names(names),
                evidence=[
                    evidence.to_changes(seen.scope, seen.heading.slug, seen.on, seen.vs, LIFE)
                ],
            )


def _titles(n: int) -> dict[tuple[str, str], str]:
    return {
        ("outcomes", "new"): ngettext("%(n)s outcome is new", "%(n)s outcomes are new", n),
        ("initiatives", "new"): ngettext("%(n)s initiative is new", "%(n)s initiatives are new", n),
        ("outcomes", "gone"): ngettext(
            "%(n)s outcome is no longer listed", "%(n)s outcomes are no longer listed", n
        ),
        ("initiatives", "gone"): ngettext(
            "%(n)s initiative is no longer listed", "%(n)s initiatives are no longer listed", n
        ),
    }


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return f"{shown}."
    return _("%(names)s and %(n)s more.") % {"names": shown, "n": formats.number(more)}


def _line(seen: Seen, change: Change) -> Item:
    to = evidence.to_outcome_part if change.is_outcome else evidence.to_initiative_part
    shown = [to(change.path_part, change.name, seen.on)]
    if change.check_in:
        shown.append(evidence.to_check_in(change.check_in, seen.product(change.product_id)))
    return Item(
        key=f"change:{change.path_part.split('-')[0]}",
        title=change.name,
        text=" ".join(part for part in (_health(change), _values(change)) if part),
        evidence=shown,
        tone=change.after or change.before,
        teams=seen.teams(change.product_id),
    )


def _health(change: Change) -> str:
    if change.before == change.after:
        return ""
    was, now = Health(change.before), Health(change.after)
    if now == Health.NOT_REPORTED:
        return _("It was “%(was)s”; now there is no news of it.") % {"was": was.label}
    if was == Health.NOT_REPORTED:
        return _("Heard of again: “%(now)s”.") % {"now": now.label}
    return _("From “%(was)s” to “%(now)s”.") % {"was": was.label, "now": now.label}


def _values(change: Change) -> str:
    """Return what moved, in the words of its kind; empty where nothing shows."""
    if isinstance(change.was, date) and change.now is None:
        return _("Its date was taken away; it was %(was)s.") % {"was": formats.day(change.was)}
    if isinstance(change.was, date):
        words = {"was": formats.day(change.was), "now": formats.day(change.now)}
        return _("Its date moved from %(was)s to %(now)s.") % words
    if not isinstance(change.now, float):
        return ""
    words = {
        "was": formats.measure(change.was, change.unit),
        "now": formats.measure(change.now, change.unit),
    }
    if change.was is None:
        return _("Measured for the first time: %(now)s.") % words
    if words["was"] == words["now"]:
        return _("Still at %(now)s; its day came closer.") % words
    if change.kind == "target":
        return _("Its target went from %(was)s to %(now)s.") % words
    return _("It went from %(was)s to %(now)s.") % words

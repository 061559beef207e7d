"""The objectives in one line each: how many are well, what to expect, and a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.figures import Figures
from insights.queries import figures
from insights.queries.names import Named
from insights.reports import evidence
from insights.reports.content import Move, ObjectiveLine
from insights.reports.seen import Seen
from pmo_portal.lib import formats

MOST = 20


def lines(seen: Seen, better: list[Move], worse: list[Move]) -> list[ObjectiveLine]:
    """Return the objectives of the scope that have outcomes, in their order."""
    series = figures.series_by_objective(seen.scope, days=[seen.vs, seen.on], user=seen.known.user)
    objectives = [o for o in seen.names.objectives.values() if o.id in series]
    counted = [(o, series[o.id][0][1], series[o.id][1][1]) for o in objectives]
    up, down = _first_by_objective(seen, better), _first_by_objective(seen, worse)
    shown = [of for of in counted if of[2].outcomes][:MOST]
    return [_line(seen, *of, up.get(of[0].id, ""), down.get(of[0].id, "")) for of in shown]


def _line(
    seen: Seen, objective: Named, before: Figures, now: Figures, up: str, down: str
) -> ObjectiveLine:
    well, well_before = (f.outcomes_on_track + f.outcomes_achieved for f in (now, before))
    expected = now.expected_met()
    return ObjectiveLine(
        code=objective.code,
        title=objective.name,
        evidence=evidence.to_objective(objective.name, objective.slug, seen.on),
        well=well,
        of=now.outcomes,
        measured=now.outcomes_measured,
        health=now.health("outcomes"),
        change=well - well_before if before.outcomes else None,
        likely=[expected.low, expected.mid, expected.high]
        if expected.without < expected.of
        else None,
        without=expected.without,
        people=float(now.fte) or None,
        say=_sentence(up, down, now, before),
    )


def _first_by_objective(seen: Seen, moves: list[Move]) -> dict[int | None, str]:
    """Return for each objective the first of the outcomes that moved most which lies under it."""
    lies_under = {
        outcome.name: seen.now[pk].objective_id
        for pk, outcome in seen.outcomes.items()
        if pk in seen.now
    }
    moved = reversed([move.name for move in moves if move.name in lies_under])
    return {lies_under[name]: name for name in moved}


def _sentence(better: str, worse: str, now: Figures, before: Figures) -> str:
    parts = []
    if better:
        parts.append(_("“%(name)s” moved up") % {"name": better})
    if worse:
        parts.append(_("“%(name)s” moved down") % {"name": worse})
    if parts:
        return "; ".join(parts) + "."
    if silent := now.outcomes_not_reported:
        words = {"n": formats.number(silent)}
        return (
            ngettext("No news yet of %(n)s outcome.", "No news yet of %(n)s outcomes.", silent)
            % words
        )
    return _("Nothing moved.") if before.outcomes else _("New this week.")

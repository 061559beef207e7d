"""The objectives in one line each: how many are well, what to expect, and a sentence."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.figures import Figures
from insights.queries import figures
from insights.queries.names import Named
from insights.reports import evidence
from insights.reports.content import ObjectiveLine
from insights.reports.moves import Steps
from insights.reports.seen import Seen
from pmo_portal.lib import formats

MOST = 20


def lines(seen: Seen, moved: Steps) -> list[ObjectiveLine]:
    """Return the objectives of the scope that have outcomes, in their order."""
    series = figures.series_by_objective(seen.scope, days=[seen.vs, seen.on], user=seen.known.user)
    objectives = [o for o in seen.names.objectives.values() if o.id in series]
    counted = [(o, series[o.id][0][1], series[o.id][1][1]) for o in objectives]
    under: dict[int | None, Steps] = defaultdict(list)
    for step, pk in moved:
        under[seen.now[pk].objective_id].append((step, pk))
    shown = [of for of in counted if of[2].outcomes][:MOST]
    return [_line(seen, *of, under[of[0].id]) for of in shown]


def _line(
    seen: Seen,
    objective: Named,
    before: Figures,
    now: Figures,
    moved: Steps,
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
        say=_sentence(seen, moved, now, before),
    )


def _sentence(seen: Seen, moved: Steps, now: Figures, before: Figures) -> str:
    """Say what moved most under the objective, both ways; else what is silent."""
    parts = []
    if moved and moved[0][0] > 0:
        parts.append(_("“%(name)s” improved to %(value)s") % _at(seen, moved[0][1]))
    if moved and moved[-1][0] < 0:
        parts.append(_("“%(name)s” slipped to %(value)s") % _at(seen, moved[-1][1]))
    if parts:
        return "; ".join(parts) + "."
    if silent := now.outcomes_not_reported:
        words = {"n": formats.number(silent)}
        return (
            ngettext("No news yet of %(n)s outcome.", "No news yet of %(n)s outcomes.", silent)
            % words
        )
    return _("Nothing moved.") if before.outcomes else _("New this week.")


def _at(seen: Seen, pk: int) -> dict[str, str]:
    outcome = seen.outcomes[pk]
    return {"name": outcome.name, "value": formats.measure(seen.now[pk].value, outcome.unit)}

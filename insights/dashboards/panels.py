"""What the evidence shows beside what a team says: the panels that other pages load."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.age import days_since
from insights.dashboards.listing import WORST_FIRST
from insights.facts import OutcomeFact, outcomes_on
from insights.figures import Figures
from insights.queries.figures import figures_on
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown
from products.queries.outcomes import outcomes_by_id

MOST_ROWS = 12


@dataclass(frozen=True)
class Evidence:
    """One outcome as the evidence shows it: rated, how far, how fast, how fresh."""

    fact: OutcomeFact
    outcome: Any
    days: int | None
    pace: str

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar, its tick where the outcome should be by now."""
        clamped = self.fact.clamped
        return None if clamped is None else bars.bar(clamped, tick=self.fact.expected)


@dataclass(frozen=True)
class Panel:
    """The evidence of a scope: a sentence, counts, how much is measured, outcomes worst first."""

    sentence: str
    counts: Mapping[str, int]
    figures: Figures
    oldest: int | None
    median: int | None
    outcomes: Sequence[Evidence]

    @property
    def worst(self) -> Sequence[Evidence]:
        """The outcomes a glance should fall on first."""
        return self.outcomes[:MOST_ROWS]


def panel(scope: Scope, *, known: AsKnown) -> Panel:
    """Return the evidence of a product or an objective, as the figures count it."""
    facts = outcomes_on(scope, on=known.on, user=known.user)
    figures = figures_on(scope, on=known.on, user=known.user)
    facts.sort(key=lambda fact: (WORST_FIRST[Health(fact.health)], fact.name.casefold()))
    outcomes = outcomes_by_id([fact.outcome_id for fact in facts], known=known)
    return Panel(
        sentence=_sentence(facts),
        counts=figures.health("outcomes"),
        figures=figures,
        oldest=figures.oldest_reading_days(known.on),
        median=figures.median_reading_days(known.on),
        outcomes=[_evidence(fact, outcomes, known) for fact in facts],
    )


def evidence(outcome: Any, *, known: AsKnown) -> Evidence | None:
    """Return the evidence of one outcome, or nothing where the figures do not count it."""
    facts = outcomes_on(Scope(), on=known.on, user=known.user, ids=[outcome.pk])
    return _evidence(facts[0], {outcome.pk: outcome}, known) if facts else None


def pace_words(fact: OutcomeFact) -> str:
    """Return in a sentence how fast the outcome goes, or why the evidence does not rate it."""
    if fact.reason:
        return _reasons().get(fact.reason, "")
    if fact.progress is not None and fact.progress >= 1:
        return _("The target is reached.")
    if fact.pace is None and fact.expected is not None:
        return _("Too early to tell a pace: less than a tenth of the time has gone.")
    if fact.pace is None:
        inside = fact.health == Health.ON_TRACK
        return _("Within its bounds.") if inside else _("Outside its bounds.")
    if math.isinf(fact.pace):
        return _("Not reachable at this pace.")
    times = round(fact.pace, 1)
    if times <= 1:
        return _("At this pace it gets there in time.")
    if fact.health == Health.ON_TRACK:
        return _("A little behind the line, and near enough to count as on course.")
    return _("Needs to go %(times)s times faster from here.") % {"times": formats.number(times)}


def _evidence(fact: OutcomeFact, outcomes: Mapping[int, Any], known: AsKnown) -> Evidence:
    days = days_since(fact.observed_on, known.on)
    return Evidence(fact, outcomes.get(fact.outcome_id), days, pace_words(fact))


def _sentence(facts: Sequence[OutcomeFact]) -> str:
    if not facts:
        return _("There is no outcome to look at yet.")
    well = sum(fact.health in (Health.ON_TRACK, Health.ACHIEVED) for fact in facts)
    return ngettext(
        "%(well)s of %(all)s outcome on course or achieved.",
        "%(well)s of %(all)s outcomes on course or achieved.",
        len(facts),
    ) % {"well": formats.number(well), "all": formats.number(len(facts))}


def _reasons() -> Mapping[str, str]:
    return {
        "no_reading": _("No reading yet, so nothing is claimed."),
        "no_value": _("The latest reading carries no value."),
        "before_baseline": _(
            "The latest reading is older than the start, so it does not count yet."
        ),
        "no_target": _("Without a target it cannot be on course."),
        "no_baseline": _("Where it started is not known, so how far it came is not either."),
        "target_is_baseline": _(
            "Target and start are the same, so there is no way to measure along."
        ),
        "no_dates": _("Without a start day and a target day there is no pace."),
        "too_early": _("Too early to tell: less than a tenth of the time has gone."),
        "one_reading": _("One reading is not enough to tell a pace."),
    }

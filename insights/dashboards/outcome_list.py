"""The list of outcomes: exactly those that the figures count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.listing import Column, Found, Lister, Span, in_chunks, name_of
from insights.dashboards.question import HEALTHS, MEASURED, Askable, Question
from insights.facts import OutcomeFact, outcomes_on
from insights.facts.cuts import OUTCOMES as FACTS
from insights.facts.pages import outcomes_part
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import MeasureKind
from products.queries.outcomes import outcomes_by_id


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome in the list. `change` is that of its progress since the compare day."""

    fact: OutcomeFact
    outcome: Any
    product: Named | None
    objective: Named | None
    days: int | None
    change: float | None

    @property
    def bar(self) -> Svg | None:
        """Progress as a bar, its tick where the outcome should be by now."""
        fact = self.fact
        return None if fact.clamped is None else bars.bar(fact.clamped, tick=fact.expected)

    @property
    def is_better(self) -> bool | None:
        """Whether progress rose; nothing when it stood still."""
        return None if not self.change or abs(self.change) < 0.005 else self.change > 0


CELLS = {
    "id": lambda row: row.outcome.public_id if row.outcome else "",
    "name": lambda row: row.fact.name,
    "product": lambda row: name_of(row.product),
    "objective_code": lambda row: row.objective.code if row.objective else "",
    "objective": lambda row: name_of(row.objective),
    "health": lambda row: row.fact.health,
    "reason": lambda row: row.fact.reason,
    "kind": lambda row: row.outcome.measure_kind if row.outcome else "",
    "value": lambda row: row.fact.value,
    "unit": lambda row: row.outcome.unit if row.outcome else "",
    "baseline": lambda row: row.outcome.baseline if row.outcome else None,
    "target": lambda row: row.outcome.target if row.outcome else None,
    "target_on": lambda row: row.outcome.target_on if row.outcome else None,
    "progress": lambda row: row.fact.progress,
    "expected": lambda row: row.fact.expected,
    "change": lambda row: row.change,
    "observed_on": lambda row: row.fact.observed_on,
    "age_days": lambda row: row.days,
}


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s outcome", "%(count)s outcomes", total or 0) % count


def _read(asked: Question, span: Span) -> Found:
    values = _places_of_objectives(asked) if asked.sort == "objective" else None
    part = outcomes_part(
        asked.scope,
        asked.cut(limit=span.limit, offset=span.offset, values=values),
        **asked.day(),
    )
    return Found(in_chunks(part.facts, lambda facts: _rows(facts, asked)), part.total)


def _places_of_objectives(asked: Question) -> dict[int, int]:
    """Return where each objective stands when they are put in order of code and name."""
    objectives = sorted(
        asked.names.objectives.values(), key=lambda one: f"{one.code} {one.name}".casefold()
    )
    return {objective.id: place for place, objective in enumerate(objectives)}


def _rows(facts: Sequence[OutcomeFact], asked: Question) -> Iterable[OutcomeRow]:
    ids = [fact.outcome_id for fact in facts]
    outcomes = outcomes_by_id(ids, known=asked.known)
    earlier = outcomes_on(Scope(), on=asked.as_of.vs, user=asked.known.user, ids=ids)
    then = {fact.outcome_id: fact for fact in earlier}
    for fact in facts:
        yield OutcomeRow(
            fact=fact,
            outcome=outcomes.get(fact.outcome_id),
            product=asked.names.products.get(fact.product_id),
            objective=asked.names.objectives.get(fact.objective_id or 0),
            days=asked.days_since(fact.observed_on),
            change=_change(fact, then.get(fact.outcome_id)),
        )


def _change(fact: OutcomeFact, then: OutcomeFact | None) -> float | None:
    if then is None or fact.progress is None or then.progress is None:
        return None
    return fact.progress - then.progress


OUTCOMES = Lister(
    name="outcomes",
    title=_("Outcomes"),
    row="insights/rows/outcome.html",
    askable=Askable(
        sorts=tuple(FACTS.sorts),
        healths=(*HEALTHS, MEASURED),
        kinds=MeasureKind,
        has_age=True,
        knows_untied=True,
    ),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("No outcomes yet"),
        _(
            "An outcome says what should become different, from where and by when. Import a"
            " portfolio, or name the first one on a product’s page."
        ),
        "target",
    ),
    columns=(
        Column(_("Health"), "health"),
        Column(_("Outcome"), "name"),
        Column(_("Product"), "product"),
        Column(_("Progress"), "progress"),
        Column(_("Now and target"), is_number=True),
        Column(_("Change"), is_number=True),
        Column(_("Read"), "age", is_number=True),
    ),
    hides=("outcomes",),
)

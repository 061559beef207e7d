"""The list of initiatives: exactly those that the figures count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insights.dashboards.listing import (
    Column,
    Found,
    Lister,
    Span,
    changed_from,
    in_chunks,
    name_of,
)
from insights.dashboards.question import HEALTHS, MEASURED, Askable, Question
from insights.facts import InitiativeFact, initiatives_on
from insights.facts.cuts import INITIATIVES as FACTS
from insights.facts.pages import initiatives_part
from insights.queries.names import Named
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from products.queries.initiatives import initiatives_by_id


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative in the list. `before` is its health on the compare day, if it was another."""

    fact: InitiativeFact
    initiative: Any
    product: Named | None
    objective: Named | None
    days: int | None
    before: str

    @property
    def stage(self) -> str:
        """Where in its life it is, in words."""
        return str(InitiativeStage(self.fact.stage).label)

    @property
    def slip_days(self) -> int | None:
        """How much later than first promised it is due."""
        due_on, promised_on = self.fact.due_on, self.fact.first_promised_on
        return (due_on - promised_on).days if due_on and promised_on else None


CELLS = {
    "id": lambda row: row.initiative.public_id if row.initiative else "",
    "title": lambda row: row.fact.title,
    "product": lambda row: name_of(row.product),
    "objective": lambda row: name_of(row.objective),
    "health": lambda row: row.fact.health,
    "said": lambda row: row.fact.said,
    "said_by": lambda row: row.fact.said_by,
    "stage": lambda row: row.fact.stage,
    "kind": lambda row: row.fact.kind,
    "due_on": lambda row: row.fact.due_on,
    "first_promised_on": lambda row: row.fact.first_promised_on,
    "slip_days": lambda row: row.slip_days,
    "health_before": lambda row: row.before,
    "age_days": lambda row: row.days,
}


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s initiative", "%(count)s initiatives", total or 0) % count


def _read(asked: Question, span: Span) -> Found:
    part = initiatives_part(
        asked.scope,
        asked.cut(limit=span.limit, offset=span.offset),
        **asked.day(),
    )
    return Found(in_chunks(part.facts, lambda facts: _rows(facts, asked)), part.total)


def _rows(facts: Sequence[InitiativeFact], asked: Question) -> Iterable[InitiativeRow]:
    ids = [fact.initiative_id for fact in facts]
    initiatives = initiatives_by_id(ids, known=asked.known)
    earlier = initiatives_on(Scope(), on=asked.as_of.vs, user=asked.known.user, ids=ids)
    before = {fact.initiative_id: fact.health for fact in earlier}
    for fact in facts:
        heard_on = asked.day_of(fact.line_known_at) if fact.line_known_at else None
        yield InitiativeRow(
            fact=fact,
            initiative=initiatives.get(fact.initiative_id),
            product=asked.names.products.get(fact.product_id),
            objective=asked.names.objectives.get(fact.objective_id or 0),
            days=asked.days_since(heard_on),
            before=changed_from(before.get(fact.initiative_id), fact.health),
        )


INITIATIVES = Lister(
    name="initiatives",
    title=_("Initiatives"),
    row="insights/rows/initiative.html",
    askable=Askable(
        sorts=tuple(FACTS.sorts),
        healths=(*HEALTHS, MEASURED),
        stages=InitiativeStage,
        kinds=WorkKind,
        has_age=True,
        knows_untied=True,
    ),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("No initiatives yet"),
        _(
            "An initiative is a piece of work meant to move an outcome. Import a portfolio, or"
            " start the first one on a product’s page."
        ),
        "flag",
    ),
    columns=(
        Column(_("Said"), "health"),
        Column(_("Initiative"), "title"),
        Column(_("Product"), "product"),
        Column(_("Stage"), "stage"),
        Column(_("Due"), "due", is_number=True),
        Column(_("Slip"), "slip", is_number=True),
        Column(_("Last word"), "age", is_number=True),
    ),
    hides=("initiatives",),
)

"""How the check-in form looks: its rows beside last time, and the card it will become."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from pmo_portal.lib import scales
from pmo_portal.lib.vocabulary import AskKind, Health
from products.charts import line
from products.dashboards import check_in_card
from products.dashboards.check_in_card import AskLine, Card, Change, WorkLine
from products.forms.check_in import CheckInForm
from products.queries.initiatives import InitiativeRow
from products.queries.known import AsKnown
from products.queries.last_time import OutcomeThen

SURENESS = (
    (95, _lazy("as good as certain")),
    (80, _lazy("very likely")),
    (56, _lazy("better than even")),
    (41, _lazy("about even")),
    (20, _lazy("rather unlikely")),
    (0, _lazy("hardly")),
)


@dataclass(frozen=True)
class ValueRow:
    """One outcome to give a value for. `confirmed` is a value the person was asked about."""

    then: OutcomeThen
    field: BoundField
    line: line.Line | None
    was: Decimal | None
    from_id: str
    change: Change | None
    hint: str
    confirmed: str
    is_again: bool


@dataclass(frozen=True)
class WorkRow:
    """One initiative to speak of."""

    row: InitiativeRow
    health: BoundField
    due: BoundField


def value_rows(form: CheckInForm, *, known: AsKnown) -> Iterator[ValueRow]:
    """Return a row for each open outcome."""
    for then in form.start.outcomes:
        name = f"value-{then.outcome.public_id}"
        was = then.was.value if then.was else None
        behind, doubt = form.reading_behind(then), form.doubt(then)
        yield ValueRow(
            then=then,
            field=form[name],
            line=_line(then, known),
            was=was,
            from_id=behind.public_id if behind else "",
            change=check_in_card.change(then.outcome, form.value_of(then.outcome), was),
            hint=doubt.hint if doubt else "",
            confirmed=form.data.get(name, "") if doubt else "",
            is_again=form.is_again(then.outcome),
        )


def work_rows(form: CheckInForm) -> Iterator[WorkRow]:
    """Return a row for each initiative under way."""
    for row in form.start.initiatives:
        public_id = row.initiative.public_id
        yield WorkRow(row, form[f"health-{public_id}"], form[f"due-{public_id}"])


def card(form: CheckInForm) -> Card:
    """Return the card that everyone will see once this is published."""
    start = form.start
    said = form.cleaned_data if form.is_bound else form.initial
    confidence = said.get("confidence")
    return Card(
        product=start.product.name,
        team=start.team.name,
        at=None,
        health=said.get("health") or Health.NOT_REPORTED,
        said="",
        confidence=confidence,
        what_changed=said.get("what_changed", ""),
        values=[
            moved
            for then in start.outcomes
            if (
                moved := check_in_card.moved(
                    then.outcome,
                    form.value_of(then.outcome),
                    then.was.value if then.was else None,
                )
            )
        ],
        work=list(_work(form)),
        ask=_ask(form),
        objectives=check_in_card.objectives_of(then.row for then in start.outcomes),
        is_correction=start.corrects is not None,
    )


def sureness(form: CheckInForm) -> str:
    """Return how sure the team is on its scale and in words; nothing where it does not say."""
    if "confidence" not in form.fields:
        return ""
    said = form.cleaned_data if form.is_bound else form.initial
    confidence = said.get("confidence")
    if confidence is None:
        return _("not said")
    words = next(words for least, words in SURENESS if confidence >= least)
    given = scales.said(confidence, form.start.team.confidence_scale)
    return _("%(given)s, %(words)s") % {"given": given, "words": words}


def _work(form: CheckInForm) -> Iterator[WorkLine]:
    said = form.cleaned_data if form.is_bound else form.initial
    for row in form.start.initiatives:
        health = said.get(f"health-{row.initiative.public_id}") or row.health
        due_on = said.get(f"due-{row.initiative.public_id}")
        moved_to = due_on if due_on != row.initiative.due_on else None
        if check_in_card.is_worth_a_line(health, moved_to):
            yield WorkLine(row.initiative.title, Health(health), moved_to)


def _ask(form: CheckInForm) -> AskLine | None:
    said = form.cleaned_data if form.is_bound else form.initial
    if not said.get("ask_kind") or not said.get("ask_wording"):
        return None
    to = said.get("ask_to", "")
    names = {
        code: label
        for _group, choices in form.fields["ask_to"].choices[1:]  # type: ignore[attr-defined]
        for code, label in choices
    }
    kind = AskKind(said["ask_kind"])
    return AskLine(kind, said["ask_wording"], str(names.get(to, "")), said.get("ask_needed_by"))


def _line(then: OutcomeThen, known: AsKnown) -> line.Line | None:
    points = [(r.observed_on, float(r.value)) for r in then.row.readings if r.value is not None]
    target = then.outcome.target
    level = float(target) if target is not None else None
    return line.line(points[-26:], level=level, until=known.on)

"""Changing what an initiative means, in sight of what stands and never over somebody's words."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.provenance import because
from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from portfolio.models import User
from products.actions.changes import change, day_here, tell
from products.actions.initiatives import (
    ENDED,
    InitiativeNeedsATitle,
    StopNeedsReason,
    require_order,
    running,
    tie,
)
from products.actions.refusals import Refusal
from products.models import Initiative, Outcome


class MoveNeedsReason(Refusal):
    """A promised day is moved without saying why."""

    sentence = _("Say in one line why the due day moves; it stands beside the first promise.")


@transaction.atomic
def redefine_initiative(
    *,
    initiative: Initiative,
    title: str,
    hypothesis: str,
    stage: InitiativeStage,
    kind: WorkKind | None,
    effort: Decimal | None,
    started_on: date | None,
    due_on: date | None,
    external_link: str,
    moves: Mapping[Outcome, Decimal | int | None],
    reason: str = "",
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Initiative:
    """Give an initiative another definition from now on. The first promise stays as it was.

    `moves` names all it is meant to move, with the expected share in per cent; `reason` is needed
    once the due day moves; `in_sight` is the edition the person saw. Raises NotYourProduct, InitiativeHasEnded, SomebodyChangedIt, InitiativeNeedsATitle,
    DueBeforeStart, MoveNeedsReason, and StopNeedsReason for a stage in which it has ended.
    """
    initiative = running(initiative, in_sight=in_sight, by=by)
    _require_sound(title, stage, started_on, due_on)
    wanted = {
        "title": title.strip(),
        "hypothesis": hypothesis.strip(),
        "stage": stage,
        "kind": kind or "",
        "effort": effort,
        "started_on": started_on,
        "due_on": due_on,
        "external_link": external_link,
    }
    changed = _write(initiative, wanted, reason.strip(), at)
    retied = _retie(initiative, moves, by, at)
    if changed or retied:
        tell(initiative.product_id, at=at)
    return initiative


def _require_sound(
    title: str, stage: InitiativeStage, started_on: date | None, due_on: date | None
) -> None:
    if not title.strip():
        raise InitiativeNeedsATitle
    if stage in ENDED:
        raise StopNeedsReason
    require_order(started_on, due_on)


def _write(initiative: Initiative, wanted: dict[str, Any], reason: str, at: datetime) -> bool:
    """Write what differs, the first promise kept; return whether anything did."""
    first = initiative.first_promised_on or initiative.due_on or wanted["due_on"]
    wanted["first_promised_on"] = first
    changed = {column: new for column, new in wanted.items() if getattr(initiative, column) != new}
    if "due_on" in changed and initiative.due_on and not reason:
        raise MoveNeedsReason
    if changed:
        with because(reason) if reason else nullcontext():
            change(initiative, at=at, **changed)
    return bool(changed)


def _retie(initiative: Initiative, moves: Mapping[Outcome, Any], by: User, at: datetime) -> bool:
    """Tie the initiative to these outcomes alone; return whether anything differed.

    Ties to outcomes the person cannot see are left as they are.
    """
    seen = Outcome.objects.visible_to(by).values("pk")
    ties = initiative.contributions.standing().filter(outcome__in=seen)
    standing = {t.outcome_id: t for t in ties}
    wanted = {outcome.pk for outcome in moves}
    gone = [t for pk, t in standing.items() if pk not in wanted]
    differing = {
        outcome: share
        for outcome, share in moves.items()
        if outcome.pk not in standing or standing[outcome.pk].expected_share != share
    }
    for contribution in gone:
        change(contribution, at=at, ended_on=day_here(at))
    for outcome, share in differing.items():
        tie(initiative, outcome, share, by=by, at=at)
    return bool(gone or differing)

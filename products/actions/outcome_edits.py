"""Changing what an outcome means, in sight of what stands and never over somebody's words."""

from contextlib import nullcontext
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from pmo_portal.lib.provenance import because
from pmo_portal.lib.vocabulary import Ambition
from portfolio.models import Objective, User
from products.actions.changes import change, tell
from products.actions.outcomes import NeedsAName, RetargetNeedsReason, Target, open_outcome
from products.models import Outcome

PROMISE = ("measure_kind", "baseline", "baseline_on", "target", "target_upper", "target_on")


@transaction.atomic
def redefine_outcome(
    *,
    outcome: Outcome,
    name: str,
    target: Target,
    objective: Objective | None,
    weight: Decimal | int,
    ambition: Ambition,
    owner: User | None,
    cadence: str,
    source: str = "",
    reason: str = "",
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Outcome:
    """Give an outcome another definition from now on; earlier days keep the old one.

    Where nothing differs, nothing is written. `reason` is needed once a target that stood moves;
    `in_sight` is the edition the person saw. Raises NotYourProduct, OutcomeIsClosed,
    SomebodyChangedIt, NeedsAName, RetargetNeedsReason and what `Target.columns` raises.
    """
    outcome = open_outcome(outcome, in_sight=in_sight, by=by)
    if not name.strip():
        raise NeedsAName
    wanted = {
        "name": name.strip(),
        "objective": objective,
        "weight": weight,
        "ambition": ambition,
        "owner": owner,
        "cadence": cadence,
        "source": source.strip(),
        **target.columns(),
    }
    changed = {column: new for column, new in wanted.items() if getattr(outcome, column) != new}
    if not changed:
        return outcome
    _rewrite(outcome, changed, reason=reason.strip(), at=at)
    return outcome


def _rewrite(outcome: Outcome, changed: dict[str, Any], *, reason: str, at: datetime) -> None:
    if moves_target(outcome, changed) and not reason:
        raise RetargetNeedsReason
    with because(reason) if reason else nullcontext():
        change(outcome, at=at, **changed)
    tell(outcome.product_id, at=at)


def moves_target(outcome: Outcome, changed: dict[str, Any]) -> bool:
    """Return whether a change moves a target that stood; to set the first one needs no reason."""
    if outcome.target is None:
        return False
    steps = bool(outcome.target_steps) and "target_steps" in changed
    return steps or any(
        column in changed and getattr(outcome, column) is not None for column in PROMISE
    )

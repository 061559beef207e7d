"""What should become different: defined, given another target, closed with what was learned."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.provenance import because
from pmo_portal.lib.vocabulary import Ambition, Closure, MeasureKind
from portfolio.models import Objective, User
from products.actions.changes import change, locked, require_in_sight, require_member, tell
from products.actions.refusals import Refusal
from products.models import Outcome, Product

TOWARDS_A_TARGET = {MeasureKind.INCREASE, MeasureKind.DECREASE}


class TargetEqualsBaseline(Refusal):
    """There is no way to go from baseline to target."""

    sentence = _(
        "The target equals the baseline, so there is no way to go. To hold a level, use"
        " “at least” or “at most”."
    )


class TargetPointsTheOtherWay(Refusal):
    """An increase whose target is lower than its baseline, or a decrease to a higher one."""

    sentence = _("The target lies the other way. Change the kind of measure or the target.")


class RangeOutOfOrder(Refusal):
    """A range without two bounds in order."""

    sentence = _("A range needs a lower bound and an upper bound that is not below it.")


class TargetBeforeBaseline(Refusal):
    """The target day does not come after the baseline day."""

    sentence = _("The target day comes after the baseline day.")


class NeedsAName(Refusal):
    """A thing without a name."""

    sentence = _("Give it a name that others will understand.")


class RetargetNeedsReason(Refusal):
    """A target is changed without saying why."""

    sentence = _("Say why the target changes; the reason stays beside it.")


class OutcomeIsClosed(Refusal):
    """The outcome has ended."""

    sentence = _("This outcome is closed. Open it again, or define a new one to go on.")


class OutcomeIsOpen(Refusal):
    """An outcome that has not ended cannot be opened again."""

    sentence = _("This outcome is open already.")


@dataclass(frozen=True, kw_only=True)
class Target:
    """What an outcome is measured against, in its own unit. All of it may still be unknown.

    `value` is the bound of *at least* and *at most* and the lower bound of a range, whose upper
    bound is `upper`; `steps` are phased targets as pairs of day and value.
    """

    kind: MeasureKind = MeasureKind.INCREASE
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    on: date | None = None
    steps: Sequence[tuple[date, Decimal]] = field(default=())

    def columns(self) -> dict[str, Any]:
        """Return the target as the columns of an outcome, checked.

        Raises TargetEqualsBaseline, TargetPointsTheOtherWay, RangeOutOfOrder,
        TargetBeforeBaseline.
        """
        self._check()
        return {
            "measure_kind": self.kind,
            "unit": self.unit,
            "baseline": self.baseline,
            "baseline_on": self.baseline_on,
            "target": self.value,
            "target_upper": self.upper,
            "target_on": self.on,
            "target_steps": [
                {"on": on.isoformat(), "value": float(value)} for on, value in self.steps
            ],
        }

    def _check(self) -> None:
        if self.baseline_on and self.on and self.on <= self.baseline_on:
            raise TargetBeforeBaseline
        if self.kind == MeasureKind.WITHIN_RANGE:
            if self.value is None or self.upper is None or self.upper < self.value:
                raise RangeOutOfOrder
        elif self.kind in TOWARDS_A_TARGET and self.baseline is not None and self.value is not None:
            if self.value == self.baseline:
                raise TargetEqualsBaseline
            if (self.value > self.baseline) != (self.kind == MeasureKind.INCREASE):
                raise TargetPointsTheOtherWay


@transaction.atomic
def define_outcome(
    *,
    product: Product,
    name: str,
    target: Target,
    objective: Objective | None = None,
    weight: Decimal | int = 1,
    ambition: Ambition = Ambition.COMMITTED,
    owner: User | None = None,
    cadence: str = "",
    source: str = "",
    by: User,
    at: datetime,
) -> Outcome:
    """Say what should become different through a product.

    Without a `cadence` it is read as often as its team checks in. Raises NotYourProduct,
    NeedsAName and what `Target.columns` raises.
    """
    require_member(by, product)
    if not name.strip():
        raise NeedsAName
    outcome = Outcome.objects.create(
        product=product,
        objective=objective,
        name=name.strip(),
        weight=weight,
        ambition=ambition,
        owner=owner,
        cadence=cadence,
        source=source,
        known_at=at,
        **target.columns(),
    )
    tell(product.pk, at=at)
    return outcome


@transaction.atomic
def retarget_outcome(
    *, outcome: Outcome, target: Target, reason: str, by: User, at: datetime
) -> Outcome:
    """Measure an outcome against another target from now on; earlier days keep the old one.

    Raises NotYourProduct, OutcomeIsClosed, RetargetNeedsReason and what `Target.columns` raises.
    """
    outcome = open_outcome(outcome, by=by)
    if not reason.strip():
        raise RetargetNeedsReason
    with because(reason.strip()):
        change(outcome, at=at, **target.columns())
    tell(outcome.product_id, at=at)
    return outcome


@transaction.atomic
def align_outcome(
    *, outcome: Outcome, objective: Objective | None, by: User, at: datetime
) -> Outcome:
    """Say which objective an outcome serves, or that it serves none.

    Raises NotYourProduct, OutcomeIsClosed.
    """
    outcome = change(open_outcome(outcome, by=by), at=at, objective=objective)
    tell(outcome.product_id, at=at)
    return outcome


@transaction.atomic
def close_outcome(
    *,
    outcome: Outcome,
    closed_as: Closure,
    closed_on: date,
    learned: str = "",
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Outcome:
    """End an outcome: realised, not realised or stopped on purpose, with what was learned.

    Raises NotYourProduct, OutcomeIsClosed, SomebodyChangedIt.
    """
    outcome = change(
        open_outcome(outcome, in_sight=in_sight, by=by),
        at=at,
        closed_as=closed_as,
        closed_on=closed_on,
        learned=learned.strip(),
    )
    tell(outcome.product_id, at=at)
    return outcome


@transaction.atomic
def reopen_outcome(
    *, outcome: Outcome, in_sight: str | None = None, by: User, at: datetime
) -> Outcome:
    """Take back that an outcome has ended. What was learned stays with it.

    Raises NotYourProduct, OutcomeIsOpen, SomebodyChangedIt.
    """
    require_member(by, outcome.product)
    outcome = locked(outcome)
    require_in_sight(outcome, in_sight)
    if not outcome.closed_as:
        raise OutcomeIsOpen
    outcome = change(outcome, at=at, closed_as="", closed_on=None)
    tell(outcome.product_id, at=at)
    return outcome


def open_outcome(outcome: Outcome, *, in_sight: str | None = None, by: User) -> Outcome:
    """Return the outcome locked, for an action to change.

    Raises NotYourProduct, SomebodyChangedIt, OutcomeIsClosed.
    """
    require_member(by, outcome.product)
    outcome = locked(outcome)
    require_in_sight(outcome, in_sight)
    if outcome.closed_as:
        raise OutcomeIsClosed
    return outcome

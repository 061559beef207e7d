"""What a team does about its outcomes: started, promised, moved, finished, stopped."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from portfolio.models import User
from products.actions import notices
from products.actions.changes import change, locked, require_in_sight, require_member, tell
from products.actions.refusals import Refusal
from products.models import Contribution, Initiative, Outcome, Product

ENDED = {InitiativeStage.DONE, InitiativeStage.STOPPED}


class InitiativeNeedsATitle(Refusal):
    """An initiative without a title."""

    sentence = _("Give the initiative a title that others will understand.")


class InitiativeHasEnded(Refusal):
    """The initiative is done or stopped."""

    sentence = _("“%(title)s” has ended. Start another initiative to go on.")


class DueBeforeStart(Refusal):
    """The due day lies before the first day."""

    sentence = _("The due day comes after the first day.")


class StopNeedsReason(Refusal):
    """An initiative is stopped without saying why."""

    sentence = _("Say why it stops. Stopping on purpose is good news when others learn from it.")


@transaction.atomic
def start_initiative(
    *,
    product: Product,
    title: str,
    hypothesis: str = "",
    stage: InitiativeStage = InitiativeStage.DELIVERY,
    kind: WorkKind | None = None,
    effort: Decimal | None = None,
    started_on: date | None = None,
    due_on: date | None = None,
    external_link: str = "",
    moves: Mapping[Outcome, Decimal | int | None] | None = None,
    by: User,
    at: datetime,
) -> Initiative:
    """Start a piece of work; its first due day is kept as the first promise.

    `moves` names the outcomes it is meant to move with the expected share in per cent.
    Raises NotYourProduct, InitiativeNeedsATitle, DueBeforeStart.
    """
    require_member(by, product)
    _require_title(title)
    require_order(started_on, due_on)
    initiative = Initiative.objects.create(
        product=product,
        title=title.strip(),
        hypothesis=hypothesis,
        stage=stage,
        kind=kind or "",
        effort=effort,
        started_on=started_on,
        due_on=due_on,
        first_promised_on=due_on,
        external_link=external_link,
        known_at=at,
    )
    for outcome, share in (moves or {}).items():
        tie(initiative, outcome, share, by=by, at=at)
    tell(product.pk, at=at)
    return initiative


@transaction.atomic
def reschedule_initiative(
    *, initiative: Initiative, due_on: date, by: User, at: datetime
) -> Initiative:
    """Move the due day. The first promise stays as it was.

    Raises NotYourProduct, InitiativeHasEnded, DueBeforeStart.
    """
    initiative = running(initiative, by=by)
    move_due_day(initiative, due_on=due_on, at=at)
    tell(initiative.product_id, at=at)
    return initiative


def move_due_day(initiative: Initiative, *, due_on: date, at: datetime) -> Initiative:
    """Move the due day alone, for an action that has asked who may and tells the rest itself.

    Raises DueBeforeStart.
    """
    require_order(initiative.started_on, due_on)
    first = initiative.first_promised_on or initiative.due_on or due_on
    return change(initiative, at=at, due_on=due_on, first_promised_on=first)


@transaction.atomic
def advance_initiative(
    *,
    initiative: Initiative,
    stage: InitiativeStage,
    on: date,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Initiative:
    """Bring an initiative to another stage of its life; *done* takes the day as its last.

    Raises NotYourProduct, SomebodyChangedIt, InitiativeHasEnded, and StopNeedsReason for
    *stopped*, which `stop_initiative` does.
    """
    if stage == InitiativeStage.STOPPED:
        raise StopNeedsReason
    initiative = running(initiative, in_sight=in_sight, by=by)
    started_on = initiative.started_on or (on if stage == InitiativeStage.DELIVERY else None)
    finished_on = on if stage == InitiativeStage.DONE else None
    change(initiative, at=at, stage=stage, started_on=started_on, finished_on=finished_on)
    tell(initiative.product_id, at=at)
    return initiative


@transaction.atomic
def stop_initiative(
    *,
    initiative: Initiative,
    reason: str,
    on: date,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Initiative:
    """Stop an initiative on purpose and say why.

    Raises NotYourProduct, SomebodyChangedIt, InitiativeHasEnded, StopNeedsReason.
    """
    initiative = running(initiative, in_sight=in_sight, by=by)
    if not reason.strip():
        raise StopNeedsReason
    stopped = InitiativeStage.STOPPED
    change(initiative, at=at, stage=stopped, finished_on=on, stop_reason=reason.strip())
    tell(initiative.product_id, at=at)
    return initiative


@transaction.atomic
def contribute(
    *,
    initiative: Initiative,
    outcome: Outcome,
    expected_share: Decimal | int | None = None,
    by: User,
    at: datetime,
) -> Contribution:
    """Say that an initiative is meant to move an outcome, of whichever product.

    Raises NotYourProduct, InitiativeHasEnded.
    """
    initiative = running(initiative, by=by)
    contribution = tie(initiative, outcome, expected_share, by=by, at=at)
    tell(initiative.product_id, at=at)
    return contribution


@transaction.atomic
def end_contribution(
    *, contribution: Contribution, on: date, by: User, at: datetime
) -> Contribution:
    """Take back that an initiative is meant to move an outcome.

    Raises NotYourProduct.
    """
    require_member(by, contribution.initiative.product)
    change(contribution, at=at, ended_on=on)
    tell(contribution.initiative.product_id, at=at)
    return contribution


def tie(
    initiative: Initiative,
    outcome: Outcome,
    share: Decimal | int | None,
    *,
    by: User,
    at: datetime,
) -> Contribution:
    """Write the tie alone, for an action that has asked who may and tells the rest itself.

    The team of an outcome is told of work of another team that was not tied to it before.
    """
    standing = initiative.contributions.standing().filter(outcome=outcome)
    is_others = outcome.product.team_id != initiative.product.team_id
    is_news = is_others and not standing.exists()
    known = {"expected_share": share, "ended_on": None, "known_at": at}
    contribution, _is_new = Contribution.objects.update_or_create(
        initiative=initiative, outcome=outcome, defaults=known
    )
    if is_news:
        notices.note_tie(contribution, by=by, at=at)
    return contribution


def running(initiative: Initiative, *, in_sight: str | None = None, by: User) -> Initiative:
    """Return the initiative locked, for an action to change.

    Raises NotYourProduct, SomebodyChangedIt, InitiativeHasEnded.
    """
    require_member(by, initiative.product)
    initiative = locked(initiative)
    require_in_sight(initiative, in_sight)
    if initiative.stage in ENDED:
        raise InitiativeHasEnded(title=initiative.title)
    return initiative


def _require_title(title: str) -> None:
    if not title.strip():
        raise InitiativeNeedsATitle


def require_order(started_on: date | None, due_on: date | None) -> None:
    """Raise DueBeforeStart unless the days come in order, as far as they are known."""
    if started_on and due_on and due_on < started_on:
        raise DueBeforeStart

"""Objectives: where we go."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.provenance import authored
from portfolio.actions.refusals import Refusal
from portfolio.actions.reshaping import tell_reshaped
from portfolio.actions.versions import SomebodyChangedIt, write_version
from portfolio.models import Objective, Portfolio, User
from portfolio.queries.editions import newest_version
from portfolio.queries.slugs import free_slug


class ObjectivePeriodEndsFirst(Refusal):
    """A period that ends before it begins."""

    sentence = _("The period ends before it begins.")


class ServesItself(Refusal):
    """An objective that would serve itself, perhaps by way of others."""

    sentence = _("An objective cannot serve itself, nor one that serves it. Choose another.")


def define_objective(
    *,
    title: str,
    code: str = "",
    why: str = "",
    portfolio: Portfolio | None = None,
    parent: Objective | None = None,
    period_start: date | None = None,
    period_end: date | None = None,
    intended_share: Decimal | None = None,
    owner: User | None = None,
    order: int = 0,
    source_key: str | None = None,
    by: User | None,
    at: datetime,
) -> Objective:
    """Return a new objective: of the portfolio, or without one of the whole organisation.

    Raises ObjectivePeriodEndsFirst.
    """
    _require_order(period_start, period_end)
    with transaction.atomic(), authored(by):
        return Objective.objects.create(
            slug=free_slug(Objective, title),
            code=code,
            title=title,
            why=why,
            portfolio=portfolio,
            parent=parent,
            period_start=period_start,
            period_end=period_end,
            intended_share=intended_share,
            owner=owner,
            order=order,
            source_key=source_key,
            known_at=at,
        )


def redefine_objective(
    *,
    objective: Objective,
    in_sight: str | None = None,
    by: User | None,
    at: datetime,
    **changes: Any,
) -> Objective:
    """Change what the objective says, its period, its place or its owner; its past stays.

    `in_sight` is the version the person saw. Raises SomebodyChangedIt, ServesItself,
    ObjectivePeriodEndsFirst.
    """
    with transaction.atomic(), authored(by):
        standing = _locked(objective, in_sight)
        _require_order(
            changes.get("period_start", standing.period_start),
            changes.get("period_end", standing.period_end),
        )
        if changes.get("parent") is not None:
            _require_no_circle(objective, changes["parent"])
        if write_version(objective, at=at, **changes):
            tell_reshaped(at=at)
        return objective


def end_objective(
    *, objective: Objective, on: date, in_sight: str | None = None, by: User | None, at: datetime
) -> Objective:
    """Offer the objective to nobody any more from the day on; its past stays readable.

    What is tied to it stays tied until its team chooses another. Raises SomebodyChangedIt.
    """
    return redefine_objective(objective=objective, in_sight=in_sight, unlisted_on=on, by=by, at=at)


def resume_objective(*, objective: Objective, by: User | None, at: datetime) -> Objective:
    """Take an ended objective up again."""
    return redefine_objective(objective=objective, unlisted_on=None, by=by, at=at)


def _locked(objective: Objective, in_sight: str | None) -> Objective:
    standing = Objective.objects.select_for_update(no_key=True).get(pk=objective.pk)
    if in_sight is not None and in_sight != newest_version(standing):
        raise SomebodyChangedIt
    return standing


def _require_order(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise ObjectivePeriodEndsFirst


def _require_no_circle(objective: Objective, parent: Objective) -> None:
    """The tree is locked, so that two changes at once cannot tie a knot."""
    above = dict(Objective.objects.select_for_update(no_key=True).values_list("pk", "parent_id"))
    step: int | None = parent.pk
    while step is not None:
        if step == objective.pk:
            raise ServesItself
        step = above[step]

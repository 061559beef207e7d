"""Objectives: where we go."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from pmo_portal.lib.provenance import authored
from portfolio.actions.reshaping import tell_reshaped
from portfolio.actions.versions import write_version
from portfolio.models import Objective, Portfolio, User
from portfolio.queries.slugs import free_slug


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
    """Return a new objective: of the portfolio, or without one of the whole organisation."""
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
    *, objective: Objective, by: User | None, at: datetime, **changes: Any
) -> Objective:
    """Change what the objective says, its period, its place or its owner; its past stays."""
    with transaction.atomic(), authored(by):
        write_version(objective, at=at, **changes)
        tell_reshaped(at=at)
        return objective

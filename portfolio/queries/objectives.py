"""Objectives and where they lie, as a person may see them and as they were known."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Max, Sum

from portfolio.models import Objective, Portfolio, User
from portfolio.queries.portfolios import in_tree

D = TypeVar("D", Objective, Portfolio)


def objective_now(slug: str, *, user: User) -> Objective | None:
    """Return the objective as it stands, None when the person sees none by that name."""
    return Objective.objects.visible_to(user).filter(slug=slug).first()


def objectives_now(*, user: User) -> list[Objective]:
    """Return the objectives work can serve, those no longer listed left out."""
    listed = Objective.objects.visible_to(user).filter(unlisted_on__isnull=True)
    return list(listed.order_by("order", "code", "title", "pk"))


def objectives_in_order(*, user: User) -> list[tuple[int, Objective]]:
    """Return the objectives work can serve with their depth, each after the one it serves."""
    return in_tree(objectives_now(user=user))


def objectives_to_serve(objective: Objective | None, *, user: User) -> list[Objective]:
    """Return the objectives that this one, or a new one, can serve: none of those below it."""
    offered = objectives_now(user=user)
    if objective is None:
        return offered
    below, more = {objective.pk}, {objective.pk}
    while more:
        more = {one.pk for one in offered if one.parent_id in more} - below
        below |= more
    return [one for one in offered if one.pk not in below]


def parent_out_of_sight(objective: Objective, *, user: User) -> Objective | None:
    """Return the objective it serves where the person is not offered it, so that it stays."""
    offered = {one.pk for one in objectives_now(user=user)}
    return None if objective.parent_id in offered else objective.parent


def last_place(*, parent: Objective | None) -> int:
    """Return the place of the last objective of a level, 0 when there is none."""
    return Objective.objects.filter(parent=parent).aggregate(last=Max("order"))["last"] or 0


def share_meant_beside(objective: Objective) -> Decimal:
    """Return the per cent of investment meant for all objectives of this one's level."""
    level = Objective.objects.filter(
        portfolio=objective.portfolio_id, parent=objective.parent_id, unlisted_on=None
    )
    return level.aggregate(total=Sum("intended_share"))["total"] or Decimal()


def objective_at(objective: Objective, *, moment: datetime) -> Objective | None:
    """Return the objective as known at the moment, None when it was not known yet."""
    return _only(Objective.objects.filter(pk=objective.pk).as_of(moment))


def objectives_above(objective: Objective, *, moment: datetime, user: User) -> list[Objective]:
    """Return the objectives this one serves, the highest first, as known at the moment."""
    above: list[Objective] = []
    step, seen = objective.parent_id, {objective.pk}
    while step is not None and step not in seen:
        seen.add(step)
        parent = _only(Objective.objects.visible_to(user).filter(pk=step).as_of(moment))
        if parent is None:
            break
        above.insert(0, parent)
        step = parent.parent_id
    return above


def objectives_below(objective: Objective, *, moment: datetime, user: User) -> list[Objective]:
    """Return the objectives that serve this one, as known at the moment."""
    known = Objective.objects.visible_to(user).as_of(moment)
    below = [child for child in known if child.parent_id == objective.pk]
    return sorted(below, key=lambda child: (child.order, child.title, child.pk))


def titles_at(moment: datetime, *, user: User) -> dict[int, str]:
    """Return the titles of all objectives known at the moment, by id."""
    return {one.pk: one.title for one in Objective.objects.visible_to(user).as_of(moment)}


def objectives_of(
    portfolio: Portfolio, *, on: date, moment: datetime, user: User
) -> list[Objective]:
    """Return the objectives of a portfolio as known at the moment, those ended by the day last."""
    known = Objective.objects.visible_to(user).as_of(moment)
    of_it = [one for one in known if one.portfolio_id == portfolio.pk]
    return sorted(of_it, key=lambda one: (_is_over(one, on), one.order, one.title, one.pk))


def portfolio_of(objective: Objective, *, moment: datetime, user: User) -> Portfolio | None:
    """Return the portfolio of the objective, None for one of the whole organisation."""
    if objective.portfolio_id is None:
        return None
    return _only(Portfolio.objects.visible_to(user).filter(pk=objective.portfolio_id).as_of(moment))


def known_since(objective: Objective) -> datetime:
    """Return the moment from which anything is known of the objective."""
    versions = Objective.versions_model()._default_manager.filter(pgh_obj_id=objective.pk)
    first: Any = versions.earliest("known_at")
    return first.known_at


def _is_over(objective: Objective, on: date) -> bool:
    return objective.unlisted_on is not None and objective.unlisted_on <= on


def _only(found: list[D]) -> D | None:
    return found[0] if found else None

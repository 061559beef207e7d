"""Objectives and where they lie, as a person may see them and as they were known."""

from datetime import datetime
from typing import Any, TypeVar

from portfolio.models import Objective, Portfolio, User

D = TypeVar("D", Objective, Portfolio)


def objective_now(slug: str, *, user: User) -> Objective | None:
    """Return the objective as it stands, None when the person sees none by that name."""
    return Objective.objects.visible_to(user).filter(slug=slug).first()


def objectives_now(*, user: User) -> list[Objective]:
    """Return the objectives work can serve, those no longer listed left out."""
    listed = Objective.objects.visible_to(user).filter(unlisted_on__isnull=True)
    return list(listed.order_by("order", "code", "title", "pk"))


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


def _only(found: list[D]) -> D | None:
    return found[0] if found else None

"""Looking with the eyes of somebody without any special access: what everybody may read."""

from portfolio.models import Portfolio, User


def everyones_eyes(*, branch: int | None = None) -> User:
    """Return a person nobody is, who sees no restricted portfolio.

    With a `branch`, that portfolio is open to them, and what lies below it unless it is
    restricted on its own: so that its own report can tell of it to those who may see it.
    """
    nodes: dict[int, tuple[int | None, bool]] = {
        pk: (parent, restricted)
        for pk, parent, restricted in Portfolio.objects.values_list("pk", "parent_id", "restricted")
    }
    eyes = User()
    eyes.hidden_portfolio_ids = frozenset(pk for pk in nodes if _is_closed(pk, nodes, branch))
    eyes.__dict__["team_ids"] = frozenset()
    return eyes


def _is_closed(pk: int, nodes: dict[int, tuple[int | None, bool]], branch: int | None) -> bool:
    """Return whether a restriction lies on the way up, the branch itself being open."""
    at: int | None = pk
    while at is not None and at != branch:
        parent, restricted = nodes[at]
        if restricted:
            return True
        at = parent
    return False

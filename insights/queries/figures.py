"""Figures of a scope on a day, cut by what a person may see. Queries do not grow in number."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from insights.facts import ledger, visible
from insights.facts.rows import fetched
from insights.figures import Figures
from insights.queries import cells, snapshots
from insights.queries.sums import figures_of
from insights.scope import Scope
from portfolio.models import User

KEYS = {
    "objective": "objectives",
    "portfolio": "portfolios",
    "product": "product",
    "team": "team",
}
EVERYTHING = Scope()
PROGRESS = """
SELECT max(filled_at) AS last, (SELECT count(*) FROM insights_mark) AS waiting
FROM insights_fill WHERE job = %(job)s"""


def day_shown(on: date) -> date | None:
    """Return the rolled-up day that answers for `on`; None before the first."""
    return ledger.day_shown(on)


def figures_on(scope: Scope, *, on: date, user: User) -> Figures:
    """Return the figures of the scope as known on the day; all zero when nothing was."""
    return series(scope, days=[on], user=user)[0][1]


def series(scope: Scope, *, days: Sequence[date], user: User) -> list[tuple[date, Figures]]:
    """Return the figures of the scope as known on each of the days, in their order."""
    ready = scope.kind_and_id()
    if ready is None:
        seen = _by_day(cells.sums_by(), scope, days, user)
        return [(day, seen.get(day, Figures())) for day in days]
    known = _by_day(snapshots.OF_ONE, scope, days, user, kind=ready[0], scope_id=ready[1])
    if not visible.sees_all(user):
        for day, hidden in _by_day(cells.sums_by(), scope, days, user, is_hidden=True).items():
            known[day] = known.get(day, Figures()) - hidden
    return [(day, known.get(day, Figures())) for day in days]


def figures_by(
    scope: Scope, *, on: date, user: User, by: str = "objective"
) -> dict[int | None, Figures]:
    """Return the figures of the scope, split by "objective", "portfolio", "product" or "team".

    An objective or a portfolio counts all below it too, so the parts need not add up to the
    whole. None holds what lies in none. Parts without anything are left out.
    """
    if scope == EVERYTHING and visible.sees_all(user) and by in {"portfolio", "team", "product"}:
        rows = _rows(snapshots.OF_KIND, scope, [on], user, kind=by)
        parts = {row["scope_id"]: figures_of(row) for row in rows}
    else:
        rows = _rows(cells.sums_by(KEYS[by]), scope, [on], user)
        parts = {row[KEYS[by]] or None: figures_of(row) for row in rows}
    return {key: figures for key, figures in parts.items() if figures != Figures()}


def series_by_objective(
    scope: Scope, *, days: Sequence[date], user: User
) -> dict[int, list[tuple[date, Figures]]]:
    """Return the figures of each objective in the scope on each of the days, in their order."""
    in_objectives = cells.sums_by("objectives")
    known: dict[int, dict[date, Figures]] = defaultdict(dict)
    if scope == EVERYTHING:
        for row in _rows(snapshots.OF_KIND, scope, days, user, kind="objective"):
            known[row["scope_id"]][row["asked"]] = figures_of(row)
        is_partly_hidden = not visible.sees_all(user)
        hidden = _rows(in_objectives, scope, days, user, is_hidden=True) if is_partly_hidden else []
        for row in hidden:
            of = known[row["objectives"]]
            of[row["asked"]] = of.get(row["asked"], Figures()) - figures_of(row)
    else:
        for row in _rows(in_objectives, scope, days, user):
            known[row["objectives"]][row["asked"]] = figures_of(row)
    known.pop(0, None)  # what lies in no objective
    return {
        objective: [(day, figures.get(day, Figures())) for day in days]
        for objective, figures in known.items()
    }


def figures_by_cell(
    scope: Scope, *, on: date, user: User, of: str = "product"
) -> dict[tuple[int | None, int | None], Figures]:
    """Return the figures of each (product, objective) in the scope; None where there is none.

    `of` may be "portfolio": then each is a portfolio's own products, in one objective.
    """
    rows = _rows(cells.sums_by(of, "objective"), scope, [on], user)
    parts = {(row[of] or None, row["objective"] or None): figures_of(row) for row in rows}
    return {key: figures for key, figures in parts.items() if figures != Figures()}


def hidden_count(
    scope: Scope, *, on: date, user: User, of: Sequence[str] = ("outcomes", "initiatives")
) -> int:
    """Return how many outcomes and initiatives, or other counts, of the place are hidden.

    Whether what is hidden would have been chosen is hidden too.
    """
    if visible.sees_all(user):
        return 0
    rows = _rows(cells.sums_by(), scope.without_choice(), [on], user, is_hidden=True)
    return sum(int(row[count]) for row in rows for count in of)


def rolled_up_at() -> datetime | None:
    """Return when figures were last brought up to date."""
    return progress_of_roll_up()[0]


def progress_of_roll_up() -> tuple[datetime | None, int]:
    """Return when figures were last brought up to date, and how many changes wait to be."""
    (row,) = fetched(PROGRESS, {"job": ledger.JOB})
    return row["last"], row["waiting"]


def _by_day(
    sql: str, scope: Scope, days: Sequence[date], user: User, **more: Any
) -> dict[date, Figures]:
    return {row["asked"]: figures_of(row) for row in _rows(sql, scope, days, user, **more)}


def _rows(
    sql: str, scope: Scope, days: Sequence[date], user: User, **more: Any
) -> list[dict[str, Any]]:
    asked = {
        "days": list(days),
        "is_hidden": False,
        **scope.parameters(),
        **visible.parameters(user),
    }
    return fetched(sql, asked | more)

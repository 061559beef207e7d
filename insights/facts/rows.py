"""The rows of a relation within a scope: what lists show, read from the database in one question."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from insights.facts import products, trees, visible
from insights.facts.cuts import Cut, Nouns
from insights.facts.ledger import ASKED, day_shown
from insights.scope import Scope
from portfolio.models import User

Relation = Callable[..., str]

# `placed` stands by itself, so that no plan works out the facts once for each place.
LIST = """
WITH RECURSIVE {asked},
{portfolios},
{objectives},
places AS MATERIALIZED ({places}),
placed AS MATERIALIZED (
    SELECT f.*, p.portfolio_id AS lies_in, p.team_id AS done_by, p.name AS product_name
    FROM ({facts}) f JOIN places p ON p.day = f.day AND p.id = f.product_id
),
listed AS (
    SELECT a.asked, f.* FROM asked a JOIN placed f ON f.day = a.day
    WHERE {answers} AND f.product_id NOT IN {hidden}
        AND (%(health)s::text IS NULL OR f.health = %(health)s::text)
        AND (%(product)s::bigint IS NULL OR f.product_id = %(product)s)
        AND (%(products)s::bigint[] IS NULL OR f.product_id = ANY(%(products)s::bigint[]))
        AND (%(team)s::bigint IS NULL OR f.done_by = %(team)s)
        AND (%(portfolio)s::bigint IS NULL OR f.lies_in IN (
            SELECT t.id FROM portfolio_tree t WHERE t.day = f.day AND t.top = %(portfolio)s))
        AND (%(objective)s::bigint IS NULL OR f.objective_id IN (
            SELECT t.id FROM objective_tree t WHERE t.day = f.day AND t.top = %(objective)s))
)
SELECT * FROM ({kept}) kept ORDER BY {by}, id
LIMIT %(limit)s::bigint OFFSET %(offset)s::bigint"""

# Things as they stand answer for a day that is rolled up itself; for an earlier one history does.
IS_ROLLED_UP = "a.day = a.asked"

MOVED = """
SELECT * FROM (
    SELECT l.*, count(*) OVER both_days = 1 OR {differs} AS is_moved
    FROM listed l
    WINDOW both_days AS (PARTITION BY id ORDER BY asked
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
) compared
WHERE is_moved"""
DIFFERS = "first_value({0}) OVER both_days IS DISTINCT FROM last_value({0}) OVER both_days"
CLAMPED = "least(greatest(progress, 0), 1)"
PROGRESSED = f"""abs(
    first_value({CLAMPED}) OVER both_days - last_value({CLAMPED}) OVER both_days) >= 0.05"""


def _moved(*columns: str, more: str = "false") -> str:
    return MOVED.format(differs=" OR ".join([*(DIFFERS.format(c) for c in columns), more]))


ALL = "SELECT * FROM listed"
EVERY_ROW = {"limit": None, "offset": 0}
MOVED_OUTCOMES = _moved("health", "target", "target_on", more=PROGRESSED)
MOVED_INITIATIVES = _moved("health", "due_on")


def listed(
    relation: Relation, scope: Scope, *, days: Sequence[date], now: bool = False, **asked: Any
) -> list[dict[str, Any]]:
    """Return the rows of the relation in the scope on each of the days, ordered by a column.

    Takes what `question` does. With `now` the one day asked for is today.
    """
    if now:
        rows = fetched(*question(relation, scope, days=days, now=True, **asked))
        if rows or day_shown(days[0]) == days[0]:
            return rows
    return fetched(*question(relation, scope, days=days, now=False, **asked))


def question(
    relation: Relation,
    scope: Scope,
    *,
    days: Sequence[date],
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
    now: bool,
    by: str,
    only: str = ALL,
    cut: Mapping[str, Any] = EVERY_ROW,
) -> tuple[str, dict[str, Any]]:
    """Return the SQL and the parameters that answer with the rows of a list.

    `asked` is the day each row answers for. With `now` things are taken as they stand, which
    answers for no day but one rolled up itself. `cut` holds the parameters of `only`.
    """
    among, kept = "", None
    if ids is not None:
        among, kept = "id", list(ids)
    elif scope.product_id is not None:
        among, kept = "product_id", [scope.product_id]
    asked: dict[str, Any] = {"days": list(days), "health": health, "among": kept}
    asked |= {**scope.parameters(), **visible.parameters(user), **cut}
    return _sql(relation, among, by, only, now=now), asked


def listed_part(
    relation: Relation, nouns: Nouns, cut: Cut, scope: Scope, **asked: Any
) -> tuple[list[dict[str, Any]], int]:
    """Return the part of the rows that the cut wants, and how many it keeps in all.

    Takes beside these what `listed` does. Past the last row the count costs a second question.
    """
    asked |= {"by": cut.order(nouns), "only": cut.kept(nouns)}
    rows = listed(relation, scope, **asked, cut=cut.parameters())
    if rows or not cut.offset:
        return rows, rows[0]["total"] if rows else 0
    first = listed(relation, scope, **asked, cut={**cut.parameters(), "limit": 1, "offset": 0})
    return [], first[0]["total"] if first else 0


@cache
def _sql(relation: Relation, among: str, by: str, only: str, *, now: bool) -> str:
    return LIST.format(
        asked=ASKED,
        portfolios=trees.portfolios(now=now),
        objectives=trees.objectives(now=now),
        places=products.places(now=now),
        facts=relation(now=now, among=among),
        answers=IS_ROLLED_UP if now else "true",
        hidden=visible.HIDDEN_PRODUCTS,
        kept=only,
        by=by,
    )


def fetched(sql: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the answer to a question, each row by the names of its columns."""
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

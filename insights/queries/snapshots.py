"""Ready-made sums: for people from whom nothing is hidden, and one scope or one kind of it."""

from collections.abc import Iterable

from insights.facts.ledger import ASKED
from insights.figures import NAMES


def of_one(names: Iterable[str]) -> str:
    """Return SQL: these columns of the scope `kind` and `scope_id` on each of the days."""
    return f"""
WITH {ASKED}
SELECT a.asked, s.scope_id, {_columns(names)}
FROM asked a CROSS JOIN LATERAL (
    SELECT * FROM insights_snapshot s
    WHERE s.kind = %(kind)s AND s.scope_id = %(scope_id)s
        AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
    ORDER BY s."on" DESC LIMIT 1
) s"""


def of_kind(names: Iterable[str]) -> str:
    """Return SQL: these columns of every scope of the `kind` on each of the days."""
    return f"""
WITH {ASKED}
SELECT DISTINCT ON (a.asked, s.scope_id) a.asked, s.scope_id, {_columns(names)}
FROM asked a JOIN insights_snapshot s
    ON s.kind = %(kind)s AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
ORDER BY a.asked, s.scope_id, s."on" DESC"""


def of_most(names: Iterable[str]) -> str:
    """Return SQL as `of_kind` does, of the `most` scopes with most work on the last day alone."""
    return f"""
WITH {ASKED},
largest AS MATERIALIZED (
    SELECT scope_id FROM (
        SELECT DISTINCT ON (s.scope_id) s.scope_id, s.outcomes, s.initiatives
        FROM (SELECT max(day) AS day FROM asked) a JOIN insights_snapshot s
            ON s.kind = %(kind)s AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
        ORDER BY s.scope_id, s."on" DESC
    ) standing
    ORDER BY outcomes DESC, initiatives DESC, scope_id LIMIT %(most)s
)
SELECT DISTINCT ON (a.asked, s.scope_id) a.asked, s.scope_id, {_columns(names)}
FROM asked a JOIN insights_snapshot s
    ON s.kind = %(kind)s AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
        AND s.scope_id IN (SELECT scope_id FROM largest)
ORDER BY a.asked, s.scope_id, s."on" DESC"""


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f"s.{name}" for name in names)


OF_ONE, OF_KIND = of_one(NAMES), of_kind(NAMES)

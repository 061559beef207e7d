"""Products as known on each of some days: where they lie, whose they are, their latest word."""

from insights.facts.known import as_of

RELATION = """
SELECT v.day, v.id, v.id AS product_id, NULL::bigint AS objective_id, v.portfolio_id, v.team_id,
    v.name, coalesce(word.health, 'not_reported') AS health, word.id AS check_in_id,
    (word.known_at AT TIME ZONE %(zone)s)::date AS checked_in_on, word.confidence, word.said
FROM ({rows}) v
LEFT JOIN LATERAL (
    SELECT c.id, c.health, c.known_at, c.confidence, c.said FROM products_checkin c
    WHERE c.product_id = v.id AND c.known_at <= v.moment AND NOT EXISTS (
        SELECT 1 FROM products_checkin s
        WHERE s.supersedes_id = c.id AND s.known_at <= v.moment)
    ORDER BY c.known_at DESC, c.id DESC LIMIT 1
) word ON true"""

PLACES = "SELECT v.day, v.id, v.portfolio_id, v.team_id FROM ({rows}) v"


def relation(*, now: bool, of_products: bool = False) -> str:
    """Return SQL: day, id, portfolio_id, team_id, name, health, check_in_id, checked_in_on ..."""
    return RELATION.format(rows=_rows(now, of_products))


def places(*, now: bool, of_products: bool = False) -> str:
    """Return SQL: day, id, portfolio_id, team_id."""
    return PLACES.format(rows=_rows(now, of_products))


def _rows(now: bool, of_products: bool) -> str:
    return as_of("products_product", now=now, among="id" if of_products else "")

"""Products as known on each of some days: where they lie, whose they are, their latest word."""

from insights.facts.known import ZONE, as_of, superseded

IS_SUPERSEDED = superseded("products_checkin", "c.id")
RELATION = """
SELECT v.day, v.id, v.id AS product_id, NULL::bigint AS objective_id, v.portfolio_id, v.team_id,
    v.name, v.stage, v.purpose, coalesce(word.health, 'not_reported') AS health, word.id AS check_in_id,
    (word.known_at AT TIME ZONE {zone})::date AS checked_in_on, word.confidence, word.said
FROM ({rows}) v
LEFT JOIN LATERAL (
    SELECT c.id, c.health, c.known_at, c.confidence, c.said FROM products_checkin c
    WHERE c.product_id = v.id AND c.known_at <= v.moment AND NOT {is_superseded}
    ORDER BY c.known_at DESC, c.id DESC LIMIT 1
) word ON true"""

PLACES = "SELECT v.day, v.id, v.portfolio_id, v.team_id, v.name FROM ({rows}) v"


def relation(*, now: bool, among: str = "") -> str:
    """Return SQL: day, id, portfolio_id, team_id, name, health, check_in_id, checked_in_on ...

    `among` names the column that the parameter of that name narrows.
    """
    return RELATION.format(
        rows=as_of("products_product", now=now, among=among),
        is_superseded=IS_SUPERSEDED,
        zone=ZONE,
    )


def places(*, now: bool) -> str:
    """Return SQL: day, id, portfolio_id, team_id, name."""
    return PLACES.format(rows=as_of("products_product", now=now))

"""Asks open on each of some days: raised by then, neither resolved nor withdrawn by then."""

RELATION = """
SELECT d.day, a.id, a.product_id, NULL::bigint AS objective_id, a.kind, a.wording, a.needed_by,
    (a.known_at AT TIME ZONE %(zone)s)::date AS raised_on
FROM days d JOIN products_ask a ON a.known_at <= d.moment
WHERE {among} AND NOT EXISTS (
    SELECT 1 FROM products_answer r
    WHERE r.ask_id = a.id AND r.known_at <= d.moment AND r.kind IN ('resolved', 'withdrawn'))"""


def relation(*, now: bool, of_products: bool = False) -> str:
    """Return SQL: day, id, product_id, kind, wording, needed_by, raised_on."""
    among = "a.product_id = ANY(%(among)s::bigint[])" if of_products else "true"
    return RELATION.format(among=among)

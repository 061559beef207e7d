"""Asks open on each of some days: raised by then, neither resolved nor withdrawn by then."""

from insights.facts.known import ZONE

RELATION = f"""
SELECT d.day, a.id, a.product_id, NULL::bigint AS objective_id, a.public_id, a.kind, a.wording,
    a.needed_by, (a.known_at AT TIME ZONE {ZONE})::date AS raised_on
FROM days d JOIN products_ask a ON a.known_at <= d.moment
WHERE {{among}} AND NOT EXISTS (
    SELECT 1 FROM products_answer r
    WHERE r.ask_id = a.id AND r.known_at <= d.moment AND r.kind IN ('resolved', 'withdrawn'))"""


def relation(*, among: str = "") -> str:
    """Return SQL: day, id, product_id, public_id, kind, wording, needed_by, raised_on.

    `among` names the column that the parameter of that name narrows.
    """
    return RELATION.format(among=f"a.{among} = ANY(%(among)s::bigint[])" if among else "true")

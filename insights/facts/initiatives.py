"""Initiatives as known on each of some days: the team's latest word, and where they count.

An initiative counts in one objective: that of its standing contribution with the largest
expected share, the older outcome where two are equal.
"""

from insights.facts.known import ZONE, as_of, superseded

IS_TAKEN_BACK = superseded("products_checkin", "l.check_in_id")
WORD = f"""
    SELECT l.id, l.health, l.said, l.said_by, l.known_at FROM products_initiativeline l
    WHERE l.initiative_id = v.id AND l.known_at <= v.moment AND NOT {IS_TAKEN_BACK}
    ORDER BY l.known_at DESC, l.id DESC LIMIT 1"""

SERVES_THEN = """
    SELECT outcome.objective_id
    FROM products_contribution c CROSS JOIN LATERAL (
        SELECT k.expected_share, k.ended_on FROM products_contributionversion k
        WHERE k.pgh_obj_id = c.id AND k.known_at <= v.moment
        ORDER BY k.known_at DESC, k.pgh_id DESC LIMIT 1
    ) tie CROSS JOIN LATERAL (
        SELECT k.objective_id FROM products_outcomeversion k
        WHERE k.pgh_obj_id = c.outcome_id AND k.known_at <= v.moment
        ORDER BY k.known_at DESC, k.pgh_id DESC LIMIT 1
    ) outcome
    WHERE c.initiative_id = v.id AND (tie.ended_on IS NULL OR tie.ended_on > v.day)
    ORDER BY tie.expected_share DESC NULLS LAST, c.outcome_id LIMIT 1"""
SERVES_NOW = """
    SELECT o.objective_id
    FROM products_contribution c JOIN products_outcome o ON o.id = c.outcome_id
    WHERE c.initiative_id = v.id AND (c.ended_on IS NULL OR c.ended_on > v.day)
    ORDER BY c.expected_share DESC NULLS LAST, c.outcome_id LIMIT 1"""

IS_WORD_OF_ITS_TIME = f"""(v.stage <> 'done' OR CASE
    WHEN v.finished_on IS NULL THEN word.known_at > v.known_at
    ELSE (word.known_at AT TIME ZONE {ZONE})::date > v.finished_on END)"""

RELATION = """
SELECT v.day, v.id, v.product_id, serves.objective_id, v.title, v.stage, v.kind, v.due_on,
    v.first_promised_on, word.said, word.said_by, word.known_at AS line_known_at,
    CASE WHEN {of_its_time} THEN coalesce(word.health, 'not_reported')
        ELSE 'achieved' END AS health,
    v.stage IN ('discovery', 'delivery', 'measuring')
        AND (v.started_on IS NULL OR v.started_on <= v.day)
        AND (v.finished_on IS NULL OR v.finished_on > v.day) AS is_under_way
FROM ({rows}) v
LEFT JOIN LATERAL ({word}) word ON true
LEFT JOIN LATERAL ({serves}) serves ON true
WHERE v.stage <> 'stopped' AND (v.unlisted_on IS NULL OR v.unlisted_on > v.day)
OFFSET 0"""


def relation(*, now: bool, among: str = "") -> str:
    """Return SQL: day, id, product_id, objective_id, title, stage, health, is_under_way ...

    `among` names the column that the parameter of that name narrows.
    """
    return RELATION.format(
        rows=as_of("products_initiative", now=now, among=among),
        word=WORD,
        serves=SERVES_NOW if now else SERVES_THEN,
        of_its_time=IS_WORD_OF_ITS_TIME,
    )

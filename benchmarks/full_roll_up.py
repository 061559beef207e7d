"""Ratio 1: a full roll-up of today against SQL written by hand for the same figures."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from benchmarks.portfolio import TODAY
from benchmarks.results import Result, seconds
from insights.actions import roll_ups

AT = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)

BY_HAND = """
WITH RECURSIVE up (id, top) AS (
    SELECT id, id FROM portfolio_portfolio
    UNION ALL SELECT p.id, up.top FROM portfolio_portfolio p JOIN up ON p.parent_id = up.id
), aims (id, top) AS (
    SELECT id, id FROM portfolio_objective
    UNION ALL SELECT o.id, aims.top FROM portfolio_objective o JOIN aims ON o.parent_id = aims.id
), rated AS (
    SELECT o.product_id, o.objective_id, o.weight, o.current_observed_on AS read_on, p,
        CASE WHEN p IS NULL THEN 'not_reported' WHEN p >= 1 THEN 'achieved'
            WHEN e < 0.1 OR o.previous_observed_on IS NULL THEN 'not_reported'
            WHEN e - p > 0.1 THEN 'off_track' ELSE 'on_track' END AS health
    FROM products_outcome o CROSS JOIN LATERAL (SELECT
        round((o.current_value - o.baseline) / nullif(o.target - o.baseline, 0), 6) AS p,
        round((%(today)s - o.baseline_on)::numeric / (o.target_on - o.baseline_on), 6) AS e) x
    WHERE o.unlisted_on IS NULL AND o.closed_on IS NULL
), cells AS MATERIALIZED (
    SELECT product_id, objective_id, count(*) AS outcomes, count(p) AS outcomes_measured,
        count(*) FILTER (WHERE health = 'on_track') AS outcomes_on_track,
        count(*) FILTER (WHERE health = 'off_track') AS outcomes_off_track,
        count(*) FILTER (WHERE health = 'achieved') AS outcomes_achieved,
        count(*) FILTER (WHERE health = 'not_reported') AS outcomes_not_reported,
        sum(weight) AS weight, sum(weight) FILTER (WHERE p IS NOT NULL) AS weight_measured,
        sum(round(weight * least(greatest(p, 0), 1), 6)) AS weighted_progress,
        sum(least(greatest(p, 0), 1)) AS plain_progress
    FROM rated GROUP BY product_id, objective_id
), days AS MATERIALIZED (
    SELECT product_id, objective_id, read_on, count(*) AS n FROM rated
    WHERE p IS NOT NULL GROUP BY product_id, objective_id, read_on
), work AS MATERIALIZED (
    SELECT i.product_id, s.objective_id, count(*) AS initiatives,
        count(*) FILTER (WHERE l.health <> 'not_reported') AS initiatives_measured,
        count(*) FILTER (WHERE l.health = 'on_track') AS initiatives_on_track,
        count(*) FILTER (WHERE l.health = 'at_risk') AS initiatives_at_risk,
        count(*) FILTER (WHERE l.health = 'off_track') AS initiatives_off_track,
        count(*) FILTER (WHERE i.stage = 'delivery') AS initiatives_under_way
    FROM products_initiative i LEFT JOIN LATERAL (
        SELECT health FROM products_initiativeline l WHERE l.initiative_id = i.id
        ORDER BY known_at DESC, id DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (
        SELECT o.objective_id FROM products_contribution c
        JOIN products_outcome o ON o.id = c.outcome_id WHERE c.initiative_id = i.id
        ORDER BY c.expected_share DESC NULLS LAST, c.outcome_id LIMIT 1) s ON true
    GROUP BY i.product_id, s.objective_id
), said AS MATERIALIZED (
    SELECT p.id AS product_id, c.health, c.known_at::date AS said_on
    FROM products_product p LEFT JOIN LATERAL (
        SELECT health, known_at FROM products_checkin c WHERE c.product_id = p.id
        ORDER BY known_at DESC, id DESC LIMIT 1) c ON true
), scopes AS MATERIALIZED (
    SELECT p.id AS product_id, 'organisation' AS kind, 0::bigint AS scope_id FROM products_product p
    UNION ALL SELECT p.id, 'portfolio', up.top FROM products_product p
        JOIN up ON up.id = p.portfolio_id
    UNION ALL SELECT p.id, 'team', p.team_id FROM products_product p
    UNION ALL SELECT p.id, 'product', p.id FROM products_product p
), parts AS (
    SELECT s.kind, s.scope_id, c.* FROM cells c JOIN scopes s USING (product_id)
    UNION ALL SELECT 'objective', a.top, c.* FROM cells c JOIN aims a ON a.id = c.objective_id
), work_parts AS (
    SELECT s.kind, s.scope_id, w.* FROM work w JOIN scopes s USING (product_id)
    UNION ALL SELECT 'objective', a.top, w.* FROM work w JOIN aims a ON a.id = w.objective_id
), day_parts AS (
    SELECT s.kind, s.scope_id, d.read_on, d.n FROM days d JOIN scopes s USING (product_id)
    UNION ALL SELECT 'objective', a.top, d.read_on, d.n FROM days d
        JOIN aims a ON a.id = d.objective_id
), a AS (
    SELECT kind, scope_id, sum(outcomes) AS outcomes, sum(outcomes_measured) AS outcomes_measured,
        sum(outcomes_on_track) AS outcomes_on_track, sum(outcomes_off_track) AS outcomes_off_track,
        sum(outcomes_achieved) AS outcomes_achieved,
        sum(outcomes_not_reported) AS outcomes_not_reported, sum(weight) AS weight,
        sum(weight_measured) AS weight_measured, sum(weighted_progress) AS weighted_progress,
        sum(plain_progress) AS plain_progress
    FROM parts GROUP BY kind, scope_id
), b AS (
    SELECT kind, scope_id, sum(initiatives) AS initiatives,
        sum(initiatives_measured) AS initiatives_measured,
        sum(initiatives_on_track) AS initiatives_on_track,
        sum(initiatives_at_risk) AS initiatives_at_risk,
        sum(initiatives_off_track) AS initiatives_off_track,
        sum(initiatives_under_way) AS initiatives_under_way
    FROM work_parts GROUP BY kind, scope_id
), c AS (
    SELECT kind, scope_id, jsonb_object_agg(read_on, n) AS reading_days FROM (
        SELECT kind, scope_id, read_on, sum(n) AS n FROM day_parts
        GROUP BY kind, scope_id, read_on) x GROUP BY kind, scope_id
), d AS (
    SELECT kind, scope_id, count(*) AS products,
        count(*) FILTER (WHERE health = 'on_track') AS products_on_track,
        count(*) FILTER (WHERE health = 'at_risk') AS products_at_risk,
        count(*) FILTER (WHERE health = 'off_track') AS products_off_track
    FROM said JOIN scopes USING (product_id) GROUP BY kind, scope_id
), e AS (
    SELECT kind, scope_id, jsonb_object_agg(said_on, n) AS check_in_days FROM (
        SELECT kind, scope_id, said_on, count(*) AS n FROM said JOIN scopes USING (product_id)
        WHERE said_on IS NOT NULL GROUP BY kind, scope_id, said_on) x GROUP BY kind, scope_id
)
INSERT INTO by_hand SELECT * FROM a LEFT JOIN b USING (kind, scope_id)
LEFT JOIN c USING (kind, scope_id) LEFT JOIN d USING (kind, scope_id)
LEFT JOIN e USING (kind, scope_id)"""

TABLE = "CREATE TEMPORARY TABLE by_hand AS " + BY_HAND.replace(
    "INSERT INTO by_hand SELECT", "SELECT"
)


def run() -> Iterator[Result]:
    """Measure one against the other in the same database."""
    roll_ups.roll_up_day(TODAY, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = warning")
        cursor.execute(TABLE, {"today": TODAY})
    ours, by_hand = seconds(_ours), seconds(_by_hand)
    note = f"{ours * 1000:.0f} ms against {by_hand * 1000:.0f} ms"
    yield Result("full roll-up of a day, against SQL by hand", ours / by_hand, 1.5, note=note)


def _ours() -> None:
    roll_ups.roll_up_day(TODAY, at=AT)


@transaction.atomic
def _by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute("DELETE FROM by_hand")
        cursor.execute(BY_HAND, {"today": TODAY})

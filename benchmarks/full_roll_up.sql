-- What a full roll-up of one day writes, by hand, for a portfolio like that of the benchmark:
-- measures that grow or shrink towards a target, without phased targets, asks, money or time.
-- %(today)s is the day. The cells first, one for each product and objective.
WITH rated AS MATERIALIZED (
    SELECT product_id, objective_id, weight, current_observed_on AS read_on, p, basis,
        left(target_on::text, 7) || ':' || least(greatest((chance * 20)::int * 5, 1), 99) AS due,
        least(greatest(p, 0), 1) AS progress,
        CASE WHEN basis = 'forecast' THEN chance END AS chance,
        CASE WHEN is_closed AND closed_as = 'realised' THEN 'achieved'
            WHEN is_closed THEN 'off_track'
            WHEN p IS NULL THEN 'not_reported'
            WHEN p >= 1 THEN 'achieved'
            WHEN basis = 'forecast' THEN
                CASE WHEN %(today)s - unlikely_since >= 7 THEN 'off_track'
                    WHEN chance >= 0.7 THEN 'on_track' ELSE 'at_risk' END
            WHEN e IS NULL OR e < 0.1 OR previous_observed_on IS NULL
                OR previous_observed_on < baseline_on THEN 'not_reported'
            WHEN e - p > 0.1 THEN 'off_track' ELSE 'on_track' END AS health
    FROM products_outcome o
    LEFT JOIN insights_forecast f ON f.outcome_id = o.id AND f.until IS NULL
    CROSS JOIN LATERAL (SELECT
        CASE WHEN current_observed_on >= coalesce(baseline_on, current_observed_on) THEN
            round((current_value - baseline) / nullif(target - baseline, 0), 6) END AS p,
        round(least(greatest(
            (%(today)s - baseline_on)::numeric / nullif(target_on - baseline_on, 0), 0), 1), 6) AS e,
        coalesce(closed_on <= %(today)s, false) AS is_closed
    ) x CROSS JOIN LATERAL (SELECT
        CASE WHEN NOT is_closed AND p < 1 AND f.chance IS NOT NULL AND target_on >= %(today)s
            THEN 'forecast' ELSE '' END AS basis
    ) y
    WHERE (unlisted_on IS NULL OR unlisted_on > %(today)s)
        AND (closed_on IS NULL OR closed_on > %(today)s
            OR (closed_as <> 'stopped' AND closed_on >= %(today)s - 90))
), measured AS MATERIALIZED (
    SELECT product_id, objective_id, count(*) AS outcomes, count(p) AS outcomes_measured,
        count(*) FILTER (WHERE health = 'on_track') AS outcomes_on_track,
        count(*) FILTER (WHERE health = 'at_risk') AS outcomes_at_risk,
        count(*) FILTER (WHERE health = 'off_track') AS outcomes_off_track,
        count(*) FILTER (WHERE health = 'achieved') AS outcomes_achieved,
        count(*) FILTER (WHERE health = 'not_reported') AS outcomes_not_reported,
        sum(weight) AS weight,
        coalesce(sum(weight) FILTER (WHERE p IS NOT NULL), 0) AS weight_measured,
        coalesce(sum(round(weight * progress, 6)), 0) AS weighted_progress,
        coalesce(sum(progress), 0) AS plain_progress,
        count(chance) AS outcomes_forecast, coalesce(sum(chance), 0) AS chance,
        coalesce(sum(round(weight * chance, 6)), 0) AS weighted_chance
    FROM rated GROUP BY product_id, objective_id
), read AS (
    SELECT product_id, objective_id, jsonb_object_agg(read_on, n) AS reading_days FROM (
        SELECT product_id, objective_id, read_on, count(*) AS n FROM rated WHERE p IS NOT NULL
        GROUP BY product_id, objective_id, read_on) x GROUP BY product_id, objective_id
), due AS (
    SELECT product_id, objective_id, jsonb_object_agg(due, n) AS due_chances FROM (
        SELECT product_id, objective_id, due, count(*) AS n FROM rated WHERE basis = 'forecast'
        GROUP BY product_id, objective_id, due) x GROUP BY product_id, objective_id
), work AS MATERIALIZED (
    SELECT i.product_id, s.objective_id, count(*) AS initiatives,
        count(*) FILTER (WHERE w.health <> 'not_reported') AS initiatives_measured,
        count(*) FILTER (WHERE w.health = 'on_track') AS initiatives_on_track,
        count(*) FILTER (WHERE w.health = 'at_risk') AS initiatives_at_risk,
        count(*) FILTER (WHERE w.health = 'off_track') AS initiatives_off_track,
        count(*) FILTER (WHERE w.health = 'achieved') AS initiatives_achieved,
        count(*) FILTER (WHERE w.health = 'not_reported') AS initiatives_not_reported,
        count(*) FILTER (WHERE i.stage IN ('discovery', 'delivery', 'measuring')
            AND coalesce(i.started_on <= %(today)s, true)
            AND coalesce(i.finished_on > %(today)s, true)) AS initiatives_under_way
    FROM products_initiative i LEFT JOIN LATERAL (
        SELECT l.health, l.known_at FROM products_initiativeline l
        WHERE l.initiative_id = i.id AND NOT EXISTS (
            SELECT 1 FROM products_checkin c WHERE c.supersedes_id = l.check_in_id)
        ORDER BY l.known_at DESC, l.id DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (
        SELECT o.objective_id FROM products_contribution c
        JOIN products_outcome o ON o.id = c.outcome_id
        WHERE c.initiative_id = i.id AND (c.ended_on IS NULL OR c.ended_on > %(today)s)
        ORDER BY c.expected_share DESC NULLS LAST, c.outcome_id LIMIT 1) s ON true
    CROSS JOIN LATERAL (SELECT CASE
        WHEN i.stage = 'done' AND NOT coalesce(l.known_at::date > i.finished_on, false)
        THEN 'achieved' ELSE coalesce(l.health, 'not_reported') END AS health) w
    WHERE i.stage <> 'stopped' AND (i.unlisted_on IS NULL OR i.unlisted_on > %(today)s)
    GROUP BY i.product_id, s.objective_id
), said AS (
    SELECT p.id AS product_id, coalesce(c.health, 'not_reported') AS health,
        c.known_at::date AS said_on
    FROM products_product p LEFT JOIN LATERAL (
        SELECT c.health, c.known_at FROM products_checkin c WHERE c.product_id = p.id
            AND NOT EXISTS (SELECT 1 FROM products_checkin s WHERE s.supersedes_id = c.id)
        ORDER BY c.known_at DESC, c.id DESC LIMIT 1) c ON true
)
INSERT INTO by_hand_cell ("on", portfolio_id, team_id, product_id, objective_id,
    outcomes, outcomes_measured, outcomes_on_track, outcomes_at_risk, outcomes_off_track,
    outcomes_achieved, outcomes_not_reported, weight, weight_measured, weighted_progress,
    plain_progress, reading_days, outcomes_forecast, chance, weighted_chance, due_chances,
    initiatives, initiatives_measured, initiatives_on_track, initiatives_at_risk,
    initiatives_off_track, initiatives_achieved, initiatives_not_reported, initiatives_under_way,
    products, products_on_track, products_at_risk, products_off_track, products_achieved,
    products_not_reported, check_in_days, asks_open, ask_days, whole_life_cost, planned, actual,
    forecast, fte)
SELECT %(today)s, p.portfolio_id, p.team_id, p.id, x.objective_id,
    coalesce(outcomes, 0), coalesce(outcomes_measured, 0), coalesce(outcomes_on_track, 0),
    coalesce(outcomes_at_risk, 0), coalesce(outcomes_off_track, 0),
    coalesce(outcomes_achieved, 0), coalesce(outcomes_not_reported, 0), coalesce(weight, 0),
    coalesce(weight_measured, 0), coalesce(weighted_progress, 0), coalesce(plain_progress, 0),
    coalesce(reading_days, '{}'), coalesce(outcomes_forecast, 0), coalesce(chance, 0),
    coalesce(weighted_chance, 0), coalesce(due_chances, '{}'), coalesce(initiatives, 0),
    coalesce(initiatives_measured, 0), coalesce(initiatives_on_track, 0),
    coalesce(initiatives_at_risk, 0), coalesce(initiatives_off_track, 0),
    coalesce(initiatives_achieved, 0), coalesce(initiatives_not_reported, 0),
    coalesce(initiatives_under_way, 0), 0, 0, 0, 0, 0, 0, '{}'::jsonb, 0,
    '{}'::jsonb, 0, 0, 0, 0, 0
FROM (
    SELECT * FROM measured LEFT JOIN read USING (product_id, objective_id)
    LEFT JOIN due USING (product_id, objective_id)
    FULL JOIN work USING (product_id, objective_id)
) x JOIN products_product p ON p.id = x.product_id
UNION ALL
SELECT %(today)s, p.portfolio_id, p.team_id, p.id, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{}', 0, 0,
    0, '{}', 0, 0, 0, 0, 0, 0, 0, 0, 1, (health = 'on_track')::int, (health = 'at_risk')::int,
    (health = 'off_track')::int, (health = 'achieved')::int, (health = 'not_reported')::int,
    CASE WHEN said_on IS NULL THEN '{}' ELSE jsonb_build_object(said_on, 1) END, 0, '{}', 0, 0,
    0, 0, 0
FROM said JOIN products_product p ON p.id = said.product_id;

-- Then the sums of every scope, from the cells of the day.
WITH RECURSIVE up (id, top) AS (
    SELECT id, id FROM portfolio_portfolio
    UNION ALL SELECT p.id, up.top FROM portfolio_portfolio p JOIN up ON p.parent_id = up.id
), aims (id, top) AS (
    SELECT id, id FROM portfolio_objective
    UNION ALL SELECT o.id, aims.top FROM portfolio_objective o JOIN aims ON o.parent_id = aims.id
), scopes AS MATERIALIZED (
    SELECT id, 'organisation' AS kind, 0::bigint AS scope_id FROM products_product
    UNION ALL SELECT p.id, 'portfolio', up.top FROM products_product p
        JOIN up ON up.id = p.portfolio_id
    UNION ALL SELECT id, 'team', team_id FROM products_product
    UNION ALL SELECT id, 'product', id FROM products_product
), cells AS MATERIALIZED (
    SELECT * FROM by_hand_cell WHERE "on" = %(today)s
), parts AS (
    SELECT s.kind, s.scope_id, c.* FROM scopes s JOIN (
        SELECT product_id AS id, {sums} FROM cells GROUP BY product_id) c USING (id)
    UNION ALL SELECT 'objective', a.top, c.* FROM aims a JOIN (
        SELECT objective_id AS id, {sums} FROM cells GROUP BY objective_id) c USING (id)
), things AS MATERIALIZED (
    SELECT product_id, objective_id, m.map, e.key AS at, e.value::int AS n
    FROM cells c CROSS JOIN LATERAL (VALUES ('read', reading_days), ('due', due_chances),
        ('said', check_in_days)) m (map, held)
    CROSS JOIN LATERAL jsonb_each_text(m.held) e
), thing_parts AS (
    SELECT s.kind, s.scope_id, map, at, n FROM scopes s JOIN (
        SELECT product_id AS id, map, at, sum(n)::int AS n FROM things
        GROUP BY product_id, map, at) t USING (id)
    UNION ALL SELECT 'objective', a.top, map, at, n FROM aims a JOIN (
        SELECT objective_id AS id, map, at, sum(n)::int AS n FROM things
        GROUP BY objective_id, map, at) t USING (id)
), maps AS (
    SELECT kind, scope_id, jsonb_object_agg(at, n) FILTER (WHERE map = 'read') AS reading_days,
        jsonb_object_agg(at, n) FILTER (WHERE map = 'due') AS due_chances,
        jsonb_object_agg(at, n) FILTER (WHERE map = 'said') AS check_in_days
    FROM (SELECT kind, scope_id, map, at, sum(n) AS n FROM thing_parts
        GROUP BY kind, scope_id, map, at) x GROUP BY kind, scope_id
)
INSERT INTO by_hand_snapshot (kind, scope_id, "on", rolled_up_at, {names}, reading_days,
    due_chances, check_in_days, ask_days)
SELECT kind, scope_id, %(today)s, now(), {names}, coalesce(reading_days, '{}'),
    coalesce(due_chances, '{}'), coalesce(check_in_days, '{}'), '{}'::jsonb
FROM (SELECT kind, scope_id, {sums} FROM parts GROUP BY kind, scope_id) s
LEFT JOIN maps USING (kind, scope_id)

"""Outcomes as known on each of some days: their progress and what the evidence says.

METRICS.md says what each rule means. Progress is exact and rounded to six digits, so that sums
do not depend on the order of adding. Where an outcome has a forecast for a day to come, that
speaks; where it has none, its pace does. `basis` tells which of the two did.
"""

from insights.facts.known import as_of, superseded

IS_SUPERSEDED = superseded("products_reading", "r.id")
LATEST_THEN = f"""
    SELECT r.value, r.observed_on FROM products_reading r
    WHERE r.outcome_id = v.id AND r.known_at <= v.moment AND NOT {IS_SUPERSEDED}
    ORDER BY r.observed_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1"""
BEFORE_THEN = f"""
    SELECT r.observed_on AS previous_on FROM products_reading r
    WHERE r.outcome_id = v.id AND r.known_at <= v.moment AND r.value IS NOT NULL
        AND r.observed_on < latest.observed_on AND NOT {IS_SUPERSEDED}
    ORDER BY r.observed_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1"""
READ_THEN = f"""
LEFT JOIN LATERAL ({LATEST_THEN}) latest ON true
LEFT JOIN LATERAL ({BEFORE_THEN}) before ON true"""
READ_NOW = """CROSS JOIN LATERAL (
    SELECT v.current_value AS value, v.current_observed_on AS observed_on) latest
CROSS JOIN LATERAL (SELECT v.previous_observed_on AS previous_on) before"""

FORESEEN = """forecast.chance AS foreseen, forecast.unlikely_since, forecast.low AS foreseen_low,
    forecast.mid AS foreseen_mid, forecast.high AS foreseen_high"""
FORESEEN_THEN = """LEFT JOIN LATERAL (
    SELECT * FROM insights_forecast f WHERE f.outcome_id = v.id AND f."on" <= v.day
    ORDER BY f."on" DESC LIMIT 1) forecast ON v.day <= v.target_on"""
FORESEEN_NOW = """LEFT JOIN insights_forecast forecast
    ON forecast.outcome_id = v.id AND forecast.until IS NULL AND v.day <= v.target_on"""

COUNTED = """(v.unlisted_on IS NULL OR v.unlisted_on > v.day)
    AND (v.closed_on IS NULL OR v.closed_on > v.day
        OR (v.closed_as <> 'stopped' AND v.closed_on >= v.day - 90))"""

PROGRESS = """CASE
    WHEN value IS NULL OR observed_on < baseline_on THEN NULL
    WHEN measure_kind IN ('increase', 'decrease')
        THEN round((value - baseline) / nullif(target - baseline, 0), 6)
    WHEN measure_kind = 'at_least' THEN (value >= target)::int
    WHEN measure_kind = 'at_most' THEN (value <= target)::int
    WHEN measure_kind = 'milestone' THEN (value >= coalesce(target, 1))::int
    WHEN target IS NOT NULL AND target_upper IS NOT NULL
        THEN (value BETWEEN target AND target_upper)::int
END::numeric"""

ELAPSED = """CASE
    WHEN baseline_on IS NULL OR target_on IS NULL THEN NULL
    WHEN target_on <= baseline_on THEN (day >= target_on)::int
    ELSE round(least(greatest((day - baseline_on)::numeric / (target_on - baseline_on), 0), 1), 6)
END::numeric"""

STEPPED = """(
    WITH points AS (
        SELECT baseline_on AS at, baseline AS value, 0 AS place
        UNION ALL SELECT target_on, target, 1000000
        UNION ALL SELECT (s.step ->> 'on')::date, (s.step ->> 'value')::numeric, s.place
        FROM jsonb_array_elements(target_steps) WITH ORDINALITY AS s (step, place)
    )
    SELECT round(
        (lo.value + coalesce((hi.value - lo.value) * (day - lo.at) / (hi.at - lo.at), 0) - baseline)
        / nullif(target - baseline, 0), 6)
    FROM (
        SELECT at, value FROM points WHERE at <= day ORDER BY at DESC, place DESC LIMIT 1
    ) lo LEFT JOIN (
        SELECT at, value FROM points WHERE at > day ORDER BY at, place LIMIT 1
    ) hi ON true
)"""

EXPECTED = f"""CASE
    WHEN measure_kind IN ('at_least', 'at_most', 'within_range') THEN NULL
    WHEN target_steps <> '[]' THEN {STEPPED}
    WHEN measure_kind = 'milestone' THEN (day > target_on)::int
    ELSE elapsed
END::numeric"""

REASON = """CASE
    WHEN is_closed THEN ''
    WHEN observed_on IS NULL THEN 'no_reading'
    WHEN value IS NULL THEN 'no_value'
    WHEN observed_on < baseline_on THEN 'before_baseline'
    WHEN measure_kind <> 'milestone' AND target IS NULL THEN 'no_target'
    WHEN measure_kind IN ('increase', 'decrease') AND baseline IS NULL THEN 'no_baseline'
    WHEN progress IS NULL AND measure_kind = 'within_range' THEN 'no_target'
    WHEN progress IS NULL THEN 'target_is_baseline'
    WHEN measure_kind IN ('at_least', 'at_most', 'within_range') OR progress >= 1 THEN ''
    WHEN foreseen IS NOT NULL THEN ''
    WHEN expected IS NULL OR elapsed IS NULL THEN 'no_dates'
    WHEN elapsed < 0.1 THEN 'too_early'
    WHEN previous_on IS NULL OR previous_on < baseline_on THEN 'one_reading'
    ELSE ''
END"""

BASIS = """CASE
    WHEN is_closed OR reason <> '' OR progress >= 1
        OR measure_kind IN ('at_least', 'at_most', 'within_range') THEN ''
    WHEN foreseen IS NOT NULL THEN 'forecast'
    ELSE 'pace'
END"""

HEALTH = """CASE
    WHEN is_closed AND closed_as = 'realised' THEN 'achieved'
    WHEN is_closed THEN 'off_track'
    WHEN reason <> '' THEN 'not_reported'
    WHEN measure_kind IN ('at_least', 'at_most', 'within_range') THEN
        CASE WHEN progress < 1 THEN 'off_track'
            WHEN day > target_on THEN 'achieved' ELSE 'on_track' END
    WHEN progress >= 1 THEN 'achieved'
    WHEN basis = 'forecast' THEN
        CASE WHEN day - unlikely_since >= 7 THEN 'off_track'
            WHEN foreseen >= 0.7 THEN 'on_track' ELSE 'at_risk' END
    WHEN expected - progress > 0.1 THEN 'off_track'
    ELSE 'on_track'
END"""

SPOKEN = """CASE WHEN basis = 'forecast' THEN foreseen END AS chance,
    CASE WHEN basis = 'forecast' THEN foreseen_low END AS low,
    CASE WHEN basis = 'forecast' THEN foreseen_mid END AS mid,
    CASE WHEN basis = 'forecast' THEN foreseen_high END AS high"""

# Each OFFSET 0 keeps the planner from writing the rules into every place that uses them.
RATED = """
SELECT *, {health} AS health, {spoken} FROM (
    SELECT *, {basis} AS basis FROM (
        SELECT *, {reason} AS reason FROM (
            SELECT *, {expected} AS expected FROM (
                SELECT v.day, v.id, v.product_id, v.objective_id, v.name, v.measure_kind,
                    v.baseline, v.baseline_on, v.target, v.target_on, v.target_steps, v.weight,
                    v.closed_as, coalesce(v.closed_on <= v.day, false) AS is_closed,
                    latest.value, latest.observed_on, before.previous_on, {foreseen},
                    {progress} AS progress, {elapsed} AS elapsed
                FROM ({rows}) v {read} {forecast}
                WHERE {counted} OFFSET 0
            ) measured OFFSET 0
        ) paced OFFSET 0
    ) reasoned OFFSET 0
) based OFFSET 0"""


def relation(*, now: bool, among: str = "") -> str:
    """Return SQL: day, id, product_id, objective_id, progress, expected, health, basis ...

    `among` names the column that the parameter of that name narrows.
    """
    return RATED.format(
        rows=as_of("products_outcome", now=now, among=among),
        read=READ_NOW if now else READ_THEN,
        forecast=FORESEEN_NOW if now else FORESEEN_THEN,
        foreseen=FORESEEN,
        counted=COUNTED,
        progress=PROGRESS,
        elapsed=ELAPSED,
        expected=EXPECTED,
        reason=REASON,
        health=HEALTH,
        basis=BASIS,
        spoken=SPOKEN,
    )

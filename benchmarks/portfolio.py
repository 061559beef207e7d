"""A portfolio of any size: per fifty outcomes a product, ten initiatives, weekly readings.

Written by the database itself, so that five million readings take minutes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from insights.actions import roll_ups
from portfolio.models import Membership, Organisation, Team, User
from products.actions.readings import refresh_current_readings

TODAY = date(2026, 1, 7)
PORTFOLIOS, OBJECTIVES, TEAMS = 341, 40, 100

STRUCTURE = [
    """INSERT INTO portfolio_portfolio (id, known_at, public_id, parent_id, slug, name, "order",
        restricted)
    SELECT n, %(at)s, 'p' || n, nullif((n + 2) / 4, 0), 'portfolio-' || n, 'Portfolio ' || n, n, false
    FROM generate_series(1, %(portfolios)s) n""",
    """INSERT INTO portfolio_objective (id, known_at, public_id, parent_id, slug, code, title, why,
        "order", said)
    SELECT n, %(at)s, 'o' || n, CASE WHEN n > 8 THEN n %% 8 + 1 END, 'objective-' || n, '',
        'Objective ' || n, '', n, ''
    FROM generate_series(1, %(objectives)s) n""",
    """INSERT INTO portfolio_team (id, known_at, public_id, slug, name, cadence, time_zone,
        first_weekday, outcome_word, outcome_words, initiative_word, initiative_words,
        confidence_scale, unwanted_parts)
    SELECT n, %(at)s, 't' || n, 'team-' || n, 'Team ' || n, 'weekly', 'UTC', 0, '', '', '', '',
        100, '[]'
    FROM generate_series(1, %(teams)s) n""",
    """INSERT INTO products_product (id, known_at, public_id, portfolio_id, team_id, slug, name,
        stage, purpose, links, "order")
    SELECT n, %(at)s, 'r' || n, n %% %(portfolios)s + 1, n %% %(teams)s + 1, 'product-' || n,
        'Product ' || n, 'grow', '', '[]', n
    FROM generate_series(1, %(products)s) n""",
]
THINGS = [
    """INSERT INTO products_outcome (id, known_at, public_id, product_id, objective_id, name,
        measure_kind, unit, baseline, baseline_on, target, target_on, target_steps, weight,
        ambition, cadence, source, closed_as, learned, absent_reasons)
    SELECT n, %(at)s, 'u' || n, n %% %(products)s + 1, (n / %(products)s) %% 5 * 8 + n %% 8 + 1,
        'Outcome ' || n, 'increase', '', 0, %(first)s::date, 100, %(today)s::date + 30 + n %% 300, '[]',
        n %% 3 + 1, 'committed', '', '', '', '', '{}'
    FROM generate_series(1, %(outcomes)s) n""",
    """INSERT INTO products_initiative (id, known_at, public_id, product_id, title, hypothesis,
        stage, kind, category, external_link, stop_reason, absent_reasons)
    SELECT n, %(at)s, 'i' || n, n %% %(products)s + 1, 'Initiative ' || n, '', 'delivery', '', '',
        '', '', '{}'
    FROM generate_series(1, %(outcomes)s / 5) n""",
    """INSERT INTO products_contribution (known_at, initiative_id, outcome_id)
    SELECT %(at)s, n, n FROM generate_series(1, %(outcomes)s / 5) n""",
    """INSERT INTO products_checkin (id, public_id, known_at, product_id, period_start, health,
        what_changed, said, source)
    SELECT w * 100000 + n, w || 'c' || n, %(at)s + w * interval '7 days', n, %(first)s::date + 7 * w,
        (ARRAY['on_track', 'at_risk', 'off_track'])[(n + w) %% 3 + 1], '', '', ''
    FROM generate_series(1, %(products)s) n, generate_series(1, 4) w""",
    """INSERT INTO products_initiativeline (known_at, check_in_id, initiative_id, health, said,
        said_by, note)
    SELECT c.known_at, c.id, i.id, c.health, '', '', ''
    FROM products_checkin c JOIN products_initiative i USING (product_id)""",
    """INSERT INTO products_reading (public_id, known_at, outcome_id, observed_on, value,
        no_value_reason, source)
    SELECT w || 'x' || n, %(at)s + w * interval '7 days', n, %(first)s::date + 7 * w - n %% 5,
        round(w * (20 + n * 37 %% 100) / %(weeks)s::numeric + (n * 7 + w * 13) %% 10, 1), '', ''
    FROM generate_series(0, %(weeks)s - 1) w, generate_series(1, %(outcomes)s) n""",
]


def build(*, outcomes: int, weeks: int) -> None:
    """Write the portfolio into an empty database."""
    Organisation.objects.create(name="Benchmark")
    first = TODAY - timedelta(days=7 * weeks)
    asked = {
        "at": f"{first}T09:00:00Z",
        "first": first,
        "today": TODAY,
        "portfolios": PORTFOLIOS,
        "objectives": OBJECTIVES,
        "teams": TEAMS,
        "products": outcomes // 50,
        "outcomes": outcomes,
        "weeks": weeks,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for sql in STRUCTURE + THINGS:
            cursor.execute(sql.replace("%(at)s", "%(at)s::timestamptz"), asked)
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    refresh_current_readings(range(1, outcomes + 1))
    roll_ups.foresee_all()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def portfolio(*, outcomes: int, weeks: int) -> Iterator[None]:
    """Be in a database of its own that holds such a portfolio, thrown away afterwards."""
    outer = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"pmo_portal_bench_{outcomes}"
    _forget_connections()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        build(outcomes=outcomes, weeks=weeks)
        yield
    finally:
        _forget_connections()
        connection.creation.destroy_test_db(outer, verbosity=0)


def _forget_connections() -> None:
    connection.close()
    connection.close_pool()


def member_of_everything() -> User:
    """Return a person who is on every team."""
    person = User.objects.create_user("everywhere@example.test")
    Membership.objects.bulk_create([Membership(user=person, team=t) for t in Team.objects.all()])
    return person

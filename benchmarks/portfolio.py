"""A portfolio of any size: per fifty outcomes a product, ten initiatives, weekly readings.

Written by the database itself, so that five million readings take minutes. A year of weeks is
rolled up, so that the lines of a page are those of a real one.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from insights.actions import roll_ups
from insights.rollups import forecasts
from portfolio.models import Membership, Organisation, Team, User
from products.actions.readings import refresh_current_readings

TODAY = datetime.now(UTC).date()
AT = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC)
YEAR, FORESEEN = 52, timedelta(weeks=8)
PORTFOLIOS, OBJECTIVES, TEAMS = 341, 40, 100
PUBLIC_ID = r"translate(lpad((\1)::text, 10, '0'), '01', 'ab')"  # ten letters and digits
PATIENT = " -c statement_timeout=0"

STRUCTURE = [
    """INSERT INTO portfolio_portfolio (id, known_at, public_id, parent_id, slug, name, "order",
        restricted)
    SELECT n, %(at)s, {id:n}, nullif((n + 2) / 4, 0), 'portfolio-' || n, 'Portfolio ' || n, n, false
    FROM generate_series(1, %(portfolios)s) n""",
    """INSERT INTO portfolio_objective (id, known_at, public_id, parent_id, slug, code, title, why,
        "order", said)
    SELECT n, %(at)s, {id:n}, CASE WHEN n > 8 THEN n %% 8 + 1 END, 'objective-' || n, '',
        'Objective ' || n, '', n, ''
    FROM generate_series(1, %(objectives)s) n""",
    """INSERT INTO portfolio_team (id, known_at, public_id, slug, name, cadence, time_zone,
        first_weekday, outcome_word, outcome_words, initiative_word, initiative_words,
        confidence_scale, unwanted_parts)
    SELECT n, %(at)s, {id:n}, 'team-' || n, 'Team ' || n, 'weekly', 'UTC', 0, '', '', '', '',
        100, '[]'
    FROM generate_series(1, %(teams)s) n""",
    """INSERT INTO products_product (id, known_at, public_id, portfolio_id, team_id, slug, name,
        stage, purpose, links, "order")
    SELECT n, %(at)s, {id:n}, n %% %(portfolios)s + 1, n %% %(teams)s + 1, 'product-' || n,
        'Product ' || n, 'grow', '', '[]', n
    FROM generate_series(1, %(products)s) n""",
]
THINGS = [
    """INSERT INTO products_outcome (id, known_at, public_id, product_id, objective_id, name,
        measure_kind, unit, baseline, baseline_on, target, target_on, target_steps, weight,
        ambition, cadence, source, closed_as, learned, absent_reasons)
    SELECT n, %(at)s, {id:n}, n %% %(products)s + 1, (n / %(products)s) %% 5 * 8 + n %% 8 + 1,
        'Outcome ' || n, 'increase', '', 0, %(first)s::date, 100, %(today)s::date + 30 + n %% 300, '[]',
        n %% 3 + 1, 'committed', '', '', '', '', '{}'
    FROM generate_series(1, %(outcomes)s) n""",
    """INSERT INTO products_initiative (id, known_at, public_id, product_id, title, hypothesis,
        stage, kind, category, external_link, stop_reason, absent_reasons)
    SELECT n, %(at)s, {id:n}, n %% %(products)s + 1, 'Initiative ' || n, '', 'delivery', '', '',
        '', '', '{}'
    FROM generate_series(1, %(outcomes)s / 5) n""",
    """INSERT INTO products_contribution (known_at, initiative_id, outcome_id)
    SELECT %(at)s, n, n FROM generate_series(1, %(outcomes)s / 5) n""",
    """INSERT INTO products_checkin (id, public_id, known_at, product_id, period_start, health,
        what_changed, said, source)
    SELECT w * 100000 + n, {id:w * 100000 + n}, %(at)s + w * interval '7 days', n, %(first)s::date + 7 * w,
        (ARRAY['on_track', 'at_risk', 'off_track'])[(n + w) %% 3 + 1], '', '', ''
    FROM generate_series(1, %(products)s) n,
        generate_series(%(weeks)s - 4, %(weeks)s - 1) w""",
    """INSERT INTO products_initiativeline (known_at, check_in_id, initiative_id, health, said,
        said_by, note)
    SELECT c.known_at, c.id, i.id, c.health, '', '', ''
    FROM products_checkin c JOIN products_initiative i USING (product_id)""",
    """INSERT INTO products_reading (public_id, known_at, outcome_id, observed_on, value,
        no_value_reason, source)
    SELECT {id:w * %(outcomes)s + n}, %(at)s + w * interval '7 days', n, %(first)s::date + 7 * w - n %% 5,
        round(w * (20 + n * 37 %% 100) / %(weeks)s::numeric + (n * 7 + w * 13) %% 10, 1), '', ''
    FROM generate_series(0, %(weeks)s - 1) w, generate_series(1, %(outcomes)s) n""",
]


def build(*, outcomes: int, weeks: int) -> None:
    """Write the portfolio into an empty database."""
    Organisation.objects.create(name="Benchmark")
    first = TODAY - timedelta(days=7 * weeks)
    asked = {
        "at": f"{first + timedelta(days=1)}T09:00:00Z",
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
        for sql in STRUCTURE + THINGS:
            sql = re.sub(r"\{id:(.*?)\}", PUBLIC_ID, sql)
            cursor.execute(sql.replace("%(at)s", "%(at)s::timestamptz"), asked)
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    refresh_current_readings(range(1, outcomes + 1))
    _foresee(range(1, outcomes + 1))
    for weeks_ago in range(YEAR, -1, -1):
        roll_ups.roll_up_day(TODAY - timedelta(weeks=weeks_ago), at=AT)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _foresee(outcome_ids: Sequence[int]) -> None:
    """Make the forecasts of the last weeks: those of two years would take as long as the rest."""
    organisation = Organisation.objects.get()
    for batch in forecasts.batches(outcome_ids):
        forecasts.foresee(batch, since=TODAY - FORESEEN, organisation=organisation)


@contextmanager
def portfolio(*, outcomes: int, weeks: int) -> Iterator[None]:
    """Be in a database of its own that holds such a portfolio, thrown away afterwards."""
    outer = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"pmo_portal_bench_{outcomes}"
    connection.settings_dict["OPTIONS"]["options"] += PATIENT
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


def reader(email: str) -> Client:
    """Return the browser of a person who reads and is on no team."""
    client = Client()
    client.force_login(User.objects.create_user(email, name="Reader"))
    client.get("/")  # sets the cookie that forms need
    return client


def member_of_everything() -> User:
    """Return a person who is on every team."""
    person = User.objects.create_user("everywhere@example.test")
    Membership.objects.bulk_create([Membership(user=person, team=t) for t in Team.objects.all()])
    return person

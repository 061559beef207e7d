"""Settings that a running system shows."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("statement_timeout", "90s"), ("lock_timeout", "30s")])
def test_nothing_in_the_database_lasts_for_ever(name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        shown = cursor.fetchone()[0]

    assert {"1min 30s": "90s"}.get(shown, shown) == value

"""All figures of a page come from one state of the database."""

import pytest
from django.db import connection
from django.db.utils import InternalError

from insights.queries.moments import one_snapshot
from portfolio.models import Team
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_written_while_a_page_is_read():
    with pytest.raises(InternalError, match="read-only"), one_snapshot():
        factories.team("Late")

    assert Team.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_all_questions_see_the_same_state():
    with one_snapshot(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("repeatable read",)


@pytest.mark.django_db
def test_inside_another_transaction_its_rules_hold():
    with one_snapshot():
        factories.team("Early")

    assert Team.objects.count() == 1

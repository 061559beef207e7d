"""Questions asked in one message are answered from one state, and nothing can be written."""

import pytest
from django.db import connection
from django.db.utils import InternalError
from django.test.utils import CaptureQueriesContext

from insights.queries.together import answers
from portfolio.models import Team
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_each_question_has_its_rows_by_the_names_of_its_columns():
    factories.team("Payments")
    with CaptureQueriesContext(connection) as sent:
        teams, sums, nothing = answers(
            ("SELECT name FROM portfolio_team WHERE name = %(name)s", {"name": "Payments"}),
            ("SELECT %(one)s + 1 AS two, '100%%' AS whole", {"one": 1}),
            ("SELECT 1 WHERE false", {}),
        )

    assert teams == [{"name": "Payments"}]
    assert sums == [{"two": 2, "whole": "100%"}]
    assert nothing == []
    assert len(sent) == 1


@pytest.mark.django_db(transaction=True)
def test_all_see_the_same_state_and_nothing_can_be_written():
    (level,) = answers(("SHOW transaction_isolation", {}))
    assert level == [{"transaction_isolation": "repeatable read"}]

    with pytest.raises(InternalError, match="read-only"):
        answers(("DELETE FROM portfolio_team", {}))
    assert Team.objects.count() == 0
    assert factories.team("After").pk


@pytest.mark.django_db
def test_inside_another_transaction_its_rules_hold():
    factories.team("Early")
    (rows,) = answers(("SELECT count(*) AS teams FROM portfolio_team", {}))
    assert rows == [{"teams": 1}]

"""Several questions in one message: each gets its answer, whoever notes what is written."""

import pytest

from insights.queries.together import answers
from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door

QUESTIONS = (
    ("WITH told AS (SELECT %(n)s AS n) SELECT n FROM told", {"n": 1}),
    ("SELECT 'two' AS word", {}),
)
ANSWERS = [[{"n": 1}], [{"word": "two"}]]


@pytest.mark.django_db
def test_each_question_gets_its_answer():
    assert answers(*QUESTIONS) == ANSWERS


@pytest.mark.django_db
def test_so_it_does_while_changes_are_attributed():
    with provenance(door=Door.JOB):
        assert answers(*QUESTIONS) == ANSWERS


@pytest.mark.django_db(transaction=True)
def test_so_it_does_outside_of_any_transaction():
    assert answers(*QUESTIONS) == ANSWERS

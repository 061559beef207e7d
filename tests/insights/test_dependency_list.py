"""The list of dependencies: both days, the word on each, late ones first, as known on a day."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = date(2025, 7, 1)


@pytest.fixture
def world(organisation, product):
    """Claims waits for Élan four times; one is over."""
    other = factories.product("Élan", team=factories.team("Lenders"))
    work = factories.initiative("Work", product=product)
    needs = {"initiative": work, "needs": other, "at": NOON}
    august = date(2025, 8, 1)
    factories.dependency(
        **needs, wording="Slips", needed_by=august, confirmed=True, promised_on=date(2025, 9, 1)
    )
    factories.dependency(**needs, wording="Unheard", needed_by=august)
    factories.dependency(**needs, wording="Refused", confirmed=False)
    factories.dependency(**needs, wording="Missed", needed_by=date(2025, 6, 30))
    factories.dependency(**needs, wording="Done", ended_on=date(2025, 6, 1))
    return other


def listing(client, **asked):
    answer = client.get(reverse("insights:dependency_list"), {"on": ON.isoformat(), **asked})
    return answer.context["listing"]


def found(client, **asked):
    return [row.needs for row in listing(client, **asked).rows]


def test_late_ones_come_first_then_those_without_a_word(client, world, member):
    client.force_login(member)
    shown = listing(client)

    assert [(row.needs, row.word.value, row.days_late) for row in shown.rows] == [
        ("Slips", "confirmed", 31),
        ("Missed", "unanswered", 1),
        ("Unheard", "unanswered", None),
        ("Refused", "refused", None),
    ]
    assert shown.sentence == "4 dependencies, as known on Tue 1 Jul 2025."


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "late"}, ["Slips", "Missed"]),
        ({"kind": "unanswered"}, ["Missed", "Unheard"]),
        ({"kind": "over"}, ["Done"]),
        ({"product": "elan"}, ["Slips", "Missed", "Unheard", "Refused"]),
        ({"team": "lenders", "kind": "refused,confirmed"}, ["Slips", "Refused"]),
        ({"q": "élan unheard"}, ["Unheard"]),
        ({"sort": "-needed"}, ["Slips", "Unheard", "Missed", "Refused"]),
        ({"on": "2025-01-01"}, []),
        ({"on": "2025-08-15", "kind": "late"}, ["Missed", "Slips", "Unheard"]),
    ],
)
def test_dependencies_are_found_by_word_place_and_day(client, world, member, asked, expected):
    client.force_login(member)

    assert found(client, **asked) == expected


def test_what_a_person_cannot_see_is_neither_named_nor_counted(client, world, outsider):
    secret = factories.product("Hidden", portfolio=factories.portfolio("Vault", restricted=True))
    hidden = factories.initiative("Secret work", product=secret)
    factories.dependency(initiative=hidden, needs=world, wording="Quietly", at=NOON)
    client.force_login(outsider)

    shown = listing(client)

    assert (shown.total, shown.not_visible) == (4, 1)
    assert "Quietly" not in [row.needs for row in shown.rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_comes_as_a_file(client, world, member, form):
    client.force_login(member)
    answer = client.get(reverse("insights:dependency_list"), {"on": ON.isoformat(), "format": form})
    content = b"".join(answer.streaming_content)

    assert content.count(b"\n") == 5 if form == "csv" else content[:2] == b"PK"


def test_the_number_of_queries_does_not_grow(client, world, product, member):
    client.force_login(member)

    def counted():
        with CaptureQueriesContext(connection) as context:
            listing(client)
        return len(context)

    counted()
    before = counted()
    for number in range(5):
        more = factories.initiative(product=factories.product(f"More {number}"))
        factories.dependency(initiative=more, needs=product, at=NOON)

    assert counted() == before

"""Who could help: teams with room, the most of it first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.queries.known import AsKnown
from products.queries.matches import who_could_help
from tests import factories

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.fixture
def known(pmo_lead, today, now):
    return AsKnown(on=today, moment=now, user=pmo_lead)


@pytest.fixture
def ask(product, now):
    return factories.ask(product, at=now, kind="people", wording="Can anyone lend a hand?")


def team_with(name, *free, of=9, at=factories.EPOCH, role=""):
    """A team with so much to spare in January, February and so on."""
    team = factories.team(name)
    own = factories.product(f"{name}'s own", team=team)
    for month, fte in zip((JANUARY, FEBRUARY, MARCH, APRIL), free, strict=False):
        factories.capacity(team, month, of, at=at)
        factories.allocation(own, month, of - Decimal(str(fte)), at=at, role=role)
    return own


def told(matches, ask):
    return [(m.team.name, m.free_fte, m.months) for m in matches.get(ask.pk, [])]


def test_teams_with_room_are_named_the_most_room_first(ask, known):
    team_with("Little", 0.5, 0.5, 0.5)
    team_with("Much", 2, 1.5, 3)
    team_with("Full", 0, 0.1, -1)

    assert told(who_could_help([ask], known=known), ask) == [
        ("Much", Decimal("1.5"), (JANUARY, MARCH)),
        ("Little", Decimal("0.5"), (JANUARY, MARCH)),
    ]


def test_the_longest_stretch_with_room_within_three_months_is_named(ask, known):
    team_with("Later", 0, 1, 1.4, 9)

    assert told(who_could_help([ask], known=known), ask) == [
        ("Later", Decimal(1), (FEBRUARY, MARCH))
    ]


def test_three_teams_are_enough(ask, known):
    for room in (1, 2, 3, 4):
        team_with(f"Room for {room}", room, room, room)

    assert [name for name, *_ in told(who_could_help([ask], known=known), ask)] == [
        "Room for 4",
        "Room for 3",
        "Room for 2",
    ]


def test_the_asking_team_is_never_its_own_help(ask, team, known):
    factories.capacity(team, JANUARY, 5)

    assert who_could_help([ask], known=known) == {}


def test_a_team_that_said_nothing_of_its_capacity_is_not_taken_to_be_free(ask, known):
    factories.allocation(factories.product(), JANUARY, 1)

    assert who_could_help([ask], known=known) == {}


@pytest.mark.parametrize("kind", ["decision", "funding"])
def test_what_people_cannot_answer_is_matched_with_nobody(product, now, known, kind):
    team_with("Much", 2, 2, 2)
    ask = factories.ask(product, at=now, kind=kind)

    assert who_could_help([ask], known=known) == {}


def test_a_role_the_ask_names_is_looked_for(product, now, known):
    team_with("Much", 3, 3, 3, role="Designer")
    team_with("Data", 1, 1, 1, role="Data engineer")
    ask = factories.ask(product, at=now, kind="advice", wording="We lack data engineering")

    matches = who_could_help([ask], known=known)[ask.pk]
    assert [(match.team.name, match.role) for match in matches] == [("Data", "Data engineer")]


def test_time_given_to_other_products_counts(ask, product, known):
    own = team_with("Lender", 2, 2, 2)
    factories.allocation(product, JANUARY, 1, team=own.team)
    factories.allocation(product, FEBRUARY, 2, team=own.team)

    assert told(who_could_help([ask], known=known), ask) == [("Lender", Decimal(2), (MARCH, MARCH))]


def test_what_was_learned_later_does_not_leak_into_an_earlier_day(ask, known, now, today):
    day = timedelta(days=1)
    team_with("Much", 2, 2, 2, at=now)
    then = AsKnown(on=today - day, moment=now - day, user=known.user)

    assert who_could_help([ask], known=then) == {}
    assert [name for name, *_ in told(who_could_help([ask], known=known), ask)] == ["Much"]


def test_a_team_whose_time_is_partly_hidden_is_not_taken_to_be_free(ask, outsider, known):
    secret = factories.portfolio("Secret", restricted=True)
    own = team_with("Busy in secret", 2, 2, 2)
    hidden = factories.product("Hidden", portfolio=secret)
    factories.allocation(hidden, JANUARY, 2, team=own.team)
    eyes = AsKnown(on=known.on, moment=known.moment, user=outsider)

    assert who_could_help([ask], known=eyes) == {}


def test_the_number_of_queries_does_not_grow(product, now, known, django_assert_num_queries):
    few = [factories.ask(product, at=now, kind="people")]
    many = few + [factories.ask(factories.product(), at=now, kind="advice") for _ in range(9)]
    team_with("Much", 2, 2, 2)
    known.user.team_ids  # noqa: B018 - read once per request
    who_could_help(few, known=known)
    for asks in (few, many):
        with django_assert_num_queries(4):
            who_could_help(asks, known=known)

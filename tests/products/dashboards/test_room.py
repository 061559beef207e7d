"""Help matched with room: said on the ask, to those who ask and to those who have room."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from pmo_portal.lib.vocabulary import AskKind
from products.models import Answer
from tests import factories

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 7, 10, tzinfo=UTC)
SAID = "Elsewhere has 1.4 people free in January"


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(JANUARY, tick=False):
        yield


@pytest.fixture
def roomy(organisation, outsider):
    """The outsider's team, with room in January alone."""
    team = outsider.memberships.get().team
    own = factories.product("Policies", team=team)
    factories.capacity(team, date(2026, 1, 1), 5)
    factories.allocation(own, date(2026, 1, 1), "3.6")
    return team


@pytest.fixture
def ask(product, roomy):
    return factories.ask(product, at=JANUARY, kind=AskKind.PEOPLE, wording="A tester?")


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).context["page"]


def test_the_page_of_an_ask_names_who_has_room(client, ask, outsider, member):
    mine = page(client, member, "products:ask_detail", ask.public_id).helpers
    theirs = page(client, outsider, "products:ask_detail", ask.public_id).helpers

    assert [(one.said, one.is_yours) for one in mine] == [(SAID, False)]
    assert [(one.opening, one.is_yours) for one in theirs] == [
        ("We have 1.4 people free in January.", True)
    ]


def test_one_line_offers_it(client, ask, outsider):
    client.force_login(outsider)
    answer = client.get(reverse("products:ask_detail", args=[ask.public_id]))
    form = answer.context["answer_form"]
    sent = {
        "answer-token": form["token"].value(),
        "answer-wording": answer.context["page"].helpers[0].opening,
        "answer-kind": "offered",
    }

    client.post(reverse("products:ask_answer", args=[ask.public_id]), sent)

    said = Answer.objects.get()
    assert (said.kind, said.wording) == ("offered", "We have 1.4 people free in January.")


def test_both_sides_see_it_on_their_home(client, ask, outsider, member, executive):
    asking = page(client, member, "products:home").room
    roomy = page(client, outsider, "products:home").room
    neither = page(client, executive, "products:home").room

    assert [one.helpers[0].said for one in asking.for_us] == [SAID]
    assert [one.line.ask for one in roomy.from_us] == [ask]
    assert (asking.from_us, roomy.for_us, neither.for_us, neither.from_us) == ([], [], [], [])


def test_an_ask_that_is_over_needs_nobody(client, ask, member):
    Answer.objects.create(ask=ask, kind="resolved", by=member, known_at=JANUARY)

    assert page(client, member, "products:ask_detail", ask.public_id).helpers == []
    assert page(client, member, "products:home").room.for_us == []

"""The queue as known on a day, and how long help took."""

from datetime import timedelta

import pytest

from pmo_portal.lib.vocabulary import AnswerKind, Role
from products.models import Answer
from products.queries import help_wanted, response_times
from products.queries.help_wanted import Wanted
from products.queries.known import AsKnown
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def known(pmo_lead, today, now):
    return AsKnown(on=today, moment=now, user=pmo_lead)


def asked(product, now, *answers, raised=30, **to):
    """An ask raised so many days ago, with (kind, days after it was raised) as its answers."""
    ask = factories.ask(product, at=now - raised * DAY, **to)
    for kind, after in answers:
        Answer.objects.create(ask=ask, kind=kind, known_at=ask.known_at + after * DAY)
    return ask


OFFERED, ANSWERED = AnswerKind.OFFERED, AnswerKind.ANSWERED
RESOLVED, WITHDRAWN = AnswerKind.RESOLVED, AnswerKind.WITHDRAWN


def test_open_asks_wait_the_oldest_first_and_the_others_are_over(product, now, known):
    young = asked(product, now, raised=2)
    old = asked(product, now, (OFFERED, 1), raised=9)
    over = asked(product, now, (RESOLVED, 1), raised=20)
    asks = help_wanted.queue(Wanted(), known=known)

    assert list(help_wanted.open_ones(asks)) == [old, young]
    assert list(help_wanted.ended_ones(asks)) == [over]
    assert help_wanted.counts(asks) == {"open": 2, "unanswered": 1, "over": 1}


def test_what_was_learned_later_does_not_leak_into_an_earlier_day(product, now, known):
    ask = asked(product, now, (OFFERED, 5), (RESOLVED, 9), raised=10)
    asked(product, now, raised=1)
    then = AsKnown(on=known.on - 6 * DAY, moment=now - 6 * DAY, user=known.user)
    asks = help_wanted.queue(Wanted(), known=then)

    assert [(a.pk, a.first_reply_at, a.ended_at) for a in asks] == [(ask.pk, None, None)]
    assert response_times.response_times(asks)[0].reply is None


def test_filters_narrow_the_queue(product, team, member, now, today):
    mine = asked(product, now, (OFFERED, 1), to_team=team, kind="people")
    asked(product, now)
    known = AsKnown(on=today, moment=now, user=member)

    for wanted in (
        Wanted(kind="people"),
        Wanted(is_for_me=True),
        Wanted(has_reply=True),
        Wanted(is_for_me=True, product_ids={product.pk}),
    ):
        assert list(help_wanted.queue(wanted, known=known)) == [mine], wanted
    assert not help_wanted.queue(Wanted(product_ids=set()), known=known).exists()


def test_times_are_medians_and_85th_percentiles(product, now, known):
    for days in (1, 2, 3, 4, 11):
        asked(product, now, (OFFERED, days), (RESOLVED, days * 2))

    (whole, _anyone) = response_times.response_times(help_wanted.queue(Wanted(), known=known))

    assert (whole.asks, whole.waiting, whole.resolved) == (5, 0, 5)
    assert (whole.reply, whole.resolution) == (3 * DAY, 6 * DAY)
    assert whole.reply_85 == 4 * DAY + 0.4 * 7 * DAY
    assert whole.resolution_85 == 2 * whole.reply_85


def test_withdrawn_and_waiting_asks_have_no_time(product, now, known):
    asked(product, now, (WITHDRAWN, 1))
    asked(product, now)
    asked(product, now, (ANSWERED, 2))

    whole = response_times.response_times(help_wanted.queue(Wanted(), known=known))[0]

    assert (whole.asks, whole.waiting, whole.resolved) == (3, 1, 0)
    assert (whole.reply, whole.resolution) == (2 * DAY, None)


def test_everyone_asked_is_measured_alike(product, team, now, known):
    asked(product, now, (OFFERED, 1), to_role=Role.PMO_LEAD)
    asked(product, now, (OFFERED, 2), to_role=Role.EXECUTIVE)
    asked(product, now, (OFFERED, 3), to_team=team)
    asked(product, now, (OFFERED, 4))

    parts = response_times.response_times(help_wanted.queue(Wanted(), known=known))[1:]

    assert {part.asked_of: part.reply for part in parts} == {
        "pmo_lead": 1 * DAY,
        "executive": 2 * DAY,
        "team": 3 * DAY,
        "anyone": 4 * DAY,
    }


def test_asks_of_hidden_work_are_in_no_figure(team, now, known):
    hidden = factories.product(portfolio=factories.portfolio(restricted=True), team=team)
    asked(hidden, now, (OFFERED, 1))

    assert response_times.response_times(help_wanted.queue(Wanted(), known=known)) == []

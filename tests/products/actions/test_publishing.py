from threading import Barrier, Thread

import pytest
from django.db import connection

from pmo_portal.lib.vocabulary import Health
from products.actions.publishing import (
    PublishedWithOtherWords,
    SomebodyCheckedIn,
    publish_check_in,
)
from products.models import CheckIn
from tests import factories


def publish(product, by, now, **more):
    sent = {"words": {"health": Health.ON_TRACK}, "body": "same", "key": "k", **more}
    return publish_check_in(product=product, by=by, at=now, **sent)


@pytest.mark.django_db
def test_a_double_click_is_one_check_in(product, member, now):
    first = publish(product, member, now)
    second = publish(product, member, now)

    assert (first[0], first[1], second[1]) == (second[0], True, False)
    assert CheckIn.objects.count() == 1


@pytest.mark.django_db
def test_other_words_from_the_same_form_are_not_written_over_the_first(product, member, now):
    first, _ = publish(product, member, now)

    with pytest.raises(PublishedWithOtherWords) as refused:
        publish(product, member, now, body="other")

    assert (refused.value.first, CheckIn.objects.count()) == (first, 1)


@pytest.mark.django_db
def test_a_check_in_that_was_not_in_sight_is_shown_before_anything_is_written(
    product, lead, member, now
):
    other = factories.check_in(product, at=now, by=lead)

    with pytest.raises(SomebodyCheckedIn) as somebody:
        publish(product, member, now, based_on="")

    assert (somebody.value.other, CheckIn.objects.count()) == (other, 1)
    assert publish(product, member, now, based_on=other.public_id)[1] is True


@pytest.mark.django_db
def test_a_script_that_names_no_base_is_not_asked(product, member, now):
    factories.check_in(product, at=now)

    assert publish(product, member, now)[1] is True


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_do_not_pass_over_each_other(product, lead, member, now):
    start, answers = Barrier(2), {}

    def at_once(person):
        start.wait()
        try:
            answers[person.email] = publish(product, person, now, based_on="", key=person.email)[1]
        except SomebodyCheckedIn:
            answers[person.email] = "shown"
        finally:
            connection.close()

    threads = [Thread(target=at_once, args=[person]) for person in (lead, member)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, answers.values())) == ["True", "shown"]
    assert CheckIn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_the_same_moment_is_one_check_in(product, member, now):
    start, answers = Barrier(2), []

    def at_once():
        start.wait()
        try:
            answers.append(publish(product, member, now, based_on=""))
        finally:
            connection.close()

    threads = [Thread(target=at_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {check_in.pk for check_in, _new in answers} == {CheckIn.objects.get().pk}
    assert sorted(is_new for _, is_new in answers) == [False, True]

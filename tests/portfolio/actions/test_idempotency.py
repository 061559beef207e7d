import pytest

from portfolio.actions.idempotency import KeyUsedForOtherWords, digest_of, write_once
from portfolio.models import IdempotencyKey

pytestmark = pytest.mark.django_db


class Writer:
    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return [f"result{self.times}"]


@pytest.fixture
def write():
    return Writer()


def test_a_repetition_leads_to_the_first_result(write, member):
    first = write_once(write, key="k", digest="d", by=member)
    second = write_once(write, key="k", digest="d", by=member)

    assert (first, second, write.times) == ((["result1"], True), (["result1"], False), 1)


def test_other_words_under_the_same_key_are_refused_with_the_first_result(write, member):
    write_once(write, key="k", digest="d", by=member)

    with pytest.raises(KeyUsedForOtherWords) as refused:
        write_once(write, key="k", digest="other", by=member)

    assert (refused.value.results, write.times) == (["result1"], 1)


def test_the_key_of_somebody_else_is_another_key(write, member, lead):
    write_once(write, key="k", digest="d", by=member)

    assert write_once(write, key="k", digest="d", by=lead) == (["result2"], True)


def test_without_a_key_every_request_writes(write, member):
    assert [write_once(write, key="", digest="d", by=member)[1] for _ in range(2)] == [True, True]
    assert IdempotencyKey.objects.count() == 0


def test_a_write_that_fails_leaves_the_key_free(member, write):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any would do
        write_once(fail, key="k", digest="d", by=member)

    assert write_once(write, key="k", digest="d", by=member) == (["result1"], True)


def test_the_order_of_fields_makes_no_other_body():
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})

"""What every request knows, and what a wrong question gets."""

from tests import factories


def test_a_day_that_is_none_gets_help_and_no_error(client, organisation, member):
    factories.objective("Grow")
    client.force_login(member)

    answer = client.get("/objectives/grow/?on=yesterday")

    assert answer.status_code == 404
    assert "“yesterday” is not a day we can read." in answer.content.decode()


def test_liveness_asks_the_database_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200

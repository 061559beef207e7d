"""Dependencies by API: one side states, the other answers, each in sight of what stands."""

from datetime import UTC, date, datetime

import pytest

from products.models import Dependency, Notice
from tests import factories

EARLY = datetime(2025, 3, 3, 9, tzinfo=UTC)
LATE = datetime(2025, 6, 2, 9, tzinfo=UTC)
LIST = "/api/v1/dependencies/"


@pytest.fixture
def initiative(product):
    return factories.initiative("Glass pilot", product=product)


@pytest.fixture
def needed(outsider):
    """The product of the outsider's team."""
    return factories.product("Ledger", team=outsider.memberships.get().team)


@pytest.fixture
def dependency(initiative, needed):
    return factories.dependency(initiative, needs=needed, wording="A feed", at=EARLY)


def state(client, initiative, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    url = f"/api/v1/initiatives/{initiative.public_id}/needs/"
    return client.post(url, body, format="json", headers=headers)


def patch(client, dependency, body, etag=None):
    url = f"{LIST}{dependency.public_id}/"
    etag = client.get(url).headers["ETag"] if etag is None else etag
    headers = {"If-Match": etag} if etag else {}
    return client.patch(url, body, format="json", headers=headers)


def hide(product):
    product.portfolio.restricted = True
    product.portfolio.save()


def ids(client, query=""):
    return [row["id"] for row in client.get(LIST + query).json()["results"]]


def test_a_need_is_stated_once_and_the_other_team_is_told(
    as_user, initiative, needed, member, outsider
):
    client = as_user(member)
    body = {"needs_product": "ledger", "wording": "A feed", "needed_by": "2026-03-01"}

    first, again = (state(client, initiative, body, key="k1") for _ in range(2))
    other = state(client, initiative, {**body, "wording": "Two feeds"}, key="k1")

    dependency = Dependency.objects.get()
    assert (first.status_code, first.json(), other.status_code) == (201, again.json(), 422)
    assert first.headers["ETag"] == client.get(f"{LIST}{dependency.public_id}/").headers["ETag"]
    assert (dependency.needs_product, dependency.needed_by) == (needed, date(2026, 3, 1))
    assert Notice.objects.get().user == outsider


def test_an_initiative_can_be_needed(as_user, initiative, needed, member):
    theirs = factories.initiative("Feed", product=needed)

    body = {"needs_initiative": theirs.public_id, "wording": "A feed"}
    row = state(as_user(member), initiative, body).json()

    assert (row["needs_initiative"], row["needs_product"]) == (theirs.public_id, "ledger")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"wording": "A feed"}, "detail"),
        ({"needs_product": "ledger"}, "wording"),
        ({"needs_product": "nowhere", "wording": "A feed"}, "needs_product"),
        ({"needs_product": "ledger", "wording": "A feed", "by": "me"}, "by"),
        ({"needs_product": "ledger", "wording": "A", "needed_by": "2900-01-01"}, "needed_by"),
    ],
)
def test_what_is_unclear_is_named(as_user, initiative, needed, member, body, wrong):
    answer = state(as_user(member), initiative, body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not Dependency.objects.exists()


def test_nothing_hidden_can_be_needed(as_user, initiative, needed, member):
    hide(needed)

    answer = state(as_user(member), initiative, {"needs_product": "ledger", "wording": "A feed"})

    assert (answer.status_code, list(answer.json())) == (400, ["needs_product"])


def test_the_other_side_gives_its_word(as_user, dependency, outsider):
    client = as_user(outsider)

    yes = patch(client, dependency, {"confirmed": True, "promised_on": "2026-04-01"})
    still = patch(client, dependency, {"confirmed": True})
    no = patch(client, dependency, {"confirmed": False})

    words = [(a.status_code, a.json()["confirmed"], a.json()["promised_on"]) for a in (yes, still)]
    assert words == [(200, True, "2026-04-01")] * 2
    assert (no.json()["confirmed"], no.json()["promised_on"]) == (False, None)


def test_the_asking_side_moves_and_takes_back(as_user, dependency, member):
    client = as_user(member)

    moved = patch(client, dependency, {"needed_by": "2026-05-01"})
    over = patch(client, dependency, {"ended_on": "2026-01-07"})
    late = patch(client, dependency, {"needed_by": None})

    assert (moved.json()["needed_by"], over.json()["ended_on"]) == ("2026-05-01", "2026-01-07")
    assert (late.status_code, list(late.json())) == (400, ["detail"])


def test_each_side_speaks_for_itself_alone(as_user, dependency, member, outsider, pmo_lead):
    answers = [
        patch(as_user(member), dependency, {"confirmed": True}),
        patch(as_user(outsider), dependency, {"needed_by": "2026-05-01"}),
        patch(as_user(outsider), dependency, {"ended_on": "2026-05-01"}),
        patch(as_user(pmo_lead), dependency, {"confirmed": True}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert Dependency.versions_model()._default_manager.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"promised_on": "2026-05-01"},
        {"needed_by": "2026-05-01", "ended_on": "2026-05-01"},
        {"needed_by": "2026-05-01", "confirmed": True},
        {"needed_by": "2026-05-01", "promised_on": "2026-05-01"},
    ],
)
def test_one_thing_is_said_at_a_time(as_user, dependency, member, body):
    answer = patch(as_user(member), dependency, body)

    assert (answer.status_code, list(answer.json())) == (400, ["detail"])


def test_a_change_names_what_it_has_in_sight(as_user, dependency, member):
    client = as_user(member)
    old = client.get(f"{LIST}{dependency.public_id}/").headers["ETag"]
    patch(client, dependency, {"needed_by": "2026-05-01"})

    blind = patch(client, dependency, {"needed_by": "2026-06-01"}, etag="")
    stale = patch(client, dependency, {"needed_by": "2026-06-01"}, etag=old)

    assert (blind.status_code, stale.status_code) == (428, 412)
    assert stale.json()["stands"]["needed_by"] == "2026-05-01"


def test_a_past_day_shows_the_word_of_that_day(as_user, dependency, member):
    Dependency.objects.filter(pk=dependency.pk).update(confirmed=True, known_at=LATE)
    client = as_user(member)

    def words(on):
        return [row["confirmed"] for row in client.get(f"{LIST}?on={on}").json()["results"]]

    assert [words(on) for on in ("2025-03-02", "2025-05-01", "2025-06-02")] == [[], [None], [True]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?product=claims", 1),
        ("?product=ledger", 0),
        ("?needs_product=ledger", 1),
        ("?needs_product=claims", 0),
        ("?is_answered=false&is_over=false", 1),
        ("?confirmed=true", 0),
        ("?needs_product=ledger&on=2025-05-01", 1),
    ],
)
def test_dependencies_are_filtered(as_user, dependency, member, query, found):
    assert len(ids(as_user(member), query)) == found


def test_a_hidden_asking_side_hides_all(as_user, dependency, product, outsider):
    hide(product)
    client = as_user(outsider)

    assert ids(client) == []
    assert client.get(f"{LIST}{dependency.public_id}/").status_code == 404


def test_what_is_needed_of_hidden_work_is_not_named(as_user, dependency, needed, member, outsider):
    hide(needed)
    client = as_user(member)

    assert client.get(LIST).json()["results"][0]["needs_product"] is None
    assert client.get(f"{LIST}?needs_product=ledger").status_code == 400
    assert ids(as_user(outsider), "?needs_product=ledger") == [dependency.public_id]

"""The office writes objectives, portfolios and playbooks by API, once and over nobody's words."""

import pytest

from portfolio.actions.objectives import redefine_objective
from portfolio.models import Objective, Playbook, Portfolio
from tests import factories

OBJECTIVES, GROW = "/api/v1/objectives/", "/api/v1/objectives/grow/"


def patch(client, url, body, etag=None):
    etag = client.get(url).headers["ETag"] if etag is None else etag
    headers = {"If-Match": etag} if etag else {}
    return client.patch(url, body, format="json", headers=headers)


def post(client, url, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, format="json", headers=headers)


def test_an_objective_is_written_once_by_its_key(as_user, pmo_lead, member):
    factories.portfolio("Branch")
    body = {"title": "Grow", "portfolio": "branch", "intended_share": "12.5"}
    body |= {"period_start": "2026-01-01", "period_end": None, "owner": member.public_id}

    answers = [post(as_user(pmo_lead), OBJECTIVES, body, key="k") for _ in range(2)]
    other = post(as_user(pmo_lead), OBJECTIVES, {"title": "Shrink"}, key="k")

    one = Objective.objects.get()
    assert [a.status_code for a in answers] == [201, 201]
    assert other.status_code == 422
    assert (one.portfolio.slug, one.owner, str(one.intended_share)) == ("branch", member, "12.50")
    assert answers[0].json()["slug"] == "grow"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"period_start": "2026-02-01", "period_end": "2026-01-01"}, "period_end"),
        ({"parent": "grow"}, "parent"),
        ({"portfolio": "nowhere"}, "portfolio"),
        ({"intended_share": "101"}, "intended_share"),
        ({"status": "good"}, "status"),
    ],
)
def test_what_is_unclear_is_named(as_user, pmo_lead, body, wrong):
    factories.objective("Grow")

    answer = patch(as_user(pmo_lead), GROW, body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])


def test_what_is_not_sent_stays_and_the_end_can_be_taken_back(as_user, pmo_lead):
    grow = factories.objective("Grow", why="Because")
    client = as_user(pmo_lead)

    ended = patch(client, GROW, {"title": "Grow wisely", "unlisted_on": "2026-06-30"})
    again = patch(client, GROW, {"unlisted_on": None})

    grow.refresh_from_db()
    assert (ended.json()["unlisted_on"], again.json()["unlisted_on"]) == ("2026-06-30", None)
    assert (grow.title, grow.why) == ("Grow wisely", "Because")


def test_changes_are_made_in_sight_of_what_stands(as_user, pmo_lead):
    grow = factories.objective("Grow")
    client = as_user(pmo_lead)
    seen = client.get(GROW).headers["ETag"]
    redefine_objective(objective=grow, title="Grow wisely", by=pmo_lead, at=grow.known_at)

    late = patch(client, GROW, {"why": "Because"}, etag=seen)
    blind = patch(client, GROW, {"why": "Because"}, etag="")

    assert (late.status_code, blind.status_code) == (412, 428)
    assert late.json()["stands"]["title"] == "Grow wisely"


@pytest.mark.parametrize("who", ["member", "executive", "outsider"])
def test_others_read_and_do_not_write(as_user, request, who):
    factories.objective("Grow")
    client = as_user(request.getfixturevalue(who))

    assert client.get(GROW).status_code == 200
    assert patch(client, GROW, {"title": "Shrink"}).status_code == 403
    assert post(client, OBJECTIVES, {"title": "Shrink"}).status_code == 403


def test_a_portfolio_is_closed_and_opened(as_user, pmo_lead, outsider, team):
    client, url = as_user(pmo_lead), "/api/v1/portfolios/branch/"
    post(client, "/api/v1/portfolios/", {"name": "Branch"})

    alone = patch(client, url, {"restricted": True, "teams": ["payments"]})
    closed = patch(client, url, {"restricted": True, "people": [pmo_lead.public_id]})
    hidden = as_user(outsider).get(url).status_code
    opened = patch(client, url, {"restricted": False})

    assert (alone.status_code, list(alone.json())) == (400, ["people"])
    assert (closed.json()["restricted"], hidden) == (True, 404)
    assert opened.json()["restricted"] is False
    assert Portfolio.objects.get().access.count() == 0


def test_a_playbook_is_written_and_rewritten(as_user, pmo_lead, member):
    body = {"title": "See it", "helps_when": "Numbers stand still.", "how_to_start": "Look."}

    made = post(as_user(pmo_lead), "/api/v1/playbooks/", body)
    changed = patch(as_user(pmo_lead), "/api/v1/playbooks/see-it/", {"helps_when": "Always."})

    assert (made.status_code, changed.status_code) == (201, 200)
    assert Playbook.objects.get().helps_when == "Always."
    assert as_user(member).get("/api/v1/playbooks/").json()["count"] == 1

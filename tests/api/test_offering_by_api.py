"""Offers by API: made by the office, answered by the team."""

import pytest

from portfolio.models import Offer
from products.models import OfferSubject
from tests import factories

URL = "/api/v1/offers/"


def answer(client, offer, body, etag=None):
    url = f"{URL}{offer.public_id}/"
    etag = client.get(url).headers["ETag"] if etag is None else etag
    return client.patch(url, body, format="json", headers={"If-Match": etag} if etag else {})


def test_an_offer_is_made_once_with_what_prompted_it(as_user, pmo_lead, product):
    body = {"team": "payments", "message": "Ask us", "about": "/products/claims/?on=2026-01-10"}
    client = as_user(pmo_lead)

    answers = [
        client.post(URL, body, format="json", headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]

    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["prompt"] == "/products/claims/?on=2026-01-10"
    assert OfferSubject.objects.get().product == product


def test_it_goes_to_the_team_that_owns_what_it_is_about(as_user, pmo_lead, product):
    factories.team("Others")
    body = {"team": "others", "message": "Ask us", "about": "/products/claims/"}

    refused = as_user(pmo_lead).post(URL, body, format="json")

    assert refused.status_code == 400
    assert "run by Payments" in refused.json()["detail"][0]


@pytest.mark.parametrize("who", ["member", "executive"])
def test_others_make_no_offer(as_user, team, request, who):
    client = as_user(request.getfixturevalue(who))

    made = client.post(URL, {"team": "payments", "message": "Ask us"}, format="json")

    assert (made.status_code, Offer.objects.count()) == (403, 0)


def test_the_team_answers_and_says_what_it_changed(as_user, member, pmo_lead, team, now):
    offer = factories.offer(team, at=now)

    said = answer(as_user(member), offer, {"state": "accepted", "reply": "Gladly"})
    told = answer(as_user(member), offer, {"changed": "We ship weekly."})
    refused = answer(as_user(pmo_lead), offer, {"state": "declined"})
    blind = answer(as_user(member), offer, {"state": "declined"}, etag="")

    offer.refresh_from_db()
    assert [a.status_code for a in (said, told, refused, blind)] == [200, 200, 403, 428]
    assert (offer.state, offer.reply, offer.changed) == ("accepted", "Gladly", "We ship weekly.")


def test_who_made_an_offer_takes_it_back(as_user, member, pmo_lead, team, now):
    offer = factories.offer(team, by=pmo_lead, at=now)

    refused = answer(as_user(member), offer, {"state": "withdrawn"})
    wordy = answer(as_user(member), offer, {"state": "withdrawn", "reply": "No"})
    taken = answer(as_user(pmo_lead), offer, {"state": "withdrawn"})
    late = answer(as_user(member), offer, {"state": "accepted"})

    assert [a.status_code for a in (refused, wordy, taken, late)] == [403, 400, 200, 400]
    assert taken.json()["state"] == "withdrawn"
    assert "taken back" in late.json()["detail"][0]


def test_offers_read_as_they_were_known(as_user, member, team, now):
    offer = factories.offer(team, at=now)
    answer(as_user(member), offer, {"state": "accepted"})
    client = as_user(member)

    assert [o["state"] for o in client.get(URL).json()["results"]] == ["accepted"]
    assert [o["state"] for o in client.get(f"{URL}?on=2026-01-08").json()["results"]] == ["offered"]
    assert client.get(f"{URL}?on=2026-01-01").json()["results"] == []
    assert client.get(f"{URL}?state=declined").json()["count"] == 0

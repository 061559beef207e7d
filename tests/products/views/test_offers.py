"""The office offers help, the team answers as it likes, and everyone sees what came of it."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.urls import reverse

from pmo_portal.lib.vocabulary import OfferState
from portfolio.actions import portfolios
from portfolio.models import Offer
from products.actions.mailing import mail_notices
from products.actions.offers import word_on_offer
from products.models import Notice, OfferSubject
from tests import factories
from tests.typed import as_opened

START = "/offers/new/"
pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


@pytest.fixture
def offer(team, product, pmo_lead, now):
    return factories.offer(team, product=product, by=pmo_lead, at=now)


def page(offer, part="detail"):
    return reverse(f"products:offer_{part}", args=[offer.public_id])


def about(path):
    return f"{START}?{urlencode({'about': path})}"


def answer(client, person, offer, state, **words):
    """Answer an offer as somebody who has its page in sight."""
    client.force_login(person)
    form = client.get(page(offer)).context["answer_form"]
    hidden = {form[name].html_name: form[name].value() for name in ("token", "edition")}
    said = {f"answer-{name}": value for name, value in words.items()}
    return client.post(page(offer, "answer"), {**hidden, "answer-state": state, **said})


def test_an_offer_brings_along_what_prompted_it(office, product, team, lead, member, now):
    outcome = factories.outcome("Settled in 5 days", product=product, unit="%", target=75)
    factories.reading(outcome, now.date(), 61, at=now)
    url = about(f"/outcomes/{outcome.path_part}/?on=2026-01-10&vs=2026-01-01")
    typed = {**as_opened(office, url), "message": "Shall we sit down?"}

    answers = [office.post(START, typed, follow=True) for _ in range(2)]

    offer = Offer.objects.get()
    subject = OfferSubject.objects.get()
    assert [a.redirect_chain for a in answers] == [[(page(offer), 303)]] * 2
    assert offer.prompt == f"/outcomes/{outcome.path_part}/?on=2026-01-10"
    assert offer.evidence == "“Settled in 5 days” stood at 61% on Sat 10 Jan 2026, 75% wanted."
    assert (offer.team, subject.product, subject.outcome) == (team, product, outcome)
    assert subject.on == date(2026, 1, 10)
    told = Notice.objects.values_list("user__email", "kind", "product")
    assert sorted(told) == [(p.email, "offer_made", product.pk) for p in (lead, member)]


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", "nowhere"])
def test_only_pages_of_ours_go_along(office, path):
    seen = office.get(about(path)).context["seen"]

    assert (seen.path, seen.product, seen.team) == ("", None, None)


def test_the_page_of_a_list_or_a_team_names_whom_it_is_about(office, product, team):
    listed = office.get(about("/outcomes/?product=claims&health=off_track")).context["seen"]
    whole = office.get(about("/teams/payments/")).context["seen"]

    today = office.get(START).context["seen"].on
    assert (listed.product, listed.team) == (product, team)
    assert listed.path == f"/outcomes/?product=claims&health=off_track&on={today}"
    assert (whole.product, whole.team) == (None, team)


def test_no_link_gives_away_a_restricted_portfolio(office, pmo_lead, now):
    closed = factories.portfolio("Closed")
    factories.portfolio("Within", parent=closed)
    portfolios.restrict_portfolio(portfolio=closed, people=[pmo_lead], by=None, at=now)

    paths = ("/portfolios/within/", "/?portfolio=within", "/portfolios/")
    seen = {path: bool(office.get(about(path)).context["seen"].path) for path in paths}

    assert seen == {"/portfolios/within/": False, "/?portfolio=within": False, "/portfolios/": True}


def test_an_offer_without_words_or_team_is_asked_about(office, team):
    sent = office.post(START, {**as_opened(office, START), "message": " "})

    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["team", "message"])
    assert not Offer.objects.exists()


def test_the_team_is_told_at_home_and_by_mail(office, client, member, team, product):
    typed = {**as_opened(office, about("/products/claims/")), "message": "Shall we sit down?"}
    office.post(START, typed)
    client.force_login(member)

    home = client.get("/home/").content.decode()
    written = mail_notices(at=Notice.objects.get().created_at)

    assert "Help is offered to you" in home
    assert "The portfolio office offers you help: “Shall we sit down?”" in home
    assert (written, mail.outbox[0].to) == (1, [member.email])
    assert "offers you help" in mail.outbox[0].subject
    assert page(Offer.objects.get()) in mail.outbox[0].body


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_the_team_answers_with_or_without_words(client, offer, member, pmo_lead, state):
    sent = answer(client, member, offer, state)

    offer.refresh_from_db()
    assert (sent.status_code, offer.state, offer.reply) == (303, state, "")
    assert Notice.objects.get().user == pmo_lead

    answer(client, member, offer, "accepted", reply="Gladly")
    offer.refresh_from_db()
    assert (offer.state, offer.reply) == ("accepted", "Gladly")


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_else_answers_for_the_team(client, offer, request, who):
    client.force_login(request.getfixturevalue(who))

    sent = client.post(page(offer, "answer"), {"answer-state": "accepted"})

    offer.refresh_from_db()
    assert (sent.status_code, offer.state) == (403, OfferState.OFFERED)
    assert "answer_form" in client.get(page(offer)).context
    assert "Would you like it" not in client.get(page(offer)).content.decode()


def test_two_of_the_team_who_answer_at_once(client, offer, member, lead):
    client.force_login(member)
    form = client.get(page(offer)).context["answer_form"]
    hidden = {form[name].html_name: form[name].value() for name in ("token", "edition")}
    word_on_offer(offer=offer, state=OfferState.ACCEPTED, by=lead, at=offer.known_at)

    sent = client.post(
        page(offer, "answer"), {**hidden, "answer-state": "declined", "answer-reply": "No"}
    )

    offer.refresh_from_db()
    assert (sent.status_code, offer.state) == (409, OfferState.ACCEPTED)
    assert sent.context["answer_form"]["reply"].value() == "No"


def withdraw(client, person, offer):
    client.force_login(person)
    form = client.get(page(offer)).context["withdraw_form"]
    hidden = {form[name].html_name: form[name].value() for name in ("token", "edition")}
    return client.post(page(offer, "withdraw"), hidden)


def test_who_made_an_offer_takes_it_back_and_it_stays_to_be_read(client, offer, member, pmo_lead):
    sent = [withdraw(client, pmo_lead, offer) for _ in range(2)]
    client.force_login(member)
    shown = client.get(page(offer)).content.decode()

    offer.refresh_from_db()
    assert ([one.status_code for one in sent], offer.state) == ([303, 403], "withdrawn")
    assert "It stays here to be read." in shown
    assert "Would you like it" not in shown
    assert [group.state for group in client.get("/offers/").context["page"].groups] == ["withdrawn"]
    assert "takes its offer back" in client.get("/home/").content.decode()
    assert answer(client, member, offer, "accepted").status_code == 422


@pytest.mark.parametrize("who", ["member", "executive", "outsider"])
def test_nobody_takes_back_the_offer_of_another(client, offer, request, who):
    sent = withdraw(client, request.getfixturevalue(who), offer)

    offer.refresh_from_db()
    assert (sent.status_code, offer.state) == (403, "offered")


def test_an_offer_declined_meanwhile_is_not_taken_back(client, offer, member, pmo_lead):
    client.force_login(pmo_lead)
    form = client.get(page(offer)).context["withdraw_form"]
    hidden = {form[name].html_name: form[name].value() for name in ("token", "edition")}
    word_on_offer(offer=offer, state=OfferState.ACCEPTED, by=member, at=offer.known_at)

    sent = client.post(page(offer, "withdraw"), hidden)

    offer.refresh_from_db()
    assert (sent.status_code, offer.state) == (409, "accepted")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Come by", "Ask us"]),
        ({"state": "declined"}, []),
        ({"q": "PAYMENTS ask"}, ["Ask us"]),
        ({"team": "others"}, ["Come by"]),
        ({"playbook": "see-it"}, ["Come by"]),
    ],
)
def test_offers_are_found_by_state_team_playbook_and_words(client, member, now, asked, found):
    others, see_it = factories.team("Others"), factories.playbook("See it")
    ours = factories.team("Payments people")
    factories.offer(ours, message="Ask us", at=now)
    factories.offer(others, message="Come by", playbook=see_it, at=now)
    client.force_login(member)

    shown = client.get("/offers/", asked).context["page"]
    rows = b"".join(client.get("/offers/", {**asked, "format": "csv"}).streaming_content)

    assert [line.made.offer.message for g in shown.groups for line in g.lines] == found
    assert [message in rows.decode() for message in ("Come by", "Ask us")] == [
        message in found for message in ("Come by", "Ask us")
    ]


def test_many_offers_come_by_the_page(client, member, team, now):
    for _ in range(51):
        factories.offer(team, at=now)
    client.force_login(member)

    first, second = (client.get("/offers/", {"page": n}).context["page"] for n in (1, 2))

    assert [len(one.groups[0].lines) for one in (first, second)] == [50, 1]
    assert second.groups[0].total == 51
    assert client.get("/offers/", {"page": 3}).status_code == 404


def test_what_it_changed_stands_for_everyone(client, offer, member, outsider):
    answer(client, member, offer, "accepted")
    form = client.get(page(offer)).context["change_form"]
    hidden = {form[name].html_name: form[name].value() for name in ("token", "edition")}

    client.post(page(offer, "change"), {**hidden, "change-changed": "We ship weekly now."})

    client.force_login(outsider)
    assert "We ship weekly now." in client.get("/offers/").content.decode()
    assert "We ship weekly now." in client.get(page(offer)).content.decode()
    panel = client.get("/products/claims/offers/", headers={"hx-request": "true"})
    assert "We ship weekly now." in panel.content.decode()


def test_the_figures_of_then_stand_beside_those_of_now(client, team, product, member, now):
    outcome = factories.outcome(product=product, unit="%", target=75)
    factories.reading(outcome, now.date(), 61, at=now)
    offer = factories.offer(team, product=product, outcome=outcome, at=now)
    later = datetime(2026, 2, 3, 10, tzinfo=UTC)
    factories.reading(outcome, later.date(), 70, at=later)
    client.force_login(member)

    sides = {
        on: client.get(f"{page(offer)}?on={on}").context["page"].sides.figures[0]
        for on in ("2026-01-31", "2026-02-28")
    }

    assert {on: (f.then, f.now) for on, f in sides.items()} == {
        "2026-01-31": ("61%", "61%"),
        "2026-02-28": ("61%", "70%"),
    }


def test_offers_read_as_they_were_known(client, offer, member):
    at = datetime(2026, 2, 3, 10, tzinfo=UTC)
    word_on_offer(offer=offer, state=OfferState.ACCEPTED, by=member, at=at)
    client.force_login(member)

    pages = {
        on: client.get(f"/offers/?on={on}").context["page"]
        for on in ("2026-01-01", "2026-01-31", "2026-02-03")
    }

    found = {on: [(g.state, g.total) for g in p.groups] for on, p in pages.items()}
    assert found == {
        "2026-01-01": [],
        "2026-01-31": [("offered", 1)],
        "2026-02-03": [("accepted", 1)],
    }
    assert client.get(f"{page(offer)}?on=2026-01-01").status_code == 404
    assert "Would you like it" not in client.get(f"{page(offer)}?on=2026-01-31").content.decode()


def test_an_offer_about_restricted_work_is_there_for_its_team_alone(
    client, offer, product, member, outsider, pmo_lead, now
):
    portfolios.restrict_portfolio(portfolio=product.portfolio, by=None, at=now)

    found = {}
    for person in (member, outsider, pmo_lead):
        client.force_login(person)
        listed = client.get("/offers/").context["page"]
        counts = (listed.page.paginator.count, listed.not_visible)
        found[person.email] = (client.get(page(offer)).status_code, *counts)

    assert found == {
        member.email: (200, 1, 0),
        outsider.email: (404, 0, 1),
        pmo_lead.email: (404, 0, 1),
    }


def test_a_general_offer_reaches_people_who_may_not_see_everything(client, office, team, member):
    closed = factories.portfolio("Closed", restricted=True)
    factories.product("Hidden", portfolio=closed, team=factories.team("Others"))
    typed = {**as_opened(office, START), "team": "payments", "message": "Ask us"}
    office.post(START, typed)
    client.force_login(member)

    assert "Ask us" in client.get("/home/").content.decode()
    assert [n.offer.message for n in Notice.objects.visible_to(member)] == ["Ask us"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    client, team, product, member, now, count, django_assert_num_queries
):
    playbook = factories.playbook("See it")
    for _ in range(count):
        factories.offer(team, product=product, playbook=playbook, at=now)
    client.force_login(member)
    client.get("/offers/")

    with django_assert_num_queries(13):
        client.get("/offers/")

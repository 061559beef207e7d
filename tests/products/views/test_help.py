"""Help wanted, dependencies and home, as people press them."""

import csv
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from pmo_portal.lib.vocabulary import AnswerKind
from products.models import Answer, Ask, Decision, Dependency, Notice
from tests import factories

pytestmark = pytest.mark.django_db
LAST_YEAR = datetime(2025, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def ask(organisation, product, member):
    return factories.ask(product, at=LAST_YEAR, by=member, wording="Two weeks of a tester?")


def token_of(answer, name="form"):
    return answer.context[name].initial["token"]


def url(name, ask):
    return reverse(f"products:{name}", args=[ask.public_id])


def text(client, address, **query):
    return client.get(address, query).content.decode()


def test_a_member_asks_from_the_products_page(client, organisation, product, member, executive):
    client.force_login(member)
    start = reverse("products:ask_start", args=[product.slug])
    said = {
        "kind": "decision",
        "wording": "May we wait?",
        "to": "role:executive",
        "needed_by": "2030-01-31",
        "token": token_of(client.get(start)),
    }

    first, again = client.post(start, said), client.post(start, said)

    ask = Ask.objects.get()
    assert (first.status_code, first.url, again.url) == (303, url("ask_detail", ask), first.url)
    assert (ask.to_role, ask.needed_by.isoformat(), ask.by) == ("executive", "2030-01-31", member)
    assert Notice.objects.get().user == executive


def test_what_is_missing_keeps_what_was_typed(client, organisation, product, member):
    client.force_login(member)
    start = reverse("products:ask_start", args=[product.slug])

    answer = client.post(start, {"wording": "May we wait?", "token": "t"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])
    assert "May we wait?" in answer.content.decode()


@pytest.mark.parametrize("who", ["outsider", "executive", "pmo_lead", "lead"])
def test_whoever_sees_it_can_offer_and_answer(client, ask, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(url("ask_detail", ask))
    said = {"answer-token": token_of(page, "answer_form"), "answer-wording": "We have one."}

    answer = client.post(url("ask_answer", ask), {**said, "answer-kind": "offered"})

    assert answer.status_code == 303
    assert [(a.kind, a.wording) for a in Answer.objects.all()] == [("offered", "We have one.")]


def test_the_same_form_with_other_words_writes_no_second_answer(client, ask, outsider):
    client.force_login(outsider)
    said = {"answer-token": "once", "answer-wording": "Yes.", "answer-kind": "offered"}
    client.post(url("ask_answer", ask), said)

    answer = client.post(url("ask_answer", ask), {**said, "answer-wording": "No."})

    assert answer.status_code == 422
    assert "sent before" in answer.content.decode()
    assert Answer.objects.count() == 1


def test_a_decision_is_on_record_in_the_name_of_a_role(client, ask, executive):
    client.force_login(executive)
    said = {"decision-token": "t", "decision-what": "Yes, from March", "decision-why": "It pays"}

    client.post(url("ask_decide", ask), said)

    decision = Decision.objects.get()
    assert (decision.ask, decision.by, decision.why) == (ask, executive, "It pays")
    page = text(client, url("ask_detail", ask))
    assert "Decided by Executive" in page
    assert executive.email not in page.replace(f'title="{executive.email}"', "").split("<main")[1]


def test_its_team_ends_an_ask(client, ask, member):
    client.force_login(member)

    client.post(url("ask_end", ask), {"end-token": "t", "end-kind": "resolved"})

    assert Answer.objects.get().kind == AnswerKind.RESOLVED
    page = client.get(url("ask_detail", ask)).context["page"]
    assert (page.can_answer, page.can_end, page.end.kind) == (False, False, "resolved")


def test_a_past_day_shows_what_was_known_and_no_forms(client, ask, outsider):
    Answer.objects.create(
        ask=ask, kind="offered", wording="A later word", known_at=LAST_YEAR + timedelta(days=9)
    )
    client.force_login(outsider)

    then = text(client, url("ask_detail", ask), on="2025-03-05")

    assert "A later word" not in then
    assert "answer-wording" not in then
    assert client.get(url("ask_detail", ask), {"on": "2025-03-01"}).status_code == 404
    assert ask.wording not in text(client, reverse("products:ask_list"), on="2025-03-01")


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "x"},
        {"to": "x"},
        {"state": "x"},
        {"product": "x"},
        {"portfolio": "x"},
        {"page": "9"},
    ],
)
def test_a_question_the_queue_cannot_answer_gets_help(client, ask, member, query):
    client.force_login(member)

    assert client.get(reverse("products:ask_list"), query).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("products:ask_list", 18), ("products:home", 22)])
def test_pages_ask_as_much_for_one_as_for_thirty(
    client,
    django_assert_num_queries,
    organisation,
    member,
    team,
    product,
    now,
    name,
    queries,
    count,
):
    for _ in range(count):
        other = factories.product(at=LAST_YEAR)
        factories.ask(other, at=LAST_YEAR, to_team=team)
        work = factories.initiative(product=product, at=LAST_YEAR)
        factories.dependency(work, needs=other, at=LAST_YEAR)
        theirs = factories.initiative(product=other, at=LAST_YEAR)
        factories.dependency(theirs, needs=product, at=LAST_YEAR)
    client.force_login(member)
    client.get(reverse(name))

    with django_assert_num_queries(queries):
        client.get(reverse(name))


@pytest.fixture
def need(organisation, product, outsider):
    ledger = factories.product("Ledger", team=outsider.memberships.get().team)
    work = factories.initiative("Glass pilot", product=product)
    return factories.dependency(work, needs=ledger, wording="A firm interface")


def test_a_member_says_what_an_initiative_needs(client, need, member, outsider):
    client.force_login(member)
    start = reverse("products:dependency_start", args=[need.initiative.path_part])
    assert "Ledger" in text(client, start)
    said = {"token": "t", "wording": "Test data", "needed_by": "2030-01-31", "initiative": ""}

    answer = client.post(f"{start}?product=ledger", said)

    stated = Dependency.objects.get(wording="Test data")
    assert (answer.status_code, answer.url) == (303, url("dependency_detail", stated))
    assert (stated.needs_product.name, stated.needed_by.isoformat()) == ("Ledger", "2030-01-31")
    assert Notice.objects.get().user == outsider


def test_both_days_stand_side_by_side(client, need, member, outsider):
    client.force_login(outsider)
    yes = {"promise-token": "t", "promise-promised_on": "2030-02-09", "promise-confirmed": "yes"}
    assert client.post(url("dependency_answer", need), yes).status_code == 303
    client.force_login(member)
    moved = {"move-token": "t", "move-needed_by": "2030-01-31"}
    assert client.post(url("dependency_move", need), moved).status_code == 303

    page = text(client, url("dependency_detail", need))

    assert "9 days later than needed" in page
    assert ("Thu 31 Jan 2030" in page, "Sat 9 Feb 2030" in page) == (True, True)
    for thing in ("product_detail", "initiative_detail"):
        part = need.initiative.product.slug if thing[0] == "p" else need.initiative.path_part
        listed = text(client, reverse(f"products:{thing}", args=[part]))
        assert "needed by 31 Jan, confirmed for 9 Feb" in listed


def test_each_side_writes_its_own_word_alone(client, need, member, outsider, executive):
    answers = {}
    for person in (member, outsider, executive):
        client.force_login(person)
        answers[person.email] = [
            client.post(url(f"dependency_{act}", need)).status_code
            for act in ("answer", "move", "end")
        ]

    assert answers == {
        member.email: [403, 422, 422],
        outsider.email: [422, 403, 403],
        executive.email: [403, 403, 403],
    }


def test_what_is_needed_no_longer_is_taken_back(client, need, member):
    client.force_login(member)

    client.post(url("dependency_end", need), {"end-token": "t"})

    assert Dependency.objects.get().ended_on is not None
    late = client.post(
        url("dependency_move", need), {"move-token": "u", "move-needed_by": "2030-01-31"}
    )
    assert (late.status_code, "is over" in late.content.decode()) == (422, True)


def test_home_says_what_is_due_and_who_waits(client, need, ask, outsider, lead):
    client.force_login(outsider)
    page = client.get(reverse("products:home")).context["page"]

    assert [duty.product.name for duty in page.due] == ["Ledger"]
    assert [wait.dependency for wait in page.to_confirm] == [need]
    client.force_login(lead)
    assert [
        one.product.name for one in client.get(reverse("products:home")).context["page"].reliances
    ] == ["Ledger"]


def test_home_of_a_past_day_shows_what_was_known_and_nothing_to_press(
    client, need, ask, outsider, now
):
    client.force_login(outsider)
    home = reverse("products:home")
    yesterday = (now - timedelta(days=1)).date().isoformat()

    page = client.get(home, {"on": yesterday})

    before = page.context["page"]
    assert (before.asks, before.notices) == ([], [])
    assert [duty.product.name for duty in before.duties] == ["Ledger"]
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert [word for word in ("check-in/", "Yes or no", "<form") if word in main] == []


def test_home_is_kind_to_those_without_a_team(client, ask, executive):
    client.force_login(executive)

    assert "You are on no team" in text(client, reverse("products:home"))


def test_notices_are_counted_beside_home_until_they_are_read(client, ask, member, outsider):
    client.force_login(outsider)
    client.post(url("ask_answer", ask), {"answer-token": "t", "answer-kind": "offered"})
    client.force_login(member)
    home = reverse("products:home")
    assert client.get(home).context["page"].unread[0].kind == "ask_answered"

    assert client.post(reverse("products:notices_read")).status_code == 303

    assert client.get(home).context["page"].unread == []


def test_people_choose_about_mail(client, organisation, member):
    client.force_login(member)

    client.post(reverse("portfolio:mail_choose"), {})

    member.refresh_from_db()
    assert member.wants_mail is False


def test_the_queue_comes_as_a_file(client, organisation, product, member, now):
    factories.ask(product, at=now, wording="=Who pays?")
    client.force_login(member)

    answer = client.get("/help/", {"format": "csv", "product": "claims", "on": f"{now:%Y-%m-%d}"})

    (row,) = csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines())
    assert answer["Content-Disposition"] == 'attachment; filename="help-claims-2026-01-07.csv"'
    assert (row["wording"], row["product"], row["raised_on"]) == (
        "'=Who pays?",
        "Claims",
        "2026-01-07",
    )


def test_the_queue_comes_as_a_workbook(client, organisation, product, member, now):
    factories.ask(product, at=now)
    client.force_login(member)

    answer = client.get("/help/", {"format": "xlsx"})

    with closing(answer):
        book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheet_names == ["Help wanted", "About"]
    assert dict(book.get_sheet_by_index(1).to_python())["Rows"] == 1.0


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"team": "payments"}, 1), ({"q": "PAYS claims"}, 1), ({"q": "pays other"}, 0)],
)
def test_asks_are_found_by_team_and_words(client, organisation, product, member, now, asked, count):
    factories.ask(product, at=now, wording="Who pays?")
    factories.ask(factories.product("Other"), at=now, wording="Anyone?")
    client.force_login(member)

    assert len(client.get("/help/", asked).context["page"].lines) == count


@pytest.mark.parametrize(
    "wrong", [{"team": "paymnts"}, {"kind": "decison"}, {"product": "claimz"}, {"format": "pdf"}]
)
def test_what_the_queue_does_not_know_gets_near_matches(
    client, organisation, product, member, wrong
):
    client.force_login(member)

    answer = client.get("/help/", wrong)

    assert answer.status_code == 404
    assert ("Did you mean" in answer.content.decode()) is ("format" not in wrong)

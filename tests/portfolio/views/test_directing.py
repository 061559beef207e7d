"""Objectives are written down and put right by the office, once, and never over others' words."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from portfolio.actions.objectives import redefine_objective
from portfolio.models import Objective
from portfolio.queries.editions import newest_version
from tests import factories
from tests.typed import as_opened

NEW = "/objectives/new/"
pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


def edit(objective):
    return reverse("portfolio:objective_edit", args=[objective.slug])


def test_a_title_is_enough_and_twice_sent_is_once_written(office):
    typed = {**as_opened(office, NEW), "title": "Grow"}

    answers = [office.post(NEW, typed) for _ in range(2)]

    objective = Objective.objects.get()
    assert [(a.status_code, a.url) for a in answers] == [(303, "/objectives/grow/")] * 2
    assert (objective.title, objective.portfolio, objective.order) == ("Grow", None, 1)


def test_all_of_it_is_written_and_named(office, pmo_lead, member):
    branch, above = factories.portfolio("Branch"), factories.objective("Thrive")
    said = {
        "title": "Grow",
        "code": "S1",
        "why": "Because",
        "portfolio": branch.slug,
        "parent": above.slug,
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "intended_share": "12.5",
        "owner": member.public_id,
    }

    office.post(NEW, {**as_opened(office, NEW), **said})

    one = Objective.objects.get(title="Grow")
    assert (one.portfolio, one.parent, one.owner) == (branch, above, member)
    assert (one.period_end, one.intended_share) == (date(2026, 12, 31), Decimal("12.5"))
    version = Objective.versions_model()._default_manager.get(pgh_obj_id=one.pk)
    assert (version.pgh_context["user"], version.pgh_context["door"]) == (pmo_lead.pk, "web")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"period_start": "2026-05-01", "period_end": "2026-04-01"}, "period_end"),
        ({"intended_share": "101"}, "intended_share"),
        ({"intended_share": "much"}, "intended_share"),
        ({"parent": "grow"}, "parent"),
    ],
)
def test_what_is_unclear_is_marked(office, changes, wrong):
    grow = factories.objective("Grow")
    before = newest_version(grow)

    answer = office.post(edit(grow), {**as_opened(office, edit(grow)), **changes})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert newest_version(grow) == before


def test_it_serves_none_that_serves_it(office):
    grow = factories.objective("Grow")
    low = factories.objective("Low", parent=factories.objective("Middle", parent=grow))

    answer = office.post(edit(grow), {**as_opened(office, edit(grow)), "parent": low.slug})

    assert answer.context["form"].errors["parent"] == [
        "An objective cannot serve itself, nor one that serves it. Choose another."
    ]


def test_shares_of_more_than_all_are_advice_and_stop_nothing(office):
    factories.objective("Thrive", intended_share=70)

    answer = office.post(
        NEW, {**as_opened(office, NEW), "title": "Grow", "intended_share": "40"}, follow=True
    )

    assert [str(one) for one in answer.context["messages"]] == [
        "The shares meant for the objectives of this level add up to 110%.",
        "Saved. Everyone sees it now.",
    ]


def test_two_who_edit_at_once_see_both_and_lose_nothing(office, executive, now):
    grow = factories.objective("Grow", why="Because")
    typed = {**as_opened(office, edit(grow)), "why": "Since it matters"}
    redefine_objective(objective=grow, title="Grow wisely", by=executive, at=grow.known_at)

    answer = office.post(edit(grow), typed)

    grow.refresh_from_db()
    form = answer.context["form"]
    assert (answer.status_code, grow.title, grow.why) == (409, "Grow wisely", "Because")
    assert (form["title"].value(), form["why"].value()) == ("Grow wisely", "Since it matters")

    merged = {field.html_name: field.value() or "" for field in form}
    assert office.post(edit(grow), merged).status_code == 303
    grow.refresh_from_db()
    assert (grow.title, grow.why) == ("Grow wisely", "Since it matters")


def test_ending_takes_it_off_the_offer_and_its_past_stays(office):
    grow = factories.objective("Grow")
    end = reverse("portfolio:objective_end", args=["grow"])

    office.post(end, {**as_opened(office, end), "on": "2026-06-30"})

    grow.refresh_from_db()
    assert grow.unlisted_on == date(2026, 6, 30)
    assert "Grow" not in str(office.get(NEW).context["form"].fields["parent"].choices)
    assert "ended" in office.get("/objectives/grow/").content.decode()
    assert "Take it up again" in office.get(end).content.decode()

    office.post(end, {**as_opened(office, end), "resume": "1"})
    grow.refresh_from_db()
    assert grow.unlisted_on is None


def test_one_step_up_is_one_step_up(office):
    factories.objective("First", order=1)
    second = factories.objective("Second", order=2)
    order = "/objectives/order/"
    typed = {**as_opened(office, order), "up": "second"}

    answers = [office.post(order, typed) for _ in range(2)]

    titles = Objective.objects.order_by("order").values_list("title", flat=True)
    assert ([a.status_code for a in answers], list(titles)) == ([303, 303], ["Second", "First"])
    assert second.slug == "second"


def test_nothing_is_written_on_a_past_day(office):
    grow = factories.objective("Grow")

    page = office.get(f"{edit(grow)}?on=2026-01-07")
    sent = office.post(f"{edit(grow)}?on=2026-01-07", {"title": "Shrink"})

    assert "A past day cannot be written" in page.content.decode()
    assert "A past day cannot be written" in sent.content.decode()
    assert edit(grow) not in office.get("/objectives/grow/?on=2026-01-07").content.decode()


def test_the_page_says_who_changed_what_by_role(office, client, member):
    grow = factories.objective("Grow")
    office.post(edit(grow), {**as_opened(office, edit(grow)), "title": "Grow wisely"})

    client.force_login(member)
    page = client.get("/objectives/grow/").content.decode()

    assert "Title: Grow → <b>Grow wisely</b>" in page
    assert "PMO lead · Web page" in page
    assert edit(grow) not in page


def test_no_objective_takes_the_address_of_a_form(office):
    office.post(NEW, {**as_opened(office, NEW), "title": "New"})

    assert Objective.objects.get().slug == "new-2"

"""Portfolios: made, moved and closed by the office; who closes one stays inside."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portfolio.actions import portfolios
from portfolio.models import Portfolio, PortfolioAccess
from portfolio.queries.portfolios import edition_of, inside
from tests import factories
from tests.typed import as_opened

NEW = "/portfolios/new/"
pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


@pytest.fixture
def branch(db):
    return factories.portfolio("Branch")


def edit(portfolio):
    return reverse("portfolio:portfolio_edit", args=[portfolio.slug])


def test_a_portfolio_is_made_below_another_one(office, branch):
    typed = as_opened(office, f"{NEW}?parent=branch")

    answer = office.post(NEW, {**typed, "name": "Twig"})

    twig = Portfolio.objects.get(name="Twig")
    assert (answer.status_code, answer.url) == (303, "/portfolios/twig/")
    assert (twig.parent, twig.restricted) == (branch, False)


def test_a_restricted_one_is_there_for_those_named_and_nobody_else(
    office, client, pmo_lead, member, outsider, team
):
    typed = {**as_opened(office, NEW), "name": "Secret", "restricted": "on"}
    office.post(NEW, {**typed, "teams": [team.slug]})

    seen = {}
    for person in (pmo_lead, member, outsider):
        client.force_login(person)
        left_out = client.get("/portfolios/").context["not_visible"]
        seen[person.email] = (client.get("/portfolios/secret/").status_code, left_out)
    assert seen == {pmo_lead.email: (200, 0), member.email: (200, 0), outsider.email: (404, 1)}


def test_nobody_closes_a_portfolio_on_themselves(office, branch, member):
    before = edition_of(branch)
    typed = {**as_opened(office, edit(branch)), "restricted": "on"}

    answer = office.post(edit(branch), {**typed, "people": [member.public_id]})

    branch.refresh_from_db()
    assert answer.context["form"].errors["people"] == [
        "Name yourself or one of your teams too, or you would no longer see it."
    ]
    assert (answer.status_code, branch.restricted, edition_of(branch)) == (422, False, before)


def test_it_lies_in_none_of_its_own(office, branch):
    twig = factories.portfolio("Twig", parent=branch)

    answer = office.post(edit(branch), {**as_opened(office, edit(branch)), "parent": twig.slug})

    assert answer.context["form"].errors["parent"] == [
        "A portfolio cannot lie below itself, nor below one of its own."
    ]


def test_two_who_reshape_at_once_see_who_was_let_in(office, branch, pmo_lead, executive, now):
    typed = {**as_opened(office, edit(branch)), "name": "Bough"}
    portfolios.restrict_portfolio(
        portfolio=branch, people=[pmo_lead, executive], by=executive, at=branch.known_at
    )

    answer = office.post(edit(branch), typed)

    branch.refresh_from_db()
    form = answer.context["form"]
    assert (answer.status_code, branch.name) == (409, "Branch")
    assert (form["name"].value(), form["restricted"].value()) == ("Bough", True)
    assert sorted(form["people"].value()) == sorted([pmo_lead.public_id, executive.public_id])


def test_who_was_let_in_and_by_whom_is_kept(office, branch, pmo_lead, member):
    typed = {**as_opened(office, edit(branch)), "restricted": "on"}
    office.post(edit(branch), {**typed, "people": [pmo_lead.public_id, member.public_id]})
    first = edition_of(branch)
    typed = as_opened(office, edit(branch))
    office.post(edit(branch), {**typed, "people": [pmo_lead.public_id]})

    page = office.get("/portfolios/branch/")

    told = [(one.who, one.is_in, one.by) for one in page.context["page"].lettings]
    assert told[0] == (str(member), False, pmo_lead)
    assert sorted(told[1:]) == sorted([(str(p), True, pmo_lead) for p in (member, pmo_lead)])
    assert inside(branch, first).people == {pmo_lead.pk, member.pk}
    assert PortfolioAccess.objects.get().user == pmo_lead


def test_who_sees_it_is_shown_to_the_office_alone(client, branch, member, pmo_lead, now):
    portfolios.restrict_portfolio(portfolio=branch, people=[pmo_lead, member], by=None, at=now)

    shown = {}
    for person in (pmo_lead, member):
        client.force_login(person)
        shown[person.email] = "Who sees it" in client.get("/portfolios/branch/").content.decode()
    assert shown == {pmo_lead.email: True, member.email: False}


def test_the_tree_reads_as_it_was_known(client, member, branch):
    twig = factories.portfolio("Twig")
    portfolios.move_portfolio(
        portfolio=twig, parent=branch, by=None, at=datetime(2026, 1, 6, 10, tzinfo=UTC)
    )
    client.force_login(member)

    rows = {
        on: [
            (depth, one.name) for depth, one in client.get(f"/portfolios/?on={on}").context["rows"]
        ]
        for on in ("2026-01-05", "2026-01-06")
    }

    assert rows == {
        "2026-01-05": [(0, "Branch"), (0, "Twig")],
        "2026-01-06": [(0, "Branch"), (1, "Twig")],
    }

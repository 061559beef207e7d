"""Closed by default: every address of the portal, and who may open it. The table is pages.py."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pmo_portal.lib.vocabulary import Role
from portfolio.actions import portfolios
from portfolio.models import Portfolio
from products.models import ImportRun
from tests import factories
from tests.factories.reports import report
from tests.pages import ID, PAGES, PERSON, Page, Who

OF_A_PRODUCT = re.compile(
    r"(products:|api-)(product|outcome|initiative|check_in|check-in|reading|ask|dependency|decision)[_-]detail"
)
EXAMPLES = {"app_label": "portfolio"}


def names(
    patterns: list[URLPattern | URLResolver], namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, below)
        else:
            yield f"{namespace}{pattern.name}", pattern


def ours() -> set[str]:
    """All URL names but those of the administration, which are closed as a whole."""
    found = {name for name, _pattern in names(get_resolver().url_patterns)}
    return {name for name in found if not name.startswith("admin:")}


def pages(*who: Who) -> list[tuple[str, Page]]:
    return [(name, page) for name, page in PAGES.items() if page.who in who]


@pytest.fixture
def world(organisation, team, now):
    """One of each thing that the table names."""
    branch = factories.portfolio("Branch")
    objective = factories.objective("Grow", portfolio=branch)
    product = factories.product("Claims", team=team, portfolio=branch)
    outcome = factories.outcome(product=product, objective=objective, public_id=ID)
    initiative = factories.initiative(product=product, public_id=ID)
    factories.dependency(initiative, needs=product, public_id=ID)
    factories.funding(portfolio=branch, planned=1, public_id=ID)
    factories.allocation(product, now.date().replace(day=1), 1, public_id=ID)
    playbook = factories.playbook("See it")
    factories.offer(team, product=product, playbook=playbook, at=now, public_id=ID)
    factories.reading(outcome, now.date(), 5, at=now, public_id=ID)
    factories.check_in(product, at=now, public_id=ID)
    ask = factories.ask(product, at=now, public_id=ID)
    factories.decision(ask, at=now, public_id=ID)
    somebody = factories.user("somebody@example.test", public_id=PERSON)
    ImportRun.objects.create(by=somebody, public_id=ID)
    report(public_id=ID)
    report("2020-w02", first=date(2020, 1, 6))
    report(kind="team", scope_id=team.pk, slug=team.slug, name=team.name)
    return somebody


@pytest.fixture
def cast(lead, member, pmo_lead, executive, outsider):
    """Everyone but an administrator."""
    return {person.email: person for person in (lead, member, pmo_lead, executive, outsider)}


def answers_to(cast, client, method, url, **options):
    """The status with which the address answers each of the cast."""
    answers = {}
    for email, person in cast.items():
        client.force_login(person)
        answers[email] = getattr(client, method.lower())(url, **options).status_code
    return answers


def test_every_address_has_a_row_that_says_who_may_open_it():
    assert ours() == set(PAGES)


@pytest.mark.parametrize(
    ("name", "row"), pages(Who.SIGNED_IN, Who.TEAM, Who.OFFICE, Who.ADMINISTRATOR)
)
def test_strangers_are_led_to_sign_in(client, world, name, row):
    url = reverse(name, kwargs=row.kwargs)

    answer = client.generic(row.method, url)

    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={url}")


@pytest.mark.parametrize(("name", "row"), pages(Who.KEY, Who.TEAM_KEY))
def test_strangers_get_nothing_from_the_api(client, world, name, row):
    assert client.generic(row.method, reverse(name, kwargs=row.kwargs)).status_code == 401


@pytest.mark.parametrize(("name", "row"), pages(Who.PUBLIC))
def test_public_pages_open_to_the_street(client, world, name, row):
    answer = client.get(reverse(name, kwargs=row.kwargs))

    assert answer.status_code == row.answer


@pytest.mark.parametrize(
    ("name", "row"), [(n, p) for n, p in pages(Who.SIGNED_IN, Who.KEY) if p.method == "GET"]
)
def test_everyone_of_the_organisation_opens_the_same_pages(client, world, cast, name, row):
    url = reverse(name, kwargs=row.kwargs)

    assert answers_to(cast, client, "GET", url) == dict.fromkeys(cast, row.answer)


@pytest.mark.parametrize("name", [name for name in PAGES if OF_A_PRODUCT.fullmatch(name)])
def test_of_a_restricted_product_the_team_opens_all_and_others_nothing(
    client, world, cast, now, name
):
    branch = Portfolio.objects.get()
    portfolios.restrict_portfolio(portfolio=branch, by=None, at=now)
    team = ("lead@example.test", "member@example.test")

    answers = answers_to(cast, client, "GET", reverse(name, kwargs=PAGES[name].kwargs))

    opens = PAGES[name].answer
    assert answers == {email: opens if email in team else 404 for email in cast}


@pytest.mark.parametrize(("name", "row"), pages(Who.TEAM, Who.TEAM_KEY))
def test_what_a_team_writes_is_open_to_its_members_and_to_nobody_else(
    client, world, cast, name, row
):
    url = reverse(name, kwargs=row.kwargs)
    members = ("lead@example.test", "member@example.test")

    answers = answers_to(cast, client, row.method, url, content_type="application/json")

    assert answers == {email: row.answer if email in members else 403 for email in cast}


@pytest.mark.parametrize(("name", "row"), pages(Who.OFFICE))
def test_what_the_office_does_is_explained_to_others(client, world, cast, name, row):
    url = reverse(name, kwargs=row.kwargs)
    others = {email: person for email, person in cast.items() if person.role != Role.PMO_LEAD}

    assert answers_to(others, client, row.method, url) == dict.fromkeys(others, 403)
    if row.method == "GET":
        office = cast.keys() - others.keys()
        assert answers_to({email: cast[email] for email in office}, client, "GET", url) == (
            dict.fromkeys(office, row.answer)
        )


@pytest.mark.parametrize(("name", "row"), pages(Who.ADMINISTRATOR))
def test_what_administrators_do_is_not_there_for_others(client, world, cast, name, row):
    url = reverse(name, kwargs=row.kwargs)

    assert answers_to(cast, client, row.method, url) == dict.fromkeys(cast, 404)


@pytest.mark.parametrize(("name", "row"), pages(Who.ADMINISTRATOR))
def test_administrators_open_what_is_theirs(client, world, name, row):
    client.force_login(factories.user(role=Role.ADMINISTRATOR))

    answer = client.get(reverse(name, kwargs=row.kwargs))

    assert answer.status_code == (200 if row.method == "GET" else 405)


def test_the_administration_is_closed_as_a_whole(client, world, cast):
    addresses = {
        reverse(
            name,
            kwargs={part: EXAMPLES.get(part, "1") for part in pattern.pattern.regex.groupindex},
        )
        for name, pattern in names(get_resolver().url_patterns)
        if name.startswith("admin:") and not name.endswith((":jsi18n", ":login", ":None"))
    }

    assert {client.get(url, follow=True).redirect_chain[-1][0][:9] for url in addresses} == {
        "/sign-in/"
    }
    assert {
        url: answers
        for url in addresses
        if (answers := answers_to(cast, client, "GET", url, follow=True))
        != dict.fromkeys(cast, 404)
    } == {}

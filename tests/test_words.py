"""Every word on screen is marked for translation: under brackets, none is left bare."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from insights.models import Report
from tests import factories
from tests.pages import PAGES, Who
from tests.pseudo_locale import CODE, pseudo_locale, unmarked
from tests.test_pages import world  # noqa: F401 - a fixture

HTML = sorted(
    name
    for name, page in PAGES.items()
    if page.who in {Who.SIGNED_IN, Who.PUBLIC} and page.method == "GET" and page.answer == 200
)


@pytest.fixture
def brackets(settings):
    """Answer requests in the language of brackets."""
    settings.LANGUAGES = [("en-gb", "English"), (CODE, "Brackets")]
    with pseudo_locale():
        yield


def texts(content) -> Iterator[str]:
    """All that a frozen report says, in the words in which it was published."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from texts(list(content.values()))
    elif isinstance(content, list):
        for part in content:
            yield from texts(part)


def facts_of(*people) -> set[str]:
    """Names that come from the database, not from us."""
    from portfolio.models import Objective, Offer, Playbook, Portfolio, Team
    from products.models import Ask, CheckIn, Decision, Initiative, Outcome, Product

    named = {
        str(thing)
        for model in (
            *(Portfolio, Objective, Team, Product, Outcome, Initiative),
            *(Ask, CheckIn, Decision, Offer, Playbook),
        )
        for thing in model.objects.all()
    }
    for report in Report.objects.all():
        named |= {*texts(report.content), report.digest[:12]}
    for playbook in Playbook.objects.all():
        named |= {playbook.helps_when, playbook.how_to_start}
    return named | {p.email for p in people} | {"PMO Portal", "PMO", "Testing Ltd", "UTC", "GBP"}


@pytest.mark.parametrize("name", HTML)
def test_no_word_on_the_page_is_left_unmarked(client, world, brackets, name):  # noqa: F811
    person = factories.user("reader@example.test")
    if PAGES[name].who is Who.SIGNED_IN:
        client.force_login(person)

    answer = client.get(reverse(name, kwargs=PAGES[name].kwargs), headers={"Accept-Language": CODE})

    if answer.headers["Content-Type"].startswith("text/html"):
        assert unmarked(answer.content.decode(), facts=facts_of(person, world)) == []


def test_a_bare_word_would_be_found():
    assert unmarked("<p title='⟦Ours⟧'>⟦Hello⟧, Bare</p>", facts=set()) == ["⟦Hello⟧, Bare"]
    assert unmarked("<p>⟦Made by Claims⟧ Claims</p>", facts={"Claims"}) == []

"""Every page on a past day: what was learned later is not on it, and nothing on it can be changed."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from insights.actions import roll_ups
from pmo_portal.lib.vocabulary import AnswerKind, Health
from products.actions.asks import answer_ask
from tests import factories
from tests.pages import ID, PAGES, Who

THEN, LATER = (datetime(2025, month, 3, 9, tzinfo=UTC) for month in (2, 6))
ASKED = {"on": "2025-04-03", "vs": "2025-03-03"}
WORD = "Afterwards"
LEAKS = (WORD, "8675309", "8,675,309", 'class="due"')
OF_TODAY = "A past day cannot be"
SIGNPOSTS = re.compile(r"<span>Afterwards</span>|title=\"Afterwards\"")
WITHOUT_A_DAY = re.compile(
    r"account_|stylesheet|portfolio:(welcome|settings|reminder_|person_list|team_list|organisation)"
    r"|products:(demo|sample|import)_|insights:(report|letter|delivery|publication|view_)|api-try"
)
OF_THE_READER = re.compile(r'action="(/sign-out/|/views/|/reports/by-mail/)')


@pytest.fixture
def world(organisation, team, member, pmo_lead):
    """One of each thing, all of them called otherwise and spoken of again later."""
    branch = factories.portfolio("Branch", at=THEN)
    aim = factories.objective("Grow", portfolio=branch, at=THEN, code="S1")
    product = factories.product("Claims", team=team, portfolio=branch, at=THEN)
    outcome = factories.outcome("More", product=product, objective=aim, at=THEN, public_id=ID)
    work = factories.initiative("Work", product=product, at=THEN, public_id=ID)
    factories.contribution(work, outcome, at=THEN)
    need = factories.dependency(work, needs=product, wording="Need", at=THEN, public_id=ID)
    money = factories.funding(portfolio=branch, planned=1, at=THEN, public_id=ID)
    time = factories.allocation(product, date(2025, 4, 1), 1, role="Tester", at=THEN, public_id=ID)
    playbook = factories.playbook("See it", at=THEN)
    offer = factories.offer(team, product=product, playbook=playbook, at=THEN, public_id=ID)
    factories.reading(outcome, date(2025, 2, 1), 5, at=THEN, public_id=ID)
    said = factories.check_in(product, at=THEN, public_id=ID)
    factories.initiative_line(said, work, Health.AT_RISK)
    ask = factories.ask(product, at=THEN, public_id=ID)
    factories.decision(ask, at=THEN, public_id=ID)
    for thing, column in (
        *((one, "name") for one in (branch, product, outcome, team)),
        *((one, "title") for one in (aim, work, playbook)),
        *((need, "wording"), (time, "role"), (offer, "reply")),
    ):
        setattr(thing, column, WORD)
        thing.known_at = LATER
        thing.save()
    money.planned, money.known_at = 8675309, LATER
    money.save()
    factories.reading(outcome, date(2025, 2, 2), 8675309, at=LATER)
    factories.check_in(product, at=LATER, health=Health.OFF_TRACK, what_changed=WORD)
    answer_ask(ask=ask, kind=AnswerKind.ANSWERED, wording=WORD, by=pmo_lead, at=LATER)
    factories.ask(product, wording=WORD, at=LATER)
    factories.initiative(WORD, product=product, at=LATER)
    roll_ups.rebuild(at=LATER)


def dated():
    """The pages that can be asked for a day, as (name, address)."""
    return [
        (name, reverse(name, kwargs=row.kwargs))
        for name, row in PAGES.items()
        if row.method == "GET" and row.who is not Who.PUBLIC and not WITHOUT_A_DAY.match(name)
    ]


@pytest.mark.parametrize("who", ["member", "pmo_lead"])
def test_nothing_learned_later_is_on_any_page_of_a_past_day(client, world, request, who):
    client.force_login(request.getfixturevalue(who))
    leaks = []
    for name, url in dated():
        answer = client.get(url, ASKED)
        content = (b"".join(answer) if answer.streaming else answer.content).decode(
            "utf-8", "replace"
        )
        if answer.status_code == 200 and OF_TODAY not in content:
            leaks += [name for word in LEAKS if word in SIGNPOSTS.sub("", content)]

    assert leaks == []


@pytest.mark.parametrize("who", ["member", "pmo_lead"])
def test_nothing_on_a_page_of_a_past_day_can_be_changed(client, world, request, who):
    client.force_login(request.getfixturevalue(who))
    editable = []
    for name, url in dated():
        answer = client.get(url, ASKED)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        forms = re.findall(r'<form[^>]*method="post"[^>]*>', answer.text)
        is_said = "You are looking at" in answer.text
        if not is_said or any(not OF_THE_READER.search(form) for form in forms):
            editable.append(name)

    assert editable == []

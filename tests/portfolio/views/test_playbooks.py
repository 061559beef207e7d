"""Playbooks are open to everyone and written by the office."""

import pytest

from portfolio.actions.playbooks import rewrite_playbook
from portfolio.models import Playbook
from tests import factories
from tests.typed import as_opened

NEW, EDIT = "/playbooks/new/", "/playbooks/see-it/edit/"
SAID = {"title": "See it", "helps_when": "Numbers stand still.", "how_to_start": "Look.\nTalk."}
pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


def test_everyone_reads_how_to_start_step_by_step(office, client, outsider):
    office.post(NEW, {**as_opened(office, NEW), **SAID})

    client.force_login(outsider)
    page = client.get("/playbooks/see-it/")

    assert page.context["page"].steps == ["Look.", "Talk."]
    assert "See it" in client.get("/playbooks/").content.decode()
    assert EDIT not in page.content.decode()


@pytest.mark.parametrize("missing", list(SAID))
def test_each_part_is_asked_for(office, missing):
    answer = office.post(NEW, {**as_opened(office, NEW), **SAID, missing: " "})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])
    assert not Playbook.objects.exists()


def test_two_who_write_at_once_see_both(office, pmo_lead):
    playbook = factories.playbook("See it")
    typed = {**as_opened(office, EDIT), "title": "Look together"}
    said = {"title": "See it", "helps_when": "Always.", "how_to_start": "Look."}
    rewrite_playbook(playbook=playbook, **said, by=pmo_lead, at=playbook.known_at)

    answer = office.post(EDIT, typed)

    form = answer.context["form"]
    assert answer.status_code == 409
    assert (form["title"].value(), form["helps_when"].value()) == ("Look together", "Always.")


def test_before_it_was_written_it_is_not_there(office):
    factories.playbook("See it")

    answer = office.get("/playbooks/see-it/?on=2000-01-01")

    assert (answer.status_code, office.get("/playbooks/?on=2000-01-01").status_code) == (404, 200)


def test_an_empty_shelf_says_what_to_do_first(office, client, member):
    assert "Write down one thing that helped" in office.get("/playbooks/").content.decode()

    client.force_login(member)
    assert "As soon as the portfolio office" in client.get("/playbooks/").content.decode()

"""The Import page, from upload to result, pressed twice and left."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from products import tasks
from products.models import CheckIn, ImportRun, Initiative
from tests.products.imports.bringing import sheet

GOOD = ["1", "Alpha", "MOD", "Green", "2020-01-01", "", "1.5"]
DOUBTFUL = ["2", "Beta", "MOD", "Green", "31/02/2027", "", ""]


@pytest.fixture
def office(client, organisation, pmo_lead):
    """A browser of the PMO lead."""
    client.force_login(pmo_lead)
    return client


def uploaded(browser, *rows, content=None):
    name, made = sheet(*rows)
    file = SimpleUploadedFile(name, made if content is None else content)
    answer = browser.post(reverse("products:import_start"), {"uploads": [file]})
    run = ImportRun.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/import/{run.public_id}/")
    return run


def test_a_portfolio_is_brought_in_from_the_page(office):
    run = uploaded(office, GOOD)
    progress = reverse("products:import_progress", args=[run.public_id])
    assert office.get(progress).status_code == 200
    tasks.read_import(run.pk)
    assert office.get(progress).status_code == 286
    page = office.get(reverse("products:import_detail", args=[run.public_id])).content.decode()
    assert "Every row is clear" in page
    assert Initiative.objects.count() == 0

    office.post(reverse("products:import_choose", args=[run.public_id]), {"next": "write"})
    tasks.write_import(run.pk)

    run.refresh_from_db()
    assert (run.step, run.result["created"]["initiatives"], run.files.count()) == ("done", 1, 0)
    page = office.get(reverse("products:import_detail", args=[run.public_id])).content.decode()
    assert "Bring in another file" in page


def test_every_job_may_run_twice(office):
    run = uploaded(office, GOOD)
    for _ in range(2):
        tasks.read_import(run.pk)
    office.post(reverse("products:import_choose", args=[run.public_id]), {"next": "write"})
    for _ in range(2):
        tasks.write_import(run.pk)
        tasks.read_import(run.pk)

    assert (Initiative.objects.count(), CheckIn.objects.count()) == (1, 1)
    run.refresh_from_db()
    assert run.result["created"]["initiatives"] == 1


def test_a_row_that_needs_a_look_waits_for_a_choice(office):
    run = uploaded(office, GOOD, DOUBTFUL)
    tasks.read_import(run.pk)
    choose = reverse("products:import_choose", args=[run.public_id])
    office.post(choose, {"next": "write"})
    tasks.write_import(run.pk)
    run.refresh_from_db()
    assert (run.step, run.plan["refused_count"], Initiative.objects.count()) == ("look", 1, 0)

    office.post(choose, {"next": "accept"})
    tasks.read_import(run.pk)
    office.post(choose, {"next": "write"})
    tasks.write_import(run.pk)

    assert [*Initiative.objects.order_by("title").values_list("title", flat=True)] == [
        "Alpha",
        "Beta",
    ]


def test_a_column_is_given_another_meaning(office):
    run = uploaded(office, GOOD)
    tasks.read_import(run.pk)
    run.refresh_from_db()
    number = next(n for n, column in enumerate(run.plan["columns"]) if column["header"] == "RAG")
    choices = {f"column-{n}": column["field"] for n, column in enumerate(run.plan["columns"])}
    office.post(
        reverse("products:import_choose", args=[run.public_id]),
        {**choices, f"column-{number}": "category", "next": "look"},
    )
    run.refresh_from_db()

    assert run.options["mapping"] == {"RAG": "category"}


@pytest.mark.parametrize("content", [b"{", b"PK\x03\x04broken", b"\x00\x01\x02"])
def test_a_file_that_cannot_be_read_is_refused_kindly(office, content):
    run = uploaded(office, content=content)
    tasks.read_import(run.pk)

    run.refresh_from_db()
    assert run.step == "refused"
    page = office.get(reverse("products:import_detail", args=[run.public_id])).content.decode()
    assert "register.csv" in page
    assert "Try another file" in page


def test_an_import_can_be_left(office):
    run = uploaded(office, GOOD)
    office.post(reverse("products:import_leave", args=[run.public_id]))
    tasks.read_import(run.pk)

    run.refresh_from_db()
    assert (run.step, run.files.count()) == ("refused", 0)


def test_no_file_is_no_import(office):
    answer = office.post(reverse("products:import_start"), {})

    assert (answer.status_code, ImportRun.objects.count()) == (200, 0)

"""What the evidence shows: the fragments that the pages of things load."""

import math
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from insights.actions import roll_ups
from insights.dashboards.panels import pace_words
from insights.facts import OutcomeFact
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def outcome(organisation, product):
    """An outcome a quarter of the way at half-time, rolled up."""
    found = factories.outcome(
        "Claims in 5 days", product=product, objective=factories.objective("Grow")
    )
    for day, value in ((date(2025, 3, 1), 10), (date(2025, 6, 1), 25)):
        factories.reading(found, day, value, at=NOON)
    roll_ups.rebuild(at=NOON)
    return found


def fact(**fields):
    known = dict.fromkeys(OutcomeFact.__annotations__)
    return OutcomeFact(**{**known, "reason": "", "health": "on_track", "elapsed": 0.5, **fields})


def test_the_panel_of_a_product_counts_as_the_figures_do(client, outcome, member):
    client.force_login(member)
    url = reverse("insights:product_panel", args=["claims"])

    panel = client.get(url, {"on": "2025-07-01"}, headers=HTMX).context["panel"]

    assert panel.sentence == "0 of 1 outcome on course or achieved."
    assert (panel.figures.outcomes_off_track, panel.oldest, panel.median) == (1, 30, 30)


@pytest.mark.parametrize(
    ("name", "slug"), [("product_panel", "claims"), ("objective_panel", "grow")]
)
def test_panels_lead_to_the_list_behind_them(client, outcome, member, name, slug):
    client.force_login(member)

    page = client.get(
        reverse(f"insights:{name}", args=[slug]), {"on": "2025-07-01"}, headers=HTMX
    ).content.decode()

    kind = name.removesuffix("_panel")
    assert f"/outcomes/?{kind}={slug}&on=2025-07-01" in page.replace("&amp;", "&")


def test_the_panel_of_an_outcome_says_how_fast_it_must_go(client, outcome, member):
    client.force_login(member)
    url = reverse("insights:outcome_panel", args=[outcome.path_part])

    evidence = client.get(url, {"on": "2025-07-01"}, headers=HTMX).context["evidence"]

    assert evidence.pace == "Needs to go 2.9 times faster from here."
    assert evidence.days == 30


def test_panels_of_restricted_things_are_not_there(client, outcome, outsider, product):
    product.portfolio.restricted = True
    product.portfolio.save()
    client.force_login(outsider)
    urls = [
        reverse("insights:product_panel", args=["claims"]),
        reverse("insights:outcome_panel", args=[outcome.path_part]),
    ]

    assert [client.get(url, headers=HTMX).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"reason": "no_reading"}, "No reading yet, so nothing is claimed."),
        ({"progress": 1.2, "expected": 0.5}, "The target is reached."),
        ({"progress": 0.0, "expected": 0.5}, "Not reachable at this pace."),
        ({"progress": 0.6, "expected": 0.5}, "At this pace it gets there in time."),
        ({"progress": 0.495, "expected": 0.5}, "At this pace it gets there in time."),
        (
            {"progress": 0.45, "expected": 0.5, "health": "on_track"},
            "A little behind the line, and near enough to count as on course.",
        ),
        (
            {"progress": 0.25, "expected": 0.5, "health": "off_track"},
            "Needs to go 3 times faster from here.",
        ),
        ({"progress": None, "health": "off_track"}, "Outside its bounds."),
    ],
)
def test_pace_is_said_in_words(known, words):
    assert pace_words(fact(**known)) == words


def test_no_pace_is_enough_when_nothing_moved():
    assert fact(progress=0.0, expected=0.5).pace == math.inf

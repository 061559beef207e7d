"""A check-in in a team's own frame: its scale, and the parts it wants."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pmo_portal.lib.vocabulary import CheckInPart, Health
from products.forms.check_in import CheckInForm
from products.forms.check_in_rows import card, sureness
from products.models import CheckIn
from products.queries.known import AsKnown
from products.queries.last_time import last_time
from tests import factories


@pytest.fixture
def said(product, team, member, now):
    """A check-in of last week, on work under way."""
    work = factories.initiative(product=product)
    said = factories.check_in(product, at=now - timedelta(days=7), confidence=61)
    factories.initiative_line(said, work, Health.AT_RISK)
    return said


def form_of(product, member, now, data=None, corrects=None):
    known = AsKnown(now.date(), now, member)
    product.refresh_from_db()
    return CheckInForm(data, start=last_time(product, known=known, corrects=corrects))


def frame(team, **frame):
    for name, value in frame.items():
        setattr(team, name, value)
    team.save()


@pytest.mark.parametrize(
    ("scale", "point", "words"),
    [
        (100, 61, "61%, better than even"),
        (10, 6, "6 of 10, better than even"),
        (5, 3, "3 of 5, better than even"),
    ],
)
def test_confidence_stands_on_the_teams_scale(
    said, product, team, member, now, scale, point, words
):
    frame(team, confidence_scale=scale)
    form = form_of(product, member, now)

    assert form["confidence"].value() == point
    assert form.fields["confidence"].widget.attrs["max"] == scale
    assert (sureness(form), card(form).confidence) == (words, 61)


@pytest.mark.parametrize(("point", "kept"), [("3", 61), ("4", 80), ("0", 0), ("5", 100)])
def test_what_is_kept_goes_to_a_hundred(said, product, team, member, now, point, kept):
    frame(team, confidence_scale=5)
    form = form_of(product, member, now, {"health": "on_track", "confidence": point, "token": "t"})

    assert form.is_valid()
    assert form.words()["confidence"] == kept
    assert ("confidence" in form.changed_data) == (kept != 61)


def test_a_point_beyond_the_scale_is_refused(said, product, team, member, now):
    frame(team, confidence_scale=5)
    form = form_of(product, member, now, {"health": "on_track", "confidence": "6", "token": "t"})

    assert list(form.errors) == ["confidence"]


def test_parts_that_are_not_wanted_are_not_asked_for(said, product, team, member, now):
    frame(team, unwanted_parts=CheckInPart.values)
    form = form_of(product, member, now)

    assert list(form.fields) == ["health", "token", "based_on"]
    assert (sureness(form), card(form).confidence) == ("", None)


def test_a_correction_shows_all_parts(said, product, team, member, now):
    frame(team, unwanted_parts=CheckInPart.values)

    form = form_of(product, member, now, corrects=said)

    assert {"confidence", "what_changed", "ask_kind"} <= set(form.fields)


def test_a_short_check_in_is_published_from_its_page(
    client, organisation, said, product, team, member
):
    frame(team, unwanted_parts=CheckInPart.values)
    client.force_login(member)
    url = reverse("products:check_in_start", args=[product.slug])
    page = client.get(url)
    hidden = {name: page.context["form"][name].value() for name in ("token", "based_on")}

    answer = client.post(url, {"health": "off_track", **hidden})

    assert answer.status_code == 303
    latest = CheckIn.objects.order_by("pk").last()
    assert (latest.health, latest.confidence, latest.what_changed) == ("off_track", None, "")
    assert latest.initiative_lines.count() == 0

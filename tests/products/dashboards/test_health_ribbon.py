"""How health moved: what each week says, where it changed, and what a past day knew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from pmo_portal.lib.vocabulary import Cadence, Health
from products.dashboards.health_ribbon import WEEKS, health_ribbon, ribbon_since
from products.queries import check_ins
from products.queries.known import AsKnown
from tests import factories

WEDNESDAY = datetime(2026, 1, 7, 10, tzinfo=UTC)
MONDAY = date(2026, 1, 5)
GOOD, TORN, SILENT = Health.ON_TRACK, Health.AT_RISK, Health.NOT_REPORTED


def say(product, health, *, weeks_ago, **fields):
    at = WEDNESDAY - timedelta(weeks=weeks_ago)
    return factories.check_in(product, at=at, health=health, **fields)


def drawn(product, user, *, at=WEDNESDAY):
    known = AsKnown(on=at.date(), moment=at.replace(hour=23), user=user)
    said = check_ins.check_ins_of(product.pk, known=known)
    recent = check_ins.said_since(said, ribbon_since(known.on))
    return health_ribbon(recent, rhythm=product.team.rhythm, known=known)


def latest(ribbon, count):
    return [week.health for week in ribbon.weeks[:count]]


@pytest.mark.django_db
def test_each_week_says_what_the_team_said_in_it_and_silence_is_no_news(product, member):
    say(product, GOOD, weeks_ago=3)
    say(product, TORN, weeks_ago=2)
    last = say(product, GOOD, weeks_ago=0)

    ribbon = drawn(product, member)

    assert len(ribbon.weeks) == WEEKS
    assert latest(ribbon, 5) == [GOOD, SILENT, TORN, GOOD, SILENT]
    assert ribbon.weeks[0].said == last
    assert [week.health for week in ribbon.changes] == [GOOD, TORN, GOOD]
    assert [stretch.health for stretch in ribbon.drawing.stretches] == [
        *(SILENT, GOOD, TORN, SILENT, GOOD)
    ]
    assert ribbon.sentence == "On course since the week of 5 Jan; no news for 1 week before"


@pytest.mark.django_db
def test_a_word_stands_to_the_end_of_the_teams_own_period(product, member):
    product.team.cadence = Cadence.MONTHLY
    say(product, TORN, weeks_ago=4)

    assert latest(drawn(product, member), 5) == [SILENT, TORN, TORN, TORN, TORN]


@pytest.mark.django_db
def test_of_two_words_in_a_week_the_later_counts_and_of_a_correction_the_correction(
    product, member
):
    say(product, GOOD, weeks_ago=0)
    wrong = say(product, GOOD, weeks_ago=1)
    say(product, TORN, weeks_ago=1, supersedes=wrong)
    factories.check_in(product, at=WEDNESDAY + timedelta(hours=2), health=TORN)

    assert latest(drawn(product, member), 2) == [TORN, TORN]


@pytest.mark.django_db
def test_a_past_day_shows_only_what_was_known_then(product, member):
    say(product, GOOD, weeks_ago=1)
    say(product, TORN, weeks_ago=0)

    before = drawn(product, member, at=WEDNESDAY - timedelta(weeks=1))

    assert (before.weeks[0].monday, latest(before, 2)) == (
        MONDAY - timedelta(weeks=1),
        [GOOD, SILENT],
    )


@pytest.mark.django_db
def test_nothing_is_drawn_where_nobody_spoke_for_half_a_year(product, member):
    say(product, GOOD, weeks_ago=WEEKS + 1)

    assert drawn(product, member) is None


def test_the_product_page_leads_from_each_week_to_its_check_in(
    client, organisation, product, member
):
    said = say(product, TORN, weeks_ago=0)
    client.force_login(member)
    address = reverse("products:product_detail", args=[product.slug])

    page = client.get(address, {"on": "2026-01-09"}).content.decode()

    table = page.split("What the team said each week</caption>")[1].split("</table>")[0]
    assert reverse("products:check_in_detail", args=[said.public_id]) + "?on=2026-01-09" in table

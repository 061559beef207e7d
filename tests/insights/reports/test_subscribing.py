"""Wanting a report is one press on its page, and so is wanting it no more."""

import pytest
from django.urls import reverse

from insights.models import Delivery, Subscription
from tests.insights.reports.conftest import moment, publish, want

pytestmark = pytest.mark.django_db
OUT = moment(8, day=1, hour=8)


@pytest.fixture
def page(client, portfolio, executive):
    """The address of a report, opened by somebody who gets none."""
    (report,) = publish(OUT)
    client.force_login(executive)
    return reverse("insights:report", args=[report.label])


def press(client, page, **pressed):
    return client.post(
        reverse("insights:report_subscriptions"),
        {"scope": "organisation:", "next": page, **pressed},
        follow=True,
    )


def test_one_press_on_a_report_and_it_comes_each_week_beginning_with_this_one(client, page):
    assert "Get this each week" in client.get(page).text

    back = press(client, page)

    assert back.redirect_chain[-1][0] == page
    assert "You get this each week" in back.text
    assert Delivery.objects.get().report.label in page


def test_one_press_on_it_ends_it(client, page):
    press(client, page)

    back = press(client, page, end="1")

    assert "Get this each week" in back.text
    assert Subscription.objects.get().ended_at is not None


def test_pressing_twice_changes_nothing(client, page):
    press(client, page)
    press(client, page)

    assert Subscription.objects.count() == Delivery.objects.count() == 1


def test_nobody_is_led_out_of_the_portal(client, page):
    back = press(client, "https://elsewhere.test/")

    assert back.redirect_chain[-1][0] == reverse("insights:report_subscriptions")


def test_what_is_not_on_offer_is_refused_in_words(client, page):
    back = press(client, page, scope="portfolio:nobody-knows")

    assert "Choose one of the reports" in back.text
    assert not Subscription.objects.exists()


def test_weeks_made_up_for_looking_back_are_not_mailed(portfolio, organisation, executive, whole):
    organisation.is_simulated = True
    organisation.save()
    want(whole, executive, at=OUT)

    made = publish(OUT)

    assert len(made) > 1
    assert [delivery.report.label for delivery in Delivery.objects.all()] == ["2026-w17"]

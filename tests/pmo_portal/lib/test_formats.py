"""Figures, days and money as a person reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from pmo_portal.lib import formats

TODAY = date(2026, 1, 7)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "no data"),
        (0, "0"),
        (12, "12"),
        (1843, "1,843"),
        (12.4, "12.4"),
        (0.1 + 0.2, "0.3"),
        (Decimal("61.0000"), "61"),
        (1842.5, "1,843"),
        (123.456, "123"),
        (0.00421, "0.00421"),
        (-2.5, "−2.5"),
        (9.999, "10"),
    ],
)
def test_number_shows_three_digits_and_no_noise(value, text):
    assert formats.number(value) == text


def test_number_keeps_the_places_asked_for():
    assert formats.number(12.345, 1) == "12.3"
    assert formats.number(12, 2) == "12.00"
    assert formats.number(2.5, 0) == "3"


def test_number_follows_the_locale():
    with translation.override("de"):
        assert formats.number(1843.25, 1) == "1.843,3"


@pytest.mark.parametrize(("change", "text"), [(3, "+3"), (-2, "−2"), (0, "0"), (None, "no data")])
def test_signed_says_which_way(change, text):
    assert formats.signed(change) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "no data"),
        (0, "0%"),
        (0.004, "<1%"),
        (0.61, "61%"),
        (0.999, ">99%"),
        (1, "100%"),
        (1.2, "120%"),
        (-0.05, "−5%"),
    ],
)
def test_percent_claims_neither_all_nor_nothing_by_rounding(share, text):
    assert formats.percent(share) == text


def test_points_are_the_difference_of_two_percentages():
    assert formats.points(0.04) == "+4 pts"
    assert formats.points(-0.01) == "−1 pt"
    assert formats.points(None) == "no data"


def test_share_carries_its_denominator():
    assert formats.share(9, 12) == "9 of 12"
    assert formats.share(1200, 10000) == "1,200 of 10,000"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 days"), (1, "1 day"), (41, "41 days"), (None, "no data")]
)
def test_days_agree_in_number(count, text):
    assert formats.days(count) == text


def test_a_day_reads_in_full_short_and_by_month():
    on = date(2026, 11, 20)
    assert formats.day(on) == "Fri 20 Nov 2026"
    assert formats.short_day(on) == "20 Nov"
    assert formats.month(on) == "Nov 2026"
    assert formats.day(None) == formats.short_day(None) == formats.month(None) == "no date"


def test_a_moment_reads_in_the_zone_it_carries():
    assert formats.moment(datetime(2026, 11, 20, 9, 12, tzinfo=UTC)) == "Fri 20 Nov 2026, 09:12"
    assert formats.moment(None) == "no date"


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (None, "never"),
        (date(2026, 1, 7), "today"),
        (date(2026, 1, 6), "yesterday"),
        (date(2026, 1, 4), "3 days ago"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
        (date(2026, 1, 8), "Thu 8 Jan 2026"),
    ],
)
def test_ago_is_relative_for_under_a_week(on, text):
    assert formats.ago(on, TODAY) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (12_100_000, "GBP", "£12.1m"),
        (Decimal("1.5e9"), "USD", "$1.5bn"),
        (940_000, "CHF", "CHF 940k"),
        (75, "EUR", "€75"),
        (999_999, "GBP", "£1m"),
        (-2_000_000, "GBP", "−£2m"),
        (0, "GBP", "£0"),
        (None, "GBP", "no data"),
    ],
)
def test_money_is_shortened_in_its_currency(amount, currency, text):
    assert formats.money(amount, currency) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (61, "%", "61%"),
        (28, "minutes", "28 minutes"),
        (4.5, "", "4.5"),
        (12.4, "£", "£12.40"),
        (12, "£", "£12"),
        (1843.5, "£", "£1,844"),
        (209, "£k", "£209k"),
        (4.5, "£m", "£4.5m"),
        (-3.2, "$ per order", "−$3.20 per order"),
        (75, "EUR", "€75"),
        (None, "%", "no data"),
    ],
)
def test_measure_joins_a_value_to_its_unit(value, unit, text):
    assert formats.measure(value, unit) == text

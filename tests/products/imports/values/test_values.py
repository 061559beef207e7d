"""Dates, numbers, money, ratings and stages in their dialects."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.imports.values import dates, numbers, ratings, stages
from products.imports.values.typed import Typed

NOTHING = [
    "Exempt under Section 43 of the Freedom of Information Act 2000",
    "Reset",
    "Data not provided",
    "#N/A",
    "n/a",
    "-",
    "No end date",
    "Not Applicable",
    "The project is not in a position to provide this information",
    "TBC",
    "Early planning GMPP project \n\n(The project has not yet passed SOC)",
]


@pytest.mark.parametrize("read", [dates.day, numbers.number, ratings.rating, stages.stage])
@pytest.mark.parametrize("cell", NOTHING)
def test_what_is_no_value_keeps_its_reason(read, cell):
    assert read(cell) == Typed(reason=" ".join(cell.split()))


@pytest.mark.parametrize("read", [dates.day, numbers.number, ratings.rating, stages.stage])
def test_an_empty_cell_has_no_reason(read):
    assert read("  ") == Typed()


@pytest.mark.parametrize(
    "cell",
    ["2022-03-31", "31/03/2022", "31/03/22", "31.3.2022", "31-03-2022", "2022/03/31", "44651", "44651.5", "31 March 2022",
     "March 31, 2022", "31 MAR 2022", "2022-03-31 00:00:00", "2022-03-31T10:00:00", "31/03/2022 00:00", "03/31/2022"],
)  # fmt: skip
def test_a_day_reads_the_same_in_any_dialect(cell):
    assert dates.day(cell) == Typed(date(2022, 3, 31))


def test_single_digits_make_a_day():
    assert dates.day("2025-10-9") == Typed(date(2025, 10, 9))


@pytest.mark.parametrize("cell", ["31/02/2027", "2023-14-05", "2022-13-01", "99/99/2022"])
def test_a_day_that_does_not_exist_asks_for_a_look(cell):
    assert dates.day(cell) == Typed(
        reason=cell, doubt=f"“{cell}” is not a day that exists", suggestion="Leave the date open"
    )


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_any_day_survives_its_usual_dialects(day):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        assert dates.day(day.strftime(form)).value == day


@pytest.mark.parametrize(
    ("cell", "value"),
    [("450.37", "450.37"), ("-19%", "-19"), ("0.00%", "0"), ("12,131.50", "12131.50"), ("1.234,5", "1234.5"), ("(3)", "-3"),
     (".5", "0.5"), ("75 percent", "75"), ("1e3", "1000"), ("-0.5", "-0.5")],
)  # fmt: skip
def test_a_number_reads_the_same_in_any_dialect(cell, value):
    assert numbers.number(cell) == Typed(Decimal(value))


def test_a_number_that_is_none_asks_for_a_look():
    assert numbers.number("12O.4").doubt == "“12O.4” is not a number we can read"


@pytest.mark.parametrize(
    ("cell", "header", "value"),
    [("£1.90m", "Cost", "1900000.00"), ("£12,131.50", "Cost (£m)", "12131500000.00"), ("450.37", "Cost (£m)", "450370000.00"),
     ("£1.90m", "Cost (£m)", "1900000.00"), ("$3bn", "", "3000000000.00"), ("1,200", "", "1200.00"), ("£5k", "", "5000.00"),
     ("£0.00", "Cost (£m)", "0.00"), ("2.5 million", "", "2500000.00"), ("10", "Cost in millions", "10000000.00")],
)  # fmt: skip
def test_money_comes_in_whole_units(cell, header, value):
    assert numbers.money(cell, header=header) == Typed(Decimal(value))


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=2))
def test_any_amount_survives_its_usual_dialects(amount):
    for form in (f"{amount}", f"£{amount:,}", f"{amount:,}"):
        assert numbers.money(form.replace("£-", "-£"), header="").value == amount


@pytest.mark.parametrize(
    ("cell", "health"),
    [("Green", "on_track"), ("Amber/Green", "on_track"), ("AMBER / GREEN", "on_track"), ("g", "on_track"), ("On Track", "on_track"),
     ("Amber", "at_risk"), ("Amber/red", "off_track"), ("Amber-Red", "off_track"), ("R", "off_track"), ("1", "off_track"),
     ("5", "on_track"), ("Delayed", "at_risk"), ("Blocked", "off_track"), ("Complete", "achieved")],
)  # fmt: skip
def test_ratings_read_as_our_health(cell, health):
    assert ratings.rating(cell) == Typed(health)


def test_an_unknown_rating_asks_for_a_look():
    assert ratings.rating("Purple").doubt == "“Purple” is not a rating we know"


@pytest.mark.parametrize(
    ("cell", "stage"),
    [("implemented", "done"), ("imlpemented", "done"), ("implemented (alpha)", "done"), ("implementable", "delivery"),
     ("provisional", "discovery"), ("withdrawn", "stopped"), ("In progress", "delivery")],
)  # fmt: skip
def test_status_words_read_as_stages(cell, stage):
    assert stages.stage(cell) == Typed(stage)


def test_a_template_left_in_place_is_no_stage():
    assert stages.stage("provisional|implementable|implemented").value is None


@given(st.text(max_size=200))
def test_any_text_is_a_value_a_reason_or_nothing(cell):
    for read in (dates.day, numbers.number, ratings.rating, stages.stage, stages.measure_kind):
        found = read(cell)
        assert found.value is None or not found.doubt

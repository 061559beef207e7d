from datetime import date
from decimal import Decimal

import pytest
from django import forms

from products.forms.fields import DayField, MeasuredField


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("61", "%", "61"),
        ("61%", "%", "61"),
        (" 61 % ", "%", "61"),
        ("1,200.5", "", "1200.5"),
        ("1 200.5", "", "1200.5"),
        ("1.200,5", "", "1200.5"),
        ("£12.40", "£", "12.4"),
        ("12 minutes", "minutes", "12"),
        ("-3", "", "-3"),
        ("0.0000004", "", "0"),
    ],
)
def test_numbers_are_read_as_people_write_them(words, unit, value):
    assert MeasuredField(unit=unit).clean(words) == Decimal(value)


def test_nothing_written_is_no_value():
    assert MeasuredField().clean("") is None


@pytest.mark.parametrize("words", ["many", "12 apples", "n/a", "1e99", "--"])
def test_what_is_no_number_is_answered_with_how_to_write_one(words):
    with pytest.raises(forms.ValidationError, match=r"Write it like 61 or 1,200\.5"):
        MeasuredField(unit="%").clean(words)


@pytest.mark.parametrize(
    ("value", "text"), [("64.000000", "64"), ("4.315000", "4.315"), ("1200000", "1200000")]
)
def test_a_value_is_filled_in_with_every_digit_it_has(value, text):
    assert MeasuredField().prepare_value(Decimal(value)) == text


def test_the_same_number_in_other_words_is_no_change():
    field = MeasuredField(unit="%")

    assert not field.has_changed(Decimal("61"), "61.0 %")
    assert field.has_changed(Decimal("61"), "62")
    assert field.has_changed(Decimal("61"), "many")


@pytest.mark.parametrize("words", ["2026-11-20", "20/11/2026"])
def test_a_day_is_picked_or_typed(words):
    assert DayField().clean(words) == date(2026, 11, 20)


@pytest.mark.parametrize("words", ["31/02/2026", "soon", "0001-01-01"])
def test_what_is_no_day_is_answered_with_how_to_write_one(words):
    with pytest.raises(forms.ValidationError):
        DayField().clean(words)

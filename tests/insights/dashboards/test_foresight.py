"""How many outcomes will be met: a sentence and a fan that ends at the same numbers."""

from datetime import date
from decimal import Decimal

from insights.dashboards import foresight
from insights.figures import Figures

ON = date(2026, 1, 7)
NOW = Figures(
    outcomes=50,
    outcomes_achieved=10,
    outcomes_forecast=30,
    chance=Decimal("20"),
    due_chances={"2026-03:65": 20, "2026-06:70": 10},
)


def test_the_sentence_says_the_range_and_what_has_no_forecast():
    said = foresight.said(foresight.expected(NOW))

    assert said.startswith("Expect 30 of 50 to be met (")
    assert said.endswith("; 10 have no forecast")


def test_the_fan_opens_today_and_ends_where_the_sentence_says():
    whole = foresight.expected(NOW)
    first, *_between, last = foresight.ahead(NOW, ON, whole)

    assert (first.on, first.low, first.mid, first.high) == (ON, 10, 10, 10)
    assert (last.on, last.low, last.mid, last.high) == (
        date(2026, 6, 30),
        whole.low,
        whole.mid,
        whole.high,
    )


def test_by_an_earlier_month_only_what_is_due_by_then_counts():
    _today, spring, _summer = foresight.ahead(NOW, ON, foresight.expected(NOW))

    assert (spring.on, spring.mid) == (date(2026, 3, 31), 23.0)
    assert spring.low < 23 < spring.high


def test_without_forecasts_nothing_is_expected():
    nothing = Figures(outcomes=5, outcomes_achieved=1)

    assert foresight.expected(nothing) is None
    assert foresight.ahead(nothing, ON, None) == []

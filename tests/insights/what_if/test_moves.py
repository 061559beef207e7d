"""Moves in a URL: read back to the same, bounded, and help where they cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from insights.what_if.moves import LONGEST, Move, Place, Unreadable, code, moves

slugs = some.from_regex(r"[a-z0-9_][-a-z0-9_]{0,78}", fullmatch=True)
places = some.one_of(
    some.builds(Place, product=slugs),
    some.builds(Place, product=slugs, objective=slugs),
    some.builds(Place, objective=slugs),
)
amounts = some.integers(1, 10**9).map(lambda n: Decimal(n) / 100)
months = some.builds(date, some.just(2026), some.integers(1, 6), some.just(1))
later = some.builds(date, some.just(2026), some.integers(7, 12), some.just(1))
of_people = some.builds(
    Move, some.one_of(places, some.just(Place())), places, amounts, slugs, months, later
)
of_money = some.builds(
    Move, some.one_of(places, some.builds(Place, portfolio=slugs)), places, amounts
)


@given(some.lists(some.one_of(of_people, of_money), max_size=5))
def test_moves_are_read_back_to_the_same(made):
    made = [move for move in made if move.source != move.target]
    text = code(made)

    if len(text) <= LONGEST:
        assert moves(text) == made


@given(some.text(max_size=200))
def test_any_text_is_moves_or_is_refused(text):
    try:
        read = moves(text)
    except Unreadable:
        return
    assert moves(code(read)) == read


def test_a_move_is_short_in_the_address():
    move = Move(
        Place("checkout", "grow"),
        Place(),
        Decimal("1.50"),
        "tills",
        date(2026, 12, 1),
        date(2027, 2, 1),
    )

    assert move.code == "p~tills~checkout.grow~-~1.5~2026-12~2027-02"
    assert [f"{month:%Y-%m}" for month in move.months] == ["2026-12", "2027-01", "2027-02"]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "p~tills~checkout~-~1.5~2026-12",
        "p~tills~checkout~checkout~1~2026-12~2026-12",
        "p~tills~checkout~-~0~2026-12~2026-12",
        "p~tills~checkout~-~-1~2026-12~2026-12",
        "p~tills~checkout~-~1~2026-13~2026-12",
        "p~tills~checkout~-~1~2026-12~2026-11",
        "p~tills~checkout~-~1~2020-01~2026-11",
        "p~tills~@office~-~1~2026-12~2026-12",
        "m~checkout~-~100",
        "m~checkout~returns~1e9",
        "m~check out~returns~1",
        "m~checkout~returns~1~~",
        "~~".join(["m~a~b~1"] * 13),
        "m~a~b~1~~" * 600,
    ],
)
def test_what_is_no_move_is_refused(text):
    with pytest.raises(Unreadable):
        moves(text)

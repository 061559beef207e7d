"""Whatever is moved, totals stay; nothing moved changes nothing; the order makes no difference."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from insights.load import Load
from insights.what_if import money, people
from insights.what_if.ledger import Transfer, moved, overdrawn, spread, total
from insights.what_if.money import MoneyKey, MoneySpot
from insights.what_if.people import Spot, TimeKey
from products.queries.people import Time

MONTHS = [date(2026, 11, 1), date(2026, 12, 1)]
cents = some.integers(0, 100_000).map(lambda n: Decimal(n) / 100)
more = some.integers(1, 5_000).map(lambda n: Decimal(n) / 100)
ids = some.integers(1, 3)
maybe = some.one_of(some.none(), ids)
times = some.lists(
    some.builds(
        Time,
        some.just(0),
        ids,
        ids,
        maybe,
        some.sampled_from(["", "Tester"]),
        some.sampled_from(MONTHS),
        more,
    ),
    max_size=12,
)
capacities = some.dictionaries(some.tuples(ids, some.sampled_from(MONTHS)), cents, max_size=6)
spots = some.builds(
    lambda product, objective: Spot(product, objective, frozenset({objective} - {None})),
    maybe,
    maybe,
)
people_moves = some.lists(some.tuples(ids, spots, spots, more), max_size=4)


def of_people(before, moves):
    made = (
        people.transfer(before, team_id=team, source=source, target=target, fte=fte, months=MONTHS)
        for team, source, target, fte in moves
    )
    return [transfer for transfer in made if transfer]


def by_team_and_month(held):
    sums = {}
    for key, fte in held.items():
        sums[key.team_id, key.month] = sums.get((key.team_id, key.month), Decimal()) + fte
    return {key: fte for key, fte in sums.items() if fte}


@given(cents, some.dictionaries(ids, cents, min_size=1))
def test_a_spread_amount_comes_to_all_of_it_in_hundredths(amount, weights):
    parts = spread(amount, weights)

    assert total(parts) == amount
    assert all(part == round(part, 2) and part >= 0 for part in parts.values())


@given(times, capacities, people_moves)
def test_each_month_of_each_team_comes_to_the_same(times, capacity, moves):
    before = people.ledger(times, capacity)
    after = moved(before, of_people(before, moves))

    assert by_team_and_month(after) == by_team_and_month(before)


@given(times, capacities)
def test_an_empty_scenario_changes_nothing(times, capacity):
    before = people.ledger(times, capacity)

    assert moved(before, []) == before


@given(times, capacities, people_moves, some.randoms())
def test_moves_commute(times, capacity, moves, random):
    before = people.ledger(times, capacity)
    transfers = of_people(before, moves)
    shuffled = random.sample(transfers, len(transfers))

    assert moved(before, shuffled) == moved(before, transfers)


@given(times, capacities, people_moves)
def test_a_move_and_its_way_back_change_nothing(times, capacity, moves):
    before = people.ledger(times, capacity)
    transfers = of_people(before, moves)
    back = [Transfer(one.into, one.out) for one in transfers]
    after = moved(before, [*transfers, *back])

    assert {key: fte for key, fte in after.items() if fte} == {
        key: fte for key, fte in before.items() if fte
    }


@given(
    some.dictionaries(some.tuples(ids, maybe), cents), some.lists(some.tuples(spots, spots, more))
)
def test_money_comes_to_the_same(amounts, moves):
    before = {
        MoneyKey(f"{product}-{objective}", product, None, objective): amount
        for (product, objective), amount in amounts.items()
    }
    made = (
        money.transfer(before, source=MoneySpot(source), target=MoneySpot(target), amount=amount)
        for source, target, amount in moves
        if not source.is_free and not target.is_free
    )
    transfers = [transfer for transfer in made if transfer]

    assert total(moved(before, transfers)) == total(before)
    assert moved(before, transfers) == moved(before, transfers[::-1])


def time(team, product, fte, *, objective=None, month=MONTHS[0]):
    return Time(0, team, product, objective, "", month, Decimal(str(fte)))


def move(before, source, target, fte, *, team=1, months=MONTHS[:1]):
    made = people.transfer(
        before, team_id=team, source=source, target=target, fte=Decimal(str(fte)), months=months
    )
    return made and moved(before, [made])


def test_time_leaves_a_product_in_proportion_to_what_it_is_for():
    before = people.ledger(
        [time(1, 7, 3, objective=1), time(1, 7, 1)], {(1, MONTHS[0]): Decimal(4)}
    )
    after = move(before, Spot(7), Spot(), 2)

    assert after == {
        TimeKey(1, MONTHS[0]): Decimal(2),
        TimeKey(1, MONTHS[0], 7, 1): Decimal("1.5"),
        TimeKey(1, MONTHS[0], 7): Decimal("0.5"),
    }


def test_time_for_a_new_product_serves_what_others_serve_there():
    before = people.ledger([time(2, 8, 1, objective=1), time(2, 8, 1, objective=2)], {})
    after = move(before, Spot(), Spot(8), 1)

    assert (
        after[TimeKey(1, MONTHS[0], 8, 1)] == after[TimeKey(1, MONTHS[0], 8, 2)] == Decimal("0.5")
    )


def test_an_objective_the_team_does_not_serve_needs_a_product():
    before = people.ledger([time(1, 7, 1, objective=1)], {})

    assert move(before, Spot(None, 1, frozenset({1})), Spot(None, 2, frozenset({2})), 1) is None


def test_what_is_taken_beyond_what_there_is_shows():
    before = people.ledger([time(1, 7, 1)], {(1, MONTHS[0]): Decimal(1)})
    after = move(before, Spot(7), Spot(8), 3)

    assert overdrawn(people.given(after)) == {TimeKey(1, MONTHS[0], 7): Decimal(2)}


def test_load_follows_what_is_given():
    capacity = {(1, MONTHS[0]): Decimal(4)}
    before = people.ledger([time(1, 7, 5)], capacity)
    after = people.given(move(before, Spot(7), Spot(), 1))
    load = Load.of(((k.team_id, k.month, fte) for k, fte in after.items()), capacity)

    assert load.percent(1, MONTHS[0]) == 100

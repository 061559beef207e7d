"""Money by what it is for, and by objective against the share meant for it."""

from decimal import Decimal

from insights.dashboards.investment import investment
from insights.dashboards.links import Links
from insights.figures import Figures
from insights.queries.names import Named

FAST = Named(1, "fast", "Settle faster", code="S1", intended=Decimal(60))
FAIR = Named(2, "fair", "Price fairly", code="S2", intended=Decimal(40))
IDLE = Named(3, "idle", "Open in Ireland", code="S3", intended=Decimal(5))
FREE = Named(4, "free", "Be kind", code="S4")


def planned(amount):
    return Figures(planned=Decimal(amount))


def shown(kinds, by_objective, objectives=(FAST, FAIR)):
    return investment(
        {kind: planned(n) for kind, n in kinds.items()},
        {key: planned(n) for key, n in by_objective.items()},
        objectives,
        currency="GBP",
        links=Links({}),
    )


def test_the_objective_furthest_from_its_share_is_named():
    panel = shown({"run": 60, "grow": 40}, {1: 30, 2: 70})

    assert panel.title == "“Price fairly” gets 30 pts more of the money than meant"
    assert [(part.code, part.value, part.note) for part in panel.objectives] == [
        ("S2", "70%", "of 40% meant"),
        ("S1", "30%", "of 60% meant"),
    ]
    assert panel.objectives[0].bar.count("b-tick") == 1


def test_money_near_what_was_meant_says_what_most_of_it_is_for():
    panel = shown({"run": 60, "grow": 40}, {1: 60, 2: 40})

    assert panel.title == "Keep running takes 60% of the money"
    assert [(part.name, part.value) for part in panel.kinds] == [
        ("Keep running", "60%"),
        ("Improve what we have", "40%"),
    ]


def test_an_objective_without_money_stands_with_its_tick_and_what_serves_none_comes_last():
    panel = shown({"grow": 100}, {1: 50, 4: 20, None: 30}, (FAST, IDLE, FREE))

    assert [(part.name, part.value) for part in panel.objectives] == [
        ("Settle faster", "50%"),
        ("Be kind", "20%"),
        ("Open in Ireland", "0%"),
        ("No objective yet", "30%"),
    ]


def test_money_that_is_told_neither_by_kind_nor_by_objective_has_no_panel():
    assert shown({"": 100}, {None: 100}, ()) is None
    assert shown({}, {}) is None

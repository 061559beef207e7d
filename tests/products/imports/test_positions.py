"""Positions in any order read the same as of any day."""

import itertools
from collections import Counter
from datetime import date

import pytest

from portfolio.models import Organisation
from products.models import (
    CheckIn,
    FundingLine,
    Initiative,
    InitiativeLine,
    Outcome,
    Position,
    Product,
)
from tests.products.imports.bringing import REAL, into, real, sheet

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = date(2021, 3, 31), date(2022, 3, 31), date(2023, 3, 31)
IGNORED = {
    "id",
    "pk",
    "public_id",
    "slug",
    "product_id",
    "initiative_id",
    "known_at",
    "first_promised_on",
    "portfolio_id",
    "team_id",
}


def known(organisation: Organisation, on: date) -> dict[str, dict]:
    """Everything the definitions said at the end of a day, by their key in the source."""
    moment = organisation.end_of_day(on)
    return {
        row.source_key: {
            field.attname: getattr(row, field.attname)
            for field in model._meta.concrete_fields
            if field.attname not in IGNORED
            and not field.attname.startswith(("current_", "previous_"))
        }
        for model in (Product, Initiative, FundingLine, Outcome)
        for row in model.objects.as_of(moment)
    }


def ratings(organisation: Organisation, on: date) -> Counter:
    """The latest rating of each initiative still on the list at the end of a day."""
    moment = organisation.end_of_day(on)
    listed = {row.pk for row in Initiative.objects.as_of(moment) if row.unlisted_on is None}
    lines = InitiativeLine.objects.filter(known_at__lte=moment, initiative__in=listed)
    return Counter(
        {line.initiative_id: line.health for line in lines.order_by("known_at")}.values()
    )


POSITIONS = {
    FIRST: [
        ["1", "Alpha", "MOD", "Green", "2020-01-01", "2022-01-01", "1.5"],
        ["2", "Beta", "MOD", "Red", "", "", "2"],
    ],
    SECOND: [
        ["1", "Alpha", "MOD", "Amber", "2020-01-01", "2023-01-01", "1.5"],
        ["3", "Gamma", "DFT", "Green", "", "", ""],
    ],
    THIRD: [
        ["1", "Alpha", "MOD", "Green", "2020-01-01", "2023-01-01", "Reset"],
        ["2", "Beta", "MOD", "Red", "", "", "2"],
        ["3", "Gamma", "DFT", "Red", "", "", ""],
    ],
}


def as_known_after(organisation, order):
    for on in order:
        into(organisation, sheet(*POSITIONS[on]), on=on)
    return [(known(organisation, on), ratings(organisation, on)) for on in POSITIONS]


@pytest.mark.parametrize("order", list(itertools.permutations(POSITIONS)))
def test_positions_in_any_order_read_the_same(organisation, order):
    history = as_known_after(organisation, order)

    titles = [
        {
            key.rsplit(":", 1)[-1]
            for key, row in facts.items()
            if ":initiatives:" in key and row["unlisted_on"] is None
        }
        for facts, _ratings in history
    ]
    assert titles == [{"1", "2"}, {"1", "3"}, {"1", "2", "3"}]
    dues = [facts["project:initiatives:1"]["due_on"] for facts, _ratings in history]
    assert dues == [date(2022, 1, 1), date(2023, 1, 1), date(2023, 1, 1)]
    assert history[1][0]["project:initiatives:2"]["unlisted_on"] == SECOND
    costs = [facts["project:funding:1"]["unlisted_on"] for facts, _ratings in history]
    assert costs == [None, None, THIRD]
    assert [counts["on_track"] for _facts, counts in history] == [1, 1, 1]
    assert Initiative.objects.get(title="Alpha").first_promised_on == date(2022, 1, 1)


def test_a_position_between_two_that_agree_leaves_the_later_one_as_it_was(organisation):
    same = ["1", "Alpha", "MOD", "Green", "", "2022-01-01", ""]
    into(organisation, sheet(same), on=FIRST)
    into(organisation, sheet(same), on=THIRD)
    into(organisation, sheet(["1", "Alpha", "MOD", "Green", "", "2024-01-01", ""]), on=SECOND)

    dues = [known(organisation, on)["project:initiatives:1"]["due_on"] for on in POSITIONS]
    assert dues == [date(2022, 1, 1), date(2024, 1, 1), date(2022, 1, 1)]


def test_a_part_of_the_list_takes_nothing_off_it(organisation):
    rows = [[str(n), f"Work {n}", "MOD", "Green", "", "", ""] for n in range(10)]
    into(organisation, sheet(*rows), on=FIRST)
    into(organisation, sheet(*rows[:2]), on=SECOND)

    assert Initiative.objects.filter(unlisted_on__isnull=True).count() == 10


def test_a_person_may_say_that_a_short_list_is_whole(organisation):
    rows = [[str(n), f"Work {n}", "MOD", "Green", "", "", ""] for n in range(10)]
    into(organisation, sheet(*rows), on=FIRST)
    into(organisation, sheet(*rows[:2]), on=SECOND, is_whole=True)

    assert Initiative.objects.filter(unlisted_on__isnull=True).count() == 2


def test_a_list_of_other_numbers_is_another_dataset(organisation):
    into(organisation, sheet(["1", "Alpha", "MOD", "Green", "", "", ""]), on=FIRST)
    into(organisation, sheet(["X9", "Omega", "MOD", "Green", "", "", ""]), on=SECOND)

    assert [*Position.objects.values_list("dataset", "on")] == [
        ("project", FIRST),
        ("project-2", SECOND),
    ]
    assert Initiative.objects.filter(unlisted_on__isnull=True).count() == 2


GMPP = [
    "GMPP ID Number",
    "Project Name",
    "Department",
    "IPA Delivery Confidence Assessment \n(see 2020/21)",
    "TOTAL Baseline Whole Life Costs (£m)",
]
LATER = [
    *GMPP[:3],
    "IPA Delivery Confidence Assessment \n(see 2021/22)",
    "SRO Delivery Confidence Assessment",
    GMPP[4],
]
SMALL = (
    sheet(
        ["A_1", "One", "MOD", "Amber/red", "£1.90m"],
        ["A_2", "Two", "DFT", "Exempt under Section 43", "Reset"],
        headers=GMPP,
    ),
    sheet(
        ["A_1", "One", "MoD", "", "Green", "2"],
        ["A_3", "Three", "DFT", "Amber", "", "7"],
        headers=LATER,
    ),
    sheet(
        ["A_3", "Three", "DFT", "Amber", "", "£7.00"],
        ["A_1", "One", "MOD", "", "GREEN", "2.00"],
        headers=LATER,
    ),
)
PORTFOLIOS = [(SMALL, ({"off_track": 1, "not_reported": 1}, {"on_track": 1, "at_risk": 1}), (1, 2))]
if REAL.exists():
    names = (
        "uk_2021.csv",
        "uk_2022.transposed.csv",
        "GMPP_Government_Major_Projects_Portfolio_AR_Data_March_2022.csv",
    )
    earlier = {"on_track": 41, "at_risk": 84, "off_track": 51, "not_reported": 8}
    later = {"on_track": 24, "at_risk": 170, "off_track": 27, "not_reported": 14}
    PORTFOLIOS.append((tuple(map(real, names)), (earlier, later), (164, 191)))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize("portfolio", PORTFOLIOS)
def test_major_projects_read_the_same_in_any_order(organisation, portfolio, order):
    files, counts, funded = portfolio
    for number in order:
        into(organisation, files[number])

    for on, count, costs in zip(
        (date(2021, 6, 30), date(2022, 6, 30)), counts, funded, strict=True
    ):
        assert ratings(organisation, on) == count
        lines = [row for key, row in known(organisation, on).items() if ":funding:" in key]
        assert len([row for row in lines if row["unlisted_on"] is None]) == costs
    assert InitiativeLine.objects.count() == sum(sum(count.values()) for count in counts)


@pytest.mark.parametrize("portfolio", PORTFOLIOS)
def test_the_same_again_changes_nothing(organisation, portfolio):
    files, _counts, _funded = portfolio
    for file in files:
        into(organisation, file)
    before = [
        model.objects.count()
        for model in (
            CheckIn,
            InitiativeLine,
            Initiative.versions_model(),
            FundingLine.versions_model(),
        )
    ]
    for file in reversed(files):
        again = into(organisation, file)
        assert (again["created"], again["changed"], again["unlisted"]) == ({}, {}, {})

    assert before == [
        model.objects.count()
        for model in (
            CheckIn,
            InitiativeLine,
            Initiative.versions_model(),
            FundingLine.versions_model(),
        )
    ]


def test_two_halves_of_a_day_make_one_list(organisation):
    rows = [[str(n), f"Work {n}", "MOD", "Green", "", "", ""] for n in range(4)]
    for half in (rows[:2], rows[2:], rows[2:]):
        into(organisation, sheet(*half), on=FIRST)

    assert Initiative.objects.filter(unlisted_on__isnull=True).count() == 4


def test_a_day_that_has_not_come_is_refused(organisation):
    found = into(
        organisation, sheet(["1", "Alpha", "MOD", "Green", "", "", ""]), on=date(2031, 1, 1)
    )

    assert [look["reason"] for look in found["refused"]] == [
        "2031-01-01 has not come yet. A position is of today or a day before."
    ]

"""What files tell, without special knowledge of any file."""

from datetime import date
from decimal import Decimal

import pytest

from portfolio.models import Objective
from products.imports import headers
from products.imports.understanding import Options, understand
from products.models import FundingLine, Initiative, InitiativeLine, Outcome, Product, Reading
from tests.products.imports.bringing import HEADERS, REAL, into, real, sheet

TODAY = date(2026, 1, 7)
INDICATORS = [
    "fiscal_yr",
    "fiscal_qtr",
    "related_goal_id",
    "related_goal",
    "target",
    "indicator_type",
    "indicator",
    "related_owner",
    "value_start",
    "value_target",
    "value_current",
    "progress_pct",
]


def indicator(
    quarter="1", name="Clients", owner="DOC", target="100", value="50", goal="G1", title="Trade"
):
    return [
        "2022",
        quarter,
        goal,
        title,
        "Do more",
        "Measurable increase",
        name,
        owner,
        "0",
        target,
        value,
        "0%",
    ]


def told(*rows, headers=INDICATORS, name="target.csv"):
    return sheet(*rows, headers=headers, name=name)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("GMPP ID Number", "id"),
        ("IPA Delivery Confidence Assessment \n(A five-point scale, Red – Green; definitions in the report)", "rating"),
        ("Departmental narrative on  budget/forecast variance for 2021/22 \n(if more than 5%)", "narrative"),
        ("Departmental commentary on actions planned or taken on the IPA RAG rating.", "note"),
        ("TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)", "whole_life_cost"),
        ("Financial Year Variance (%)", "derived"),
        ("related_goal_id", "goal_id"), ("value_current", "value"), ("fiscalQtr", "fiscal_quarter"),
        ("owning-sig", "product"), ("leaders4", "people"), ("Sponsor", "people"), ("Prod. name", "product"),
        ("KR / measure", "indicator"), ("Curr", "value"), ("Tgt", "target"), ("Goal", "goal"), ("RAG", "rating"),
    ],
)  # fmt: skip
def test_headers_are_understood_in_their_dialects(header, field):
    assert headers.match(header).field == field


@pytest.mark.parametrize("header", ["", "Column1", "MOD_0106_1617-Q1", "Sunshine", "see-also"])
def test_other_headers_are_left_alone(header):
    assert headers.match(header) is None


def test_a_row_lies_where_its_number_says(organisation):
    found = into(
        organisation,
        sheet([], ["1", "Alpha", "MOD", "Purple", "31/02/2027", "", "12O.4"], ["Source: somebody"]),
    )

    assert [(look["row"], look["column"], look["suggestion"]) for look in found["refused"]] == [
        (3, "Start date", "Leave the date open"),
        (3, "Whole life cost (£m)", "Leave it empty, and keep the words"),
        (3, "RAG", "Read it as “No news yet”, and keep the word"),
    ]
    assert found["ignored"] == {"blank_rows": 1, "footnotes": 1}
    assert Initiative.objects.count() == 0


def test_rows_set_aside_wait_and_the_rest_goes_in(organisation):
    rows = [
        ["1", "Alpha", "MOD", "Green", "31/02/2027", "", ""],
        ["2", "Beta", "MOD", "Red", "", "", "£2.00"],
    ]
    found = into(organisation, sheet(*rows), set_aside=True)

    assert found["refused"] == []
    assert [row["row"] for row in found["set_aside"]["rows"]] == [2]
    assert [*Initiative.objects.values_list("title", flat=True)] == ["Beta"]
    assert FundingLine.objects.get().planned == Decimal(2_000_000)


def test_a_suggestion_used_brings_the_row_in(organisation):
    file = sheet(["1", "Alpha", "MOD", "Green", "31/02/2027", "", ""])
    key = into(organisation, file)["refused"][0]["key"]
    into(organisation, file, choices={key: "use"})

    assert Initiative.objects.get().absent_reasons == {"started_on": "31/02/2027"}


def test_what_is_no_value_keeps_its_reason_and_is_no_zero(organisation):
    into(
        organisation,
        sheet(["1", "Alpha", "MOD", "Exempt under Section 43", "Reset", "No end date", "#N/A"]),
    )

    alpha, line = Initiative.objects.get(), InitiativeLine.objects.get()
    assert alpha.absent_reasons == {
        "started_on": "Reset",
        "due_on": "No end date",
        "whole_life_cost": "#N/A",
    }
    assert (line.health, line.said) == ("not_reported", "Exempt under Section 43")
    assert FundingLine.objects.count() == 0


def test_spellings_of_a_department_are_one_product(organisation):
    rows = [
        [str(n), f"Work {n}", name, "Green", "", "", ""]
        for n, name in enumerate(["MOD", "mod ", "M.O.D", "MoD"])
    ]
    into(organisation, sheet(*rows[:2], rows[3]))

    assert [*Product.objects.values_list("name", flat=True)] == ["MOD"]


def test_a_header_may_be_named_by_a_person(organisation):
    odd = [*HEADERS[:3], "Sunshine", *HEADERS[4:]]
    into(
        organisation,
        sheet(["1", "Alpha", "MOD", "Red", "", "", ""], headers=odd),
        mapping={"sunshine": "rating"},
    )

    assert InitiativeLine.objects.get().health == "off_track"


def test_people_are_set_aside_by_name(organisation):
    found = into(
        organisation,
        sheet(
            ["1", "Alpha", "MOD", "Red", "2020-01-01", "2021-01-01", "5", "Ada L."],
            headers=[*HEADERS, "Sponsor"],
        ),
    )

    assert found["set_aside"]["columns"] == [
        {"file": "register.csv", "column": "Sponsor", "reason": "People are not stored by name"}
    ]


def test_names_and_their_departments_are_enough_for_a_register(organisation):
    found = into(organisation, ("a.csv", b"Project name,Department\nAlpha,MOD\nBeta,HMRC\n"))

    assert (found["created"]["initiatives"], found["created"]["products"]) == (2, 2)


def test_a_file_without_anything_known_is_refused():
    understood = understand([sheet(["x", "y"], headers=["Code", "Colour"])], Options(), today=TODAY)

    assert [look.reason for look in understood.open_looks] == [
        "No initiatives, outcomes or objectives were found here. Headers understood: none."
    ]


def test_quarters_make_readings_known_at_their_ends(organisation):
    into(organisation, told(indicator("1", value=""), indicator("2", value="60", target="120")))

    first, second = Reading.objects.order_by("observed_on")
    assert (first.value, first.no_value_reason, first.observed_on) == (
        None,
        "No value given",
        date(2021, 12, 31),
    )
    assert (second.value, second.no_value_reason, second.observed_on) == (60, "", date(2022, 3, 31))
    targets = [
        Outcome.objects.as_of(organisation.end_of_day(on))[0].target
        for on in (date(2022, 1, 1), date(2022, 4, 1))
    ]
    assert targets == [100, 120]
    assert Outcome.objects.get().current_value == 60


def test_the_same_row_twice_counts_once_and_another_needs_a_look(organisation):
    found = into(organisation, told(indicator(), indicator(), indicator(target="90")))

    assert [look["row"] for look in found["folded"]] == [3]
    assert [(look["row"], look["column"], look["suggestion"]) for look in found["refused"]] == [
        (4, "value_target", "Use the last")
    ]


def test_the_first_of_joint_owners_leads(organisation):
    into(organisation, told(indicator(owner="DOS, USAID")))

    assert [*Product.objects.values_list("name", flat=True)] == ["DOS"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_goals_and_indicators_come_in_any_order(organisation, order):
    goal = ["FY22Q4", "2022", "2023", "G1", "Trade more", "On Track", "Because"]
    goals = sheet(
        goal,
        headers=[
            "Update",
            "date_start_fy",
            "date_end_fy",
            "goal_id",
            "goal_name",
            "goal_status",
            "goal_description",
        ],
        name="goals.csv",
    )
    files = [goals, told(indicator("4"))]
    for number in order:
        into(organisation, files[number])

    trade = Objective.objects.get()
    assert (trade.title, trade.said, trade.why) == ("Trade more", "On Track", "Because")
    assert (trade.period_start, trade.period_end) == (date(2021, 10, 1), date(2023, 9, 30))
    assert Outcome.objects.get().objective == trade


REAL_COUNTS = [
    (["uk_2021.csv"], {"initiatives": 184, "funding": 164, "ratings": 184}, 0),
    (["uk_2022.transposed.csv"], {"initiatives": 235, "funding": 191, "ratings": 235}, 0),
    (["GMPP_Government_Major_Projects_Portfolio_AR_Data_March_2022.csv"], {"initiatives": 235, "funding": 191}, 0),
    (["target.json"], {"outcomes": 222, "readings": 714}, 9),
    (["goals.json"], {"objectives": 460}, 0),
    (["target.json", "goals.json"], {"outcomes": 222, "objectives": 460}, 9),
    (["goals.json", "target.json"], {"outcomes": 222, "objectives": 460}, 9),
    (["keps_head_64765b4.tar.gz"], {"initiatives": 653, "products": 22}, 2),
]  # fmt: skip
FOUND = [([sheet(["1", "Alpha", "MOD", "Red", "", "", "1"])], {"initiatives": 1, "funding": 1}, 0)]
if REAL.exists():
    FOUND += [
        ([real(name) for name in names], counts, looks) for names, counts, looks in REAL_COUNTS
    ]


@pytest.mark.parametrize(("files", "counts", "looks"), FOUND)
def test_the_counts_of_real_portfolios_come_out(organisation, files, counts, looks):
    found = into(organisation, *files, set_aside=True)

    assert {kind: found["read"][kind] for kind in counts} == counts
    assert {kind: found["created"][kind] for kind in counts} == counts
    assert (len(found["refused"]), len(found["set_aside"]["rows"])) == (0, looks)
    again = into(organisation, *files, set_aside=True)
    assert (again["created"], again["changed"], again["unlisted"]) == ({}, {}, {})

"""Whatever the cells hold, an import goes in whole or not at all, and twice is once."""

import json
import random
from datetime import date

import pytest

from tests.products.imports.bringing import into

CELLS = [
    "", "Green", "Amber/Red", "Exempt under Section 43", "31/02/2027", "2022-03-31", "£1.90m", "1e15", "99999999999999999",
    "0", "1", "2022", "2019", "FY22Q4", "A" * 600, "x" * 3000, "é\ud800", "\x00", "'=1", "done", "12O", "(5)", "NaN", "1e99",
    ":", "%", "MOD", "mod", "DOS, USAID", ", ", "-", "\u202e", "Measurable increase", "range",
]  # fmt: skip
SHAPES = [
    ["Project ID", "Project name", "Department", "RAG", "SRO RAG", "Status", "Start date", "End date", "Whole life cost (£m)", "Team"],
    ["fiscal_yr", "fiscal_qtr", "related_goal_id", "related_goal", "indicator_type", "indicator", "related_owner", "value_start", "value_target", "value_current"],
    ["Update", "goal_id", "goal_name", "goal_status", "date_start_fy", "date_end_fy", "goal_description"],
]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_rough_cells_go_in_whole_or_not_at_all(organisation, seed):
    chance = random.Random(seed)
    for on in (None, date(2022, 3, 31), date(2021, 3, 31)):
        headers = chance.choice(SHAPES)
        rows = [{header: chance.choice(CELLS) for header in headers} for _ in range(4)]
        file = ("rough.json", json.dumps(rows).encode())
        into(organisation, file, on=on, set_aside=True)
        again = into(organisation, file, on=on, set_aside=True)
        assert (again["created"], again["changed"], again["unlisted"]) == ({}, {}, {})

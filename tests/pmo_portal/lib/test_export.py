"""Files: cells are what they are, text is only ever text, nothing is lost on the way."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from pmo_portal.lib.export import Sheet, cell, csv_lines, workbook

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "\t=1", "＝1"]


def book(*sheets):
    with workbook(*sheets) as written:
        return written.read()


def rows_of(written, sheet=0):
    return CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_index(sheet).to_python()


def test_cells_keep_their_type():
    at = datetime(2025, 7, 1, 12, 30, tzinfo=UTC)
    row = ["text", 3, 0.5, Decimal("2.25"), date(2025, 7, 1), at, True, None, "", "0123"]

    headers, written = rows_of(book(Sheet("List", [f"h{n}" for n in range(10)], [row])))

    assert headers == [f"h{n}" for n in range(10)]
    assert written == [
        "text",
        3.0,
        0.5,
        2.25,
        date(2025, 7, 1),
        at.replace(tzinfo=None),
        True,
        "",
        "",
        "0123",
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_run(text):
    written = book(Sheet("List", ["h"], [[text]]))

    assert rows_of(written)[1] == [text]
    assert b"<f>" not in ZipFile(BytesIO(written)).read("xl/worksheets/sheet1.xml")
    assert cell(text) == f"'{text}"


def test_headings_are_bold_and_stay_in_sight_and_shares_read_as_per_cent():
    zipped = ZipFile(BytesIO(book(Sheet("List", ["a", "b"], [[0.5, 0.5]], frozenset({1})))))

    sheet = zipped.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert b"<b/>" in zipped.read("xl/styles.xml")
    plain, share = re.findall(r'<c r="[AB]2"( s="\d")?><v>0.5</v>', sheet)
    assert (plain, bool(share)) == ("", True)


def test_sheets_follow_one_another():
    written = book(Sheet("List", ["h"], [[1]]), Sheet("About", ["What", "Answer"], [["Day", 2]]))

    assert rows_of(written, 1) == [["What", "Answer"], ["Day", 2.0]]


def test_text_too_long_for_a_cell_is_cut():
    assert len(rows_of(book(Sheet("List", ["h"], [["x" * 40_000]])))[1][0]) == 32_767


def test_lines_of_csv_come_one_by_one():
    lines = csv_lines(["a", "b"], iter([[1, datetime(2025, 7, 1, tzinfo=UTC)]]))

    assert list(lines) == ["\ufeff", "a,b\r\n", "1,2025-07-01T00:00:00+00:00\r\n"]

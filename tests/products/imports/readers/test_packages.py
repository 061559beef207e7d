"""Workbooks and archives, sound and hostile."""

import contextlib
import io
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from products.imports.limits import Unreadable
from products.imports.readers import read_tables

SHEET = "xl/worksheets/sheet1.xml"


def workbook(fill) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    fill(book, book.add_worksheet("Register"))
    book.close()
    return out.getvalue()


def small(book, page):
    page.write_row(0, 0, ["Project", "Start", "Cost", "Sum"])
    page.write_string(1, 0, "One")
    page.write_datetime(1, 1, date(2022, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    page.write_number(1, 2, 1.5)
    page.write_formula(1, 3, "=1+2", value=3)


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """The package with some parts replaced or added; `sheet` is short for the first sheet."""
    out = io.BytesIO()
    changed = {SHEET if name == "sheet" else name: part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, changed.pop(entry.filename, None) or old.read(entry))
        for name, part in changed.items():
            new.writestr(name, part)
    return out.getvalue()


def sheet_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(SHEET)


def tar(**files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_workbook_gives_the_values_last_worked_out():
    (table,) = read_tables("a.xlsx", workbook(small))
    assert (table.sheet, table.rows) == (
        "Register",
        [["Project", "Start", "Cost", "Sum"], ["One", "2022-03-31", "1.5", "3"]],
    )


@pytest.mark.parametrize("cell", ["XFD1048576", "A900000", "XFD900"])
def test_one_far_cell_does_not_hang_the_reader(cell):
    content = workbook(small)
    far = sheet_of(content).replace(
        b"</sheetData>", f'<row r="9"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    )
    with pytest.raises(Unreadable) as refused:
        read_tables("a.xlsx", rewritten(content, sheet=far))
    assert "Up to 20,000 rows and 100 columns can be read at once." in str(refused.value)


def test_declarations_are_refused():
    content = workbook(small)
    hostile = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet_of(content)
    with pytest.raises(Unreadable) as refused:
        read_tables("a.xlsx", rewritten(content, sheet=hostile))
    assert (
        str(refused.value)
        == "“a.xlsx” holds declarations that no workbook needs. It is left closed."
    )


def test_a_bomb_is_left_closed():
    bombs = [
        ("a.xlsx", rewritten(workbook(small), **{"xl/bomb.xml": b"0" * 30_000_000})),
        ("a.zip", packed(**{"a.csv": b"0" * 30_000_000})),
        ("a.tar.gz", tar(**{"a.csv": b"0" * 30_000_000})),
    ]
    for name, content in bombs:
        with pytest.raises(Unreadable) as refused:
            read_tables(name, content)
        assert (
            str(refused.value)
            == f"“{name}” would unpack to far more than it should. It is left closed."
        )


def test_a_workbook_of_too_many_parts_is_refused():
    parts = {f"xl/x{n}.bin": b"x" for n in range(220)}
    with pytest.raises(Unreadable) as refused:
        read_tables("a.xlsx", rewritten(workbook(small), **parts))
    assert str(refused.value) == "“a.xlsx” holds more than 200 parts."


@pytest.mark.parametrize("pack", [tar, packed])
def test_an_archive_makes_one_table_of_many_records(pack):
    content = pack(
        **{
            "b/kep.yaml": b"title: B\nstatus: done\n",
            "a/kep.yaml": b"title: A\nnumber: 1\n",
            "a/README.md": b"# no",
        }
    )
    (table,) = read_tables("keps", content)
    assert table.rows == [["title", "status", "number"], ["B", "done"], ["A", "", "1"]]


def test_an_archive_with_nothing_to_read_is_refused():
    with pytest.raises(Unreadable) as refused:
        read_tables("a.zip", packed(**{"a.md": b"# no"}))
    assert str(refused.value) == "“a.zip” holds no files that can be read."


def test_nothing_is_written_beside_the_archive(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read_tables("a.tar.gz", tar(**{"../../escaped.csv": b"Project,Cost\nOne,1\n"}))
    assert list(Path(tmp_path).iterdir()) == []


SOUND = [workbook(small), tar(**{"a.csv": b"a,b\n1,2\n"}), packed(**{"a.csv": b"a,b\n1,2\n"})]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(SOUND),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_damaged_package_is_read_or_refused(sound, damages):
    content = bytearray(sound)
    for place, byte in damages:
        content[int(place * len(content))] = byte
    with contextlib.suppress(Unreadable):
        assert all(table.rows for table in read_tables("a.xlsx", bytes(content)))

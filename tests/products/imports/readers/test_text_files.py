"""Delimited text, JSON and YAML in their dialects."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from products.imports.limits import Unreadable
from products.imports.readers import read_tables

ROWS = [["Project", "Cost"], ["Café – new", "£1.90"], ["Two", "2"]]


def joined(separator: str, end: str) -> str:
    return end.join(separator.join(row) for row in ROWS) + end


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_reads_the_same_in_any_dialect(encoding, separator, end):
    (table,) = read_tables("a.csv", joined(separator, end).encode(encoding))
    assert table.rows == ROWS


def test_an_illegal_byte_is_noted_and_the_rest_is_read():
    (table,) = read_tables(
        "a.csv", "Project,Cost\nCafé – new,£1\n".encode("cp1252") + b"Bad\x81,2\n"
    )
    assert table.rows == [["Project", "Cost"], ["Café – new", "£1"], ["Bad�", "2"]]
    assert table.notes == ["1 characters could not be read and are shown as “�”."]


def test_breaks_inside_a_cell_read_alike():
    (table,) = read_tables("a.csv", b'Project,Note\nOne,"first\r\r\nsecond\rthird"\n')
    assert table.rows[1] == ["One", "first\nsecond\nthird"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("'=SUM(A1)", "=SUM(A1)"),
        ("''=x", "''=x"),
        ("'-5", "-5"),
        ("'quoted'", "'quoted'"),
        ("=1+1", "=1+1"),
    ],
)
def test_exactly_one_escaping_mark_comes_off(cell, read):
    (table,) = read_tables("a.csv", f"Project,Note\nOne,{cell}\n".encode())
    assert table.rows[1] == ["One", read]


def test_json_reads_lists_of_records_and_objects_that_hold_them():
    (plain,) = read_tables(
        "a.json", b'[{"name": "One", "cost": 2, "in": {"a": 1.50}}, {"name": null}]'
    )
    assert plain.rows == [["name", "cost", "in a"], ["One", "2", "1.5"], []]
    held = read_tables("a.json", b'{"meta": 1, "goals": [{"goal": "x"}], "targets": [{"t": true}]}')
    assert [(table.sheet, table.rows) for table in held] == [
        ("goals", [["goal"], ["x"]]),
        ("targets", [["t"], ["true"]]),
    ]


def test_yaml_keeps_a_day_that_does_not_exist_as_it_is_written():
    (table,) = read_tables(
        "a.yaml", b"title: One\ncreation-date: 2023-14-05\nauthors: ['@a', '@b']\n"
    )
    assert table.rows == [["title", "creation-date", "authors"], ["One", "2023-14-05", "@a, @b"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "“a.csv” is empty."),
        ("a.csv", b"  \n ", "“a.csv” is empty."),
        (
            "a.csv",
            b"x" * (10 * 1024 * 1024 + 1),
            "“a.csv” is larger than 10 MB. Split it, and bring in the parts.",
        ),
        (
            "a.json",
            b'[{"a": 1',
            "“a.json” is not complete JSON: Expecting ',' delimiter: line 1 column 9 (char 8).",
        ),
        (
            "a.json",
            b'[{"a": ' + b"9" * 5000 + b"}]",
            "“a.json” holds a number too long, or lists too deep, to be read.",
        ),
        ("a.json", b"[1, 2]", "“a.json” holds no list of records."),
        ("a.yaml", b"a: &x [1]\nb: *x\n", "“a.yaml” uses aliases, which cannot be read."),
        (
            "a.csv",
            b"a,b\n" + b"1,2\n" * 20_001,
            "“a.csv” has more than 20,000 rows or 100 columns, the most that can be read at once. Split it.",
        ),
        (
            "a.csv",
            b"a,b\n1," + b"x" * 10_001,
            "“a.csv”, row 2, column 2 holds more than 10,000 characters.",
        ),
        (
            "a.bin",
            b"\x7fELF\x02\x00\x01\x00\x00\x03\x00" * 9,
            "“a.bin” is not a file we can read. CSV, XLSX, JSON and YAML can be read.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name, content, said):
    with pytest.raises(Unreadable) as refused:
        read_tables(name, content)
    assert str(refused.value) == said


def test_deeply_nested_json_is_refused():
    with pytest.raises(Unreadable):
        read_tables("a.json", b"[" * 200_000)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(min_size=1, max_size=400),
    st.sampled_from(["a.csv", "a.json", "a.yaml", "a.xlsx", "a.tar.gz"]),
)
def test_any_bytes_are_read_or_refused(content, name):
    try:
        tables = read_tables(name, content)
    except Unreadable as refused:
        tables = []
        said = str(refused)
    else:
        said = "“"
    assert "“" in said
    assert all(isinstance(cell, str) for table in tables for row in table.rows for cell in row)

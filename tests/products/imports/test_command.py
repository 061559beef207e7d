"""The command: one object for machines, an exit code, all or nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from portfolio.models import Organisation
from products.models import Initiative
from tests.products.imports.bringing import sheet

pytestmark = pytest.mark.django_db

GOOD = ["1", "Alpha", "MOD", "Green", "2020-01-01", "", "1.5"]
DOUBTFUL = ["2", "Beta", "MOD", "Green", "31/02/2027", "", ""]


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command on rows; return its exit code and what it printed."""

    def run(*rows, flags=("--json",)):
        name, content = sheet(*rows)
        (tmp_path / name).write_bytes(content)
        code = 0
        try:
            call_command("import_portfolio", str(tmp_path / name), *flags)
        except SystemExit as ended:
            code = ended.code
        return code, capsys.readouterr().out

    return run


def test_a_fresh_installation_takes_a_portfolio_in_at_once(run):
    code, printed = run(GOOD)

    found = json.loads(printed)
    assert (code, found["written"], found["created"]["initiatives"]) == (0, True, 1)
    assert Organisation.objects.get().name == "My organisation"


def test_a_dry_run_says_what_would_change_and_changes_nothing(run):
    code, printed = run(GOOD, flags=("--json", "--dry-run"))

    assert (code, json.loads(printed)["created"]["initiatives"]) == (0, 1)
    assert Initiative.objects.count() == 0


def test_one_row_that_needs_a_look_holds_back_all(run):
    code, printed = run(GOOD, DOUBTFUL)

    found = json.loads(printed)
    assert (code, found["written"]) == (1, False)
    assert [(row["row"], row["column"], row["reason"]) for row in found["refused"]] == [
        (3, "Start date", "“31/02/2027” is not a day that exists")
    ]
    assert Initiative.objects.count() == 0


def test_rows_set_aside_let_the_rest_in(run):
    code, _printed = run(GOOD, DOUBTFUL, flags=("--json", "--set-aside"))

    assert (code, Initiative.objects.count()) == (0, 1)


def test_the_same_file_twice_changes_nothing(run):
    run(GOOD)
    _code, printed = run(GOOD)

    found = json.loads(printed)
    assert (found["created"], found["changed"]) == ({}, {})
    assert found["unchanged"]["initiatives"] == 1


def test_people_read_a_summary(run):
    _code, printed = run(GOOD, DOUBTFUL, flags=("--on", "2022-03-31"))

    assert "position of 2022-03-31 (as you said)" in printed
    assert "1 row need a look:" in printed
    assert printed.endswith("Nothing was changed.\n")


def test_a_file_that_cannot_be_opened_is_refused_and_changes_nothing(run, tmp_path, capsys):
    run(GOOD)
    with pytest.raises(SystemExit) as ended:
        call_command("import_portfolio", str(tmp_path / "none.csv"), "--json")

    found = json.loads(capsys.readouterr().out)
    assert (ended.value.code, found["files"], found["written"]) == (1, ["none.csv"], False)
    assert [row["reason"] for row in found["refused"]] == [
        "It cannot be opened: No such file or directory."
    ]


def test_what_is_read_was_created_changed_or_left_alone(run):
    run(GOOD, ["2", "Beta", "MOD", "Green", "2020-01-01", "", ""], flags=("--on", "2021-03-31"))
    later = [*GOOD[:3], "Red", "2020-02-02", *GOOD[5:]]
    _code, printed = run(later, flags=("--json", "--on", "2022-03-31", "--whole"))

    found = json.loads(printed)
    counts = [found[step].get("initiatives", 0) for step in ("read", "changed", "unlisted")]
    assert counts == [1, 1, 1]


def test_a_day_that_is_none_is_explained(run):
    with pytest.raises(CommandError, match=r"“2022-13-45” is not a day; write it as 2022-03-31\."):
        run(GOOD, flags=("--on", "2022-13-45"))


def test_a_field_that_does_not_exist_is_named(run):
    with pytest.raises(CommandError, match="There is no field “colour”"):
        run(GOOD, flags=("--map", "RAG=colour"))

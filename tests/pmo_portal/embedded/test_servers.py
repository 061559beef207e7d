"""Embedded servers: shared by all who join, gone with the last."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from pmo_portal.embedded import CannotStart, accounts, postgres, servers, sockets
from pmo_portal.embedded.locks import Locks
from tests.sources import ROOT


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of which no process is left, whatever happens."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("PMO_DATA", str(tmp_path / "data"))
    yield tmp_path / "data"
    remove_what_lies_elsewhere(tmp_path / "data")
    assert processes_of(tmp_path) == []


def processes_of(folder: Path) -> list[str]:
    """Return the command lines that name a folder."""
    lines = [" ".join(p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"])]
    return [line for line in lines if str(folder) in line]


def remove_what_lies_elsewhere(data: Path) -> None:
    """Remove the database that root keeps where PostgreSQL may go."""
    if (home := postgres.elsewhere(data)) is not None:
        shutil.rmtree(home)


def answer(url: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT 1").fetchone()
        return row[0] if row else None


def test_servers_come_with_the_first_and_go_with_the_last(data, monkeypatch):
    with servers.joined(data, durable=False) as first:
        assert answer(first["DATABASE_URL"]) == 1
        monkeypatch.delenv("DATABASE_URL")
        monkeypatch.delenv("REDIS_URL")
        with servers.joined(data) as second:
            assert second == first
        assert answer(first["DATABASE_URL"]) == 1
    assert servers.is_up(data) is False


def test_servers_of_the_environment_go_first(data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere/else")

    with servers.joined(data) as addresses:
        assert addresses == {}
    assert not data.exists()


def test_a_user_that_is_killed_leaves_no_server_behind(data):
    command = (
        "import time, pathlib; from pmo_portal.embedded import servers\n"
        f"with servers.joined(pathlib.Path({str(data)!r}), durable=False):\n"
        "    print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "up\n"
        user.kill()
    guard = [
        p
        for p in psutil.process_iter(["cmdline"])
        if str(data) in " ".join(p.info["cmdline"] or [])
    ]
    assert psutil.wait_procs(guard, timeout=10)[1] == []


@pytest.mark.parametrize(
    "argv", [["manage.py"], ["manage.py", "check"], ["manage.py", "migrate", "--help"]]
)
def test_commands_that_need_no_database_start_no_server(data, argv):
    with servers.for_command(argv):
        assert not data.exists()


def test_a_folder_that_cannot_be_written_to_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match="cannot be written to: make it yours"):
        Locks(tmp_path / "file" / "data")


def test_sockets_of_a_deep_folder_get_a_short_path(tmp_path):
    deep = tmp_path / ("d" * 120)
    deep.mkdir()

    folder = sockets.folder_for_sockets(deep)

    assert len(f"{folder}/.s.PGSQL.5432") <= sockets.LONGEST_PATH
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.rmdir()


def test_no_folder_is_loosened_for_an_account_that_may_not_enter(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    account = accounts.service_account()

    assert accounts.can_reach(private, account) is (account is None)
    assert private.stat().st_mode & 0o777 == 0o700

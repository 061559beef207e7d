"""Join the embedded servers of a data folder: for a command, for `make run`, for the tests."""

import contextlib
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pmo_portal.embedded import CannotStart, processes, schema
from pmo_portal.embedded.locks import Locks
from pmo_portal.lib import environment

SECONDS_TO_LEAVE = 10
SERVERS = {"DATABASE_URL": "--postgres", "REDIS_URL": "--redis"}
NEEDS_NO_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "help", "makemessages",
    "spectacular", "version",
}  # fmt: skip
MIGRATES_ITSELF = {"createcachetable", "makemigrations", "migrate", "showmigrations", "sqlmigrate"}


@contextlib.contextmanager
def for_command(argv: Sequence[str]) -> Iterator[None]:
    """Give a management command its database and broker, migrated, where none are configured.

    Servers that run are shared; ones started here stop with the last process that uses them.
    Nothing is printed but the one sentence when they cannot be had.
    """
    command = argv[1] if len(argv) > 1 else "help"
    if command in NEEDS_NO_DATABASE or {"-h", "--help", "--version"} & set(argv):
        yield
        return
    try:
        with joined(environment.data_folder()) as addresses:
            if "DATABASE_URL" in addresses and command not in MIGRATES_ITSELF:
                schema.bring_up_to_date(addresses["DATABASE_URL"])
            yield
    except CannotStart as reason:
        sys.exit(str(reason))


def missing() -> list[str]:
    """Return the variables that name no server, DATABASE_URL and REDIS_URL being all there are."""
    env = environment.load()
    return [variable for variable in SERVERS if not env.str(variable, default="")]


@contextlib.contextmanager
def joined(data: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Keep the servers up while inside, their addresses in the environment and given back.

    DATABASE_URL and REDIS_URL from the environment go first; only what they do not name is
    started. Raises CannotStart.
    """
    wanted = missing()
    if not wanted:
        yield {}
        return
    locks = Locks(data)
    guard = None
    try:
        with locks.held(locks.users, fcntl.LOCK_SH):
            with locks.held(locks.starting, fcntl.LOCK_EX):
                if not (running := _running(locks)):
                    guard = _start(data, wanted, durable=durable)
                    running = _running(locks)
            if not running.keys() >= set(wanted):
                raise CannotStart(
                    f"The servers that run in {data} were started for a process with other"
                    " settings: stop that one, then start again."
                )
            addresses = {variable: running[variable] for variable in wanted}
            os.environ.update(addresses)
            yield addresses
    finally:
        for variable in wanted:
            os.environ.pop(variable, None)
        processes.wait_until(lambda: _all_is_quiet(locks), seconds=SECONDS_TO_LEAVE)
        if guard is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):  # it stays for somebody else
                guard.wait(0.2)


def is_up(data: Path) -> bool:
    """Return whether the servers of a data folder are up."""
    return bool(_running(Locks(data)))


def _running(locks: Locks) -> dict[str, str]:
    """Return the addresses of the servers that are up, none when there is no guard."""
    if not locks.is_guarded() or not locks.servers.exists():
        return {}
    addresses: dict[str, str] = json.loads(locks.servers.read_text("utf-8"))
    return addresses


def _start(data: Path, wanted: Sequence[str], *, durable: bool) -> subprocess.Popen[str]:
    """Start a guard and wait until its servers are up. Raises CannotStart with what it says."""
    options = [*(SERVERS[variable] for variable in wanted), *([] if durable else ["--not-durable"])]
    guard = subprocess.Popen(
        [sys.executable, "-m", "pmo_portal.embedded.guard", str(data), *options],
        cwd=environment.BASE_DIR,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert guard.stdout is not None
    assert guard.stderr is not None
    with guard.stdout, guard.stderr:
        if not guard.stdout.readline():
            said = guard.stderr.read().strip().splitlines()
            guard.wait()
            raise CannotStart(said[-1] if said else "The embedded servers do not start.")
    return guard


def _all_is_quiet(locks: Locks) -> bool:
    """Return whether the guard has gone, or stays because somebody else is joined."""
    if not locks.is_guarded():
        return True
    return not locks.is_free(locks.users, fcntl.LOCK_EX) and locks.is_free(
        locks.users, fcntl.LOCK_SH
    )

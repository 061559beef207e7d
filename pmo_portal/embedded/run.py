"""`make run`: the whole portal on one machine, started, watched and stopped together."""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import NoReturn

from pmo_portal.embedded import CannotStart, postgres, processes, schema, servers
from pmo_portal.embedded.locks import Locks
from pmo_portal.lib import environment

SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 5
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SERVER_NAMES = {"DATABASE_URL": "PostgreSQL", "REDIS_URL": "Redis"}
MODULE = (sys.executable, "-m")
CELERY = (*MODULE, "celery", "--app=pmo_portal", "--quiet")
WORKER = (*CELERY, "worker", "--concurrency=1", "--loglevel=WARNING", "--without-gossip", "--without-mingle")  # fmt: skip


class Asked(Exception):
    """Somebody asked the portal to stop."""


def main() -> None:
    """Run until somebody asks to stop (exit code 0) or a part ends by itself (1)."""
    for number in STOPPING:
        signal.signal(number, _ask)
    if "MAKELEVEL" in os.environ:  # a make that is killed takes the portal with it
        processes.die_with_parent(os.getppid(), signal.SIGTERM)
    try:
        _run(environment.data_folder())
    except Asked:
        say("Stopped.")
    except CannotStart as reason:
        sys.exit(str(reason))


def say(line: str) -> None:
    """Tell the person at the keyboard how it goes."""
    print(line, flush=True)  # noqa: T201 - said at the keyboard


def _run(data: Path) -> None:
    locks, port = Locks(data), _free_port()
    with _alone(locks):
        if ours := " and ".join(SERVER_NAMES[variable] for variable in servers.missing()):
            say(f"Starting {ours} (data in {data}) ...")
        with servers.joined(data) as embedded:
            _prepare_database(data, embedded)
            with _started(_parts(port)) as parts:
                _wait_for_answer(port, parts)
                say(f"PMO Portal is ready: http://127.0.0.1:{port}")
                _watch(parts, locks, embedded)


def _prepare_database(data: Path, embedded: Mapping[str, str]) -> None:
    if "DATABASE_URL" in embedded and (elsewhere := postgres.elsewhere(data)):
        say(
            f"PostgreSQL never runs as root and its account may not enter {data}:"
            f" the database lies in {elsewhere}."
        )
    say("Bringing the database up to date ...")
    if "DATABASE_URL" in embedded:
        schema.bring_up_to_date(embedded["DATABASE_URL"])
    else:
        schema.migrate()


def _parts(port: int) -> dict[str, tuple[str, ...]]:
    """Return the command line of each part; reports and imports never keep people waiting."""
    timetable = environment.data_folder() / "run" / "beat"
    return {
        "web server": (
            *MODULE, "gunicorn", "pmo_portal.wsgi", f"--bind=127.0.0.1:{port}", "--threads=8",
            "--no-control-socket", "--log-level=warning", "--graceful-timeout=4",
        ),
        "worker": (*WORKER, "--queues=now", "--hostname=now@%h"),
        "worker for long jobs": (*WORKER, "--queues=later", "--hostname=later@%h"),
        "timetable": (*CELERY, "beat", "--loglevel=WARNING", f"--schedule={timetable}", "--pidfile="),
    }  # fmt: skip


@contextlib.contextmanager
def _started(
    commands: Mapping[str, tuple[str, ...]],
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start the parts, and stop all of them on the way out."""
    parts: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            say(f"Starting the {name} ...")
            parts[name] = processes.start(command, cwd=environment.BASE_DIR, env=_environment())
        yield parts
    finally:
        processes.stop(parts.values(), seconds=SECONDS_TO_STOP)


def _environment() -> dict[str, str]:
    """Return what the parts read; workers hand their job back and go instead of finishing it."""
    return {"SITE_URL": f"http://127.0.0.1:{_port()}", "REMAP_SIGTERM": "SIGQUIT", **os.environ}


def _wait_for_answer(port: int, parts: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Wait until the web server answers. Raises CannotStart when it does not."""

    def answers() -> bool:
        _complain_of_ended(parts)
        with contextlib.suppress(OSError), _open(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
        return False

    if not processes.wait_until(answers, seconds=SECONDS_TO_ANSWER):
        raise CannotStart(f"The web server does not answer on port {port}.")


def _open(url: str) -> http.client.HTTPResponse:
    past_any_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    answer: http.client.HTTPResponse = past_any_proxy.open(url, timeout=5)
    return answer


def _watch(
    parts: Mapping[str, subprocess.Popen[bytes]], locks: Locks, embedded: Mapping[str, str]
) -> NoReturn:
    """Look after the parts until one ends, or a signal arrives. Raises CannotStart."""
    while True:
        _complain_of_ended(parts)
        if embedded and not locks.is_guarded():
            name = locks.ended.read_text("utf-8") if locks.ended.exists() else "Their guard"
            raise CannotStart(
                f"The database and broker have stopped ({name} ended by itself), so the portal"
                f" stopped; see {locks.logs}."
            )
        time.sleep(0.5)


def _complain_of_ended(parts: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, part in parts.items():
        if part.poll() is not None:
            raise CannotStart(
                f"The {name} ended by itself (exit code {part.returncode}), so the portal"
                " stopped; its last lines above say why."
            )


@contextlib.contextmanager
def _alone(locks: Locks) -> Iterator[None]:
    """Be the only portal on this data folder. Raises CannotStart."""
    with contextlib.ExitStack() as lock:
        try:
            lock.enter_context(locks.held(locks.portal, fcntl.LOCK_EX | fcntl.LOCK_NB))
        except BlockingIOError:
            raise CannotStart(
                f"The portal already runs on {locks.folder.parent}: stop it, or name another data"
                " folder with PMO_DATA=/some/folder."
            ) from None
        yield


def _port() -> int:
    asked = environment.load().str("PORT", default="") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        raise CannotStart(f"PORT={asked} is not a port: choose a number from 1024 to 65535.")
    return int(asked)


def _free_port() -> int:
    """Return the port to listen on. Raises CannotStart when it cannot be had."""
    port = _port()
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used ({error.strerror}): stop what uses it, or choose"
                f" another with `make run PORT={port + 1 if port < 65535 else 8000}`."
            ) from None
    return port


def _ask(number: int, frame: FrameType | None) -> None:
    """Stop in good order on the first signal; the others arrive while that happens."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise Asked


if __name__ == "__main__":
    main()

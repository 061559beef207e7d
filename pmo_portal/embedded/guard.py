"""Keeps the embedded servers up while anybody is joined, then stops them.

Started by `servers.joined`, in a session of its own. It says "up" when the servers are, their
addresses noted in the data folder, or on the error stream one sentence why they are not.
"""

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from subprocess import Popen

from pmo_portal.embedded import CannotStart, postgres, processes, redis
from pmo_portal.embedded.locks import Locks

SECONDS_TO_STOP = 5
FAREWELL = {"PostgreSQL": signal.SIGINT, "Redis": signal.SIGTERM}  # end now, and tidily


def main() -> None:
    """Run the servers that the environment does not name."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--redis", action="store_true")
    parser.add_argument("--not-durable", action="store_true")
    asked = parser.parse_args()
    locks = Locks(asked.data)
    locks.hold_for_life(locks.guard)
    locks.ended.unlink(missing_ok=True)
    started: dict[str, Popen[bytes]] = {}
    try:
        locks.servers.write_text(json.dumps(_start(asked, locks.logs, started)), "utf-8")
        _say("up")
        _wait(locks, started)
    except CannotStart as reason:
        sys.exit(str(reason))
    finally:
        locks.servers.unlink(missing_ok=True)
        _stop(started)


def _start(
    asked: argparse.Namespace, logs: Path, started: dict[str, Popen[bytes]]
) -> dict[str, str]:
    logs.mkdir(mode=0o700, exist_ok=True)
    addresses = {}
    if asked.redis:
        broker = redis.located(asked.data)
        started["Redis"] = redis.start(broker, logs / "redis.log")
        addresses["REDIS_URL"] = broker.url
    if asked.postgres:
        database = postgres.located(asked.data, durable=not asked.not_durable)
        started["PostgreSQL"] = postgres.start(database, logs / "postgres.log")
        addresses["DATABASE_URL"] = database.url
    return addresses


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - how its parent hears of it
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _wait(locks: Locks, started: Mapping[str, Popen[bytes]]) -> None:
    """Wait until the last one has left, or a server has ended by itself."""
    over = threading.Event()

    def all_left() -> None:
        locks.hold_for_life(locks.users)  # newcomers wait until this process has gone
        over.set()

    threading.Thread(target=all_left, daemon=True).start()
    while not over.wait(0.5):
        for name, server in started.items():
            if server.poll() is not None:
                locks.ended.write_text(name, "utf-8")
                return


def _stop(started: Mapping[str, Popen[bytes]]) -> None:
    for name, server in started.items():
        if server.poll() is None:
            server.send_signal(FAREWELL[name])
    processes.wait_until(
        lambda: all(server.poll() is not None for server in started.values()),
        seconds=SECONDS_TO_STOP,
    )
    processes.stop(started.values(), seconds=1)


if __name__ == "__main__":
    main()

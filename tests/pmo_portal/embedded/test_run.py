"""`make run` from the first line to the last, on a free port and a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.pmo_portal.embedded.test_servers import processes_of, remove_what_lies_elsewhere
from tests.sources import ROOT

STANDALONE = {"DATABASE_URL", "REDIS_URL", "PMO_DATA", "PORT", "MAKELEVEL"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    rest = {name: value for name, value in os.environ.items() if name not in STANDALONE}
    return {**rest, "PMO_DATA": str(data), "PORT": str(port)}


@contextmanager
def portal(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the portal until it says it is ready."""
    with subprocess.Popen(
        [sys.executable, "-m", "pmo_portal.embedded.run"],
        cwd=ROOT,
        env=environment(data, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line == f"PMO Portal is ready: http://127.0.0.1:{port}\n":
                break
        else:
            pytest.fail("".join(said))
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=15)


def manage(data: Path, code: str) -> str:
    """Return what a piece of Python prints, run as a management command on a data folder."""
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code],
        cwd=ROOT,
        env=environment(data, 0),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_portal_starts_answers_stops_and_keeps_what_it_knows(tmp_path):
    data, port = tmp_path / "data", free_port()

    with portal(data, port) as process:
        children = psutil.Process(process.pid).children(recursive=True)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert answer.status == 200
        manage(
            data,
            "from portfolio.models import User; User.objects.create(email='kept@example.test')",
        )

    assert process.returncode == 0
    assert psutil.wait_procs(children, timeout=1)[1] == []
    assert processes_of(tmp_path) == []
    kept = manage(data, "from portfolio.models import User; print(User.objects.get().email)")
    remove_what_lies_elsewhere(data)
    assert kept == "kept@example.test\n"
    assert processes_of(tmp_path) == []


@pytest.mark.parametrize(
    ("port", "sentence"),
    [("taken", "cannot be used (Address already in use)"), ("abc", "PORT=abc is not a port")],
)
def test_a_port_that_cannot_be_used_is_said_in_one_sentence(tmp_path, port, sentence):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        asked = str(taken.getsockname()[1]) if port == "taken" else port
        done = subprocess.run(
            [sys.executable, "-m", "pmo_portal.embedded.run"],
            cwd=ROOT,
            env={**environment(tmp_path / "data", 0), "PORT": asked},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1

"""The tests' own PostgreSQL and Redis, up before Django reads its settings (`-p tests.servers`).

With DATABASE_URL and REDIS_URL in the environment, those servers are used. The processes of
pytest-xdist inherit the addresses; each has a database of its own on the same server.
"""

import contextlib
import os
import shutil

import pytest

from pmo_portal.embedded import postgres
from pmo_portal.embedded.servers import is_up, joined
from pmo_portal.lib.environment import BASE_DIR

DATA = BASE_DIR / "var" / "test"

os.environ["PMO_DATA"] = str(DATA)
_servers = contextlib.ExitStack()
_servers.enter_context(joined(DATA, durable=False))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the servers; the last one to leave stops them, and clears what lies elsewhere."""
    _servers.close()
    if (home := postgres.elsewhere(DATA)) is not None and not is_up(DATA):
        shutil.rmtree(home, ignore_errors=True)

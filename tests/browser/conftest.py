"""One browser for all journeys. Where there is none they fail: they are never left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the browser that is there, as root too."""
    path = chromium.found()
    if path is None:
        pytest.fail("There is no browser: run `python -m tests.browser.chromium`.")
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(chromium.LAUNCH)}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Open addresses such as `/outcomes/` on the server of the test."""
    return live_server.url


@pytest.fixture(scope="session", autouse=True)
def database_beside_a_browser() -> Iterator[None]:
    """Let tests use the ORM although Playwright runs an event loop in the same thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield

"""Finds a Chromium or Chrome for the browser tests: `python -m tests.browser.chromium`.

Installed already, else Playwright's own, else the distribution's package.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
LAUNCH = (
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PACKAGE = (("apt-get", "update", "-qq"), ("apt-get", "install", "-qq", "--yes", "chromium"))


def found() -> Path | None:
    """Return the browser to drive, None when there is none yet."""
    if named := os.environ.get("PMO_CHROMIUM"):
        return Path(named)
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return next((path for path in (*ELSEWHERE, _playwrights_own()) if path.exists()), None)


def install() -> None:
    """Fetch Playwright's own, or as root the distribution's package."""
    fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(fetch, check=False, capture_output=True).returncode == 0:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in PACKAGE:
            subprocess.run(command, check=False, capture_output=True)


def main() -> None:
    """Make sure that there is a browser, or say how to get one."""
    if found() is None:
        sys.stdout.write("Fetching a browser for the tests ...\n")
        install()
    if found() is None:
        sys.exit(
            "There is no browser for the tests: install Chromium or Chrome, or name one with"
            " PMO_CHROMIUM=/path/to/chromium."
        )


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


if __name__ == "__main__":
    main()

"""Processes that never outlive the one that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, signal_number: int) -> None:
    """Have the kernel send this process the signal when its parent is gone (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal_number)


def as_account(account: int | None) -> dict[str, Any]:
    """Return the options of subprocess that run a command as that account, None as ourselves."""
    return {} if account is None else {"user": account, "group": account, "extra_groups": []}


def start(
    command: Sequence[str],
    *,
    on_parent_death: signal.Signals = signal.SIGTERM,
    user: int | None = None,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that Ctrl-C reaches its parent alone.

    `user` is the account to run it as, where this process may choose.
    """
    parent = os.getpid()
    return subprocess.Popen(
        command,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: die_with_parent(parent, on_parent_death),
        **as_account(user),
        **options,
    )


def is_alive(process: int) -> bool:
    """Return whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Return whether the condition came true within that time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def stop(children: Iterable[subprocess.Popen[bytes]], *, seconds: float) -> None:
    """Ask processes to end; after that many seconds, end them and all they started."""
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.terminate()
    wait_until(lambda: all(c.poll() is not None for c in running), seconds=seconds)
    for child in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

"""Who uses the servers of a data folder. The kernel lets go of a lock however its holder ends."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from pmo_portal.embedded import CannotStart
from pmo_portal.lib.environment import create_private_folder


class Locks:
    """The lock files and notes of a data folder, which is made when it is missing.

    Raises CannotStart when nothing can be written there.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data / "run"
        try:
            create_private_folder(data)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            writable = os.access(self.folder, os.W_OK)
        except OSError:
            writable = False
        if not writable:
            raise CannotStart(
                f"The data folder {data} cannot be written to: make it yours, or name another"
                " with PMO_DATA=/some/folder."
            )
        self.logs = data / "logs"
        self.users = self.folder / "users.lock"  # shared by all who joined
        self.starting = self.folder / "starting.lock"  # one at a time looks for a guard
        self.guard = self.folder / "guard.lock"  # held for the life of the guard
        self.portal = self.folder / "portal.lock"  # held for the life of `make run`
        self.servers = self.folder / "servers.json"  # the addresses, while the servers are up
        self.ended = self.folder / "ended"  # the name of a server that ended by itself

    @contextlib.contextmanager
    def held(self, path: Path, kind: int) -> Iterator[None]:
        """Hold a lock, waiting for it. With LOCK_NB, BlockingIOError when somebody has it."""
        with path.open("a") as file:
            fcntl.flock(file, kind)
            yield

    def hold_for_life(self, path: Path) -> None:
        """Hold a lock, waiting for it, until this process has ended."""
        fcntl.flock(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), fcntl.LOCK_EX)

    def is_guarded(self) -> bool:
        """Return whether a guard lives. Asking hinders nobody else who asks."""
        return not self.is_free(self.guard, fcntl.LOCK_SH)

    def is_free(self, path: Path, kind: int) -> bool:
        """Return whether a lock of that kind could be had just now."""
        try:
            with self.held(path, kind | fcntl.LOCK_NB):
                return True
        except BlockingIOError:
            return False

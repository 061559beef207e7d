"""Where Unix sockets lie: their paths may have about a hundred bytes, folders are often longer."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from pmo_portal.embedded import CannotStart
from pmo_portal.embedded.accounts import create_owned_folder

LONGEST_PATH = 100  # 108 on Linux, 104 on macOS, ending zero included
LONGEST_NAME = len("/.s.PGSQL.5432")


def folder_for_sockets(beside: Path, account: int | None = None) -> Path:
    """Create the private folder for a server's socket: `socket` in that folder if short enough.

    Raises CannotStart when somebody else's folder is in the way of the short one.
    """
    folder = beside / "socket"
    if len(os.fsencode(folder)) + LONGEST_NAME > LONGEST_PATH:
        digest = hashlib.sha256(os.fsencode(beside)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"pmo-portal-{digest}"
    create_owned_folder(folder, account)
    found = folder.lstat()
    owner = os.geteuid() if account is None else account
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise CannotStart(f"{folder} belongs to somebody else: remove it, then start again.")
    return folder

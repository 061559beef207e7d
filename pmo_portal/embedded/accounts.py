"""Which account PostgreSQL runs as: it refuses to run as root."""

import os
import pwd
import secrets
import subprocess
from pathlib import Path

from pmo_portal.embedded import CannotStart
from pmo_portal.embedded.processes import as_account

SERVICE_FOLDERS = (Path("/var/lib/pmo-portal"), Path("/var/tmp/pmo-portal"))


def service_account() -> int | None:
    """Return the account to run as when we are root, None when we are not.

    `nobody` is on every system, so none has to be added.
    """
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def can_reach(path: Path, account: int | None) -> bool:
    """Return whether the account may enter that folder or run that file."""
    if account is None:
        return os.access(path, os.X_OK)
    test = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
    return subprocess.run(test, cwd="/", check=False, **as_account(account)).returncode == 0


def create_owned_folder(folder: Path, account: int | None) -> Path:
    """Create a folder that only the account (and root) may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account, account)
    return folder


def folder_within_reach(account: int | None) -> Path:
    """Create a new folder where a service account may go without any folder being loosened.

    Raises CannotStart when there is no such place.
    """
    for parent in SERVICE_FOLDERS:
        try:
            parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        except OSError:
            continue
        if parent.stat().st_uid == os.geteuid() and can_reach(parent, account):
            return create_owned_folder(parent / secrets.token_hex(6), account)
    raise CannotStart(
        "PostgreSQL cannot run as root and has no folder it could use: run the portal as an"
        " ordinary user, or set PMO_DATA to a folder that all users may enter."
    )

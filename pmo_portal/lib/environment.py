"""What the environment says before Django is set up: the settings and the embedded servers ask."""

import os
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()


def load() -> environ.Env:
    """Return the environment, completed by a `.env` file in the project's folder."""
    if (BASE_DIR / ".env").exists():
        env.read_env(BASE_DIR / ".env")
    return env


def data_folder() -> Path:
    """Return the folder that holds all an installation keeps outside its database server."""
    return (BASE_DIR / (load().str("PMO_DATA", default="") or "var")).resolve()


def create_private_folder(folder: Path) -> None:
    """Create a folder that no other account may list, with the parents that are missing.

    Other accounts may pass through a folder of root's: the database server runs as one.
    """
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def kept_secret(name: str) -> str:
    """Return this installation's own random secret, made and kept (0600) on first use."""
    path = data_folder() / name
    create_private_folder(path.parent)
    draft = path.with_name(f".{name}-{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), "utf-8")
        try:
            os.link(draft, path)  # of two processes that start at once, the first one's stays
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text("utf-8")

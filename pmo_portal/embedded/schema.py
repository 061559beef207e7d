"""Brings the embedded database to this version's tables, at once when it is there already."""

import hashlib
import os
import subprocess
import sys

import django
import psycopg
from django.core.management import call_command
from psycopg import sql

from pmo_portal.embedded import CannotStart
from pmo_portal.lib.environment import BASE_DIR

COMMENT = (
    "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
    " WHERE datname = current_database()"
)


def bring_up_to_date(url: str) -> None:
    """Migrate the embedded database, unless its own comment says it was done.

    Raises CannotStart when a migration fails.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute(COMMENT).fetchone() == (version := _version(),):
            return
        migrate()
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(version)
            )
        )


def migrate() -> None:
    """Migrate the database of the environment, in a process that has Django set up for it.

    Raises CannotStart when a migration fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pmo_portal.embedded.schema"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        if "OperationalError" in last:
            raise CannotStart("The database does not answer: check DATABASE_URL, and that it runs.")
        raise CannotStart(f"The database cannot be brought up to date: {last}")


def main() -> None:
    """Migrate, and make the table of the cache."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _version() -> str:
    """Return a fingerprint that changes with every migration, ours or a package's."""
    files = [BASE_DIR / "uv.lock", *sorted(BASE_DIR.glob("*/migrations/*.py"))]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Run a management command, with the embedded servers up where none are configured."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run the command line of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        environment = HERE / ".venv" / "bin" / "python"
        if not environment.exists() or Path(sys.prefix) == environment.parent.parent:
            sys.exit("The project's environment is not set up yet. Run `make run` or `make test`.")
        os.execv(environment, [str(environment), *sys.argv])
    from pmo_portal.embedded import servers

    with servers.for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

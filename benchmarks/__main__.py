"""Run every benchmark in a database of its own, print each figure beside its limit."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZES = {"quick": (5_000, 12), "full": (50_000, 104)}


def main() -> int:
    """Measure; return 1 when a limit is not kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")
    os.environ["PMO_TEST_DATABASE"] = "pmo_portal_bench"
    from pmo_portal.embedded import servers

    with servers.joined(Path("var/bench").resolve()):
        return measured(os.environ.get("SIZE", "quick"))


def measured(size: str) -> int:
    """Build the portfolio, run the benchmarks named on the command line, or all."""
    import django

    django.setup()
    from benchmarks import full_roll_up
    from benchmarks.portfolio import build

    benchmarks = {
        "full_roll_up": full_roll_up.run,
    }
    wanted = sys.argv[1:] or list(benchmarks)
    outcomes, weeks = SIZES[size]
    with database():
        print(f"Building {outcomes:,} outcomes, {outcomes * weeks:,} readings ...", flush=True)
        build(outcomes=outcomes, weeks=weeks)
        results = []
        for name in wanted:
            for result in benchmarks[name]():
                print(result, flush=True)
                results.append(result)
    return 0 if all(result.is_kept for result in results) else 1


@contextmanager
def database() -> Iterator[None]:
    """Give the benchmarks a database that is thrown away afterwards."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())

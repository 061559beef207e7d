"""Run every benchmark in a database of its own, print each figure beside its limit."""

import os
import sys
from pathlib import Path

SIZES = {"quick": (5_000, 12), "full": (50_000, 104)}


def main() -> int:
    """Measure; return 1 when a limit is not kept."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")
    from pmo_portal.embedded import servers

    with servers.joined(Path("var/bench").resolve()):
        return measured(os.environ.get("SIZE", "quick"))


def measured(size: str) -> int:
    """Build the portfolio, run the benchmarks named on the command line, or all."""
    import django

    django.setup()
    from benchmarks import dashboard, full_roll_up, imports, incremental_roll_up, pages, publish
    from benchmarks.portfolio import portfolio

    benchmarks = {
        "full_roll_up": full_roll_up.run,
        "incremental_roll_up": incremental_roll_up.run,
        "publish": publish.run,
        "dashboard": dashboard.run,
        "pages": pages.run,
        "imports": imports.run,
    }
    outcomes, weeks = SIZES[size]
    print(f"Building {outcomes:,} outcomes with {outcomes * weeks:,} readings ...", flush=True)
    with portfolio(outcomes=outcomes, weeks=weeks):
        results = []
        for name in sys.argv[1:] or benchmarks:
            for result in benchmarks[name]():
                print(result, flush=True)
                results.append(result)
    return 0 if all(result.is_kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The project's own files, as git tracks them (or as they lie, outside a checkout)."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("pmo_portal", "portfolio", "products", "insights")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file git tracks that still exists."""
    names = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def files(*suffixes: str, under: tuple[str, ...] = CODE) -> list[Path]:
    """Return the tracked files with these suffixes in these top folders, migrations left out."""
    return [
        path
        for path in tracked()
        if path.suffix in suffixes
        and path.relative_to(ROOT).parts[0] in under
        and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    """Return the path as the repository knows it."""
    return str(path.relative_to(ROOT))

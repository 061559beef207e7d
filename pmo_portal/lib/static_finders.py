"""Static files that come with an installed package rather than with the repository."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY = "plotly/plotly.min.js"
WEIGHTS = ("Inter-Regular.woff2", "Inter-Medium.woff2", "Inter-SemiBold.woff2")


def packaged() -> dict[str, str]:
    """Return where each file lies, by its name as a static file.

    Plotly lies where `PMO_PLOTLY` says: in the wheel, or a smaller bundle of its own.
    """
    inter = files("unfold") / "static" / "unfold" / "fonts" / "inter"
    typeface = {f"fonts/{name}": str(inter / name) for name in WEIGHTS}
    return {PLOTLY: settings.PMO_PLOTLY, **typeface}


class _PackagedStorage(FileSystemStorage):
    """Each file under its name, wherever it lies."""

    def path(self, name: str) -> str:
        return packaged()[name]


class PackagedFinder(BaseFinder):
    """Finds Plotly and the typeface where their packages have them."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:  # type: ignore[override]  # of the stubs
        """Return where the file lies, or an empty list for any other path."""
        found = packaged().get(path)
        if found is None or not Path(found).is_file():
            return []
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:  # type: ignore[override]  # of the stubs
        """Name the files, for collectstatic."""
        for name in packaged():
            yield name, _PackagedStorage()

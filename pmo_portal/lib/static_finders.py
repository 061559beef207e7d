"""Static files that come with an installed package rather than with the repository."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PLOTLY = "plotly/plotly.min.js"


class _PlotlyStorage(FileSystemStorage):
    """One file under one name, wherever the setting says that it lies."""

    def path(self, name: str) -> str:
        return str(settings.PMO_PLOTLY)


class PlotlyFinder(BaseFinder):
    """Finds plotly.min.js where `PMO_PLOTLY` says: in the wheel, or a smaller bundle of its own."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:  # type: ignore[override]
        """Return where the file lies, or an empty list for any other path."""
        if path != PLOTLY or not Path(settings.PMO_PLOTLY).is_file():
            return []
        return [str(settings.PMO_PLOTLY)] if find_all else str(settings.PMO_PLOTLY)

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:  # type: ignore[override]
        """Name the file, for collectstatic."""
        yield PLOTLY, _PlotlyStorage()

"""Static files that come with an installed package rather than with the repository."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class _PackagedStorage(FileSystemStorage):
    """Each file under its name, wherever the setting says that it lies."""

    def path(self, name: str) -> str:
        return settings.PMO_PACKAGED_FILES[name]


class PackagedFinder(BaseFinder):
    """Finds the files that `PMO_PACKAGED_FILES` names, where it says that they lie."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:  # type: ignore[override]
        """Return where the file lies, or an empty list for any other path."""
        found: str | None = settings.PMO_PACKAGED_FILES.get(path)
        if found is None or not Path(found).is_file():
            return []
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:  # type: ignore[override]
        """Name the files, for collectstatic."""
        for name in settings.PMO_PACKAGED_FILES:
            yield name, _PackagedStorage()

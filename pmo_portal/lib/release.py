"""Which release runs here: what a browser keeps of a page holds for one release alone."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

FOLDERS = ("pmo_portal", "portfolio", "products", "insights", "templates", "static", "locale")
KINDS = {".py", ".html", ".css", ".js", ".svg", ".mo"}


@cache
def release() -> str:
    """Return a digest of all that pages are made of. Read once for each process."""
    digest = blake2b(digest_size=8)
    for folder in FOLDERS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in KINDS:
                digest.update(path.read_bytes())
    return digest.hexdigest()

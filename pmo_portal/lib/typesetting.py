"""Typesetting of files that are handed over as bytes, with nothing read from a disk."""

from collections.abc import Mapping
from typing import Any, Literal, cast

import typst


def typeset(files: Mapping[str, bytes], *, into: Literal["pdf", "png"], **options: Any) -> bytes:
    """Return what `main.typ` among the files makes, as a PDF or, of one page, as a picture."""
    make = cast(Any, typst.compile)  # takes files by name, which its types do not say yet
    return make(dict(files), format=into, **options)

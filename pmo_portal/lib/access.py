"""Which pages open before there is an organisation."""

from collections.abc import Callable
from typing import Any


def opens_before_founding(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the view answer while the installation has no organisation yet."""
    view.opens_before_founding = True  # type: ignore[attr-defined]
    return view

"""What a browser would send of a form that stands on a page."""

from collections.abc import Callable
from typing import Any

Opened = Callable[[str], dict[str, Any]]


def as_opened(client: Any, url: str) -> dict[str, Any]:
    """Open the page and return the fields of its form as they are filled in."""
    form = client.get(url).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, False)}

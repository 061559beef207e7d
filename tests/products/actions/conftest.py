"""What every test of an action looks at: the news it sends upwards."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from products import signals


@pytest.fixture
def news() -> Iterator[list[tuple[Any, Any, bool]]]:
    """Collect (product_id, since, sent inside a transaction)."""
    heard: list[tuple[Any, Any, bool]] = []

    def listen(sender: Any, product_id: Any, since: Any, **_: Any) -> None:
        heard.append((product_id, since, connection.in_atomic_block))

    signals.changed.connect(listen)
    yield heard
    signals.changed.disconnect(listen)

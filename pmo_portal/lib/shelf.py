"""Pages put together once for all processes: on a shelf in Redis, gone without harm.

The broker of the jobs lives in the same Redis, so the shelf never empties more than itself. While
Redis is away it holds nothing, and pages are put together for each reader.
"""

import json
import zlib
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from pmo_portal.lib.breaker import Breaker

FASTEST, HALF_A_SECOND = 1, 0.5

breaker = Breaker()


def key(name: str, prefix: str, version: int) -> str:
    """Return where something lies: each database has a shelf of its own."""
    return f"{prefix}:{connection.settings_dict['NAME']}:{name}"


class Packed:
    """JSON in a fifth of the bytes; nothing that could run when it is read."""

    def dumps(self, value: Any) -> bytes:
        """Return the value as bytes."""
        return zlib.compress(json.dumps(value).encode(), FASTEST)

    def loads(self, packed: bytes) -> Any:
        """Return the value that `dumps` was given."""
        return json.loads(zlib.decompress(packed))


class Shelf(RedisCache):
    """A Django cache that never fails and never keeps anybody waiting."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "serializer": Packed(),
            "socket_timeout": HALF_A_SECOND,
            "socket_connect_timeout": HALF_A_SECOND,
            "retry": Retry(NoBackoff(), 0),
        }
        address = server.replace("redis+socket:", "unix:", 1)  # Celery's word and that of redis
        super().__init__(address, {"KEY_FUNCTION": key, "KEY_PREFIX": "shelf", "OPTIONS": options})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what lies there; the default also while Redis is away."""
        if breaker.is_open():
            return default
        try:
            return super().get(key, default, version)
        except RedisError:
            breaker.trip()
            return default

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Put the value there, if Redis is there."""
        if breaker.is_open():
            return
        try:
            super().set(key, value, timeout, version)
        except RedisError:
            breaker.trip()

    def clear(self) -> None:
        """Empty the shelf of this database, and nothing else in Redis."""
        client = self._cache.get_client(write=True)
        for found in client.scan_iter(match=self.make_key("*"), count=1000):
            client.delete(found)

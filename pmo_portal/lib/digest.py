"""A fingerprint of what was said, by which everybody can see that it never changed."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson


def digest_of(stored: Mapping[str, Any]) -> str:
    """Return the SHA-256 of JSON with its keys in order, as 64 hexadecimal digits."""
    return sha256(orjson.dumps(stored, option=orjson.OPT_SORT_KEYS)).hexdigest()

"""No write happens twice: double click, reload and retry lead to the first result."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from portfolio.models import IdempotencyKey, User


class KeyUsedForOtherWords(Exception):
    """The key came before, with another body. `results` are the public ids it led to then."""

    def __init__(self, results: list[str]) -> None:
        super().__init__()
        self.results = results


def digest_of(body: Any) -> str:
    """Return a fingerprint of anything that JSON can hold; the order of keys does not matter."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def write_once(
    write: Callable[[], Sequence[str]], *, key: str, digest: str, by: User
) -> tuple[list[str], bool]:
    """Run `write` unless this person's key led to a result before.

    Returns the public ids that `write` gave, then or now, and whether it ran now. Without a key
    it always runs. A second request with the same key waits for the first to end. What `write`
    raises leaves no trace of the key. Raises KeyUsedForOtherWords.
    """
    if not key:
        return list(write()), True
    kept, is_new = IdempotencyKey.objects.get_or_create(
        user=by, key=key, defaults={"digest": digest}
    )
    if is_new:
        kept.results = list(write())
        kept.save(update_fields=["results"])
    elif kept.digest != digest:
        raise KeyUsedForOtherWords(kept.results)
    return kept.results, is_new

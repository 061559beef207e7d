"""Opaque public ids: short, unambiguous to read aloud, no hint of how many there are."""

from django.utils.crypto import get_random_string
from django.utils.text import slugify

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
LENGTH = 10
PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"


def new_public_id() -> str:
    """Return a fresh public id; 30^10 of them exist."""
    return get_random_string(LENGTH, ALPHABET)


def readable(public_id: str, name: str) -> str:
    """Return the URL part of a thing: its id first, so that a rename never breaks a link."""
    slug = slugify(name)[:60].strip("-")
    return f"{public_id}-{slug}" if slug else public_id


class ReadableIdConverter:
    """A URL part such as `k3v9x2qdab-faster-claims`, handed to the view as the id alone."""

    regex = rf"{PATTERN}(?:-[-\w]*)?"

    def to_python(self, value: str) -> str:
        """Return the public id."""
        return value[:LENGTH]

    def to_url(self, value: str) -> str:
        """Return the URL part unchanged."""
        return value

"""Which column a header means."""

import re
from dataclasses import dataclass
from functools import lru_cache

from products.imports import columns

ENOUGH = 0.5
_ONE_WORD_ENOUGH = 0.6


@dataclass(frozen=True)
class Match:
    """A header understood as a field; `score` from 0 to 1 says how surely."""

    field: str
    score: float


def plain(header: str) -> str:
    """Return the first line of a header without brackets, case and punctuation."""
    line = re.sub(r"\(.*?\)", " ", header.strip().split("\n")[0])
    line = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line)
    return " ".join(re.sub(r"[^\w]+|_", " ", line).lower().split())


@lru_cache(maxsize=20_000)
def match(header: str) -> Match | None:
    """Return what a header means, or None when nothing fits well enough."""
    words = plain(header)
    if not words or len(words) > 120:
        return None
    tokens = words.split()
    for token, field in columns.DECISIVE.items():
        if token in tokens:
            return Match(field, 1.0)
    best = max((_fit(words, tokens, column) for column in columns.COLUMNS), key=lambda m: m.score)
    return best if best.score >= ENOUGH else None


def said_by(header: str) -> str:
    """Return whose rating a header announces: the words before the rating's own, as “IPA”."""
    first = header.strip().split()
    return (
        first[0]
        if first and first[0].isupper() and len(first[0]) <= 6 and first[0] not in {"RAG", "DCA"}
        else ""
    )


def _fit(words: str, tokens: list[str], column: columns.Column) -> Match:
    score = 0.0
    for phrase in column.words:
        if phrase == words:
            return Match(column.field, 1.0)
        parts = phrase.split()
        if _holds(tokens, parts):
            share = len(parts) / len(tokens)
            score = max(score, 0.95 * share if len(parts) > 1 or share >= _ONE_WORD_ENOUGH else 0)
    return Match(column.field, score)


def _holds(tokens: list[str], parts: list[str]) -> bool:
    """Whether the parts follow one another in the tokens."""
    return any(tokens[n : n + len(parts)] == parts for n in range(len(tokens) - len(parts) + 1))

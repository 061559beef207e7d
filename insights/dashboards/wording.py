"""Two texts side by side: which words went and which came."""

from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 400


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed (""), went ("gone") or came ("new")."""

    words: str
    change: str


def pieces(was: str, now: str) -> list[Piece]:
    """Return both texts as one, in runs of words; long texts are cut."""
    before, after = was.split()[:MOST_WORDS], now.split()[:MOST_WORDS]
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(" ".join(before[i:j]), ""))
            continue
        found += [Piece(" ".join(before[i:j]), "gone")] if j > i else []
        found += [Piece(" ".join(after[k:m]), "new")] if m > k else []
    return found

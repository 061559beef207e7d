"""Finding words whatever their case and accents: ours to fold, and a pattern for PostgreSQL.

The pattern names every letter it takes, so it does not depend on the collation of the database,
and needs no extension. It costs a scan; see PERFORMANCE for how little.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

LATIN = range(0xC0, 0x250)
STROKES = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
WORDS = 6
LONGEST = 60


def folded(text: str) -> str:
    """Return the text in lower case and without accents: Crème brûlée, creme brulee."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return "".join(STROKES.get(letter, letter) for letter in kept)


def words_of(text: str, *, most: int = WORDS) -> list[str]:
    """Return the first few words of a text, folded."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return folded(clean[: most * LONGEST]).split()[:most]


def pattern(word: str) -> str:
    """Return a regular expression, to PostgreSQL and to us, for a folded word in any guise."""
    return "".join(_letter(letter) for letter in word)


@cache
def _letter(letter: str) -> str:
    guises = {letter, letter.lower(), letter.upper(), *_guises()[letter]}
    single = sorted(guise for guise in guises if len(guise) == 1)
    return f"[{''.join(single)}]" if len(single) > 1 else re.escape(letter)


@cache
def _guises() -> dict[str, list[str]]:
    """Return the letters of the Latin script that fold to each plain letter."""
    guises: dict[str, list[str]] = defaultdict(list)
    for point in LATIN:
        plain = folded(chr(point))
        if len(plain) == 1:
            guises[plain].append(chr(point))
    return guises

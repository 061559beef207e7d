"""What became of a cell: a value, a reason why there is none, or a doubt to look at."""

import re
from dataclasses import dataclass
from typing import Any

REASON_CHARACTERS = 1000
_ABSENT = re.compile(
    r"""(
        -+ | – | — | \.+ | \? | n/?a | \#n/?a | \#ref! | \#value! | \#div/0! | \#name\? | \#num!
        | null | none | nil | tb[acd] | unknown | blank | reset
        | (data\ )?not\ (provided | available | applicable | reported | set | known | stated)
        | no\ (end\ |start\ )?(date | data | value | target | rating) | unavailable | pending
        | yyyy-mm-dd | dd/mm/yyyy
    )\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_EXEMPT = re.compile(r"exempt\b|redacted\b|withheld\b", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A value, or in its place the source's own reason; `doubt` asks a person to look.

    `suggestion` says what `value` would mean if the doubtful cell were used after all.
    """

    value: Any = None
    reason: str = ""
    doubt: str = ""
    suggestion: str = ""


def absent(cell: str) -> Typed | None:
    """Return the reason when a cell says that there is no value; None when it may hold one."""
    words = " ".join(cell.split())
    if not words:
        return Typed()
    if _ABSENT.fullmatch(words) or _EXEMPT.match(words) or is_sentence(words):
        return Typed(reason=words[:REASON_CHARACTERS])
    return None


def is_sentence(words: str) -> bool:
    """Return whether the words are prose rather than a value."""
    return len(words) > 60 or (words.count(" ") >= 4 and not words[:1].isdigit())

"""Numbers and money in their dialects."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from products.imports.values.typed import Typed, absent

LARGEST = Decimal(10) ** 15
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
_SCALE_WORD = re.compile(r"(?<![a-z])(k|thousand|m|mn|millions?|b|bn|billions?)(?![a-z])")
_CURRENCY = re.compile(r"[£$€¥]|\b(?:GBP|USD|EUR)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,2})?", re.IGNORECASE)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?")
_GROUPED_BY_DOTS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+|[-+]?\d+,\d{1,2}")


def number(cell: str) -> Typed:
    """Return the number in a cell; a per-cent sign is left to the unit."""
    nothing = absent(cell)
    if nothing is not None:
        return nothing
    words = " ".join(cell.split())
    bare = re.sub(r"\s*(%|per ?cent|percent)$", "", words, flags=re.IGNORECASE)
    return _made(words, _plain(bare))


def money(cell: str, *, header: str) -> Typed:
    """Return an amount in whole units; the scale stands in the cell or in the header, as (£m)."""
    nothing = absent(cell)
    if nothing is not None:
        return nothing
    words = " ".join(cell.split())
    bare = _CURRENCY.sub("", words).strip().lower()
    scale = _SCALE_WORD.search(bare)
    if scale:
        bare = bare[: scale.start()].strip() + bare[scale.end() :].strip()
    amount = _plain(bare)
    if amount is None or abs(amount) >= LARGEST:
        return _made(words, None)
    power = _power(scale[1]) if scale else header_power(header)
    return _made(words, (amount * Decimal(10) ** power).quantize(Decimal("0.01")))


def header_power(header: str) -> int:
    """Return the power of ten a header such as “Cost (£m)” asks for."""
    found = re.search(r"[£$€](k|mn?|bn?)\b", header, re.IGNORECASE) or re.search(
        r"\b(thousands?|millions?|billions?)\b", header, re.IGNORECASE
    )
    return _power(found[1].lower()) if found else 0


def _power(word: str) -> int:
    return _SCALES[word if word in _SCALES else word.rstrip("s")]


def _plain(words: str) -> Decimal | None:
    bare = words.strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[,' ]", "", bare)
    elif _GROUPED_BY_DOTS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def _made(words: str, amount: Decimal | None) -> Typed:
    if amount is not None and abs(amount) < LARGEST:
        return Typed(amount)
    if re.search(r"\d", words):
        return Typed(
            reason=words[:200],
            doubt=_("“%(words)s” is not a number we can read") % {"words": words[:60]},
            suggestion=_("Leave it empty, and keep the words"),
        )
    return Typed(reason=words[:200])

"""Which letters the bytes stand for."""

import charset_normalizer
from django.utils.translation import gettext as _

SAMPLE = 20_000
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(content: bytes) -> tuple[str, list[str]]:
    """Return the text, and a note when some bytes stand for no letter."""
    encoding = _encoding(content)
    letters = content.decode(encoding, errors="replace")
    broken = letters.count("\ufffd") - content.count("\ufffd".encode())
    if broken > 0 and encoding != "utf-16":
        note = _("%(count)d characters could not be read and are shown as “�”.")
        return letters, [note % {"count": broken}]
    return letters, []


def _encoding(content: bytes) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding
    head = content[:400]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    if _is_mostly_utf8(content):
        return "utf-8"
    return _foreign(content) or "cp1252"


def _is_mostly_utf8(content: bytes) -> bool:
    letters = content.decode("utf-8", errors="replace")
    broken = letters.count("\ufffd")
    sound = sum(1 for letter in letters if letter > "\x7f") - broken
    return broken == 0 or sound > 10 * broken


def _foreign(content: bytes) -> str | None:
    """Guess an alphabet other than the western one, when a third of the letters are beyond ASCII."""
    sample = content[:SAMPLE]
    beyond = sum(byte > 127 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128)
    if beyond * 2 < letters:
        return None
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else None

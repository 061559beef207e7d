"""A language in which every marked sentence is ⟦bracketed⟧, to find those that are not."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.utils import translation
from django.utils.translation import trans_real

CODE = "eo"
SPOKEN = ("aria-label", "title", "placeholder", "alt")
SILENT = {"script", "style", "code", "kbd", "time"}
INLINE = {"a", "abbr", "b", "em", "i", "small", "span", "strong", "time"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use"}


class Brackets(gettext.NullTranslations):
    """Translates every sentence into itself, in brackets."""

    plural = staticmethod(lambda number: int(number != 1))

    def gettext(self, message: str) -> str:
        """Return the sentence in brackets; the empty one stays empty."""
        return f"⟦{message}⟧" if message.strip() else message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the right form in brackets."""
        return self.gettext(singular if n == 1 else plural)

    def to_language(self) -> str:
        """Return the language this stands for."""
        return CODE

    def language(self) -> str:
        """Return the language this stands for."""
        return CODE

    def get(self, message: str, default: str | None = None) -> str | None:
        """Look a format or context sentence up: there is none."""
        return default

    def __getitem__(self, message: str) -> str:
        raise KeyError(message)


@contextmanager
def pseudo_locale() -> Iterator[None]:
    """Let Django believe that the brackets are a language."""
    before = trans_real._translations.get(CODE)
    trans_real._translations[CODE] = Brackets()
    try:
        with translation.override(CODE):
            yield
    finally:
        if before is None:
            del trans_real._translations[CODE]
        else:
            trans_real._translations[CODE] = before


class Words(HTMLParser):
    """Collects what a person reads or hears on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.sentence = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where we are, and what is spoken of the tag."""
        if tag not in VOID:
            self.open.append(tag)
        if tag not in INLINE:
            self.flush()
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave the tag."""
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag not in INLINE:
            self.flush()

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        if not SILENT & set(self.open):
            self.sentence += data

    def flush(self) -> None:
        """End the sentence that a block of the page holds."""
        if self.sentence.strip():
            self.found.append(self.sentence)
        self.sentence = ""


def unmarked(html: str, *, facts: set[str]) -> list[str]:
    """Return the words of the page that are neither bracketed nor among the facts.

    `facts` are names that come from the database; they are taken out first, longest first.
    """
    words = Words()
    words.feed(html)
    words.flush()
    left = []
    for text in words.found:
        rest = text
        for fact in sorted(facts, key=len, reverse=True):
            rest = rest.replace(fact, "")
        while "⟦" in rest and (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", rest)) != rest:
            rest = shorter
        if re.search(r"[^\W\d_]{2,}", rest):
            left.append(" ".join(text.split()))
    return left

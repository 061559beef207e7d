"""The colours of the style sheets by name, for drawings that leave the page.

On a page a colour is a name until the browser draws it. A file on its own knows no style sheet:
it gets the values of the light theme, read from the same sheets.
"""

import re
from collections.abc import Collection
from functools import cache

from pmo_portal.lib.stylesheet import sheets

COMMENT = re.compile(r"/\*.*?\*/", re.S)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
CUSTOM = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
NAMED = re.compile(r"^(?:tone|token):([\w-]+)(?:/([\d.]+))?$")
LIGHT = re.compile(r"light-dark\(\s*(#\w+|rgb\([^)]*\))\s*,\s*(?:#\w+|rgb\([^)]*\))\s*\)")
VAR = re.compile(r"var\((--[\w-]+)(?:\s*,[^()]*)?\)")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
FONT = re.compile(r"font:\s*(\d+)\s+([\d.]+(?:px|rem))(?:/[\d.]+)?\s+[^;]+")
DRAWN = ("fill", "stroke", "opacity", "text-anchor", "font")
TONES = ("on_track", "at_risk", "off_track", "achieved", "not_reported")


def colour(name: str) -> str:
    """Return the colour that "tone:at_risk", "token:ink-2" or "ink-2" stands for, as `#rrggbb`.

    An opacity ("token:accent/0.14") is left aside. Raises KeyError for a name no sheet knows.
    """
    found = NAMED.match(name)
    return _resolved(f"var(--{found[1] if found else name})")


def opacity(name: str) -> float:
    """Return the opacity that goes with a colour's name, 1 when none does."""
    found = NAMED.match(name)
    return float(found[2]) if found and found[2] else 1.0


def style_for(classes: Collection[str]) -> str:
    """Return the rules of the sheets that paint these classes, with colours as values."""
    return "\n".join(
        f"{selector} {{{body}}}"
        for selectors, body in _rules()
        for selector, body in _by_tone(selectors, body)
        if set(CLASS.findall(selector)) <= {*classes}
    )


def _by_tone(selectors: str, body: str) -> list[tuple[str, str]]:
    """Return a rule once, or where it paints in the tone at hand once for each tone."""
    if "var(--tone" not in body:
        return [(selectors, _resolved(body))]
    bare = re.sub(r"\[data-tone[^]]*\]", "", selectors)
    asked = re.findall(r'data-tone="(\w+)"', selectors)
    return [
        (f'{bare}[data-tone="{tone}"]', _resolved(body.replace("var(--tone", f"var(--{tone}")))
        for tone in asked or TONES
    ]


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    """Return every rule that paints a drawing, a selector each, in the order they apply."""
    found = []
    for selectors, body in RULE.findall(_text()):
        kept = "; ".join(_painting(body))
        for selector in selectors.split(","):
            if kept and CLASS.search(selector) and not re.search(r"[:@>+~]", selector):
                found.append((selector.strip(), kept))
    return tuple(found)


def _painting(body: str) -> list[str]:
    parts = (part.strip() for part in body.split(";"))
    kept = [part for part in parts if part.startswith(DRAWN) and "gradient" not in part]
    return [FONT.sub(r"font-weight: \1; font-size: \2", part) for part in kept]


def _resolved(text: str) -> str:
    while VAR.search(text):
        text = VAR.sub(lambda found: _tokens()[found[1]], text)
    return text


@cache
def _tokens() -> dict[str, str]:
    """Return the names of the sheets with their values in the light theme, the first one each."""
    tokens: dict[str, str] = {}
    for name, value in CUSTOM.findall(_text()):
        tokens.setdefault(name, LIGHT.sub(r"\1", value.strip()))
    return tokens


@cache
def _text() -> str:
    return "\n".join(COMMENT.sub("", sheet.read_text("utf-8")) for sheet in sheets())

"""A chart as a file of its own: SVG for those who edit, PNG for those who paste.

The page's drawing is as wide as its place and painted by the page's style sheet. On its own it
gets a fixed width, its colours, its title and its sentence.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from insights.charts import palette
from insights.charts.svg import Svg
from pmo_portal.lib.typesetting import typeset

WIDTH, MARGIN, HEAD, FOOT = 960, 24, 64, 36
LETTERS_IN_A_LINE = 150
SHARP = 144  # pixels per inch: twice what a slide of a meeting room shows
FONTS = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
NAMESPACE = "http://www.w3.org/2000/svg"
NUMBER = re.compile(r"[-+]?\d*\.?\d+")
STEP = re.compile(r"([MLHVZmlhvz])([^MLHVZmlhvz]*)")
DOCUMENT = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")'


def picture(
    drawing: Svg,
    *,
    title: str,
    subtitle: str = "",
    sentence: str = "",
    key: Mapping[str, str] | None = None,
) -> str:
    """Return the drawing as an SVG document that needs nothing else.

    `key` says in words what each tone stands for.
    """
    inner = ET.fromstring(_without_entities(str(drawing)))
    height = _length(inner.get("height", "300"), 300)
    inside = WIDTH - 2 * MARGIN
    _fixed(inner, inside)
    root = ET.Element("svg", xmlns=NAMESPACE, width=str(WIDTH), height=_short(height + HEAD + FOOT))
    root.set("viewBox", f"0 0 {WIDTH} {_short(height + HEAD + FOOT)}")
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "desc").text = sentence
    classes = {name for part in inner.iter() for name in part.get("class", "").split()}
    ET.SubElement(root, "style").text = _style(classes)
    ET.SubElement(root, "rect", {"class": "paper", "width": "100%", "height": "100%"})
    _text(root, title, y=30, css="c-title")
    _text(root, subtitle, y=50, css="c-sub")
    _key(root, key or {})
    place = ET.SubElement(root, "g", {"transform": f"translate({MARGIN} {HEAD})"})
    place.set("class", inner.get("class", ""))
    place.extend(list(inner))
    _text(root, _shortened(sentence), y=height + HEAD + 22, css="c-sub")
    return ET.tostring(root, encoding="unicode")


def bare(drawing: Svg, *, width: int = 270) -> str:
    """Return the drawing alone as an SVG document, without title or sentence around it."""
    root = ET.fromstring(_without_entities(str(drawing)))
    _fixed(root, width)
    height = root.get("height", "100")
    classes = {name for part in root.iter() for name in part.get("class", "").split()}
    for name in ("role", "aria-label", "aria-hidden"):
        root.attrib.pop(name, None)
    root.attrib |= {"xmlns": NAMESPACE, "width": str(width), "viewBox": f"0 0 {width} {height}"}
    style = ET.Element("style")
    style.text = _style(classes)
    root.insert(0, style)
    return ET.tostring(root, encoding="unicode")


def png(svg: str) -> bytes:
    """Return an SVG document as pixels, sharp enough for a slide."""
    return typeset({"main.typ": DOCUMENT, "chart.svg": svg.encode()}, into="png", ppi=SHARP)


def _style(classes: set[str]) -> str:
    ink, faint, paper = (palette.colour(name) for name in ("ink", "ink-3", "surface"))
    return (
        f"text {{font-family: {FONTS}; font-size: 11px}} .paper {{fill: {paper}}}"
        f" .c-title {{font-size: 16px; font-weight: 600; fill: {ink}}}"
        f" .c-sub {{font-size: 12px; fill: {faint}}} path {{fill: none}}\n"
        + palette.style_for(classes)
    )


def _text(root: ET.Element, words: str, *, y: float, css: str) -> None:
    if words:
        line = ET.SubElement(root, "text", {"x": str(MARGIN), "y": _short(y), "class": css})
        line.text = words


def _key(root: ET.Element, words: Mapping[str, str]) -> None:
    """Write what the tones stand for at the right, above the drawing."""
    x = WIDTH - MARGIN
    for tone, word in reversed(list(words.items())):
        x -= round(6.2 * len(word)) + 24
        square = {
            "x": str(x),
            "y": "41",
            "width": "10",
            "height": "10",
            "fill": palette.colour(tone),
        }
        ET.SubElement(root, "rect", square)
        line = ET.SubElement(root, "text", {"x": str(x + 15), "y": "50", "class": "c-sub"})
        line.text = word


def _fixed(part: ET.Element, width: float) -> None:
    """Turn shares of the width into lengths, and drawings within into plain groups."""
    for name in ("x", "x1", "x2", "cx", "width"):
        value = part.get(name)
        if value and value.endswith("%"):
            part.set(name, _short(float(value[:-1]) / 100 * width))
    for child in list(part):
        if child.tag == "svg":
            _unstretched(child, width)
        else:
            _fixed(child, width)


def _unstretched(part: ET.Element, width: float) -> None:
    """Lay out a drawing that fills its place at the size that it has here."""
    x, own = (_length(part.get(name, "0"), width) for name in ("x", "width"))
    units = float(part.get("viewBox", "0 0 100 100").split()[2])
    part.tag = "g"
    part.set("transform", f"translate({_short(x)} 0)")
    for name in ("x", "width", "height", "viewBox", "preserveAspectRatio"):
        part.attrib.pop(name, None)
    for child in part.iter():
        for name in ("x", "x1", "x2", "cx", "width"):
            if value := child.get(name):
                child.set(name, _short(_length(value, units) * own / units))
        if path := child.get("d"):
            child.set("d", _stretched_path(path, own / units))


def _stretched_path(path: str, by: float) -> str:
    """Return the path with each of its x that many times as far; it has straight lines only."""
    written = []
    for letter, rest in STEP.findall(path):
        numbers = [float(number) for number in NUMBER.findall(rest)]
        if letter in "Hh":
            numbers = [number * by for number in numbers]
        elif letter in "MLml":
            numbers = [n if place % 2 else n * by for place, n in enumerate(numbers)]
        written.append(letter + " ".join(_short(number) for number in numbers))
    return "".join(written)


def _length(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shortened(sentence: str) -> str:
    if len(sentence) <= LETTERS_IN_A_LINE:
        return sentence
    return sentence[:LETTERS_IN_A_LINE].rsplit(" ", 1)[0] + " …"


def _without_entities(markup: str) -> str:
    """Drawings are made by our own code; what is named in HTML alone is no XML."""
    return markup.replace("&nbsp;", "\u00a0")

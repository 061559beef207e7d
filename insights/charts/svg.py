"""SVG drawn on the server: geometry in attributes, colours in classes and tones."""

from html import escape


class Svg(str):
    """Markup that is safe to show as it stands: made by `element` alone."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell a template that nothing is left to escape."""
        return str(self)


def element(name: str, *children: str, **attributes: object) -> Svg:
    """Return one element. Text and values are escaped; `class_` and `data_tone` lose their `_`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(c if isinstance(c, Svg) else escape(c) for c in children)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def drawing(*children: str, height: int, label: str = "", **attributes: object) -> Svg:
    """Return a drawing as wide as its place, with its sentence for those who cannot see it."""
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element(
        "svg", *children, class_="sv", width="100%", height=height, **spoken, **attributes
    )


def per_cent(share: float) -> str:
    """Return a share from 0 to 1 as an SVG length, so that text beside it never scales."""
    return f"{100 * share:.1f}".rstrip("0").rstrip(".") + "%"


def stretched(*children: str, x: float, width: float, height: float, units: int = 100) -> Svg:
    """Return a part of a drawing whose own x goes from 0 to `units`, as wide as its place.

    Paths cannot be given in per cent; here they are stretched and their strokes are not.
    """
    return element(
        "svg",
        *children,
        x=per_cent(x),
        width=per_cent(width),
        height=height,
        viewBox=f"0 0 {units} {height:g}",
        preserveAspectRatio="none",
    )


def short(value: float) -> str:
    """Return a coordinate in as few characters as its tenth needs."""
    return f"{value:.1f}".rstrip("0").rstrip(".")

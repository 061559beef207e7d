"""A bar on a track, with a tick where it was meant to be."""

from insights.charts.svg import Svg, drawing, element, per_cent

HEIGHT = 18


def bar(share: float | None, *, tick: float | None = None, name: str = "b-fill") -> Svg:
    """Return a bar of a share from 0 to 1 (none drawn without one), the tick on the same scale."""
    parts = [element("rect", class_="b-track", width="100%", y=4, height=10, rx=2)]
    if share:
        parts.append(
            element("rect", class_=name, width=per_cent(min(share, 1)), y=4, height=10, rx=2)
        )
    if tick is not None:
        parts.append(
            element("rect", class_="b-tick", x=per_cent(min(tick, 0.99)), y=1, width=2, height=16)
        )
    return drawing(*parts, height=HEIGHT)

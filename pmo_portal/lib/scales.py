"""A team's own scale of confidence. What is kept goes from 0 to 100, whatever the scale."""

PER_CENT = 100


def points(confidence: int, scale: int) -> int:
    """Return a confidence from 0 to 100 in points out of the scale, rounded half up."""
    return (2 * confidence * scale + PER_CENT) // (2 * PER_CENT)


def confidence(points: int, scale: int) -> int:
    """Return points out of the scale as a confidence from 0 to 100, rounded half up.

    Read as points again it gives the points it came from, on every scale up to 100.
    """
    return (2 * points * PER_CENT + scale) // (2 * scale)


def is_per_cent(scale: int) -> bool:
    """Return whether the scale is the one in which confidences are kept."""
    return scale == PER_CENT

"""A team's own scale of confidence. What is kept goes from 0 to 100, whatever the scale."""

from django.utils.translation import gettext as _

PER_CENT = 100


def points(confidence: int, scale: int) -> int:
    """Return a confidence from 0 to 100 in points out of the scale, rounded half up."""
    return (2 * confidence * scale + PER_CENT) // (2 * PER_CENT)


def confidence(points: int, scale: int) -> int:
    """Return points out of the scale as a confidence from 0 to 100, rounded half up.

    Read as points again it gives the points it came from, on every scale up to 100.
    """
    return (2 * points * PER_CENT + scale) // (2 * scale)


def said(confidence: int, scale: int) -> str:
    """Return a confidence as the team says it: 61%, or 3 of 5."""
    if scale == PER_CENT:
        return _("%(number)s%%") % {"number": confidence}
    return _("%(points)s of %(scale)s") % {"points": points(confidence, scale), "scale": scale}

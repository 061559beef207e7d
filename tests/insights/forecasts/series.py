"""Series of readings for the tests of the forecast, as hypothesis draws them."""

import numpy as np
from hypothesis import strategies as st

values = st.lists(st.integers(-1_000, 1_000), min_size=4, max_size=30).filter(
    lambda drawn: len(set(drawn)) > 1
)


@st.composite
def series(draw):
    """Draw (days, values): ascending days with uneven gaps, values that are not all equal."""
    drawn = draw(values)
    gaps = draw(st.lists(st.integers(1, 40), min_size=len(drawn), max_size=len(drawn)))
    return np.cumsum(gaps).astype(float), np.array(drawn, dtype=float)


def padded(many: list) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lay series side by side as the fit takes them: padded on the right, with counts."""
    counts = np.array([len(values) for _, values in many])
    shape = (len(many), counts.max())
    days, readings = np.full(shape, np.nan), np.full(shape, np.nan)
    for row, (when, values) in enumerate(many):
        days[row, : len(when)], readings[row, : len(values)] = when, values
    return days, readings, counts

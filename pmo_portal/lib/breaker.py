"""What remembers that something did not answer, so that not every request tries in vain."""

import time


class Breaker:
    """Closed while all is well; open for a while after a failure."""

    seconds = 15.0

    def __init__(self) -> None:
        self.closed_at = 0.0

    def is_open(self) -> bool:
        """Return whether it failed a moment ago."""
        return time.monotonic() < self.closed_at

    def trip(self) -> None:
        """Leave it alone for a while."""
        self.closed_at = time.monotonic() + self.seconds

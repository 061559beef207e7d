"""One line for each figure: what was measured, beside the limit it must keep."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """A figure in its unit, and the most it may be.

    What `is_told` is shown beside its limit without deciding anything: nobody need meet it.
    """

    name: str
    value: float
    limit: float
    unit: str = "times"
    note: str = ""
    digits: int = 2
    is_told: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the limit is kept, where it has to be."""
        return self.is_told or self.value <= self.limit

    def __str__(self) -> str:
        kept = "ok  " if self.value <= self.limit else "told" if self.is_told else "OVER"
        figures = f"{self.value:8.{self.digits}f} {self.unit:5} (at most {self.limit:g})"
        return f"{kept} {self.name:58} {figures}  {self.note}"


def seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Return the median of how long the work takes, after one time that does not count."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def seconds_of_each(*works: Callable[[], object], times: int = 7) -> list[float]:
    """Return the medians of how long several works take, done in turn.

    In turn, so that what else the machine does falls on all of them alike.
    """
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, so_far in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            so_far.append(time.perf_counter() - began)
    return [median(so_far) for so_far in taken]

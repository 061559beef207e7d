"""A chart as the page gets it: drawn twice, said once, and as the table of its numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.functional import SimpleLazyObject

from insights.charts.svg import Svg
from pmo_portal.lib.vocabulary import Health

Rows = Sequence[Sequence[str]]


def later(make: Callable[[], Rows]) -> Rows:
    """Return rows that are made when they are first looked at."""
    return cast(Rows, SimpleLazyObject(make))


@dataclass(frozen=True)
class Chart:
    """What `components/chart.html` shows. `title` is the finding, `sentence` the whole in words.

    `figure` is what the browser draws over `fallback`. `key` says which health is how many.
    """

    id: str
    title: str
    subtitle: str
    sentence: str
    figure: dict[str, Any]
    fallback: Svg
    headers: Sequence[str]
    rows: Rows
    key: dict[str, int] = field(default_factory=dict)

    @property
    def figure_id(self) -> str:
        """The id under which the page carries the figure."""
        return f"{self.id}-figure"


def health_words() -> dict[str, str]:
    """Return the word on screen for each health."""
    return {health.value: str(health.label) for health in Health}

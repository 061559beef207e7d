"""What lies on the shelf: the real portfolios, their files and their days."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Listing:
    """The files that make one position of a portfolio, and its day."""

    on: date
    files: tuple[str, ...]

    def contents(self) -> list[tuple[str, bytes]]:
        """Return name and content of each file."""
        return [(name, (FOLDER / name).read_bytes()) for name in self.files]


@dataclass(frozen=True)
class Sample:
    """A real portfolio in one or more positions, the oldest first."""

    name: str
    title: str | Promise
    text: str | Promise
    source: str | Promise
    listings: tuple[Listing, ...]

    @property
    def on(self) -> date:
        """The day of its last position."""
        return self.listings[-1].on


GMPP = Sample(
    name="gmpp",
    title=_("UK Government Major Projects Portfolio"),
    text=_("184 projects in 2021 and 235 in 2022, with their ratings, dates and costs."),
    source=_("Contains public sector information licensed under the OGL v3.0"),
    listings=(
        Listing(date(2021, 3, 31), ("gmpp_2021-03-31.csv",)),
        Listing(date(2022, 3, 31), ("gmpp_2022-03-31.csv",)),
    ),
)
PERFORMANCE_GOV = Sample(
    name="performance-gov",
    title=_("US Agency Priority Goals"),
    text=_("71 goals of federal agencies with 222 indicators through the four quarters of 2022."),
    source=_("performance.gov, a work of the US Government"),
    listings=(
        Listing(
            date(2022, 9, 30),
            ("performance_gov_goals_fy2022.csv", "performance_gov_indicators_fy2022.csv"),
        ),
    ),
)
SHELF = {sample.name: sample for sample in (GMPP, PERFORMANCE_GOV)}

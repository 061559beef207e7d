"""The names of the demo, as they stand in `content/`."""

import csv
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class ObjectiveRow:
    """A strategic objective; `share` is the intended per cent of investment."""

    code: str
    slug: str
    share: str
    title: str
    why: str


@dataclass(frozen=True)
class PortfolioRow:
    """A portfolio, perhaps below another one, perhaps seen by few."""

    slug: str
    parent: str
    restricted: str
    name: str


@dataclass(frozen=True)
class TeamRow:
    """A team: how often it checks in, how many people it has."""

    slug: str
    cadence: str
    people: str
    name: str


@dataclass(frozen=True)
class ProductRow:
    """A product. Its story: quiet, stall, watermelon, or none in particular."""

    slug: str
    portfolio: str
    team: str
    stage: str
    story: str
    name: str
    purpose: str


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome from a value to another, `low..high` for a range.

    Its kind: up, down, min, max, range, done. Its story: lead, wrong, stall, late, gap,
    retarget, closed, equal, none, or no story in particular.
    """

    product: str
    objective: str
    kind: str
    unit: str
    start: str
    to: str
    story: str
    name: str


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative and the outcomes it moves, counted from 1 within its product.

    Its story: slip, stall, done, stopped, new, or none in particular.
    """

    product: str
    kind: str
    moves: str
    story: str
    title: str

    @property
    def places(self) -> list[int]:
        """The places of the outcomes it moves within its product, counted from 0."""
        return [int(place) - 1 for place in self.moves.split()]


Row = TypeVar("Row", ObjectiveRow, PortfolioRow, TeamRow, ProductRow, OutcomeRow, InitiativeRow)


@cache
def rows(kind: type[Row]) -> tuple[Row, ...]:
    """Return every row of the kind, in the order of its file."""
    name = kind.__name__.removesuffix("Row").lower() + "s.csv"
    with (CONTENT / name).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if len(next(lines)) != len(fields(kind)):
            raise ValueError(f"{name} has other columns than {kind.__name__}")
        return tuple(kind(*line) for line in lines)


@cache
def of_product(kind: type[Row], slug: str) -> tuple[Row, ...]:
    """Return the outcomes or initiatives of one product."""
    return tuple(row for row in rows(kind) if row.product == slug)  # type: ignore[arg-type, union-attr]


@cache
def words() -> dict[str, Any]:
    """Return what teams write, by occasion, and the company's name."""
    return tomllib.loads((CONTENT / "words.toml").read_text("utf-8"))


@cache
def people() -> dict[str, Any]:
    """Return names to make people of, and the people known by name."""
    return tomllib.loads((CONTENT / "people.toml").read_text("utf-8"))

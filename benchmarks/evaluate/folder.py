"""Series of readings from CSV files in a folder."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

ENOUGH = 5  # four to forecast from, one to compare with


@dataclass(frozen=True)
class Series:
    """The readings of one measure, oldest first; days count from any day."""

    name: str
    days: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]


def series_in(folder: Path) -> list[Series]:
    """Read every CSV file below the folder, in the order of their names."""
    return [series for file in sorted(folder.rglob("*.csv")) for series in _series_of(file)]


def _series_of(file: Path) -> Iterator[Series]:
    readings: dict[str, dict[int, float]] = defaultdict(dict)
    with file.open(newline="", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if row["value"].strip():
                day = date.fromisoformat(row["day"]).toordinal()
                readings[row["series"]][day] = float(row["value"])
    for name, by_day in readings.items():
        if len(by_day) >= ENOUGH:
            days = sorted(by_day)
            values = np.array([by_day[day] for day in days])
            yield Series(f"{file.stem}: {name}", np.array(days, dtype=float), values)

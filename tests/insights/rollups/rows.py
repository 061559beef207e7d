"""Cells and snapshots as they stand in the database, and as they stand on a day."""

from datetime import date

from insights.figures import NAMES, Figures
from insights.models import Cell, Forecast, Snapshot
from pmo_portal.lib import calendar


def figures(row: Cell | Snapshot) -> Figures:
    return Figures(**{name: getattr(row, name) for name in NAMES})


def stored() -> tuple[dict, dict]:
    """Return every row as it stands in the database."""
    cells = {
        (c.on, c.portfolio_id, c.team_id, c.product_id, c.objective_id): figures(c)
        for c in Cell.objects.all()
    }
    return cells, {(s.on, s.kind, s.scope_id): figures(s) for s in Snapshot.objects.all()}


def forecasts() -> list[tuple]:
    """Return every forecast as it stands in the database."""
    names = [f.attname for f in Forecast._meta.concrete_fields if f.name != "id"]
    return list(Forecast.objects.order_by("outcome_id", "on").values_list(*names))


def standing(rows: dict, day: date) -> dict:
    """Return what stands on a day, read row by row through its week."""
    found: dict = {}
    for (on, *key), value in sorted(rows.items(), key=lambda row: row[0][0]):
        if calendar.week_start(day) <= on <= day:
            found[tuple(key)] = value
    return {key: value for key, value in found.items() if value != Figures()}


def standing_cells(rows: dict, day: date) -> dict:
    """Return the cells that stand on a day; a new team takes a cell over."""
    found: dict = {}
    for (on, portfolio, team, product, objective), value in sorted(
        rows.items(), key=lambda row: row[0][0]
    ):
        if calendar.week_start(day) <= on <= day:
            found[portfolio, product, objective] = (team, value)
    return {
        (portfolio, team, product, objective): value
        for (portfolio, product, objective), (team, value) in found.items()
        if value != Figures()
    }


def difference(one: dict, other: dict) -> dict:
    """Return, by key, the figures that are not the same: one against the other."""
    empty = Figures()
    return {
        key: {
            name: (getattr(one.get(key, empty), name), getattr(other.get(key, empty), name))
            for name in NAMES
            if getattr(one.get(key, empty), name) != getattr(other.get(key, empty), name)
        }
        for key in sorted(one.keys() | other.keys(), key=str)
        if one.get(key) != other.get(key)
    }

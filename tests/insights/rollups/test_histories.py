"""Whatever happens, in whatever order: the figures are what METRICS.md says of the facts.

HISTORIES=2000 in the environment lives that many fresh lives instead of the same few.
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from insights.actions import roll_ups
from insights.models import Fill, Mark
from tests.insights.rollups.histories import histories, live
from tests.insights.rollups.oracle import Everything
from tests.insights.rollups.rows import difference, forecasts, standing, standing_cells, stored


class Undo(Exception):
    """Ends an example, and takes its rows with it."""


@pytest.mark.django_db
@settings(
    max_examples=int(os.environ.get("HISTORIES", "20")),
    deadline=None,
    derandomize="HISTORIES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)
@given(history=histories)
def test_incremental_full_and_independent_figures_are_the_same(history):
    try:
        with transaction.atomic():
            check(history)
            raise Undo
    except Undo:
        pass


def check(history: list[tuple]) -> None:
    """Live the history, and compare the three ways to its figures."""
    life = live(history)
    assert not Mark.objects.exists()
    incremental, foreseen = stored(), forecasts()
    days = sorted(Fill.objects.filter(job="roll_up").values_list("on", flat=True))

    assert roll_ups.rebuild(at=life.now) == days
    cells, snapshots = stored()

    assert forecasts() == foreseen
    assert difference(incremental[0], cells) == {}
    assert difference(incremental[1], snapshots) == {}
    everything = Everything()
    for day in days:
        known = everything.on(day)
        assert difference(standing_cells(cells, day), known.cells()) == {}
        assert difference(standing(snapshots, day), known.snapshots()) == {}

"""Plotly and the typeface come out of installed packages, and Plotly fits the policy."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from pmo_portal.lib.static_finders import PLOTLY, PackagedFinder, packaged


def test_plotly_is_found_in_the_wheel():
    found = finders.find(PLOTLY)
    assert Path(found).name == "plotly.min.js"
    assert Path(found).is_file()
    assert PackagedFinder().find(PLOTLY, find_all=True) == [found]
    assert staticfiles_storage.url(PLOTLY) == "/static/plotly/plotly.min.js"


def test_typeface_is_found_in_its_weights():
    weights = [name for name in packaged() if name.startswith("fonts/")]
    assert len(weights) == 3
    assert all(Path(finders.find(name)).read_bytes()[:4] == b"wOF2" for name in weights)


def test_nothing_else_is_found_there():
    assert PackagedFinder().find("plotly/datasets/iris.csv") == []


def test_a_bundle_of_ones_own_takes_its_place(settings, tmp_path):
    bundle = tmp_path / "plotly-cartesian.min.js"
    bundle.write_text("/* small */")
    settings.PMO_PLOTLY = str(bundle)
    assert PackagedFinder().find(PLOTLY) == str(bundle)
    storage = dict(PackagedFinder().list([]))[PLOTLY]
    with storage.open(PLOTLY) as collected:
        assert collected.read() == b"/* small */"


def test_a_bundle_that_is_not_there_is_not_found(settings, tmp_path):
    settings.PMO_PLOTLY = str(tmp_path / "missing.js")
    assert PackagedFinder().find(PLOTLY) == []


def test_the_guards_that_keep_plotly_from_injecting_styles_are_those_of_this_release():
    library = Path(settings.PMO_PLOTLY).read_text(encoding="utf-8")
    injected = set(re.findall(r'getElementById\("([0-9a-f]{64})"\)', library))
    charts = Path(finders.find("js/charts.js")).read_text(encoding="utf-8")
    assert set(re.findall(r'GUARD = "([0-9a-f]{64})"', charts)) == injected
    assert '"plotly.js-style-"' in library
    assert ".no-inline-styles" in library

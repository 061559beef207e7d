"""Every variable that is read is explained, and the key of an installation is its own."""

import re
from itertools import pairwise

from pmo_portal.lib import environment
from tests.sources import ROOT, files

READ = re.compile(r"""(?:env|environ|load\(\))\.(?:\w+\(\s*|get\()"([A-Z][A-Z_]+)\"""")
EXPLAINED = re.compile(r"#?[A-Z_]+=")
OURS_ALONE = {"DJANGO_SETTINGS_MODULE"}


def test_each_variable_has_a_reason_and_each_reason_a_variable():
    sources = [*files(".py"), ROOT / "tests" / "browser" / "chromium.py"]
    read = {name for path in sources for name in READ.findall(path.read_text("utf-8"))}
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    named = {line.lstrip("#").split("=")[0] for line in lines if EXPLAINED.match(line)}
    unexplained = [
        line
        for before, line in pairwise(lines)
        if EXPLAINED.match(line) and not before.startswith("# ")
    ]

    assert named == read - OURS_ALONE
    assert unexplained == []


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path / "data"))

    key = environment.kept_secret("secret_key")

    assert len(key) >= 64
    assert environment.kept_secret("secret_key") == key
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]

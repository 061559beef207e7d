"""What a newcomer relies on: reasons, names and papers in order."""

import re
import tomllib

from tests.sources import ROOT, files, name, tracked

TEXT = {".py", ".md", ".html", ".css", ".js", ".toml", ".yml", ".yaml", ".txt", ".json", ".csv", ""}


def test_each_dependency_has_a_reason_beside_it():
    lines = (
        (ROOT / "pyproject.toml").read_text("utf-8").split("[dependency-groups]")[0].splitlines()
    )
    entries = [line for line in lines if re.match(r'\s+"[a-z].*",', line)]
    assert [line for line in entries if "  # " not in line] == []
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    assert len(entries) == len(declared)


def test_no_file_speaks_of_the_machine_it_was_written_on():
    places = re.compile(r"/work/|/root/|/tmp/(?!pmo)|\.library|localhost:3128")
    found = {
        name(path): places.findall(path.read_text("utf-8", errors="replace"))
        for path in tracked()
        if path.suffix in TEXT and path.name not in {"test_repository.py", "uv.lock"}
    }
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_third_party_assets_come_from_packages():
    hosts = re.compile(r"(?:src|href)=\"https?://|@import url\(|cdn\.", re.I)
    found = [
        name(path)
        for path in files(".html", ".css", ".js", under=("templates", "static"))
        if hosts.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_papers_are_there():
    papers = ["README", "ARCHITECTURE", "DECISIONS", "CHANGELOG", "CONTRIBUTING"]
    assert [p for p in papers if not (ROOT / f"{p}.md").is_file()] == []
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")

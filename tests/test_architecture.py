"""The layers of ARCHITECTURE.md, checked on every run."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.sources import ROOT, tracked


def test_imports_go_downwards_and_rooms_keep_to_themselves(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", cache_dir=None) == EXIT_STATUS_SUCCESS


def test_the_top_level_holds_what_the_contract_names_and_nothing_else():
    named = {
        *("manage.py", "pyproject.toml", "uv.lock", "Makefile", "Dockerfile"),
        *("docker-compose.yml", ".dockerignore", ".env.example", ".gitignore", ".ci"),
        *("pmo_portal", "portfolio", "products", "insights", "templates", "static"),
        *("tests", "benchmarks", "README.md", "ARCHITECTURE.md", "DECISIONS.md"),
        *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
    }

    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - named == set()

"""The layers of ARCHITECTURE.md, checked on every run."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.sources import ROOT


def test_imports_go_downwards_and_rooms_keep_to_themselves(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", cache_dir=None) == EXIT_STATUS_SUCCESS


def test_the_top_level_holds_what_the_contract_names_and_nothing_else():
    named = set(
        [
            "manage.py",
            "pmo_portal",
            "portfolio",
            "products",
            "insights",
            "templates",
            "static",
            "tests",
            "pyproject.toml",
            "docker-compose.yml",
            "README.md",
            "uv.lock",
            "Makefile",
            "Dockerfile",
            ".env.example",
            ".ci",
            "benchmarks",
            "ARCHITECTURE.md",
            "DECISIONS.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            ".gitignore",
            ".dockerignore",
            "docs",
        ]
    )
    from tests.sources import tracked

    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - named == set()

# Two commands: `make run` and `make test`. They need python3 (3.11 or newer) and a package
# registry; everything is installed into .venv and nothing outside this folder.

PYTHON ?= python3
PY := .venv/bin/python
UV := .venv/bin/uv
DJADE := .venv/bin/djade --target-version 5.2

export UV_SYSTEM_CERTS := true
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME

.PHONY: run test bench evaluate
.DEFAULT_GOAL := run

## The portal with all it needs, on http://127.0.0.1:8000. PORT and PMO_DATA (the data folder,
## var/ by default) can be given: make run PORT=8001 PMO_DATA=/some/folder
run: .venv/runs
	@exec $(PY) -m pmo_portal.embedded.run

## Every check and every test, on servers of their own in var/test.
test: export PMO_DATA := var/test
test: .venv/tests
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(DJADE) --check
	@$(PY) -m mypy --no-error-summary .
	@$(PY) -m check_jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	@$(PY) manage.py makemigrations --check --verbosity=0
	@SITE_URL=https://portal.example SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(PY) manage.py check --deploy --fail-level=WARNING --verbosity=0
	@$(PY) -m tests.browser.chromium
	@$(PY) -m pytest --numprocesses=2 --quiet

## Each performance figure beside its limit: make bench, make bench SIZE=full for five million
## readings, make bench ONLY=full_roll_up for one of them.
bench: export SIZE := $(or $(SIZE),quick)
bench: .venv/tests
	@$(PY) -m benchmarks $(ONLY)

## How good the forecasts are on series in a folder, each figure beside the one to reach: make
## evaluate DATA=folder. benchmarks/evaluate/__init__.py tells the format; without a folder the
## series are simulated.
evaluate: export DATA := $(DATA)
evaluate: .venv/tests
	@$(PY) -m benchmarks.evaluate

# The environment follows uv.lock; an empty file in it remembers when that was last so.
.venv/runs: uv.lock $(UV)
	@echo "Installing what the portal needs ..."
	@$(UV) sync --frozen --inexact --quiet --no-dev
	@touch $@

.venv/tests: uv.lock $(UV)
	@echo "Installing what the portal and its tests need ..."
	@$(UV) sync --frozen --inexact --quiet
	@touch $@ .venv/runs

# uv itself, from the registry unless the machine has it.
$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The portal needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@echo "Creating the environment in .venv ..."
	@rm -rf .venv
	@if command -v uv >/dev/null; then \
		uv venv --quiet --python $(PYTHON) .venv && ln -s "$$(command -v uv)" $(UV); \
	elif $(PYTHON) -m venv .venv >/dev/null 2>&1; then \
		$(PY) -m pip install --quiet --disable-pip-version-check uv; \
	else \
		$(PYTHON) -m venv --without-pip .venv && \
		$(PYTHON) -m pip --python $(PY) install --quiet --disable-pip-version-check uv; \
	fi || { rm -rf .venv; echo "Python's venv or pip is missing: install them (Debian and Ubuntu: apt-get install python3-venv) or uv, then try again." >&2; exit 1; }

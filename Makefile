# make run    set up what is missing and serve Pilcrow on this machine
# make test   set up what is missing and run every test, on SQLite and on PostgreSQL
# make bench  what things cost, one line a measure, beside its goal (docs/performance.md)
# make torture  loads and faults as on the worst of days, in full
# make check  format, lint, types, import contracts, migrations, deployment settings
# make lock   write the lock files anew from pyproject.toml

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Does the same in a sixth of the time, but does not read the settings of pip: where these matter, pip goes on.
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes

.PHONY: run test bench torture check lock migrations-reset fresh browser

run: .venv/runtime
	@$(BIN)/python manage.py serve $(ARGS)

test: .venv/dev browser
	@$(BIN)/python -m tests.databases $(ARGS)

bench: .venv/dev
	@$(BIN)/python -m benchmarks $(ARGS)

torture: .venv/dev
	@TORTURE=full $(BIN)/python -m tests.databases tests/torture $(ARGS)

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	PILCROW_HTTPS=true $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py compile_po --check

# A stamp beside each installed lock file; a changed lock installs again.
.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing what Pilcrow needs to run..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing what Pilcrow needs to be tested..."
	@awk '/^uv==/, !/\\$$/' requirements-dev.txt > .venv/uv.txt
	@$(PIP) -r .venv/uv.txt
	@$(UV) -r requirements-dev.txt || $(PIP) -r requirements-dev.txt
	@touch $@ .venv/runtime

# What a server needs besides on PostgreSQL, and to fit schedules to learners.
.venv/server: requirements-server.txt | .venv/bin/python
	@echo "Installing what a server needs..."
	@$(PIP) -r requirements-server.txt
	@touch $@ .venv/runtime

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or name one, as in make run PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old, Pilcrow needs 3.11 or newer: install one and name it, as in make run PYTHON=python3.12."; exit 1; }
	@test -w . || { echo "This folder cannot be written to: move Pilcrow to one that is yours, or change its owner."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory fresh
	@$(PYTHON) -m venv .venv

# Debian and Ubuntu ship Python without its venv module.
fresh:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing python3-venv..."; apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	else \
		echo "This Python lacks its venv module: run sudo apt install python3-venv, then make again."; exit 1; \
	fi

browser: .venv/dev
	@$(BIN)/python tests/journeys/browser.py

lock: .venv/dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml --extra postgres --group dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml --extra postgres --extra optimize -c requirements-dev.txt -o requirements-server.txt

migrations-reset:
	rm -f accounts/migrations/0*.py content/migrations/0*.py quizzes/migrations/0*.py
	$(BIN)/python manage.py makemigrations -v 0 -n start accounts content quizzes

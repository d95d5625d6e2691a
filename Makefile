PORT ?= 8501
HOST ?= 127.0.0.1
DATABASE = $(if $(EVALUATION_DATABASE),$(EVALUATION_DATABASE),data/evaluation.duckdb)
# PYTHON= selects the interpreter that makes .venv; without it scripts/setup.sh looks for 3.11 or newer.
export PYTHON
python = .venv/bin/python
measured = -rs -o addopts=--import-mode=importlib --benchmark-only --benchmark-columns=min,median,max,rounds --benchmark-sort=name

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-peers bench-sliders bench-stage shots schema sample format setup setup-dev browser database

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

run: setup database ## start the dashboard on http://localhost:8501 (PORT=, HOST=, PYTHON=)
	$(python) -m app.views.launch --server.port=$(PORT) --server.address=$(HOST)

test: setup-dev browser ## run all tests, those in Chromium too (ARGS= goes to pytest; -n0: one after the other)
	$(python) -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: setup-dev ## format, lint, types, import contracts and rules of the house
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy
	.venv/bin/lint-imports
	$(python) -m pytest -q tests/architecture

format: setup-dev ## put the code into the common format
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

bench: setup-dev ## measure speed and print a table
	$(python) -m pytest $(measured) tests/bench

bench-peers: setup .venv-peers/installed ## measure other tools beside it, from .venv-peers
	.venv-peers/bin/python -m pytest $(measured) --noconftest tests/bench/test_peers_bench.py

.venv-peers/installed: requirements-bench.txt
	$(python) -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-input -r requirements-bench.txt
	@touch $@

bench-sliders: setup-dev browser ## measure in Chromium how fast the ranking follows the hand
	$(python) scripts/measure_sliders.py

bench-stage: setup-dev browser ## measure in Chromium how fast the next screen of a meeting comes
	$(python) scripts/measure_stage.py

shots: setup-dev browser ## take the screenshots again
	$(python) scripts/make_shots.py

schema: setup ## write the JSON Schema of indicators.yaml
	$(python) manage.py schema

sample: setup ## make the sample data again
	$(python) scripts/make_sample.py

setup: ## make .venv with what the dashboard needs
	@sh scripts/setup.sh requirements.txt

setup-dev: ## make .venv with the test tools too
	@sh scripts/setup.sh requirements-dev.txt

browser: setup-dev
	@sh scripts/browser.sh

database: setup
	@test -e "$(DATABASE)" || $(python) manage.py init

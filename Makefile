# `make run` and `make test` work on a fresh machine; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup dev run test quick pictures wheel check lint types contracts pythons docs size spark unit bench demo brief fixtures requirements clean
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PYTHON ?=
export PYTHON
# Two workers: the tests start readers of their own, and more would only wait for each other.
WORKERS ?= $(shell n=$$(nproc 2>/dev/null || echo 1); [ $$n -gt 2 ] && n=2; echo $$n)
TESTS ?=

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with what running needs; quick where nothing changed
	@sh setup/setup.sh run

dev: ## make .venv with what working on the program needs
	@sh setup/setup.sh dev

run: setup ## set up, build the demo snapshot from fixtures/, open the window (no display: write briefing/)
	@$(BIN)/eoc demo

demo: run ## the same as make run

brief: setup ## build the demo snapshot and write its briefing to briefing/
	@QT_QPA_PLATFORM= DISPLAY= WAYLAND_DISPLAY= $(BIN)/eoc demo

test: dev ## set up and run everything that CI runs
	@$(MAKE) check
	@$(MAKE) pythons
	@$(MAKE) unit

quick: dev ## what to run before a commit: style, types and the tests without windows and builds
	@$(MAKE) lint types
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not benchmark" --quick -q $(TESTS)

check: lint types contracts ## everything of make test that runs no test

lint: dev ## style of the Python files
	@echo "ruff check"; $(BIN)/ruff check --quiet .
	@echo "ruff format --check"; $(BIN)/ruff format --check --quiet .

types: dev ## mypy, strict
	@echo "mypy"; $(BIN)/mypy
	@MYPYPATH=fixtures $(BIN)/mypy fixtures/generate.py fixtures/scenario
	@MYPYPATH=setup $(BIN)/mypy setup

contracts: dev ## which part may know which
	@echo "lint-imports"; $(BIN)/lint-imports

pythons: dev ## build and verify the demo on every supported Python found here; all must agree
	@$(BIN)/python setup/pythons.py

unit: dev ## the tests; TESTS=tests/domain for a part, WORKERS=0 for one process
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) -m "not benchmark" $(TESTS)

bench: dev ## how fast it is, each time as a ratio to a floor measured in the same run
	@$(BIN)/python -m tests.benchmarks

size: ## how long queries/ is, and how much of its SQL is said more than once
	@$(BIN)/python setup/sql_size.py

docs: dev ## write the pages and files that are generated from queries/
	@$(BIN)/python docs/generate.py

pictures: dev ## draw docs/pictures and the golden pictures anew, and say which changed
	@$(BIN)/python setup/pictures.py

wheel: dev ## build the wheel twice, hold both to one digest, run what is in it; into dist/
	@$(BIN)/python setup/wheel.py

spark: dev ## run every signal on Spark too; all must say the same (needs pyspark and Java, says how)
	@$(BIN)/python -m tests.reference.on_spark
	@$(BIN)/python -m tests.reference.signals_from_spark

fixtures: dev ## write the exercise's synthetic files again
	@$(BIN)/python fixtures/generate.py

LISTED := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml requirements/build.in

requirements: ## write the hash-pinned lists anew from pyproject.toml (needs uv on the path)
	@$(LISTED) -o requirements/run.txt
	@$(LISTED) --extra dev -c requirements/run.txt -o requirements/dev.txt

clean: ## remove what was built: .venv, caches, demo.duckdb, briefing/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf build dist briefing tests/failed_pictures demo.duckdb
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

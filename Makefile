# make demo: judge the first example.   make test: everything that must hold.   Both set up .venv first, once.
PYTHON ?= python3
N ?= 200000

BIN = .venv/bin
SETUP = @command -v "$(PYTHON)" > /dev/null || { echo "$(PYTHON) was not found: install Python 3.11 or later, or name it, such as make $@ PYTHON=python3.12." >&2; exit 2; }; \
	"$(PYTHON)" tools/setup.py

.DEFAULT_GOAL := help
.PHONY: help demo test soak bench schemas golden format clean

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):  ## /make \1\t/p' Makefile

demo:  ## judge the partnership of Semarang and Jung-gu
	$(SETUP) run
	@$(BIN)/ringrose assess examples/semarang-jung-gu.yaml

test:  ## style, types, layers, tests, and every branch covered
	$(SETUP) dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

soak:  ## engines and oracle against each other on N=200000 generated pairs of pack and case
	$(SETUP) dev
	$(BIN)/python -m tests.soak $(N)

bench:  ## measure speed, start-up and memory, as ratios
	$(SETUP) dev
	$(BIN)/python -m benchmarks

schemas:  ## write the JSON Schemas anew
	$(SETUP) dev
	$(BIN)/python -m ringrose.files.schema

golden:  ## write the golden files anew; read the difference before you commit it
	$(SETUP) dev
	UPDATE_GOLDEN=1 $(BIN)/pytest -q -p no:cacheprovider tests/render tests/cli tests/docs tests/explain tests/authoring tests/examples

format:  ## lay the code out
	$(SETUP) dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove all that these commands made
	rm -rf .venv build dist .coverage .coverage.* htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

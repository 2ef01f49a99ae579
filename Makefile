# Two commands do everything: `make serve` shows the site, `make test` tests it.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve setup build check test test-all bench clean

serve: setup ## build the site and serve it; the address is printed
	@echo "The site will be at http://$(ADDRESS)/ (stop with Ctrl+C)"
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

setup: .venv/site.stamp ## install what building needs into .venv

build: setup ## write site/
	$(BIN)/mkdocs build --strict

check: .venv/test.stamp ## parity, freshness, figures, words, front matter, nav, calculators, terms, spelling
	$(BIN)/python -m tools check

test: .venv/test.stamp ## the tests: at most five minutes on two cores
	$(BIN)/python -m tools browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tools check
	$(BIN)/python -m pytest -n auto -m "not slow"

test-all: .venv/test.stamp ## and what takes longer
	$(BIN)/python -m tools browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tools check
	$(BIN)/python -m pytest -n auto

bench: .venv/test.stamp ## speed and weight, as ratios in one run
	$(BIN)/python tests/bench/build.py
	$(BIN)/python -m tools browser
	$(BIN)/python tests/bench/calculators.py
	$(BIN)/python tests/bench/search.py

clean: ## remove what the commands made
	rm -rf .venv site

.venv/site.stamp: locks/site.txt
	@echo "Installing what the site needs into .venv (about half a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { echo "Python's venv is missing: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/site.txt
	@$(BIN)/python -m macros.search.lexicon
	@touch $@

.venv/test.stamp: .venv/site.stamp locks/test.txt
	@echo "Installing what the tests need into .venv ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/test.txt
	@touch $@

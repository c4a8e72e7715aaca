# The one door. `make` alone lists what there is.
#
# Needs Python 3.11 or newer with pip and venv, and make; everything else goes into .venv.

PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && exit; done; true)
# Options for pytest: make test PYTEST='-k dates'
PYTEST ?=
PARALLEL := -n auto --maxprocesses 8 --dist worksteal
VENV := .venv
BIN := $(VENV)/bin
# What a virtual environment is tied to: this place and this Python. A moved or copied checkout,
# or another PYTHON, gets a new one; the old one would run the old place's code.
TIES := $(if $(PYTHON),$(shell $(PYTHON) -c 'import os, sys, zlib; \
	print(zlib.crc32(repr((os.getcwd(), sys.base_prefix, sys.version_info[:2])).encode()))'))
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# pip compiles what it installs, but not what stays in place: without this the first run of a
# command is slow, and every run where PYTHONDONTWRITEBYTECODE is set.
COMPILE := $(BIN)/python -m compileall -q src/timeline
# The build tools that pip fetches on its own are pinned too; pip's name for that has changed.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.PHONY: help demo exports test test-long coverage lint format bench bench-web docs picture constraints clean

help:
	@echo 'make demo        install, render the story to exports/, show the chronology'
	@echo 'make test        install, run the tests'
	@echo 'make test-long   the same with the long property and fuzz tests at full size'
	@echo 'make coverage    the tests with branch coverage of the package'
	@echo 'make lint        ruff, mypy --strict, import contracts'
	@echo 'make format      let ruff format the code'
	@echo 'make bench       measure speed, beside peers'
	@echo 'make bench-web   measure the published page in a real browser'
	@echo 'make docs        rewrite the generated pages: docs/cli.md, docs/errors.md'
	@echo 'make picture     take the picture of the page that the README shows'
	@echo 'make constraints rewrite constraints.txt with the newest versions'
	@echo 'make exports     publish the story anew, in every form that is kept in exports/'
	@echo 'make clean       remove what these made, but for exports/'

demo: $(VENV)/.demo-$(TIES)
	@sh -c 'set -e; for words in "list" "known 2024-01-06" "known 2023-12-31"; do \
		echo; echo "\$$ timeline $$words"; $(BIN)/timeline $$words; done'
	@echo
	@echo '$$ timeline render --html'
	@page=$$($(BIN)/timeline render --html) && echo "The page: $$page" && \
		echo "Open it in a browser, or try: $(BIN)/timeline history mexico-lists-demands"

test: $(VENV)/.test-$(TIES)
	$(BIN)/python -m pytest $(PARALLEL) $(PYTEST)

test-long: $(VENV)/.test-$(TIES)
	TIMELINE_LONG=1 $(BIN)/python -m pytest $(PARALLEL) $(PYTEST)

coverage: $(VENV)/.test-$(TIES)
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term:skip-covered $(PYTEST)

lint: $(VENV)/.test-$(TIES)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

format: $(VENV)/.test-$(TIES)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.test-$(TIES)
	@set -e; for script in benchmarks/*.py; do case $$script in \
		benchmarks/web*) ;; \
		*) echo "== $$script"; $(BIN)/python $$script ;; esac; done

bench-web: $(VENV)/.test-$(TIES)
	@set -e; for script in benchmarks/web*.py; do echo "== $$script"; $(BIN)/python $$script; done

docs: $(VENV)/.test-$(TIES)
	$(BIN)/python -m tests.docs.generate

exports: $(VENV)/.demo-$(TIES)
	for form in html markdown svg card atom text; do $(BIN)/timeline render --$$form; done

picture: $(VENV)/.test-$(TIES)
	$(BIN)/python -m tests.docs.picture

constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	PIP_CONSTRAINT= PIP_BUILD_CONSTRAINT= \
		build/constraints/bin/python -m pip install --quiet -e '.[test]' hatchling
	{ sed '/^[^#]/d' constraints.txt && \
		build/constraints/bin/python -m pip freeze --exclude-editable; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# -- the environment ------------------------------------------------------------------------

$(VENV)/.made-$(TIES):
	@test -n '$(PYTHON)' || { echo 'timeline needs Python 3.11 or newer; found none.' \
		'Install it, or say where it is: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.demo-$(TIES): $(VENV)/.made-$(TIES) pyproject.toml constraints.txt
	$(INSTALL) -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.test-$(TIES): $(VENV)/.made-$(TIES) pyproject.toml constraints.txt
	$(INSTALL) -e '.[test]'
	@$(COMPILE)
	@touch $@ $(VENV)/.demo-$(TIES)

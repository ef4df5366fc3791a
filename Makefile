# Each target says in its "##" comment what it does; `make` alone lists them.

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
# How many tests run at once: more than there are cores gains nothing. A file's tests stay together,
# since they share what they set up, and files come in the order of tests/conftest.py, the longest
# first.
WORKERS ?= auto

# The other tools that `make bench` compares with want other versions of what we use.
BENCH ?= .venv-bench

# Bytecode is kept: without it, every program that a test starts compiles the project anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# Settled by hash, so that an install is the same anywhere; the project itself comes without
# dependencies and with the pinned build backend.
install = $(PIP) install --requirement $(1) && \
	$(PIP) install --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | \
		while IFS="$$(printf '\t')" read -r name what; do \
			printf '  make %-10s %s\n' "$$name" "$$what"; done

.PHONY: build
build: $(VENV)/run.stamp ## build the graph from data/ into build/ and print a summary
	$(BIN)/careerlattice build $(ARGS)

.PHONY: test
test: $(VENV)/dev.stamp ## run the tests (ARGS="-m 'not slow'" for the quick ones)
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder \
		$(ARGS)

.PHONY: lint
lint: $(VENV)/dev.stamp ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(VENV)/dev.stamp ## check the types
	$(BIN)/mypy

.PHONY: imports
imports: $(VENV)/dev.stamp ## check which module may import which
	$(BIN)/lint-imports

.PHONY: check
check: lint types imports ## lint, types and imports

.PHONY: format
format: $(VENV)/dev.stamp ## format the code and sort its imports
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/dev.stamp $(BENCH)/made.stamp ## measure all, into bench/results/ and docs/benchmarks.md (90 minutes)
	BENCH_PYTHON=$(abspath $(BENCH))/bin/python $(BIN)/python bench/everything.py

.PHONY: bench-quick
bench-quick: $(VENV)/dev.stamp $(BENCH)/made.stamp ## try the benchmarks at small sizes; records nothing (minutes)
	BENCH_PYTHON=$(abspath $(BENCH))/bin/python $(BIN)/python bench/everything.py --quick

.PHONY: bench-link
bench-link: $(VENV)/dev.stamp ## measure linking to O*NET and ESCO (minutes; needs ../shared)
	$(BIN)/python bench/linking.py

.PHONY: soak
soak: $(VENV)/dev.stamp ## five minutes of a server under load (ARGS="--seconds 30" for a try)
	$(BIN)/python bench/soak.py $(ARGS)

.PHONY: web
web: $(VENV)/run.stamp ## make the explorer's pages, web/dist/, from web/
	$(BIN)/python hatch_build.py

.PHONY: dist
dist: $(VENV)/dev.stamp ## build the wheel and the source distribution into dist/
	$(BIN)/python -m build --no-isolation

# Kept pins stay; `make lock ARGS=--upgrade` moves them. No index, no host, no path is written.
.PHONY: lock
lock: ## settle the versions in requirements/ anew (needs uv)
	uv pip compile $(ARGS) $(compile) --all-extras --group dev --output-file requirements/dev.txt \
		pyproject.toml
	uv pip compile $(compile) --group build --constraints requirements/dev.txt \
		--output-file requirements/run.txt pyproject.toml
	uv pip compile $(compile) --override requirements/bench-override.in \
		--output-file requirements/bench.txt requirements/bench.in

compile := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header

.PHONY: clean
clean: ## remove what was built, the caches and the virtual environment
	rm -rf build dist web/dist web/node_modules $(VENV) $(BENCH) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache

# ------------------------------------------------------------------ the virtual environment

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "careerlattice needs Python 3.11 or later: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/made.stamp
	$(call install,requirements/run.txt)
	@touch $@

# What development needs includes what a run needs.
$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/made.stamp
	$(call install,requirements/dev.txt)
	@touch $(VENV)/run.stamp $@

# Every package is named with its hash, the overridden one too: nothing is left to be chosen.
$(BENCH)/made.stamp: requirements/bench.txt
	$(PYTHON) -m venv --clear $(BENCH)
	$(BENCH)/bin/python -m pip --disable-pip-version-check -qq install --no-deps --requirement $<
	@touch $@

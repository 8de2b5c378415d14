# SPDX-License-Identifier: MIT
#
# Every target creates what it needs in .venv/ and build/; only Python 3.11 and make are required.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

ifneq ($(SITE_URL),)
export SITE_URL
endif
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Bytecode is kept, as Python does by default: without it, each process that runs tests compiles all of them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site zip serve fast test test-all check mutants faults bench wheel release lock clean

help: ## Say what there is
	@echo "Unknot. Commands:"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

site: .venv/.site ## Build the website into site/ (SITE_URL=https://… sets its address)
	@$(BIN)/unknot build
	@echo
	@echo "To look at the website, serve it at http://localhost:$(PORT)/ :"
	@echo "  python3 -m http.server -d site $(PORT)"
	@echo "To open it from disk, its links need the names of files: make zip"

zip: site ## Pack the website into build/unknot.zip, to be opened from disk by double-click
	$(BIN)/unknot zip site build/unknot.zip

serve: .venv/.site ## Show the website at http://localhost:8000/, refreshed at each change (PORT=…)
	$(BIN)/unknot serve --port $(PORT)

fast: .venv/.dev ## Run the fast tests, in 40 seconds
	$(BIN)/python -m pytest -n auto --dist worksteal -m fast

test: .venv/.test ## Run the tests, without the slow ones
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

test-all: .venv/.clinics .venv/.nginx ## Run all tests
	$(BIN)/python -m pytest -n auto --dist worksteal --hypothesis-profile new -o faulthandler_timeout=3600

check: .venv/.npm ## Check code and content without building
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.tools eslint
	$(BIN)/deptry .
	$(BIN)/deptry . --exclude "\.venv|build/|setup\.py|site/|tests/node_modules/" --non-dev-dependency-groups test
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml
	$(BIN)/unknot check

MUTANTS ?= 100
FAULTS ?= 300
SEED ?= 1

mutants: .venv/.test ## Change the code in one place at a time: does a test notice? (MUTANTS=100 SEED=1)
	$(BIN)/python -m tests.mutants.scripts
	$(BIN)/python -m tests.mutants.python --number $(MUTANTS) --seed $(SEED)

faults: .venv/.dev ## Break files, disks, caches and builds at random: is it handled? (FAULTS=300 SEED=1)
	$(BIN)/python -m tests.faults --number $(FAULTS) --seed $(SEED)

bench: .venv/.test ## Measure, side by side, into bench/results/ (ONLY="builds" for some of it)
	$(BIN)/python -m bench $(ONLY)

wheel: .venv/.site ## Pack the generator with its theme and starters into dist/, to be installed with pip
	$(BIN)/python -m release

release: ## Check everything, then tag VERSION=1.0.0 and leave its wheel, sources and website in dist/
	@test -n "$(VERSION)" || { echo "Say which: make release VERSION=1.0.0" >&2; exit 1; }
	$(MAKE) check test
	$(BIN)/python -m release $(VERSION)

PIN := $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock: .venv/.dev ## Pin the newest dependencies in requirements/
	$(PIN) --group build --output-file requirements/site.txt
	$(PIN) --group dev --constraints requirements/site.txt --output-file requirements/dev.txt
	$(PIN) --group clinics --constraints requirements/site.txt --constraints requirements/dev.txt \
	  --output-file requirements/clinics.txt

clean: ## Remove everything that was made
	rm -rf .venv .cache build dist site tests/node_modules

# Stamp files record when a set of tools was installed; make installs again when a file that lists them is newer.

.venv/.site: requirements/site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Unknot needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@# as pip does with packages: where Python may write no bytecode, each start would compile 340 modules
	$(BIN)/python -m compileall -q generator
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.site
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.clinics: requirements/clinics.txt .venv/.dev
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/clinics.txt
	@touch $@

.venv/.npm: tests/package-lock.json .venv/.dev
	$(BIN)/python -m tests.tools npm
	@touch $@

.venv/.test: tests/tools.py .venv/.npm
	$(BIN)/python -m tests.tools browser
	@touch $@

.venv/.firefox: .venv/.test
	$(BIN)/python -m tests.tools firefox
	@touch $@

.venv/.nginx: .venv/.firefox
	$(BIN)/python -m tests.tools nginx
	@touch $@

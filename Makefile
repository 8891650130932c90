# Every target sets up .venv by itself; nothing else is needed than Python 3.11 with venv, and no rights but one's own.

PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.installed
CATALOGUE := store/locale/pl/LC_MESSAGES/crm_tui
# Two for each processor: a test that waits for a program of its own leaves its processor to another.
WORKERS ?= $(shell n=$$((2 * $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))); [ $$n -gt 8 ] && n=8; echo $$n)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint bench demo translations rights
.DEFAULT_GOAL := run

run: $(STAMP) $(CATALOGUE).mo            # open the app: make run ARGS='--lang pl'
	@.venv/bin/crm-tui $(ARGS)

# Compiled once: else each of a hundred programs that the tests start would compile all of itself again.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(STAMP) $(CATALOGUE).mo           # all tests but the benchmarks: make test ARGS=tests/store
	@$(PY) -m compileall -q crm_tui screens widgets store
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(STAMP) $(CATALOGUE).mo
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m tests.catalogue check

BENCHES ?= run planning calendar_pages search cards cycles importing stopwatch reminders reminder_latency reports rights

# A team under load and under fire takes a quarter of an hour: make bench BENCHES=team ARGS='--only load'.
bench: $(STAMP) $(CATALOGUE).mo          # every figure, or some: make bench BENCHES=planning ARGS='--sizes 1000'
	@for bench in $(BENCHES); do $(PY) -m tests.bench.$$bench $(ARGS) || exit 1; done

demo: $(STAMP) $(CATALOGUE).mo           # the app on a made-up company, in a folder that is removed afterwards
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT INT TERM HUP && \
	.venv/bin/crm-tui --db "$$folder/demo.db" $(ARGS) demo && \
	.venv/bin/crm-tui --db "$$folder/demo.db" $(ARGS)

translations: $(STAMP)                   # brings the Polish catalogue up to date with the source, and compiles it
	$(PY) -m tests.catalogue update

rights: $(STAMP)                         # writes docs/rights.md anew from the table of rights
	$(PY) -m tests.rights_page

$(STAMP): pyproject.toml constraints.txt hatch_build.py
	$(PYTHON) -m venv .venv
	$(PY) -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po | $(STAMP)
	@$(PY) -m tests.catalogue compile

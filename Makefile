# What you can do here: `make` alone lists it. Everything runs from .venv, which is made when it
# is missing and left alone when it is up to date. `PY=python3.13 make test` names the Python.

PY ?=

# Relative names only: the path of the checkout may hold spaces, which make cannot quote.
READY := .venv/.ready$(addprefix -,$(notdir $(PY)))

.DEFAULT_GOAL := help
.PHONY: help demo test check fmt soak bench clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo    a night with a crisis, replayed in a few seconds; no network, no config'
	@echo 'make test    the tests'
	@echo 'make check   style, types and the floors of the architecture'
	@echo 'make fmt     puts the code into the common form'
	@echo 'make soak    the long tests'
	@echo 'make bench   the measurements in benchmarks/'
	@echo 'make clean   removes .venv, caches and what the demo wrote'

demo: $(READY)
	@.venv/bin/socwatch demo

test: $(READY)
	@.venv/bin/pytest -n auto --maxprocesses 4 --dist loadfile

check: $(READY)
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

fmt: $(READY)
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

soak: $(READY)
	.venv/bin/pytest -m soak

bench: $(READY)
	@for one in benchmarks/*.py; do echo "== $$one"; .venv/bin/python "$$one" || exit 1; done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis socwatch-demo
	find socwatch tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt .ci/set-up
	@.ci/set-up '$(PY)'
	@touch .venv/.ready '$@'

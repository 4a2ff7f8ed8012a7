# make repro: corpus/ -> outputs/.   make test: everything that must hold.   Both install into .venv first if need be.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export OMP_NUM_THREADS ?= 1
UV := $(shell command -v uv 2>/dev/null)

.PHONY: repro test install lock clean

repro: .venv/.installed .dvc/tmp
	dvc repro

test: .venv/.installed-dev .dvc/tmp
	ruff check pipeline tests benchmarks training
	mypy
	pytest

install: .venv/.installed

$(BIN)/python:
ifdef UV
	uv venv --python $(PYTHON) .venv
else
	$(PYTHON) -m venv .venv
endif

ifdef UV
PIP := uv pip install --python $(BIN)/python
else
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
endif

.venv/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps -e .
	touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

# A tarball has no .git: DVC then works without source control.
.dvc/tmp:
	@git rev-parse --git-dir >/dev/null 2>&1 || { grep -q no_scm .dvc/config || dvc config core.no_scm true; }
	@mkdir -p $@

# Versions and hashes, no address of an index. Needs uv.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml
lock:
	$(LOCK) --extra dev --extra cluster -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf outputs/steps outputs/tables outputs/report outputs/metrics outputs/memo

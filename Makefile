# Two commands: `make demo` builds every paper of a fictional hospital, `make test` runs the tests.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN    := $(VENV)/Scripts
endif

.PHONY: demo test lint bench gallery clean

demo: $(VENV)/installed
	$(BIN)/peerbrief demo demo

test: $(VENV)/tested
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/tested
	$(BIN)/ruff check generator tests assets
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tested
	$(BIN)/python tests/benchmarks/run.py

gallery: $(VENV)/installed
	$(BIN)/python assets/gallery/make.py

clean:
	rm -rf $(VENV) demo dist

$(VENV)/bin/python:
	$(PYTHON) -c "import sys; assert sys.version_info >= (3, 11), 'peerbrief needs Python 3.11 or newer'"
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: pyproject.toml $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	@touch $@

# make run: install, load the demo articles, open the chat.   make test: every check and the default tests.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv

.PHONY: install run test check lock clean

install: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

run: install
	$(BIN)/onrecord demo --serve --open

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/pytest -q -n 2

lock: install
	$(UV) pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate pyproject.toml --group dev --group browser -o requirements.lock

clean:
	rm -rf .venv

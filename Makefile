# make demo — вся работа без экрана; make run — окно в учебном режиме; make test — все проверки.
PYTHON ?= python3
# What pytest is told, e.g. make unit PYTEST='tests/store -x'
PYTEST ?= -n auto -q
BIN := .venv/bin
INPUTS := pyproject.toml packaging/linux/setup.sh

.PHONY: demo run test lint unit slow kills places-bars identity-bars fidelity lock wheel screenshots clean

demo: .venv/.ready-run
	$(BIN)/attest-desktop demo --out demo-out

run: .venv/.ready-run
	$(BIN)/attest-desktop window --training

test: lint unit

lint: .venv/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/.ready-test
	$(BIN)/python -m pytest -m "not slow" $(PYTEST)

# What takes too long for every change: thousands of random cases, every combination. `make test` has short forms.
slow: .venv/.ready-test
	$(BIN)/python -m pytest -m slow $(PYTEST)

# The program killed at work, 80 times for each kind of work, right before system calls that write: KILLS=200 make kills
kills: .venv/.ready-test
	$(BIN)/python -m pytest -m slow -q -n 2 tests/trust/test_kills.py

# How near the built-in PDF engine comes to LibreOffice on a folder of .docx files: make fidelity FOLDER=~/forms
FOLDER ?= resources/sample
fidelity: .venv/.ready-test
	$(BIN)/python -m tests.papers.pdf.fidelity $(FOLDER)

.venv/.ready-run: requirements.lock $(INPUTS)
	@PYTHON=$(PYTHON) packaging/linux/setup.sh run

.venv/.ready-test: requirements-dev.lock requirements.lock $(INPUTS)
	@PYTHON=$(PYTHON) packaging/linux/setup.sh test

# How many of the places to sign are found, and how many that are none (needs LibreOffice).
places-bars: .venv/.ready-test
	$(BIN)/python -m tests.papers.signing.layouts.measure --faults

# How well pages on paper are recognised and their signatures told: scans and photographs, a quarter of an hour.
identity-bars: .venv/.ready-test
	$(BIN)/python -m tests.papers.identity.measuring --cases 20 --layouts 20

# Raises every locked version to the newest that pyproject.toml admits (needs uv: pip install uv).
lock:
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-find-links \
	    --no-emit-index-url --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-find-links \
	    --no-emit-index-url --python-version 3.11 --extra build --extra dev -c requirements.lock pyproject.toml \
	    -o requirements-dev.lock

wheel: .venv/.ready-run
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

screenshots: .venv/.ready-test
	$(BIN)/python docs/take_screenshots.py

clean:
	rm -rf .venv build dist demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

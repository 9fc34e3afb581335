# make demo — вся работа без экрана; make run — окно в учебном режиме; make test — все проверки.
PYTHON ?= python3
# What pytest is told, e.g. make unit PYTEST='tests/store -x'
PYTEST ?= -n auto -q
BIN := .venv/bin
INPUTS := pyproject.toml packaging/linux/setup.sh

.PHONY: demo run test lint unit slow kills fuzz places-bars identity-bars fidelity lock wheel packages test-packages
.PHONY: audit bench windows-check screenshots screenshots-100 screenshots-150 pictures guide clean

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
# And the disk failing at such calls, 25 times for each: DISK_FAULTS=100 make kills
kills: .venv/.ready-test
	$(BIN)/python -m pytest -m slow -q -n 2 tests/trust/test_kills.py tests/trust/test_bad_disk.py

# Real files spoiled at random, at every door that takes files; what fails is kept: FUZZ_SECONDS=3600 make fuzz
FUZZ_SECONDS ?= 600
fuzz: .venv/.ready-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.trust.hostile.fuzzing $(FUZZ_SECONDS)

# The locked packages: pinned by hashes, licences known and allowed, no known holes (pip-audit), none withdrawn.
audit: .venv/.ready-run
	$(BIN)/python packaging/audit.py --build $(BUILD) requirements.lock requirements-dev.lock requirements-packaging.lock

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
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-find-links \
	    --no-emit-index-url --python-version 3.11 --extra build --extra packaging -c requirements.lock pyproject.toml \
	    -o requirements-packaging.lock
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-emit-find-links \
	    --no-emit-index-url --python-version 3.11 --extra build --extra bench -c requirements.lock pyproject.toml \
	    -o requirements-bench.lock

wheel: .venv/.ready-run
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# A .deb and an .rpm in dist/ with everything inside but the system's own libraries: docs/packaging.md
BUILD ?= build
DIST ?= dist
packages: $(BUILD)/venv/.ready-packages
	$(BUILD)/venv/bin/python packaging/freeze.py $(BUILD)
	$(BUILD)/venv/bin/python packaging/linux/make_packages.py $(BUILD) $(DIST)
	$(BUILD)/venv/bin/python packaging/release_notes.py $(DIST)

# Installs the .deb in a bare system, drives it there, removes it (as root): SUITE=jammy make test-packages
test-packages:
	packaging/linux/test_packages.sh $(BUILD) $(DIST)

# What of the Windows packages can be checked on Linux: wheels for every locked package, the installer's script.
windows-check: $(BUILD)/venv/.ready-packages
	$(BUILD)/venv/bin/python packaging/windows/wheels.py requirements.lock 3.11 3.12 3.13
	$(BUILD)/venv/bin/python packaging/windows/check_installer.py $(BUILD)

$(BUILD)/venv/.ready-packages: requirements-packaging.lock packaging/linux/setup.sh
	@mkdir -p $(BUILD)
	@PYTHON=$(PYTHON) VENV=$(BUILD)/venv packaging/linux/setup.sh packages

# Beside what people would use instead; writes benchmarks/RESULTS.md. One row or a few: make bench ONLY=fill,save
ONLY ?=
bench: $(BUILD)/bench/.ready-bench
	$(BUILD)/bench/bin/python -m benchmarks.run $(if $(ONLY),--only $(ONLY))

$(BUILD)/bench/.ready-bench: requirements-bench.lock $(INPUTS)
	@mkdir -p $(BUILD)
	@PYTHON=$(PYTHON) VENV=$(BUILD)/bench packaging/linux/setup.sh bench

# Every view and state, light and dark, from the window on a bare X server: at 100 % on a screen of 1366×768 (some in
# high contrast too), at 150 % on one of 1280×720; on a contact sheet each.
# A few: make screenshots ONLY=home,card; elsewhere: PICTURES=/tmp/look
PICTURES ?= docs/screenshots
ON_SCREEN = xvfb-run -a -s "-screen 0 $(1)x24 -dpi 96 -nolisten tcp" env QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR=$(2)
CONTRAST = attestees,home,search
TAKE = $(BIN)/python docs/take_screenshots.py $(if $(ONLY),--only $(ONLY))

screenshots: screenshots-100 screenshots-150

screenshots-100: .venv/.ready-test
	$(call ON_SCREEN,1366x768,1) $(TAKE) --size 1366x768 --out $(PICTURES)
	$(if $(ONLY),,$(call ON_SCREEN,1366x768,1) $(TAKE) --size 1366x768 --look contrast --only $(CONTRAST) --out $(PICTURES))
	$(BIN)/python docs/contact_sheet.py $(PICTURES)

screenshots-150: .venv/.ready-test
	$(call ON_SCREEN,1280x720,1.5) $(TAKE) --size 853x480 --out $(PICTURES)/150
	$(BIN)/python docs/contact_sheet.py $(PICTURES)/150

# The guide's pictures and its table of keys, out of the real window: look at them before they are committed.
guide: .venv/.ready-test
	$(BIN)/python docs/make_guide.py

# New reference pictures of the views, where a change is meant: look at them before they are committed.
pictures: .venv/.ready-test
	RENEW_PICTURES=1 $(BIN)/python -m pytest -q -n 0 tests/gui/test_pictures.py

clean:
	rm -rf .venv build dist demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

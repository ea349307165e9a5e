# Everything a person does with the source, one word each. `make` alone lists the words.
# On a bare Debian or Ubuntu only python3, make and git are needed; what else is missing is installed
# through apt where that is allowed, and named in one sentence where it is not.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
CODE := app tests .ci
PIP_TOOLS := pip-tools==7.6.2

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# Hundreds of short processes import the program: where bytecode may not be kept, each compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo kiosk office test windows thorough lint fast pictures campaign bench clean catalogues bundle fuzz licences sbom wheel lock .venv

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 18

demo: $(INSTALLED) ## play a whole city through both doors; writes .demo
	$(BIN)/python -m app.demo --out .demo $(ARGS)

kiosk: $(INSTALLED) ## open a training kiosk in a window, with slips to try; writes .kiosk
	@.ci/need window "$(PYTHON)"
	$(BIN)/python -m app.demo kiosk --out .kiosk $(ARGS)

office: $(INSTALLED) ## open the office's window; with ARGS its command line: ARGS="--data .demo/kantor status"
	@test -n '$(ARGS)' || .ci/need window "$(PYTHON)"
	$(BIN)/python -m app.office $(ARGS)

# Three runs, each on two cores: types beside windows, which mostly wait; many small tests in random order; then
# what takes minutes.
test: ## lint, types, contracts between rooms, and every test
	@.ci/need test "$(PYTHON)"
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint windows
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not xvfb and not thorough"
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "slow and not xvfb"

windows: $(INSTALLED) ## the tests that open real windows, on a screen that no one sees
	@.ci/need test "$(PYTHON)"
	$(BIN)/python -m pytest -q -m "xvfb and not thorough"

thorough: $(INSTALLED) ## every screen for every eye, many orders of answering: what is too long beside each change
	@.ci/need test "$(PYTHON)"
	$(BIN)/python -m pytest -q -n 2 --dist load -m thorough

fast: $(INSTALLED) ## the tests that take seconds
	@.ci/need screen "$(PYTHON)"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not xvfb and not thorough and not external" $(ARGS)

lint: $(INSTALLED) ## ruff, mypy strict, and who may import whom
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

pictures: $(INSTALLED) ## draw every screen for every eye into .pictures (ARGS=--quick for a few, --guides for the guides)
	@.ci/need screen "$(PYTHON)"
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gallery --out .pictures $(ARGS)

campaign: $(INSTALLED) ## the long hunts for faults, each with its mutant (ARGS="--only SOAK" for some)
	@.ci/need test "$(PYTHON)"
	$(BIN)/python -m tests.campaign $(ARGS)

bench: $(INSTALLED) ## how fast and how large, beside bare floors; judged on a quiet machine, or with ARGS=--force
	@.ci/need screen "$(PYTHON)"
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench $(ARGS)

FUZZER := .stamps/fuzzer
fuzz: $(INSTALLED) ## let coverage guide bytes into every reader of foreign bytes (ARGS="--only batch --seconds 600")
	@test -d $(FUZZER) || $(BIN)/python -m pip install -q --no-deps --require-hashes --only-binary :all: \
		--target $(FUZZER) -r fuzz.lock
	PYTHONPATH=$(FUZZER) $(BIN)/python -m tests.fuzz $(ARGS)

# What the screen needs is looked for first: the libraries of the build machine go into the kiosk's bundle.
bundle: $(INSTALLED) ## executables without an installed Python, built into dist and tried
	@.ci/need bundle "$(PYTHON)"
	$(BIN)/python -m PyInstaller build.spec --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bundle $(ARGS)

licences: $(INSTALLED) ## write the licences of all parts into resources/licences.txt
	$(BIN)/python .ci/parts.py licences

sbom: $(INSTALLED) ## write the bill of materials (CycloneDX) into dist
	$(BIN)/python .ci/parts.py sbom dist/bilik.cdx.json

wheel: $(INSTALLED) ## build the last commit's wheel twice, and keep it when both are the same
	.ci/wheel $(BIN)/python dist

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard resources/locale/*/LC_MESSAGES/*.po))
catalogues: $(CATALOGUES) ## compile the sentences of both languages

%.mo: %.po | $(INSTALLED)
	$(BIN)/pybabel -q compile -i $< -o $@ -l $(word 3,$(subst /, ,$@))

clean: ## everything that make wrote, except the installed tools in .venv and the finds in .campaign
	rm -rf .demo .kiosk .pictures .stamps build dist *.egg-info .import_linter_cache
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find app tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The lock is compiled in an environment of its own, from the public index alone: no local wheel, no index
# address and no build machine may leak into it. The markers spare Linux what only Windows needs.
lock: ## compile requirements.lock anew from pyproject.toml
	@.ci/need venv "$(PYTHON)"
	rm -rf .stamps/lock && "$(PYTHON)" -m venv .stamps/lock && .stamps/lock/bin/pip install -q $(PIP_TOOLS)
	env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
		.stamps/lock/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
		--strip-extras --unsafe-package bilik --extra dev --output-file requirements.lock pyproject.toml
	sed -i -E -e '/^# WARNING/,$$d' \
		-e '/^(colorama|pefile|pywin32-ctypes)==[^;]*\\$$/ s/ \\$$/ ; sys_platform == "win32" \\/' requirements.lock

.venv: $(INSTALLED) ## the tools and libraries, exactly those of the lock

$(INSTALLED): requirements.lock pyproject.toml
	@.ci/need venv "$(PYTHON)"
	@echo "Installing into $(VENV) exactly what requirements.lock names ..."
	@test -x $(BIN)/pip || "$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

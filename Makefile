# Two words do everything: `make run` shows the program, `make test` runs what CI runs.
# Both install what is missing first (installers/dev/setup.sh). `make help` lists the rest.

PYTHON_IN_VENV := .venv/bin/python
SETUP := PYTHON='$(PYTHON)' installers/dev/setup.sh
PROGRAM := .venv/bin/reception-room
PYTEST := .venv/bin/coverage run -m pytest --durations=30
# Lines are not counted where time is measured (it takes a tenth of a busy process), nor in a part.
UNWATCHED := $(PYTHON_IN_VENV) -m pytest --durations=30
# For tests that try no disk: files in memory, where the system has 2 GB of such a folder, and only
# while their test runs. And no watch over the threads of each of thousands of tests: on a busy PC,
# to end one takes longer than most tests do (`timeout` in pyproject.toml stays).
IN_MEMORY := -o faulthandler_timeout=0 -o tmp_path_retention_policy=failed
unit contract ui: export PYTEST_DEBUG_TEMPROOT := $(shell df -Pk /dev/shm 2>/dev/null \
	| awk 'NR > 1 && $$4 > 2000000 {print "/dev/shm"}')
# Interrupted, not ended: Wine's programs go with it.
TRY_MSI := timeout --foreground --signal=INT --kill-after=60 1200 .venv-msi/bin/python -m tests.windows
# Every line and branch of these is a rule of the reception or of the wire.
WHOLLY_COVERED := desktop/domain/*,desktop/contract/*,desktop/presenters/*
ARGS :=
PART :=
# Bytecode is kept: else each of the thousand processes that the tests start compiles the program.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:

##@ For everybody

.PHONY: run
run: setup ## start the program in practice mode; ARGS="--reset" starts anew
	$(PROGRAM) practice $(ARGS)

.PHONY: run-hq
run-hq: setup ## open the second room beside it
	$(PROGRAM) practice --site hq $(ARGS)

.PHONY: rehearse
rehearse: setup ## diễn tập: the whole path without a window, measured
	$(PROGRAM) rehearse --json $(ARGS)
	$(PROGRAM) rehearse --json --script prepare $(ARGS)
	$(PROGRAM) rehearse --json --script full $(ARGS)

.PHONY: test
test: export HYPOTHESIS_PROFILE ?= ci
test: override PART :=
test: setup-test lint typecheck unit contract ui integration coverage installer ## everything CI runs

##@ For developers

.PHONY: setup
setup: ## install what `make run` needs; PYTHON=python3.12 chooses the interpreter
	@$(SETUP) run

.PHONY: setup-test
setup-test: ## install what `make test` needs
	@$(SETUP) test

.PHONY: lint
lint: setup-test ## style, format, the rule of the packages, dependencies
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports
	.venv/bin/deptry .

.PHONY: typecheck
typecheck: setup-test ## mypy, strict
	.venv/bin/mypy desktop tests installers

.PHONY: unit
unit: setup-test ## fast tests, on two cores; PART=presenters/record takes tests/unit/presenters/record alone
	$(if $(PART),,@.venv/bin/coverage erase)
	$(if $(PART),$(UNWATCHED) tests/unit/$(PART),$(PYTEST) tests/unit) -n 2 --dist worksteal $(IN_MEMORY)

.PHONY: contract
contract: setup-test ## the wire, and fakes against the real things
	$(PYTEST) tests/contract -n 2 --dist worksteal $(IN_MEMORY)

.PHONY: ui
ui: setup-test ## widgets, offscreen
	$(PYTEST) tests/ui -n 2 --dist worksteal $(IN_MEMORY)

.PHONY: integration
integration: setup-test ## real processes, sound and browser; what measures runs alone
	$(PYTEST) tests/integration -m "not alone and not light and not long" -n 2 --dist loadfile \
		--no-loadscope-reorder
	$(UNWATCHED) tests/integration/media -m "light and not alone and not long" -n 2 --dist worksteal
	$(UNWATCHED) tests/integration -m "alone and not long"

.PHONY: coverage
coverage: ## the gates, over the stages that ran before
	.venv/bin/coverage combine --quiet
	.venv/bin/coverage report
	.venv/bin/coverage report --include='$(WHOLLY_COVERED)' --fail-under=100

.PHONY: installer
installer: ## the Windows installer built, checked and tried under Wine, where that is possible
	@why=$$($(SETUP) can-test-msi); case $$? in \
		0) $(SETUP) test-msi && $(TRY_MSI) --brief ;; \
		4) echo "The Windows installer is not tried: $$why" ;; \
		*) exit 1 ;; \
	esac

.PHONY: screenshots
screenshots: setup-test ## every screen as a picture, below build/screenshots
	$(PYTHON_IN_VENV) -m tests.screens.render_screens $(ARGS)

.PHONY: bench
bench: setup-test ## the figures of docs/measurements.md, measured again
	$(PYTHON_IN_VENV) -m tests.bench

.PHONY: soak
soak: setup-test ## an hour of calls: lines cut and changed, rooms that join and leave, devices pulled
	$(PYTHON_IN_VENV) -m tests.soak.line outages --seconds 8 --times 20
	$(PYTHON_IN_VENV) -m tests.soak.line outages --seconds 22 --times 20
	$(PYTHON_IN_VENV) -m tests.soak.line churn --times 300
	$(PYTHON_IN_VENV) -m tests.soak.plugs --times 100
	$(PYTHON_IN_VENV) -m tests.soak.mesh --minutes 30 --warm-up 12

.PHONY: torture
torture: setup-test ## kills, cuts, full disks, bad lines, presses and examples, as many as anybody asked for
	HYPOTHESIS_PROFILE=torture $(UNWATCHED) tests/unit tests/contract -m hypothesis \
		-o timeout=7200 -n 2 --dist worksteal
	LOSSY_HISTORIES=2000 DESK_KILLS=200 POWER_CUTS=1000 CHAOS_S=60 UPLOAD_MIB=1024 \
		DEATHS_EVERY=1 PLUGS=100 PRESSES_PER_DESK=1 STEP_KILLS=2 \
		RECORDER_KILLS=50 DESK_AND_ENGINE_KILLS=20 \
		$(PYTHON_IN_VENV) -m pytest -s -o timeout=7200 -o faulthandler_timeout=0 \
		-m "torture or long" tests/integration tests/ui $(ARGS)

.PHONY: setup-msi
setup-msi:
	@$(SETUP) msi

.PHONY: msi
msi: setup-msi ## the Windows installer, built here; ARGS="--runtime F --library L" takes another CPython
	.venv-msi/bin/python -m installers.msi $(ARGS)

.PHONY: test-msi
test-msi: ## by hand, 5 minutes: tampering, equal builds, signatures, upgrades, a rehearsal, the guide too
	@$(SETUP) test-msi
	$(TRY_MSI) $(ARGS)

.PHONY: schemas
schemas: setup-test ## write docs/api anew from the contract
	$(PYTHON_IN_VENV) -m desktop.cityserver.export.schema

.PHONY: translations
translations: setup-test ## gather and compile the words of the screens
	$(PYTHON_IN_VENV) installers/build_translations.py

.PHONY: third-party
third-party: setup ## write THIRD-PARTY.md anew
	$(PYTHON_IN_VENV) installers/dev/third_party.py

.PHONY: clean
clean: ## remove what was made here: environments, caches, build
	rm -rf .venv .venv-msi .tools .cache build dist .coverage .coverage.* .mypy_cache .ruff_cache \
		.pytest_cache .hypothesis .import_linter_cache
	find desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {print "\n" substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

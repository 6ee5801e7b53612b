# Everything the project can do, each with one command. All of them share the virtual environment in .venv.
# Needed: Python 3.11 or later with pip and venv, make, git.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PY := .venv/bin/python
FSCORE := .venv/bin/fscore
DEMO := $(FSCORE) --db sqlite:///build/demo.db
YEAR := 2023
TOWNSHIP := 990101101000
SUMMARY := build/青禾镇$(YEAR)年食品安全工作总结.docx

# The environment is brought up to date when what it is made of changes: the pins, the distributions, this folder's place.
DISTRIBUTIONS := . admin $(sort $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml)))
RUN_FILES := requirements.txt $(DISTRIBUTIONS:%=%/pyproject.toml)
ifneq ($(shell $(PY) -c "print('works')" 2>/dev/null),works)
$(shell rm -f .venv/ready-*)
endif
key = $(shell (pwd; cat $(1)) | cksum | cut -d' ' -f1)
RUN_READY := .venv/ready-run-$(call key,$(RUN_FILES))
DEV_READY := .venv/ready-dev-$(call key,$(RUN_FILES) requirements-dev.txt)
PIP := $(PY) -m pip --disable-pip-version-check -qq

# What the demonstration township is built from; it is built again when one of these is newer.
SOURCES := $(shell find src admin/src plugins/*/src -type f \( -name '*.py' -o -name '*.toml' -o -name '*.txt' -o -name '*.csv' \))

.PHONY: help run demo test check bench docs new-plugin environment environment-dev lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' $(firstword $(MAKEFILE_LIST)) | awk '{name=$$1; $$1=""; printf "  make %-16s%s\n", name, $$0}'

run: demo ## build the demonstration township, print its figures, write its summary, serve it on 127.0.0.1:8000 (PORT=8001)
	@$(DEMO) serve $(if $(PORT),--port $(PORT))

demo: $(RUN_READY) build/demo.db ## the same without serving
	@$(DEMO) indicators --division $(TOWNSHIP) --year $(YEAR)
	@$(DEMO) summary write --division $(TOWNSHIP) --year $(YEAR) -o $(SUMMARY)

test: $(DEV_READY) ## run every test; ARGS="-k word" picks some
	@$(PY) -m pytest -n auto $(ARGS)

check: $(DEV_READY) ## format, lint, types, imports, generated pages, English
	@$(PY) -m ruff format --check
	@$(PY) -m ruff check
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@if [ -f docs/build.py ]; then $(PY) docs/build.py --check; fi
	@$(PY) -m fscore.testing.catalogue --check

bench: $(DEV_READY) ## measure speed as ratios in one run, print a table
	@$(PY) tests/bench/run.py $(ARGS)

docs: $(DEV_READY) ## write the generated pages of the handbook
	@$(PY) docs/build.py

new-plugin: $(RUN_READY) ## start a plugin and install it: make new-plugin NAME=word TITLE=中文名称
	@test -n "$(NAME)" || { echo "Say which: make new-plugin NAME=word TITLE=中文名称" >&2; exit 2; }
	@$(FSCORE) plugin new $(NAME) $(if $(TITLE),--title "$(TITLE)")
	@$(MAKE) environment

environment: $(RUN_READY) ## the virtual environment alone

environment-dev: $(DEV_READY) ## the virtual environment with all that tests and checks need

lock: $(DEV_READY) ## pin the newest releases of what the pyproject.toml files name
	@$(PY) .ci/lock.py

clean: ## remove what make has made
	@rm -rf .venv build

build/demo.db: $(RUN_READY) $(SOURCES)
	@mkdir -p build && rm -f build/demo.db*
	@$(DEMO) demo

# A third-party release is taken only with a hash that the pins name; ours come from this folder and from nowhere else.
$(RUN_READY):
	@PYTHON="$(PYTHON)" .ci/environment
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation $(DISTRIBUTIONS:%=-e ./%)
	@rm -f .venv/ready-run-* && touch $@

$(DEV_READY): $(RUN_READY)
	@echo "Installing what tests and checks need …"
	@$(PIP) install --require-hashes -r requirements.txt -r requirements-dev.txt
	@rm -f .venv/ready-dev-* && touch $@

# Two commands matter: `make demo` and `make test`. Each sets up what it needs.
PORT ?= 8000
PYTHON := $(shell for p in python3.13 python3.12 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 14))' \
	>/dev/null 2>&1 && { command -v "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test audit lint sbom messages requirements pictures clean python

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.runtime ## run the portal on the real facts (PORT=8001 serves elsewhere)
	@$(BIN)/python manage.py demo --port $(PORT)

test: $(VENV)/.dev ## pass all tests that this machine can run, and say which it cannot
	@$(BIN)/python -m tests.run

lint: $(VENV)/.dev ## style, import order, templates, migrations, deployment settings
	@$(BIN)/python -m tests.lint

sbom: $(VENV)/.dev ## list what a release is made of, in build/sbom.cdx.json
	@mkdir -p build
	@$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible --of JSON --output-file build/sbom.cdx.json

audit: $(VENV)/.dev ## what is slow: every address in every form, benchmarks, drills
	@$(BIN)/python -m tests.run --audit

messages: $(VENV)/.dev ## gather and compile the interface's Thai (needs gettext)
	@$(BIN)/python manage.py makemessages --locale th --no-location --no-wrap --ignore '.venv' --ignore build --ignore node_modules
	@$(BIN)/python manage.py compilemessages --locale th --ignore '.venv' --ignore node_modules

pictures: $(VENV)/.dev ## take the README's pictures anew (needs chromium)
	@$(BIN)/python -m docs.pictures

requirements: $(VENV)/.dev ## write the hashed requirements from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --quiet --no-header --output-file requirements-dev.txt
	@$(BIN)/uv pip compile pyproject.toml --constraints requirements-dev.txt --universal --generate-hashes --quiet --no-header --output-file requirements.txt
	@echo wapiti3 | $(BIN)/uv pip compile - --universal --python-version 3.12 --generate-hashes --quiet --no-header --output-file requirements-wapiti.txt
	@echo gunicorn | $(BIN)/uv pip compile - --universal --python-version 3.12 --generate-hashes --quiet --no-header --output-file requirements-gunicorn.txt

clean: ## remove what was built and installed; the data in var/ stays
	@rm -rf $(VENV) build node_modules

python:
	@test -n "$(PYTHON)" || { printf '%s\n' \
	  'creativecity needs Python 3.12 or 3.13 with its venv module, and none was found.' \
	  'Debian 13 or Ubuntu 24.04: apt-get install python3-venv' \
	  'Elsewhere: pyenv install 3.13, or the installer from the Python project' >&2; exit 1; }

$(BIN)/python: | python
	@echo 'Setting up (once) with $(PYTHON)'
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@ $(VENV)/.runtime

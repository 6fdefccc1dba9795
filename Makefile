# make plan   the example plan, from nothing but Python 3.11 and make
# make test   the same set-up, then every test that fits in minutes (make test-all: all of them)
# make docs   the site of docs/ into build/docs
# make bench  speed beside SciPy, FiPy and pmcxcl, installed for it alone

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
EVERY_KERNEL := "1 session of fractional-co2 on face; after 4 weeks 1 session of nonablative-fractional on face"

.PHONY: plan test test-all ready kernels docs lint bench convergence trials scale colour catalogue verdict validation calibrate glossary clean

plan: $(VENV)/.core
	$(BIN)/rederm plan examples/maria.toml --out rederm-plan

test:
	$(MAKE) --no-print-directory -j2 ready
	$(PYTEST) -m "not slow"
	sh tools/with_postgres.sh $(PYTEST) tests/clinic -m "not slow and not browser"

test-all:
	$(MAKE) --no-print-directory -j2 ready
	$(PYTEST)
	sh tools/with_postgres.sh $(PYTEST) tests/clinic

ready: $(VENV)/.browser kernels lint  # two at a time: packages beside Chromium, then mypy, which takes one core, beside Numba

kernels: $(VENV)/.dev  # a picture needs every kernel: Numba keeps them compiled, where each process would else compile its own
	@mkdir -p build
	$(BIN)/rederm picture examples/clients/09-helen.toml --course $(EVERY_KERNEL) --days 0,30 --draws 2 --out build/kernels.png >build/kernels.txt

docs: $(VENV)/.dev  # the site, with warnings as errors and nothing from the net
	$(BIN)/python -m sphinx -b html -W --keep-going -n -q docs build/docs

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests benchmarks examples tools docs
	$(BIN)/ruff format --check src tests benchmarks examples tools docs
	REDERM_CLINIC=$(VENV)/clinic $(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "rederm needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 plan"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "the venv module of Python is missing: install it (Debian: apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $(VENV)/.core $@

$(VENV)/.browser: $(VENV)/bin/python tools/browser.sh  # Chromium and poppler, which no Python package brings
	@sh tools/browser.sh
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[bench]'
	@touch $@

bench: $(VENV)/.bench  # pmcxcl also needs an OpenCL device (Debian: apt-get install pocl-opencl-icd); it is skipped without one
	PYTHONPATH=src:tests $(BIN)/python -W ignore benchmarks/bench.py

convergence: $(VENV)/.dev  # remakes docs/methods/convergence.md, in about ten minutes
	PYTHONPATH=src:tests $(BIN)/python benchmarks/convergence.py

trials: $(VENV)/.dev  # remakes docs/validation/trials.md, in a minute
	PYTHONPATH=src $(BIN)/python benchmarks/published_trials.py

scale: $(VENV)/.dev  # measures what trials and plans cost and remakes docs/scale.md, in about ten minutes at low priority
	PYTHONPATH=src $(BIN)/python benchmarks/scale.py

colour: $(VENV)/.dev  # refits the optics of skin on measured spectra and remakes docs/methods/colour.md, in a few minutes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[spectra]'
	PYTHONPATH=src $(BIN)/python benchmarks/skin_colour.py

verdict: $(VENV)/.core  # remakes docs/verdict, the claims made for resurfacing beside what is computed
	$(BIN)/python -c 'from pathlib import Path; from rederm.evidence import verdict; from rederm.output import write_verdict; write_verdict(verdict(), Path("docs/verdict"))'
	cp docs/verdict/verdict.json src/rederm/data/verdict/verdict.json  # what the clinic shows

validation: $(VENV)/.core  # remakes docs/validation, the summary of `rederm validate` and the credibility statement
	$(BIN)/python -c 'from pathlib import Path; from rederm.evidence import validate; from rederm.output import write_validation_pages; write_validation_pages(validate(), Path("docs/validation"))'

calibrate: $(VENV)/.core  # refits the posterior on the published observations and writes it to src/rederm/data/posterior
	$(BIN)/python -c 'from rederm.evidence import remake; c = remake(); print(*c.table(), *c.summary(), sep="\n")'

glossary: $(VENV)/.core  # remakes docs/glossary.md from the one list of names, src/rederm/data/glossary.toml
	$(BIN)/python -c 'from pathlib import Path; from rederm.output.glossary import glossary_page; Path("docs/glossary.md").write_text(glossary_page())'

catalogue: $(VENV)/.dev  # finds what is said to people, merges it into every language of src/rederm/data/locale and compiles it
	$(BIN)/python tools/catalogue.py

clean:
	rm -rf $(VENV) rederm-plan build dist

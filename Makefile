# Run `make` for what there is to run. Everything lives in .venv; nothing needs root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NOTES ?= notes
PORT ?= 8501
MINUTES ?= 60
TUNE ?= eval/notebooks/tune
HELDOUT ?= eval/notebooks/heldout

.DEFAULT_GOAL := help
.PHONY: help install install-dev chat test torture lint check eval eval-heldout bench train-reader fit-ranker \
	ablation clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed ## make the environment and install Quoth in it
install-dev: $(VENV)/installed-dev ## the same, with what the checks and tests need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Quoth needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing Quoth and what it runs on (some minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the checks and tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

chat: install ## index the notes (NOTES=folder, the sample notes by default) and open the chat
	@echo "Indexing $(NOTES) and opening the chat on http://127.0.0.1:$(PORT) (Ctrl-C ends it) ..."
	@$(BIN)/quoth chat $(NOTES) --port $(PORT)

test: install-dev ## run all tests
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -q --numprocesses 3 --dist loadfile

torture: install-dev ## kill, damage and overload it thousands of times (hours)
	@echo "Running the long torture tests ..."
	@QUOTH_TORTURE=long $(BIN)/python -m pytest -q tests/torture --timeout 0 \
		--numprocesses 3 --dist loadfile

lint: install-dev ## check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint test ## lint and test: what CI runs

eval: install ## measure recall and answers on the sample notes
	@$(BIN)/quoth index notes
	@$(BIN)/quoth eval eval/known/aws.jsonl --notes notes

eval-heldout: install ## the same on notebooks that nothing was trained on or fitted to
	@$(BIN)/quoth index $(HELDOUT)
	@$(BIN)/quoth eval $(HELDOUT) --notes $(HELDOUT)

bench: install ## how fast it is on a copy of NOTES, all of it (KNOWN=questions, BENCH="--sizes 1000000")
	@mkdir -p build
	@$(BIN)/python -m eval.bench all $(NOTES) $(if $(KNOWN),--known $(KNOWN)) \
		--json build/bench.json --picture build/bench.svg $(BENCH)

train-reader: NOTEBOOKS ?= eval/notebooks/train
train-reader: CHECK ?= $(TUNE)
train-reader: install ## train the reader (if wanted NOTEBOOKS="folder ...", PUBLIC, CHECK, MINUTES)
	@mkdir -p retriever/reader/weights
	@$(BIN)/python -m eval.training reader --notebooks $(NOTEBOOKS) $(if $(PUBLIC),--public $(PUBLIC)) \
		$(if $(CHECK),--check $(CHECK)) --minutes $(MINUTES) --out retriever/reader/weights/reader.safetensors

fit-ranker: NOTEBOOKS ?= $(TUNE)
fit-ranker: install ## fit ranker.json (NOTEBOOKS="folder ...", others than the reader learnt from)
	@$(BIN)/python -m eval.training ranker --notebooks $(NOTEBOOKS) --out retriever/ranker.json

ablation: install ## what each part of the ranker is worth: fit to TUNE without it, measure on HELDOUT
	@$(BIN)/python -m eval.training ablation --tune $(TUNE) --held-out $(HELDOUT)

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

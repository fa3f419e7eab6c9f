# make demo: the main job, replayed from a recording.  make test: all tests but the
# slow ones, which make torture runs: the hostile web, kills, full disks, many machines.
# make bench PEERS=.../bin/python: the speed of a crawl beside others (docs/speed.md).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Files in the order in which they are named: xdist would end with those of few and long tests.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: demo test torture lint fixtures bench clean

demo: $(VENV)/installed
	@mkdir -p out
	@$(BIN)/newsbot crawl daydaynews --replay daydaynews/theme -O out/articles.jsonl
	@$(BIN)/python docs/show.py out/articles.jsonl

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q $(SPREAD)

torture: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q -m torture tests/hostile
	$(BIN)/python -m pytest -q -rs -m torture $(SPREAD) tests/test_kill.py tests/test_month.py \
	  tests/test_cluster.py tests/test_disks.py tests/test_report_page.py tests/test_own_sites.py

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python benchmarks/crawl.py --folder out/town --peers-python "$(PEERS)"

fixtures: $(VENV)/installed-dev
	$(BIN)/python tests/sites/record_cases.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Everything a newcomer needs is two commands: make demo, make test. `make help` lists the rest.
.POSIX:
.DEFAULT_GOAL := help
.PHONY: help demo test lint format environment bench screenshots assets lock wheel clean

PORT = 8000
SCALE = full
PYTHON = .venv/bin/python

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

environment: ## Create .venv and install the pinned packages (the others call it)
	@sh tools/bootstrap.sh

demo: environment ## Open the demo round in a browser; PORT=8000 unless told
	@$(PYTHON) -m portfolio.cli demo --port $(PORT)

test: environment ## Lint, types, and every test, browser included; CI=true forbids leaving any out
	@sh tools/system_packages.sh
	@sh tools/run_tests.sh

lint: environment ## Style, format and types only
	@sh tools/lint.sh

format: environment ## Put every Python file into the house's format
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench: environment ## Measure how fast proposals are found; SCALE=short takes minutes, quick seconds
	@$(PYTHON) -m tools.bench --scale $(SCALE) --write

screenshots: environment ## Renew the pictures of the README from the real pages
	@sh tools/system_packages.sh
	@$(PYTHON) -m tools.screenshots

assets: environment ## Renew the browser files from package-lock.json (needs Node)
	@npm ci --ignore-scripts
	@$(PYTHON) tools/vendor_assets.py

lock: environment ## Renew requirements.lock from setup.cfg (with Python 3.11)
	@$(PYTHON) tools/lock.py

wheel: environment ## Build the wheel into dist/
	@$(PYTHON) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist . && ls dist/*.whl

clean: ## Remove what was built; data in instance/ stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .coverage .coverage.* htmlcov test-results

#!/bin/sh
# Lint, then all tests in one run with branch coverage, told in one line; the last line is pytest's own.
set -eu
cd "$(dirname "$0")/.."
sh tools/lint.sh
.venv/bin/python -m pytest -q --cov --cov-report= --cov-fail-under=80 "$@"

#!/bin/sh
# Lint, then all tests in one run with branch coverage; the last line is pytest's own.
set -eu
cd "$(dirname "$0")/.."
sh tools/lint.sh
.venv/bin/python -m pytest -q --cov --cov-report= "$@"

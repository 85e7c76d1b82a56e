#!/bin/sh
# Lint, then all tests in one run, a worker for each processor, with branch coverage told in one line; the last line is
# pytest's own. A file stays with one worker: what its tests share is made once.
set -eu
cd "$(dirname "$0")/.."
sh tools/lint.sh
.venv/bin/python -m pytest -q -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder \
    --cov --cov-report= --cov-fail-under=80 "$@"

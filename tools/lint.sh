#!/bin/sh
# Style, format and types, in the order of their speed.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
echo "ruff …" && ruff check --quiet . && ruff format --check --quiet .
echo "mypy --strict …" && mypy

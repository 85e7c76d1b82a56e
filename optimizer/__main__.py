"""`python -m optimizer`: the command line."""

from __future__ import annotations

from optimizer.cli import main

main()

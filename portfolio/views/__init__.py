"""One blueprint a feature: bind, call one service, respond.

A module here offers `blueprint = Blueprint("<feature>", __name__)`; append its name to `BLUEPRINTS`. Conventions that
the layout and the tests build on: pages of a round live under `/rounds/<round_key>/…`; the first page of a feature is
the endpoint `<feature>.index`; templates are `templates/<feature>/<endpoint>.html`; every view carries
`@needs(action)` from `portfolio.web` (or `@public`, and then a place in the short list of test_every_route.py).
"""

from __future__ import annotations

BLUEPRINTS: list[str] = [
    "criteria",
    "exports",
    "health",
    "history",
    "home",
    "ideas",
    "imports",
    "initiatives",
    "options",
    "people",
    "proposal",
    "rounds",
    "rules",
    "scenarios",
    "scores",
    "settings",
    "weights",
]
"""Modules of this package whose `blueprint` the application registers, one a line."""

"""Fixtures of every test, and the rule for groups that this machine cannot run: left out loudly, never quietly."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests import services

LEFT_OUT = pytest.StashKey[dict[str, str]]()
COUNTS = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Looks once at what the machine has."""
    config.stash[LEFT_OUT] = services.missing_groups()
    config.stash[COUNTS] = Counter()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what cannot run here, and drives the browser last: failures in plain code show first."""
    lacking, counts = config.stash[LEFT_OUT], config.stash[COUNTS]
    out = {item: [group for group in lacking if item.get_closest_marker(group)] for item in items}
    left_out = [item for item in items if out[item]]
    for item in left_out:
        counts.update(out[item])
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((i for i in items if not out[i]), key=lambda i: i.get_closest_marker("browser") is not None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On a build server nothing may be left out."""
    passed = session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if session.config.stash[COUNTS] and passed and os.environ.get("CI", "").lower() in ("1", "true"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The list of what was left out, last of all."""
    for group, count in sorted(config.stash[COUNTS].items()):
        lacks = config.stash[LEFT_OUT][group]
        text = f"LEFT OUT: {count} {group} tests, because this machine has no {lacks}."
        terminalreporter.write_line(text, yellow=True, bold=True)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty database in a cluster that only these tests use."""
    with services.postgres_cluster() as url:
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium; a container's root user cannot have its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": str(services.chromium()), "args": arguments, "headless": True}

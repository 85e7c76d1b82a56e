"""Fixtures of every test, and the rule for groups that this machine cannot run: left out loudly, never quietly."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests import services

if TYPE_CHECKING:
    from portfolio.services.exports import BoardPaper

LEFT_OUT = pytest.StashKey[dict[str, str]]()
COUNTS = pytest.StashKey[Counter[str]]()
SLOW = ("test_demo.py", "test_one_truth.py", "test_demo_report.py", "test_demo_prices.py", "test_whole.py")
"""Files of few tests that take long: begun first, so that no worker is alone with one at the end."""

settings.register_profile("quick", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """Looks once at what the machine has."""
    config.stash[LEFT_OUT] = services.missing_groups()
    config.stash[COUNTS] = Counter()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what cannot run here, and begins with what takes longest, the browser first of all."""
    lacking, counts = config.stash[LEFT_OUT], config.stash[COUNTS]
    out = {item: [group for group in lacking if item.get_closest_marker(group)] for item in items}
    left_out = [item for item in items if out[item]]
    for item in left_out:
        counts.update(out[item])
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((i for i in items if not out[i]), key=_turn)


def _turn(item: pytest.Item) -> int:
    return 0 if item.get_closest_marker("browser") else 1 if item.path.name in SLOW else 2


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Takes over from a worker what all of them left out alike."""
    node.config.stash[COUNTS] |= Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On a build server nothing may be left out."""
    counts = session.config.stash[COUNTS]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(counts)
        return
    passed = session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if counts and passed and os.environ.get("CI", "").lower() in ("1", "true"):
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
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the demo round, loaded once through the importer that users have: copy it to change it."""
    from tests.databases import demo_database

    return demo_database(tmp_path_factory.mktemp("demo") / "remit.sqlite3")


@pytest.fixture(scope="session")
def demo_paper(demo_file: Path) -> BoardPaper:
    """The demo round's own proposal with all explanations, worked out once."""
    from tests.databases import paper_of

    return paper_of(demo_file, "fy2027", page="https://remit.example/rounds/fy2027/proposal/")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium; a container's root user cannot have its sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": str(services.chromium()), "args": arguments, "headless": True}

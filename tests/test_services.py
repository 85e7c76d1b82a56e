"""The helpers that borrow from the machine do what the other tests rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parent.parent


@pytest.mark.postgres
def test_the_cluster_is_of_the_tests_alone(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.scalar(text("show listen_addresses")) == ""
        assert connection.scalar(text("show fsync")) == "off"
        assert str(connection.scalar(text("show data_directory"))).startswith("/tmp/remit-pg-")
    engine.dispose()


GROUPED = """
import pytest

@pytest.mark.office
def test_needs_an_office(): raise AssertionError("must not run")

def test_needs_nothing(): pass
"""


@pytest.mark.parametrize(("ci", "outcome", "workers"), [("", 0, 0), ("true", 1, 0), ("true", 1, 2)])
def test_a_group_without_its_program_is_listed_and_fails_only_on_a_build_server(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: int, workers: int
) -> None:
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text())
    pytester.makeini(f"[pytest]\npythonpath = {ROOT}\nmarkers =\n  office: x\n  browser: x\n  postgres: x\n")
    pytester.makepyfile(GROUPED)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", str(pytester.path))
    done = pytester.runpytest_subprocess("-n", str(workers))
    assert done.ret == outcome
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["LEFT OUT: 1 office tests, because this machine has no LibreOffice and poppler-utils."])

"""`remit export`: three endings, three files, and a refusal that names them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portfolio.cli import main
from portfolio.settings import Settings


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A command line on an installation of the test's own."""
    monkeypatch.setenv("REMIT_INSTANCE", str(settings.instance))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return CliRunner()


@pytest.fixture
def demo(run: CliRunner, settings: Settings, demo_file: Path) -> CliRunner:
    """The same with the demo round in it."""
    shutil.copy(demo_file, settings.instance / "remit.sqlite3")
    return run


def export(runner: CliRunner, *arguments: str) -> Result:
    return runner.invoke(main, ["export", *arguments])


def test_each_ending_gives_its_file(demo: CliRunner, tmp_path: Path) -> None:
    for kind, start in ((".pptx", b"PK"), (".xlsx", b"PK"), (".json", b"{")):
        target = tmp_path / f"board{kind}"
        result = export(demo, "--round", "fy2027", "--to", str(target))
        assert result.exit_code == 0, result.output
        assert target.read_bytes().startswith(start)
    assert len(json.loads((tmp_path / "board.json").read_text())["initiatives"]) == 36
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("name", ["board.pdf", "board", "board.ppt"])
def test_another_ending_is_wrong_use_and_names_the_three(run: CliRunner, tmp_path: Path, name: str) -> None:
    result = export(run, "--round", "fy2027", "--to", str(tmp_path / name))
    assert result.exit_code == 2
    assert all(kind in result.output for kind in (".pptx", ".xlsx", ".json"))


def test_a_round_that_is_not_there_is_refused_by_name(run: CliRunner, tmp_path: Path) -> None:
    result = export(run, "--round", "nope", "--to", str(tmp_path / "a.json"))
    assert result.exit_code == 1
    assert "“nope”" in result.output


def test_a_folder_that_is_not_there_is_refused(demo: CliRunner, tmp_path: Path) -> None:
    result = export(demo, "--round", "fy2027", "--to", str(tmp_path / "no" / "a.json"))
    assert result.exit_code == 1
    assert "cannot be written" in result.output

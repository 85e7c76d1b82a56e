"""The command line: finds its subcommands, starts fast, refuses with reasons and the right exit code."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from portfolio import commands
from portfolio.cli import main


def test_every_file_of_the_commands_is_a_subcommand_with_help() -> None:
    runner = CliRunner()
    files = {p.stem for p in Path(commands.__path__[0]).glob("*.py") if not p.stem.startswith("_")}
    names = main.list_commands(click.Context(main))
    assert {name.replace("-", "_") for name in names} == {stem.rstrip("_") for stem in files}
    for name in names:
        result = runner.invoke(main, [name, "--help"])
        assert result.exit_code == 0, result.output
        assert "Usage:" in result.output


def test_help_says_what_the_exit_codes_mean() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    assert "Exit code 0" in output and "REMIT_INSTANCE" in output


def test_help_starts_at_once() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "portfolio.cli", "--help"], check=True, capture_output=True)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.5


@pytest.mark.parametrize(
    "wrong", [["nope"], ["serve", "--port", "x"], ["serve", "--port", "0"], ["user", "add", "a@b"]]
)
def test_wrong_use_ends_with_2(wrong: list[str]) -> None:
    assert CliRunner().invoke(main, wrong).exit_code == 2


def test_a_wrong_setting_ends_with_1_and_its_name(tmp_path: Path) -> None:
    environment = {"REMIT_INSTANCE": str(tmp_path), "REMIT_UPLOAD_MB": "many"}
    result = CliRunner().invoke(main, ["db", "upgrade"], env=environment)
    assert result.exit_code == 1
    assert result.stderr.startswith("REMIT_UPLOAD_MB: ")
    assert "Traceback" not in result.output


def test_a_database_out_of_reach_ends_with_1_and_its_name(tmp_path: Path) -> None:
    environment = {"REMIT_INSTANCE": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/no/folder/x.sqlite3"}
    result = CliRunner().invoke(main, ["db", "upgrade"], env=environment)
    assert result.exit_code == 1
    assert result.stderr.startswith("DATABASE_URL: ")

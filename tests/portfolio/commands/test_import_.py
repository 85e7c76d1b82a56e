"""`remit import`: the same services and messages, exit codes that scripts can trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portfolio.cli import main

REGISTER = "Projekt;Kosten (TEUR);Status\nGröße;1.234,5;Active\nBeta;k.A.;Closed\nGamma;10-15;Active\n"
NEW = ("--new-round", "r1", "--currency", "EUR", "--first-year", "2027", "--last-year", "2028")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"REMIT_INSTANCE": str(tmp_path / "instance")}


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = tmp_path / "register.csv"
    path.write_bytes(REGISTER.encode("cp1252"))
    return str(path)


def remit(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, ("import", *arguments), env=environment)


def test_a_register_goes_in_and_goes_in_again_without_doubling(environment: dict[str, str], register: str) -> None:
    first = remit(environment, register, *NEW, "--total-to", "opex 2028")
    assert first.exit_code == 0
    assert "register, line 4" in first.stderr or "“register”, line 4" in first.stderr
    assert "Imported: 2 new." in first.stdout and "into opex 2028" in first.stdout
    again = remit(environment, register, "--round", "r1", "--total-to", "opex 2028")
    assert again.exit_code == 1 and "0 new, 0 changed, 2 same, 1 faulty" in again.stdout


def test_a_dry_run_writes_nothing_not_even_a_round(environment: dict[str, str], register: str) -> None:
    shown = remit(environment, register, *NEW, "--dry-run")
    assert shown.exit_code == 0 and "Nothing was written" in shown.stdout and "2 new" in shown.stdout
    missing = remit(environment, register, "--round", "r1")
    assert missing.exit_code == 1 and "There is no round “r1”" in missing.stderr


def test_scripts_get_every_row_as_json(environment: dict[str, str], register: str) -> None:
    result = remit(environment, register, *NEW, "--json")
    told = json.loads(result.stdout)
    assert told["counts"] == {"new": 2, "changed": 0, "same": 0, "faulty": 1} and told["ok"]
    assert told["sheets"][0]["encoding"] == "cp1252" and told["sheets"][0]["columns"][1]["decimal"] == ","
    assert [row["kind"] for row in told["rows"]] == ["new", "new", "faulty"]
    refused = remit(environment, register, "--round", "nope", "--json")
    assert refused.exit_code == 1 and not json.loads(refused.stdout)["ok"]


def test_a_folder_with_a_sheet_round_makes_the_round_and_updates_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "round.csv").write_text("key,name,currency,first year,last year\nr2,Second,EUR,2027,2028\n")
    (folder / "initiatives.csv").write_text("key,title\nA,One\n")
    assert "Round: r2" in remit(environment, str(folder)).stdout
    (folder / "initiatives.csv").write_text("key,title\nA,One\nB,Two\n")
    again = remit(environment, str(folder))
    assert again.exit_code == 0 and "Imported: 1 new." in again.stdout


@pytest.mark.parametrize(
    "arguments",
    [("--map", "title"), ("--round", "a", "--new-round", "b"), ("--spread", "capex"), ("--decimal", ";"), ("--bad",)],
)
def test_wrong_use_ends_with_two(environment: dict[str, str], register: str, arguments: tuple[str, ...]) -> None:
    assert remit(environment, register, *arguments).exit_code == 2
    assert remit(environment, "no-such-file.csv").exit_code == 2


def test_a_file_that_cannot_be_read_ends_with_one_and_says_why(environment: dict[str, str], tmp_path: Path) -> None:
    for name, content, why in (("a.pdf", b"%PDF-1.4", "PDF"), ("b.csv", b"1,2\n3,4\n", "no row with column names")):
        (tmp_path / name).write_bytes(content)
        result = remit(environment, str(tmp_path / name), *NEW)
        assert result.exit_code == 1 and why in result.stderr


def test_help_teaches_by_examples() -> None:
    shown = remit({}, "--help").output
    assert "--total-to" in shown and 'remit import projects.csv --round fy2027 --total-to "capex 2027"' in shown


def test_names_of_columns_alone_are_no_list(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("Title,Budget\n")
    result = remit(environment, str(tmp_path / "bare.csv"), *NEW)
    assert result.exit_code == 1 and "a single row" in result.stderr


def test_a_round_without_criteria_says_how_scores_come_in(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Title,score CUS,Budget (M€)\nAlpha,12,3.4\n")
    (tmp_path / "criteria.csv").write_text("key,name,anchor 0,anchor 100\nCUS,Customer,as today,100000 served\n")
    first = remit(environment, str(tmp_path / "list.csv"), *NEW, "--money-unit", "1000000")
    assert first.exit_code == 0 and "no criteria yet: “score CUS” cannot become scores" in first.stderr
    assert remit(environment, str(tmp_path / "criteria.csv"), "--round", "r1").exit_code == 0
    again = remit(environment, str(tmp_path / "list.csv"), "--round", "r1", "--json")
    told = json.loads(again.stdout)
    assert told["counts"]["changed"] == 1 and told["hints"] == []
    assert {"field": "Score on Customer", "old": "–", "new": "12"} in told["rows"][0]["changes"]

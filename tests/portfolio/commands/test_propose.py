"""`remit propose`: the same answer as the page, as text and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portfolio.cli import main

NBSP = ("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, demo_file: Path) -> dict[str, str]:
    """An installation with the demo round."""
    instance = tmp_path_factory.mktemp("propose")
    shutil.copy(demo_file, instance / "remit.sqlite3")
    return {"REMIT_INSTANCE": str(instance)}


def remit(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(main, ["propose", "--round", "fy2027", *arguments], env=environment)


def plain(text: str) -> str:
    for space in NBSP:
        text = text.replace(space, " ")
    return text


def test_the_proposal_reads_as_text(environment: dict[str, str]) -> None:
    result = remit(environment)
    assert result.exit_code == 0, result.output
    text = plain(result.output)
    assert text.startswith("23 of 36 initiatives for 65.4 of 73.5 M€; customer work gets 45 %.\n")
    assert "would cost 46 of 73 points" in text and "Proven best." in text
    assert "\x1b" not in text
    for heading in ("Funded (23)", "Left out (13)", "Spend", "Mandates", "What a little more would buy", "Near ties"):
        assert f"\n{heading}" in text


def test_scripts_get_everything_as_json(environment: dict[str, str]) -> None:
    report = json.loads(remit(environment, "--json", "--quick").output)
    assert report["status"] == "optimal" and report["candidates"] == 36
    assert [row["key"] for row in report["funded"]][:2] == ["ERP", "BILL"]
    assert report["value"] == pytest.approx(72.93, abs=0.01)


def test_weights_limits_and_evidence_can_be_tried(environment: dict[str, str]) -> None:
    said = ("--quick", "--json", "--weights", "GRO=40", "--limit", "opex 2028=7700", "--face-value")
    report = json.loads(remit(environment, *said).output)
    assert {w["key"]: w["points"] for w in report["weights"]}["GRO"] == 40
    assert {s["name"]: s["limit"] for s in report["spend"]}["opex 2028"] == 770_000_000
    assert report["at_face_value"] and report["address"].endswith("limit.opex.2028=7700&scores=claimed")


def test_an_impossible_question_is_answered_with_0_and_repairs(environment: dict[str, str]) -> None:
    result = remit(environment, "--quick", "--limit", "opex.2028=100")
    assert result.exit_code == 0
    assert "These cannot all hold:" in result.output and "--address 'limit.opex.2028=" in result.output


def test_what_is_unknown_is_refused_with_1(environment: dict[str, str]) -> None:
    result = remit(environment, "--quick", "--weights", "XXX=3")
    assert result.exit_code == 1 and "no criterion “XXX”" in result.stderr
    missing = CliRunner().invoke(main, ["propose", "--round", "nowhere"], env=environment)
    assert missing.exit_code == 1 and "nowhere" in missing.stderr


def test_wrong_use_ends_with_2(environment: dict[str, str]) -> None:
    assert remit(environment, "--weights", "GRO").exit_code == 2
    assert CliRunner().invoke(main, ["propose"], env=environment).exit_code == 2

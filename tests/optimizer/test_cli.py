"""The command line as others run it: one JSON object on standard output, everything else elsewhere, honest exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from optimizer import cli
from optimizer.faults import NoSolver

PROBLEM = {
    "criteria": {"v": 1, "w": 1},
    "resources": {"r": 3},
    "initiatives": [
        {"id": "a", "scores": {"v": 4}, "uses": {"r": 2}},
        {"id": "b", "scores": {"w": 3}, "uses": {"r": 2}},
        {"id": "c", "scores": {"v": 1, "w": 1}, "uses": {"r": 1}},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "p.json").write_text(json.dumps(PROBLEM), encoding="utf-8")
    return str(tmp_path / "p.json")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "optimizer", *arguments], capture_output=True, text=True, check=False)


def answer(*arguments: str) -> dict[str, Any]:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_solve_answers_with_the_fields_of_the_format(file: str) -> None:
    data = answer("solve", file, "--ties")
    assert {key: value for key, value in data.items() if key not in ("solver", "seconds")} == {
        "status": "optimal", "value": 3, "bound": 3, "gap": 0, "value_over_status_quo": 3,
        "selected": {"a": "do", "c": "do"}, "totals": {"v": 5, "w": 1}, "uses": {"r": 3}, "slack": {"r": 0},
        "verified": True, "ties": 0, "ties_complete": True,
    }  # fmt: skip


def test_fix_drop_and_weights_change_the_question(file: str, tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text('{"w": 1}', encoding="utf-8")
    assert answer("solve", file, "--weights", str(tmp_path / "w.json"))["selected"] == {"b": "do", "c": "do"}
    assert answer("solve", file, "--fix", "b=do")["selected"] == {"b": "do", "c": "do"}
    assert answer("solve", file, "--fix", "a=status_quo", "--drop", "c")["selected"] == {"b": "do"}


def test_infeasible_is_an_answer_with_its_reasons(file: str) -> None:
    data = answer("solve", file, "--fix", "a=do", "--fix", "b=do")
    assert (data["status"], data["value"], data["bound"], data["gap"]) == ("infeasible", None, None, None)
    assert [[{key for key in part if key != "text"} for part in c] for c in data["conflicts"]] == [
        [{"resource"}, {"fix"}, {"fix"}]
    ]
    assert data["repairs"][0]["change"] == {"resource": "r", "limit": 4}


def test_the_other_commands_answer_too(file: str) -> None:
    assert [p["value"] for p in answer("alternatives", file, "--count", "2")["portfolios"]] == [3, 2.5]
    points = answer("frontier", file, "--resource", "r", "--from", "2", "--to", "4")["points"]
    assert [(p["use"], p["value"]) for p in points] == [(2, 2), (3, 3), (4, 3.5)]
    explained = answer("explain", file)
    assert set(explained) >= {"funded", "left_out", "mandates", "all_mandates", "next_steps"}
    assert explained["left_out"]["b"]["displaces"] == ["a"]
    schemas = answer("schema")
    assert "initiatives" in schemas["file"]["properties"]
    assert {"solve", "frontier", "alternatives", "explain", "nondominated", "core"} <= set(schemas["answers"])


def test_answers_have_the_fields_of_their_schemas(file: str, tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text("{}", encoding="utf-8")
    chosen = ["--weights-set", str(tmp_path / "set.json")]
    more = {"frontier": ["--resource", "r"], "alternatives": ["--count", "2"], "core": chosen, "nondominated": chosen}
    for command, schema in answer("schema")["answers"].items():
        told = set(answer(command, file, *more.get(command, [])))
        assert set(schema["required"]) <= told <= set(schema["properties"]), command


def test_a_set_of_weights_is_read_from_its_file(file: str, tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text('{"bounds": {"v": [0.5, 1]}}', encoding="utf-8")
    chosen = str(tmp_path / "set.json")
    robust = answer("nondominated", file, "--weights-set", chosen, "--time-limit", "20")
    assert [p["selected"] for p in robust["portfolios"]] == [{"a": "do", "c": "do"}]
    assert (robust["core_index"], robust["complete"]) == ({"a": 1, "b": 0, "c": 1}, True)
    agreed = answer("core", file, "--weights-set", chosen)
    assert (agreed["in"], agreed["out"], agreed["open"], agreed["certified"]) == (["a", "c"], ["b"], {}, True)
    wrong = run("core", file, "--weights-set", str(tmp_path / "p.json"))
    assert (wrong.returncode, "criteria: is not a known key" in wrong.stderr) == (2, True)


def test_a_wrong_file_exits_with_two_and_every_fault_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"criteria": {"v": "x"}, "initiatives": [{"id": 5}]}', encoding="utf-8")
    done = run("solve", str(tmp_path / "p.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == ['criteria["v"]: must be a number', "initiatives[0].id: must be text"]


@pytest.mark.parametrize(
    "arguments",
    [["solve"], ["nix"], ["solve", "nowhere.json"], ["alternatives", "x.json"], ["solve", "x", "--gap", "a"]],
)
def test_wrong_use_exits_with_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_settings_that_name_what_is_not_there_exit_with_two(file: str) -> None:
    done = run("solve", file, "--fix", "a=full", "--drop", "z")
    assert done.returncode == 2
    assert done.stderr.splitlines() == ['drop["z"]: is not an initiative', "fix[\"a\"]: 'full' is not an option of 'a'"]


def test_one_initiative_cannot_be_given_two_options(file: str) -> None:
    done = run("solve", file, "--fix", "a=do", "--fix", "a=status_quo")
    assert (done.returncode, "'a' is given two options; name one" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ('{"v": 0}', "weights: must not all weigh zero"),
        ('{"v": -1, "q": 1}', 'weights["v"]: must not be negative\nweights["q"]: is not a criterion'),
        ('{"v": NaN}', 'weights["v"]: must be a finite number'),
        ('{"v": 1, "v": 2}', 'weights["v"]: is there twice'),
    ],
)
def test_faults_of_a_weights_file_are_told_as_such(file: str, tmp_path: Path, weights: str, told: str) -> None:
    (tmp_path / "w.json").write_text(weights, encoding="utf-8")
    done = run("solve", file, "--weights", str(tmp_path / "w.json"))
    assert (done.returncode, done.stderr.strip()) == (2, told)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = run("solve", str(tmp_path))
    assert (done.returncode, done.stderr.strip()) == (2, f"{tmp_path}: cannot be read: Is a directory")


def test_what_writes_to_descriptor_one_does_not_spoil_the_answer(file: str) -> None:
    code = (
        "import os, sys; from optimizer import cli; import optimizer.solving.best as best; real = best.solve\n"
        "best.solve = lambda *a: (os.write(1, b'a banner'), print('and print'), real(*a))[-1]\n"
        f"cli.main(['solve', {file!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["status"] == "optimal"
    assert "a banner" in done.stderr
    assert "and print" in done.stderr


@pytest.mark.parametrize(
    ("failure", "status"), [(NoSolver("none"), 3), (RuntimeError("broken"), 4), (KeyboardInterrupt(), 130)]
)
def test_each_kind_of_failure_has_its_exit_status(
    file: str, monkeypatch: pytest.MonkeyPatch, failure: BaseException, status: int
) -> None:
    def fails(*_: Any) -> None:
        raise failure

    monkeypatch.setattr("optimizer.solving.best.solve", fails)
    with pytest.raises(SystemExit) as exit:
        cli.main(["solve", file])
    assert exit.value.code == status


def test_help_is_quick_because_nothing_heavy_is_loaded() -> None:
    code = "import sys; from optimizer import cli\ntry: cli.main(['--help'])\nfinally: print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert not {"pulp", "highspy", "numpy", "pydantic"} & set(done.stdout.replace("'", "").replace(",", "").split())
    assert os.linesep + "Commands:" in done.stdout


@pytest.mark.parametrize("asked", [(), ("-h",), ("--help",), ("solve", "-h")])
def test_help_teaches_and_is_no_answer(asked: tuple[str, ...]) -> None:
    done = run(*asked)
    said = done.stdout + done.stderr
    assert "Usage: remit-optimizer" in said and done.returncode == (0 if asked else 2)
    assert ("Exit status: 0 an answer" in said and "--fix erp=full --drop crm" in said) == (asked[:1] != ("solve",))


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("remit-optimizer, version ")

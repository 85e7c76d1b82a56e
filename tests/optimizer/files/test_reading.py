"""Problem files: every fault named with its path, all at once; what is read can be written and read again."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from optimizer import Problem, ProblemFaults, problem_hash, read_problem
from tests.laws import law
from tests.optimizer.problems import problems


def base(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "criteria": {"v": 1, "w": 2},
        "resources": {"money": 10, "people": None},
        "initiatives": [{"id": "a", "tags": ["t"], "options": [{"id": "full"}]}, {"id": "b"}],
        "rules": [],
    }
    return {**data, **changes}


def one(**initiative: Any) -> dict[str, Any]:
    return base(initiatives=[{"id": "a", **initiative}])


def ruled(**rule: Any) -> dict[str, Any]:
    return base(rules=[rule])


FAULTS: list[tuple[dict[str, Any], str]] = [
    (base(format=2), "format: must be 1, the only format there is"),
    (base(extra=1), "extra: is not a known key"),
    (base(name=5), "name: must be text"),
    (base(criteria=[]), "criteria: must be an object"),
    (base(criteria={}), "criteria: must name at least one criterion"),
    (base(criteria={"v": -1, "w": 1}), 'criteria["v"]: must not be negative'),
    (base(criteria={"v": 0}), "criteria: must not all weigh zero"),
    (base(criteria={"v": "x"}), 'criteria["v"]: must be a number'),
    (base(criteria={"v": True}), 'criteria["v"]: must be a number'),
    (base(criteria={"v": float("nan")}), 'criteria["v"]: must be a finite number'),
    (base(resources={"money": float("inf")}), 'resources["money"]: must be a finite number or null'),
    (base(initiatives={}), "initiatives: must be a list"),
    (base(initiatives=[5]), "initiatives[0]: must be an object"),
    (base(initiatives=[{}]), "initiatives[0].id: is missing"),
    (base(initiatives=[{"id": "a"}, {"id": "a"}]), "initiatives[1].id: 'a' is the id of initiatives[0] already"),
    (base(rules={}), "rules: must be a list"),
    (one(id=""), "initiatives[0].id: must not be empty"),
    (one(colour="red"), "initiatives[0].colour: is not a known key"),
    (one(tags="t"), "initiatives[0].tags: must be a list"),
    (one(scores={"x": 1}), 'initiatives[0].scores["x"]: is not a criterion'),
    (one(uses={"x": 1}), 'initiatives[0].uses["x"]: is not a resource'),
    (one(uses={"money": "much"}), 'initiatives[0].uses["money"]: must be a number'),
    (one(probability=1.5), "initiatives[0].probability: must lie between 0 and 1"),
    (one(options=[]), "initiatives[0].options: must not be empty"),
    (one(options=[{}]), "initiatives[0].options[0].id: is missing"),
    (one(options=[{"id": "x"}, {"id": "x"}]), "initiatives[0].options[1].id: 'x' is used twice"),
    (one(options=[{"id": "status_quo"}]), "initiatives[0].options[0].id: must not be 'status_quo'"),
    (one(options=[{"id": "x"}], uses={}), "initiatives[0].options: must not stand beside scores, uses or probability"),
    (one(options=[{"id": "x", "uses": {"money": []}}]), 'initiatives[0].options[0].uses["money"]: must be a number'),
    (one(status_quo={"probability": 1}), "initiatives[0].status_quo.probability: is not a known key"),
    (one(status_quo={"uses": {"x": 1}}), 'initiatives[0].status_quo.uses["x"]: is not a resource'),
    (base(rules=["must"]), "rules[0]: must be an object"),
    (ruled(), "rules[0].type: is missing"),
    (ruled(type="maybe"), "rules[0].type: must be one of must, never"),
    (ruled(type="must"), "rules[0].initiative: is missing"),
    (ruled(type="must", initiative="x"), "rules[0].initiative: 'x' is not an initiative"),
    (ruled(type="must", initiative="a", option="x"), "rules[0].option: 'x' is not an option of 'a'"),
    (ruled(type="must", initiative="a", why="law"), "rules[0].why: is not a known key"),
    (ruled(type="never", initiative="x"), "rules[0].initiative: 'x' is not an initiative"),
    (ruled(type="requires", initiative="a", needs="x"), "rules[0].needs: 'x' is not an initiative"),
    (
        ruled(type="requires", initiative="a", needs="b", needs_options=["x"]),
        "rules[0].needs_options[0]: 'x' is not an",
    ),
    (ruled(type="requires", initiative="a", needs="b", needs_options=[]), "rules[0].needs_options: must not be empty"),
    (ruled(type="excludes"), "rules[0]: must name either initiatives or a tag"),
    (ruled(type="excludes", initiatives=["a"], tag="t"), "rules[0]: must name either initiatives or a tag"),
    (ruled(type="excludes", initiatives=["a", "a"]), "rules[0].initiatives[1]: 'a' is named twice"),
    (ruled(type="excludes", initiatives=[]), "rules[0].initiatives: must not be empty"),
    (ruled(type="count", tag="x", at_least=1), "rules[0].tag: no initiative has the tag 'x'"),
    (ruled(type="count", tag="t"), "rules[0]: must state at_least or at_most"),
    (ruled(type="count", tag="t", at_least=2, at_most=1), "rules[0].at_least: must not be more than at_most"),
    (ruled(type="count", tag="t", at_least=-1), "rules[0].at_least: must not be negative"),
    (ruled(type="count", tag="t", at_least=0.5), "rules[0].at_least: must be a whole number"),
    (ruled(type="share", tag="t", of=["x"], at_least=0.5), "rules[0].of[0]: 'x' is not a resource"),
    (ruled(type="share", tag="t", of=["money"], at_least=1.5), "rules[0].at_least: must lie between 0 and 1"),
    (ruled(type="risk", of=["money"]), "rules[0].at_most: is missing"),
    (ruled(type="risk", of=[], at_most=0.5), "rules[0].of: must not be empty"),
    (ruled(type="synergy", initiatives=["a"], saves={"x": 1}), 'rules[0].saves["x"]: is not a resource'),
    ({**ruled(type="carry_over", share=0.5, to="money"), "resources": {"money": 1}}, "rules[0].from: is missing"),
    (
        base(rules=[{"type": "carry_over", "from": "people", "to": "money", "share": 1}]),
        "rules[0].from: 'people' has no",
    ),
    (base(rules=[{"type": "carry_over", "from": "money", "to": "money", "share": 1}]), "rules[0]: carries round in a"),
    (ruled(type="total", at_least=1), "rules[0]: must name either a criterion or a resource"),
    (ruled(type="total", criterion="x", at_least=1), "rules[0].criterion: 'x' is not a criterion"),
    (ruled(type="total", resource="money"), "rules[0]: must state at_least or at_most"),
]


@pytest.mark.parametrize(("data", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(data: dict[str, Any], expected: str) -> None:
    with pytest.raises(ProblemFaults) as refused:
        read_problem(data)
    told = [str(fault) for fault in refused.value.faults]
    assert len(told) == 1, told
    assert told[0].startswith(expected)


def test_shares_carried_from_one_resource_are_at_most_all_of_it() -> None:
    carry = {"type": "carry_over", "from": "money", "share": 0.6}
    rules = [{**carry, "to": "later"}, {**carry, "to": "much later"}]
    with pytest.raises(ProblemFaults, match=r"rules\[1\].share: the shares carried from 'money' are more than 1"):
        read_problem(base(resources={"money": 1, "later": 1, "much later": 1}, rules=rules))


def test_all_faults_are_told_at_once() -> None:
    data = base(criteria={"v": -1, "w": "x"}, x=1, rules=[{"type": "must", "initiative": "z"}, {"type": "nix"}])
    data["initiatives"] = [{"id": "a", "uses": {"money": "1", "gold": 2}, "probability": 7}, {"id": "a"}]
    with pytest.raises(ProblemFaults) as refused:
        read_problem(data)
    assert {fault.path for fault in refused.value.faults} == {
        "x", 'criteria["v"]', 'criteria["w"]', 'initiatives[0].uses["money"]', 'initiatives[0].uses["gold"]',
        "initiatives[0].probability", "initiatives[1].id", "rules[0].initiative", "rules[1].type",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes in line 1, column 2"),
        ('{"criteria": {"v": 1, "v": 2}, "initiatives": []}', 'criteria["v"]: is there twice'),
        ('{"criteria": {"v": NaN}, "initiatives": []}', 'criteria["v"]: must be a finite number'),
        ('{"criteria": {"v": 1e999999999}, "initiatives": []}', 'criteria["v"]: must have at most 40 digits'),
        ('{"criteria": {"v": 1}, "initiatives": [{"id": "a", "id": "a"}]}', "initiatives[0].id: is there twice"),
        ('{"a":' * 100_000, "not readable as JSON"),
    ],
)
def test_text_that_means_nothing_is_refused(text: str, message: str) -> None:
    with pytest.raises(ProblemFaults) as refused:
        read_problem(text)
    assert any(str(fault).startswith(message) for fault in refused.value.faults), refused.value


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ProblemFaults, match="not UTF-8 text"):
        read_problem(tmp_path / "p.json")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(base()), encoding="utf-8-sig")
    assert read_problem(tmp_path / "p.json") == read_problem(base())


@law(40)
@given(problems())
def test_what_is_written_reads_as_the_same_problem(data: dict[str, Any]) -> None:
    problem = read_problem(data)
    again = read_problem(json.dumps(problem.to_dict()))
    assert again == problem
    assert problem_hash(again) == problem_hash(problem)
    assert pickle.loads(pickle.dumps(problem)) == problem


def test_the_hash_sees_numbers_not_how_they_are_written() -> None:
    def hashed(text: str) -> str:
        return problem_hash(read_problem('{"criteria": {"v": ' + text + '}, "initiatives": []}'))

    assert hashed("0.50") == hashed("5e-1") == hashed("0.5")
    assert hashed("0.5") != hashed("0.5000000000000000001")


def test_a_problem_that_is_wrong_cannot_be_made_by_hand_either() -> None:
    with pytest.raises(ProblemFaults, match="criteria: must name at least one criterion"):
        Problem(criteria=())

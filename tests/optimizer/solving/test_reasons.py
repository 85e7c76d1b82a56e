"""Conflicts and repairs against enumeration, and in words."""

from __future__ import annotations

import copy
import itertools
from typing import Any

from hypothesis import assume, given

from optimizer import SolveSettings, conflicts, read_problem, repairs, solve
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import problems

Item = tuple[str, Any]


def items(data: dict[str, Any]) -> list[Item]:
    limits = [("resource", name) for name, limit in data["resources"].items() if limit is not None]
    rules = enumerate(data["rules"])
    return limits + [("rule", at) for at, rule in rules if rule["type"] not in ("synergy", "carry_over")]


def irreducible(data: dict[str, Any]) -> list[set[Item]]:
    broken = [set(p.broken) for p in Brute(data).all()]
    found: list[set[Item]] = []
    for size in range(1, len(items(data)) + 1):
        for chosen in map(set, itertools.combinations(items(data), size)):
            if not any(known <= chosen for known in found) and all(b & chosen for b in broken):
                found.append(chosen)
    return found


@law(40)
@given(problems(most=3, rules=5))
def test_conflicts_are_all_the_irreducible_sets_up_to_ten(data: dict[str, Any]) -> None:
    assume(not Brute(data).feasible())
    expected, result = irreducible(data), solve(read_problem(data))
    found = [{("resource", p.resource) if p.resource else ("rule", p.rule) for p in c} for c in result.conflicts]
    assert all(conflict in expected for conflict in found)
    assert len(found) == min(10, len(expected))
    assert result.conflicts_complete == (len(expected) <= 10)


def changed(data: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """The file after a repair."""
    after = copy.deepcopy(data)
    for one in change.get("all", [change]):
        if "resource" in one:
            after["resources"][one["resource"]] = one["limit"]
        elif one.get("remove"):
            first = data["initiatives"][0]["id"]
            after["rules"][one["rule"]] = {"type": "count", "initiatives": [first], "at_least": 0}
        else:
            rule = after["rules"][one["rule"]]
            rule.update({key: one[key] for key in ("at_least", "at_most") if key in one})
            if "option" in one:
                del rule["option"]
    return after


@law(40)
@given(problems(most=3, rules=5))
def test_every_repair_is_enough_and_no_single_one_is_missed(data: dict[str, Any]) -> None:
    assume(not Brute(data).feasible())
    everything, broken = items(data), [set(p.broken) for p in Brute(data).all()]
    found = repairs(read_problem(data))
    for repair in found:
        after = changed(data, repair.change)
        assert Brute(after).best() is not None
        if "resource" in repair.change and repair.by:
            after["resources"][repair.change["resource"]] -= repair.by / 1000
            assert Brute(after).best() is None
    single = [item for item in everything if any(b <= {item} for b in broken)]
    assert len(found) == len(single) if single else all("all" in repair.change for repair in found)


TIGHT: dict[str, Any] = {
    "criteria": {"v": 1},
    "resources": {"money": 1000},
    "initiatives": [
        {"id": "erp", "title": "ERP upgrade", "uses": {"money": 1200}, "tags": ["run"]},
        {"id": "app", "title": "Customer app", "uses": {"money": 100}, "tags": ["grow"]},
    ],
    "rules": [
        {"type": "must", "initiative": "erp", "reason": "end of support"},
        {"type": "share", "tag": "grow", "of": ["money"], "at_least": 0.2},
    ],
}


def test_a_conflict_and_its_repairs_read_as_sentences() -> None:
    result = solve(read_problem(TIGHT))
    told = [[part.text for part in conflict] for conflict in result.conflicts]
    must = "ERP upgrade must be funded (end of support)"
    assert told == [
        ["money is limited to 1,000", must],
        [must, "at least 20 % of money must go to work tagged grow"],
    ]
    assert [repair.text for repair in result.repairs] == [f"drop the rule “{must}”"]


def test_what_the_question_fixed_is_part_of_the_conflict() -> None:
    data = {**TIGHT, "rules": []}
    result = solve(read_problem(data), SolveSettings(fix={"erp": "do"}, drop=("app",)))
    assert [[(p.resource, p.fix, p.drop) for p in c] for c in result.conflicts] == [
        [("money", None, None), (None, "erp", None)]
    ]
    by_size = [repair.change for repair in result.repairs]
    assert by_size == [{"resource": "money", "limit": 1200}, {"fix": "erp", "remove": True}]


def test_two_changes_are_told_when_no_single_one_is_enough() -> None:
    rules = [{"type": "must", "initiative": "erp"}, {"type": "count", "tag": "grow", "at_least": 2}]
    found = repairs(read_problem({**TIGHT, "rules": rules}))
    assert found
    assert {"all": [{"rule": 1, "at_least": 1, "by": 1.0}, {"resource": "money", "limit": 1300, "by": 300.0}]} in [
        repair.change for repair in found
    ]


def test_as_many_changes_are_told_as_it_takes() -> None:
    years = ["2027", "2028", "2029"]
    data = {
        "criteria": {"v": 1},
        "resources": dict.fromkeys(years, 10),
        "initiatives": [{"id": f"law {year}", "uses": {year: 14}} for year in years],
        "rules": [{"type": "must", "initiative": f"law {year}"} for year in years],
    }
    found = repairs(read_problem(data))
    raised = [{"resource": year, "limit": 14, "by": 4.0} for year in years]
    dropped = [{"rule": place, "remove": True, "by": None} for place in range(3)]
    assert [sorted(repair.change["all"], key=str) for repair in found] == [raised, dropped]
    assert all(Brute(changed(data, repair.change)).feasible() for repair in found)


def test_a_feasible_problem_has_no_conflicts() -> None:
    assert conflicts(read_problem({**TIGHT, "rules": []})).conflicts == ()
    assert repairs(read_problem({**TIGHT, "rules": []})) == ()


def test_without_time_no_conflict_is_claimed_and_none_is_denied() -> None:
    musts = [{"type": "must", "initiative": id} for id in "ab"]
    initiatives = [{"id": id, "uses": {"r": 1}} for id in "ab"]
    problem = read_problem({"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": initiatives, "rules": musts})
    found = conflicts(problem, SolveSettings(time_limit=1e-9))
    assert (found.conflicts, found.complete, str(found)) == ((), False, "there may be others")
    assert str(conflicts(problem)).splitlines() == [
        "these cannot hold together: r is limited to 1; a must be funded; b must be funded",
        "there are no other conflicts",
    ]
    assert str(repairs(problem)[0]) == "raise the limit of r by 1 to 2"

"""`robust_to_overruns` against enumeration of every portfolio and of who overruns, and an example worked by hand."""

from __future__ import annotations

import itertools
from fractions import Fraction
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, SolveSettings, Status, read_problem, robust_to_overruns, solve
from optimizer.deciding.protected import ProtectedDesk
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import RESOURCES, problems

F = Fraction
Overruns = dict[tuple[str, str, str], Fraction]


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], Overruns]:
    data = draw(problems(rules=2))
    cells = [(i["id"], o["id"], r) for i in data["initiatives"] for o in i["options"] for r in RESOURCES]
    more = st.sampled_from([F(0), F(1, 10), F(1, 2), F(1), F(2)])
    return data, draw(st.dictionaries(st.sampled_from(cells), more, min_size=1, max_size=8))


def worst(p: Portfolio, overruns: Overruns, resource: str, gamma: int) -> Fraction:
    """The most that any gamma initiatives add, by trying all of them."""
    groups = itertools.combinations(p.selected.items(), min(gamma, len(p.selected)))
    return max(sum((overruns.get((*pick, resource), F(0)) for pick in group), F(0)) for group in groups)


def keeps(brute: Brute, p: Portfolio, overruns: Overruns, gamma: int) -> bool:
    """Every rule as stated, every limit with the worst of it."""
    if any(kind == "rule" for kind, _ in p.broken):
        return False
    uses = {r: use + worst(p, overruns, r, gamma) for r, use in p.uses.items()}
    room = brute.room(uses)
    return all(most is None or uses[r] <= most for r, most in room.items())


@law(35)
@given(cases())
def test_at_every_gamma_it_is_the_best_that_keeps_the_limits_whoever_overruns(drawn: Any) -> None:
    data, overruns = drawn
    brute = Brute(data)
    everything = list(brute.all())
    found = robust_to_overruns(read_problem(data), overruns)
    assert found.complete
    for gamma, line in enumerate(found.lines):
        assert line.gamma == gamma
        values = [p.value for p in everything if keeps(brute, p, overruns, gamma)]
        if not values:
            assert line.status is Status.INFEASIBLE
            continue
        mine = brute.portfolio(line.selected)
        assert line.verified and keeps(brute, mine, overruns, gamma)
        assert float(mine.value) == line.value == pytest.approx(float(max(values)), abs=1e-5)
        assert line.overrun == {r: pytest.approx(float(worst(mine, overruns, r, gamma))) for r in line.overrun}


@law(15)
@given(cases())
def test_with_gamma_zero_it_is_the_problem_itself_and_with_all_the_worst_case(drawn: Any) -> None:
    data, overruns = drawn
    problem, count = read_problem(data), len(data["initiatives"])
    none, all_ = robust_to_overruns(problem, overruns, [0, count]).lines
    assert none.value == pytest.approx(solve(problem).value, abs=1e-5)
    soyster = read_problem(with_all(data, overruns)) if not has(data, "share", "risk", "total") else None
    if soyster is not None:
        assert all_.value == pytest.approx(solve(soyster).value, abs=1e-5)


def has(data: dict[str, Any], *kinds: str) -> bool:
    return any(rule["type"] in kinds for rule in data["rules"])


def with_all(data: dict[str, Any], overruns: Overruns) -> dict[str, Any]:
    """Every option uses what it would if it overran (Soyster 1973)."""
    initiatives = []
    for i in data["initiatives"]:
        options = [
            {**o, "uses": {r: F(str(o["uses"].get(r, 0))) + overruns.get((i["id"], o["id"], r), 0) for r in RESOURCES}}
            for o in i["options"]
        ]
        initiatives.append({**i, "options": options})
    return {**data, "initiatives": initiatives}


# Money 10. x, y, z cost 4, 3, 3 and bring 10, 6, 5; each may cost 2, 1, 1 more.
DATA: dict[str, Any] = {
    "criteria": {"v": 1},
    "resources": {"money": 10, "people": None},
    "initiatives": [
        {"id": "x", "scores": {"v": 10}, "uses": {"money": 4}},
        {"id": "y", "scores": {"v": 6}, "uses": {"money": 3}},
        {"id": "z", "scores": {"v": 5}, "uses": {"money": 3}},
    ],
}
MORE = {("x", "do", "money"): 2, ("y", "do", "money"): 1, ("z", "do", "money"): 1}


def test_the_price_of_robustness_is_told_for_every_gamma() -> None:
    """All three use 10 and leave nothing: 21 at Γ = 0. At Γ = 1 up to 2 more: x + y need 7 + 2 = 9, worth 16. At Γ = 2
    they need 7 + 3 = 10 and still fit, and more than these two cannot overrun."""
    found = robust_to_overruns(read_problem(DATA), MORE)
    assert [(line.gamma, line.value, line.price) for line in found.lines] == [
        (0, 21, 0), (1, 16, 5), (2, 16, 5), (3, 16, 5),
    ]  # fmt: skip
    assert found.lines[1].relative_price == pytest.approx(5 / 21)
    assert (found.lines[1].overrun["money"], found.lines[1].slack["money"]) == (2, 1)
    assert (found.lines[1].leaves, found.lines[2].leaves) == (("z",), ())
    assert found.lines[2].slack == {"money": 0, "people": None}
    assert "1: optimal, value 16, costs 23.81%; - z" in str(found)


def test_part_of_an_overrun_counts_in_part() -> None:
    """x + y with Γ = 1.5: 7 + 2 + 0.5."""
    line = robust_to_overruns(read_problem(DATA), MORE, [1.5]).lines[0]
    assert (line.value, line.overrun["money"], line.slack["money"]) == (16, 2.5, 0.5)


def test_what_was_best_against_more_is_not_taken_for_the_best_against_less() -> None:
    """With 2 more for y, x + y needs 7 + 4 = 11 at Γ = 2, so x + z it is: 7 + 3; at Γ = 1 x + y needs 9."""
    more = {**MORE, ("y", "do", "money"): 2}
    assert [line.value for line in robust_to_overruns(read_problem(DATA), more, [2, 1, 0]).lines] == [15, 16, 21]


def test_gamma_may_differ_by_resource() -> None:
    line = robust_to_overruns(read_problem(DATA), MORE, [{"people": 3}]).lines[0]
    assert (line.gamma, line.value) == ({"people": 3}, 21)


def test_a_floor_on_use_is_not_met_by_overruns() -> None:
    data = {**DATA, "rules": [{"type": "total", "resource": "money", "at_least": 9}]}
    found = robust_to_overruns(read_problem(data), MORE, [0, 1])
    assert [line.status for line in found.lines] == [Status.OPTIMAL, Status.INFEASIBLE]


def test_without_overruns_there_is_one_line_and_no_price() -> None:
    found = robust_to_overruns(read_problem(DATA), {})
    assert [(line.gamma, line.value, line.price) for line in found.lines] == [(0, 21, 0)]


def test_what_must_stay_can_make_protection_impossible() -> None:
    data = {**DATA, "rules": [{"type": "count", "initiatives": ["x", "y", "z"], "at_least": 3}]}
    found = robust_to_overruns(read_problem(data), MORE)
    assert [line.status for line in found.lines] == [Status.OPTIMAL, *[Status.INFEASIBLE] * 3]
    assert found.complete and found.lines[1].price is None


def test_wrong_overruns_and_gammas_are_named() -> None:
    with pytest.raises(ProblemFaults) as faults:
        robust_to_overruns(
            read_problem(DATA),
            {("w", "do", "money"): 1, ("x", "half", "money"): 1, ("x", "do", "time"): 1, ("x", "do", "money"): -1},
            [-1, {"time": 2}],
        )
    assert len(faults.value.faults) == 6


def test_progress_is_told_and_time_is_kept() -> None:
    heard: list[str] = []
    robust_to_overruns(read_problem(DATA), MORE, [0, 2], progress=lambda done, of, what: heard.append(what))
    assert heard == ["gamma 0", "gamma 2"]
    late = robust_to_overruns(read_problem(DATA), MORE, settings=SolveSettings(time_limit=1e-9))
    assert all(line.status is not Status.INFEASIBLE for line in late.lines)


def test_once_it_is_stopped_no_further_gamma_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, made = Event(), list[bool]()

    def counted(*given: Any) -> ProtectedDesk:
        made.append(stop.is_set())
        return ProtectedDesk(*given)

    monkeypatch.setattr("optimizer.deciding.protecting.ProtectedDesk", counted)
    settings = SolveSettings(stop=stop)
    told = robust_to_overruns(read_problem(DATA), MORE, None, settings, lambda *_: stop.set())
    assert made and not any(made)
    assert [line.status for line in told.lines[1:]] == [Status.NOT_FOUND] * (len(told.lines) - 1)
    assert told.complete is False

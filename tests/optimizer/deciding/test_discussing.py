"""`discussion` against enumeration at moved scores, and a small example worked by hand."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import Discussion, ProblemFaults, SolveSettings, Status, discussion, read_problem
from tests.laws import law
from tests.optimizer.brute import Brute, number
from tests.optimizer.problems import problems

F = Fraction
KINDS = ("must", "never", "requires", "excludes", "count", "share", "risk", "synergy", "carry_over")
NEAR = F(1, 10**5)


def scored(data: dict[str, Any], cell: tuple[str, str, str]) -> dict[str, Any]:
    """The scores that the cell is one of, made where there are none."""
    initiative = next(i for i in data["initiatives"] if i["id"] == cell[0])
    if cell[1] == "status_quo":
        home = initiative.setdefault("status_quo", {})
    else:
        home = next(o for o in initiative["options"] if o["id"] == cell[1])
    scores: dict[str, Any] = home.setdefault("scores", {})
    return scores


def moved(data: dict[str, Any], cell: tuple[str, str, str], to: Fraction) -> Brute:
    other = deepcopy(data)
    scored(other, cell)[cell[2]] = to
    return Brute(other)


def lost(data: dict[str, Any], cell: tuple[str, str, str], to: Fraction, selected: dict[str, str]) -> Fraction:
    """What the portfolio is worth less than the best one with the score there."""
    brute = moved(data, cell, to)
    best = brute.best()
    assert best is not None
    return best - brute.portfolio(selected).value


@st.composite
def spreads(draw: st.DrawFn) -> tuple[dict[str, Any], dict[tuple[str, str, str], tuple[Fraction, Fraction]]]:
    data = draw(problems(rules=2, kinds=KINDS, most=3))
    cells = [
        (i["id"], o["id"], c)
        for i in data["initiatives"]
        for o in [*i["options"], {"id": "status_quo"}]
        for c in data["criteria"]
    ]
    chosen = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=4, unique=True))
    width = st.sampled_from([F(0), F(1, 2), F(3), F(10)])
    stated = {cell: number(scored(deepcopy(data), cell).get(cell[2], 0)) for cell in chosen}
    return data, {cell: (score - draw(width), score + draw(width)) for cell, score in stated.items()}


@law(35)
@given(spreads())
def test_beyond_a_threshold_another_portfolio_is_best_and_short_of_it_none(drawn: Any) -> None:
    data, given_ = drawn
    found = discussion(read_problem(data), given_)
    if found.status is Status.INFEASIBLE:
        assert Brute(data).best() is None
        return
    assert found.complete
    tipped = {(t.initiative, t.option, t.criterion, t.end): t for t in found.tips}
    for cell, ends in given_.items():
        for end in ends:
            tip = tipped.get((*cell, float(end)))
            if tip is None:
                assert lost(data, cell, end, found.selected) <= NEAR
            else:
                check_tip(data, cell, end, tip, found)
    named = {tip[:3] for tip in tipped}
    assert set(found.settled) == set(given_) - named


def check_tip(data: dict[str, Any], cell: tuple[str, str, str], end: Fraction, tip: Any, found: Discussion) -> None:
    assert float(lost(data, cell, end, found.selected)) == pytest.approx(tip.stake, abs=1e-5)
    at = F(tip.threshold)
    assert abs(lost(data, cell, at, found.selected)) <= NEAR
    assert abs(lost(data, cell, at, tip.selected)) <= NEAR
    beyond = (at + end) / 2
    brute = moved(data, cell, beyond)
    assert brute.portfolio(tip.selected).feasible
    if abs(tip.threshold - float(end)) > 1e-3:
        assert lost(data, cell, beyond, found.selected) > 0
    assert tip.changes and all(now != then for now, then in tip.changes.values())


# One of x and y fits; both criteria weigh 1/2. x is worth 4 (8 and 0), y 3 (2 and 4), half of them certain.
DATA: dict[str, Any] = {
    "criteria": {"a": 1, "b": 1},
    "resources": {"money": 1},
    "initiatives": [
        {"id": "x", "scores": {"a": 8}, "uses": {"money": 1}},
        {"id": "y", "scores": {"a": 2, "b": 4}, "uses": {"money": 1}},
        {"id": "z", "scores": {"b": 1}, "uses": {"money": 1}},
    ],
}
SPREADS = {
    ("x", "do", "a"): (4, 9),
    ("y", "do", "b"): (3, 7),
    ("y", "do", "a"): (1, 3),
    ("z", "do", "b"): (0, 5),
}


def test_each_score_that_can_change_the_choice_is_named_with_where_it_does() -> None:
    """x must lose 1 point, so 2 on a criterion of weight 1/2: below 6; y must gain them: above 6. At 4, x is worth 2
    and y 3: 1 at stake. At 7, y is worth 4.5: 0.5 at stake. y's a may grow by 1 only, z's b by 4 to 2.5 only."""
    found = discussion(read_problem(DATA), SPREADS)
    assert [(t.initiative, t.criterion, t.threshold, t.stake) for t in found.tips] == [
        ("x", "a", 6, 1), ("y", "b", 6, 0.5),
    ]  # fmt: skip
    assert found.tips[0].changes == {"x": ("do", "status_quo"), "y": ("status_quo", "do")}
    assert found.settled == (("y", "do", "a"), ("z", "do", "b"))
    assert "x (do), a: 8, below 6 (to 4): up to 1 points" in str(found)
    assert found.to_dict()["complete"] is True


def test_the_first_that_takes_over_sets_the_threshold() -> None:
    """big brings 4, y 3.5, small 3: as big falls, y takes over where it has lost 1 point of a; small would at 2."""
    options = [{"id": "big", "scores": {"a": 8}, "uses": {"money": 1}}, {"id": "small", "scores": {"a": 6}}]
    options[1]["uses"] = {"money": 1}
    y = {"id": "y", "scores": {"a": 7}, "uses": {"money": 1}}
    data = {**DATA, "initiatives": [{"id": "x", "options": options}, y]}
    (tip,) = discussion(read_problem(data), {("x", "big", "a"): (0, 9)}).tips
    assert (tip.threshold, tip.stake, tip.selected) == (7, 3.5, {"y": "do"})


def test_what_changes_is_no_more_than_has_to() -> None:
    """p and q are worth the same and one of them fits; which of them is in does not change with x."""
    pair = [{"id": id, "scores": {"a": 2}, "uses": {"people": 1}} for id in ("p", "q")]
    data = {**DATA, "resources": {"money": 1, "people": 1}, "initiatives": [*DATA["initiatives"], *pair]}
    for tip in discussion(read_problem(data), SPREADS).tips:
        assert set(tip.changes) == {"x", "y"}


def test_what_a_bound_rules_out_is_not_solved() -> None:
    asked = discussion(read_problem(DATA), {("z", "do", "b"): (0, 5)})
    assert (asked.tips, asked.solves) == ((), 0)


def test_a_criterion_that_weighs_nothing_changes_nothing() -> None:
    data = {**DATA, "criteria": {"a": 1, "b": 0}}
    found = discussion(read_problem(data), {("y", "do", "b"): (-100, 100)})
    assert (found.tips, found.settled) == ((), (("y", "do", "b"),))


def test_the_score_of_not_doing_something_counts_too() -> None:
    """y's portfolio keeps x at its status quo and gains half a point a point of it: the 1 it lacks at 2."""
    found = discussion(read_problem(DATA), {("x", "status_quo", "a"): (-5, 5)})
    assert [(t.threshold, t.end) for t in found.tips] == [(2, 5)]


def test_wrong_cells_and_spreads_are_named() -> None:
    with pytest.raises(ProblemFaults) as faults:
        discussion(
            read_problem(DATA),
            {("w", "do", "a"): (0, 1), ("x", "half", "a"): (0, 1), ("x", "do", "c"): (0, 1), ("x", "do", "a"): (0, 1)},
        )
    messages = [fault.message for fault in faults.value.faults]
    assert messages[:3] == ["'w' is not an initiative", "'half' is not an option of 'x'", "'c' is not a criterion"]
    assert messages[3] == "must hold the stated score 8"


def test_no_spread_is_nothing_to_discuss() -> None:
    assert discussion(read_problem(DATA), {}).tips == ()
    assert discussion(read_problem(DATA), {("x", "do", "a"): (8, 8)}).settled == (("x", "do", "a"),)


def test_progress_is_told_and_time_is_kept() -> None:
    heard: list[int] = []
    discussion(read_problem(DATA), SPREADS, progress=lambda done, of, what: heard.append(done))
    assert heard == [1, 2, 3, 4]
    found = discussion(read_problem(DATA), SPREADS, SolveSettings(time_limit=1e-9))
    assert not found.complete or len(found.tips) == 2

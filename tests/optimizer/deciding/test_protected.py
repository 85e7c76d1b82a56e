"""The model of protected limits by itself: it allows what enumeration of who overruns allows, and nothing else."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from optimizer import STATUS_QUO, read_problem
from optimizer.deciding.protected import ProtectedDesk, worst_overrun
from optimizer.solving.questions import Question
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import RESOURCES, problems

F = Fraction
KINDS = ("total", "carry_over", "synergy", "count")
Overruns = dict[tuple[str, str, str], Fraction]


def clearly(brute: Brute, p: Portfolio, overruns: Overruns, gamma: Fraction) -> bool | None:
    """Whether it keeps all with the worst on top; None where a limit is met so closely that floats may differ."""
    if any(kind == "rule" for kind, _ in p.broken):
        return False
    uses = {r: use + worst_overrun(overruns, r, gamma, p.selected) for r, use in p.uses.items()}
    left = [most - uses[r] for r, most in brute.room(uses).items() if most is not None]
    return None if any(abs(rest) < F(1, 10**4) for rest in left) else all(rest > 0 for rest in left)


@law(25)
@given(problems(rules=2, kinds=KINDS, least=2, most=3), st.data())
def test_the_model_allows_exactly_what_holds_whoever_overruns(data: dict[str, Any], drawn: st.DataObject) -> None:
    cells = [(i["id"], o["id"], r) for i in data["initiatives"] for o in i["options"] for r in RESOURCES]
    more = st.sampled_from([F(1, 10), F(1, 2), F(1), F(2)])
    overruns = drawn.draw(st.fixed_dictionaries(dict.fromkeys(cells, more)))
    gamma = drawn.draw(st.sampled_from([F(0), F(1), F(3, 2), F(2), F(3)]))
    brute, desk = Brute(data), ProtectedDesk(read_problem(data), overruns, dict.fromkeys(RESOURCES, gamma))
    for p in brute.all():
        fix = {id: p.selected.get(id, STATUS_QUO) for id in brute.initiatives}
        holds = clearly(brute, p, overruns, gamma)
        if holds is not None:
            assert (desk.highest(Question(fix=fix)) > -inf) == holds


def test_a_total_is_about_stated_uses() -> None:
    """4 are stated, 6 with the overrun: a ceiling of 5 allows that, and a floor of 5 is not met by it."""
    data: dict[str, Any] = {"criteria": {"v": 1}, "resources": {"money": 10}}
    data["initiatives"] = [{"id": "x", "scores": {"v": 1}, "uses": {"money": 4}}]
    for bound, allowed in (("at_most", True), ("at_least", False)):
        rules = [{"type": "total", "resource": "money", bound: 5}]
        problem = read_problem({**data, "rules": rules})
        desk = ProtectedDesk(problem, {("x", "do", "money"): F(2)}, {"money": F(1)})
        assert (desk.highest(Question(fix={"x": "do"})) > -inf) == allowed


def test_two_overruns_are_held_back_together_when_two_are_protected_against() -> None:
    """Three of 3 with 1 more each: 12 of 12 at Γ = 3, 11 at Γ = 2, so that a limit of 11.5 tells them apart."""
    data: dict[str, Any] = {"criteria": {"v": 1}, "resources": {"money": 11.5}}
    data["initiatives"] = [{"id": id, "scores": {"v": 1}, "uses": {"money": 3}} for id in "xyz"]
    overruns = {(id, "do", "money"): F(1) for id in "xyz"}
    for gamma, allowed in ((F(2), True), (F(5, 2), True), (F(3), False)):
        desk = ProtectedDesk(read_problem(data), overruns, {"money": gamma})
        assert (desk.highest(Question(fix=dict.fromkeys("xyz", "do"))) > -inf) == allowed

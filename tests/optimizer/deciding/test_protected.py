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
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import RESOURCES, law, problems

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
@given(problems(rules=2, kinds=KINDS, most=3), st.data())
def test_the_model_allows_exactly_what_holds_whoever_overruns(data: dict[str, Any], drawn: st.DataObject) -> None:
    cells = [(i["id"], o["id"], r) for i in data["initiatives"] for o in i["options"] for r in RESOURCES]
    more = st.sampled_from([F(1, 10), F(1, 2), F(1), F(2)])
    overruns = drawn.draw(st.dictionaries(st.sampled_from(cells), more, min_size=1, max_size=8))
    gamma = drawn.draw(st.sampled_from([F(0), F(1), F(3, 2), F(2), F(3)]))
    brute, desk = Brute(data), ProtectedDesk(read_problem(data), overruns, dict.fromkeys(RESOURCES, gamma))
    for p in brute.all():
        fix = {id: p.selected.get(id, STATUS_QUO) for id in brute.initiatives}
        holds = clearly(brute, p, overruns, gamma)
        if holds is not None:
            assert (desk.highest(Question(fix=fix)) > -inf) == holds

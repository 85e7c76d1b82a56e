"""The `Reweighter` against an oracle that enumerates every portfolio, and its promises about threads and memory."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from threading import Event, Thread, active_count
from time import perf_counter, sleep
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import ProblemFaults, SolveSettings, Status, read_problem, solve
from optimizer.reweighting.proposal import Certificate, Proposal
from optimizer.reweighting.reweighter import Reweighter
from optimizer.status import Status as Statuses
from tests.laws import law
from tests.optimizer.brute import Brute
from tests.optimizer.problems import CRITERIA, problems

Weights = dict[str, int]
weights = (
    st.tuples(*(st.integers(0, 4) for _ in CRITERIA)).filter(any).map(lambda w: dict(zip(CRITERIA, w, strict=True)))
)


def oracle(data: dict[str, Any], asked: Weights) -> Brute:
    return Brute({**data, "criteria": asked})


def knapsack(size: int, seed: int = 3) -> dict[str, Any]:
    """Dense and hard to prove: values follow the use, two limits at half of what is asked."""
    state = seed
    initiatives: list[dict[str, Any]] = []
    for place in range(size):
        amounts = []
        for _ in range(4):
            state = (state * 1103515245 + 12345) % 2**31
            amounts.append(state % 1000 + 1)
        use = {"r": amounts[0], "s": amounts[1]}
        scores = {"a": sum(amounts[:2]) + amounts[2] // 2, "b": sum(amounts[:2]) + amounts[3] // 2}
        initiatives.append({"id": f"i{place}", "options": [{"id": "o", "scores": scores, "uses": use}]})
    limits = {name: sum(i["options"][0]["uses"][name] for i in initiatives) // 2 for name in ("r", "s")}
    return {"criteria": {"a": 1, "b": 1}, "resources": limits, "initiatives": initiatives, "rules": []}


@given(problems(), st.lists(weights, min_size=1, max_size=4))
@law(60)
def test_every_answer_is_possible_certified_as_it_says_and_below_a_true_bound(
    data: dict[str, Any], asked: list[Weights]
) -> None:
    with Reweighter(read_problem(data)) as kept:
        for these in asked:
            brute = oracle(data, these)
            best, answer = brute.best(), kept.propose(these, within=0.0, seconds=20.0)
            assert (answer.status is Status.INFEASIBLE) == (best is None)
            if best is None:
                continue
            portfolio = brute.portfolio(answer.selected)
            assert portfolio.feasible
            assert answer.value == float(portfolio.value)
            assert answer.proven
            assert answer.bound is not None and answer.bound >= float(best) - 1e-9
            assert float(portfolio.value) == pytest.approx(float(best), abs=2e-6)


@given(problems(), st.lists(weights, min_size=2, max_size=6))
@law(40)
def test_bounds_from_proofs_at_other_weights_hold(data: dict[str, Any], asked: list[Weights]) -> None:
    with Reweighter(read_problem(data)) as kept:
        for these in asked[:-1]:
            kept.propose(these, within=0.0, seconds=20.0)
        answer, best = kept.propose(asked[-1], seconds=0.0), oracle(data, asked[-1]).best()
        if best is not None and answer.bound is not None:
            assert answer.bound >= float(best) - 1e-9


def test_the_interpolation_of_proofs_certifies_between_them() -> None:
    data = knapsack(10)
    with Reweighter(read_problem(data)) as kept:
        for these in ({"a": 1, "b": 0}, {"a": 0, "b": 1}):
            assert kept.propose(these, within=0.0, seconds=20.0).proven
        plain = Reweighter(read_problem(data)).propose({"a": 1, "b": 1}, within=0.0, seconds=0.0)
        informed = kept.propose({"a": 1, "b": 1}, within=0.0, seconds=0.0)
    best = oracle(data, {"a": 1, "b": 1}).best()
    ends = [oracle(data, these).best() for these in ({"a": 1, "b": 0}, {"a": 0, "b": 1})]
    assert best is not None and informed.bound is not None and plain.bound is not None
    assert informed.certificate is Certificate.PROOFS
    assert float(best) <= informed.bound < plain.bound
    assert informed.bound <= float(sum(Fraction(end or 0) for end in ends) / 2) * (1 + 1e-6)


def test_the_same_weights_again_are_answered_from_the_proof() -> None:
    with Reweighter(read_problem(knapsack(30))) as kept:
        first = kept.propose({"a": 2, "b": 1}, within=0.0, seconds=30.0)
        again = kept.propose({"a": 4, "b": 2}, within=0.0, seconds=0.0)
    assert first.proven and again.proven
    assert (again.value, again.selected) == (first.value, first.selected)


def test_it_agrees_with_a_solve_from_scratch_step_by_step() -> None:
    problem = read_problem(knapsack(24))
    with Reweighter(problem) as kept:
        for step in range(6):
            these = {"a": 10 + step, "b": 10 - step}
            answer = kept.propose(these, within=0.0, seconds=30.0)
            assert answer.value == pytest.approx(solve(problem, SolveSettings(weights=these)).value, rel=1e-6)


def test_an_answer_is_never_worse_than_what_is_known() -> None:
    with Reweighter(read_problem(knapsack(60))) as kept:
        before = kept.propose({"a": 1, "b": 1}, seconds=1.0)
        assert before.value is not None
        after = kept.propose({"a": 1, "b": 1}, within=0.0, seconds=0.0)
        assert after.value is not None and after.value >= before.value


def test_a_zero_weight_changes_nothing() -> None:
    data = knapsack(20)
    silent = {**data, "criteria": {**data["criteria"], "c": 0}}
    for initiative in silent["initiatives"]:
        initiative["options"][0]["scores"]["c"] = 7
    plain = {**data, "initiatives": [_without_c(i) for i in data["initiatives"]]}
    with Reweighter(read_problem(plain)) as one, Reweighter(read_problem(silent)) as other:
        mine = one.propose({"a": 1, "b": 2}, within=0.0, seconds=20.0)
        theirs = other.propose({"a": 1, "b": 2, "c": 0}, within=0.0, seconds=20.0)
    assert (mine.value, mine.selected) == (theirs.value, theirs.selected)


def _without_c(initiative: dict[str, Any]) -> dict[str, Any]:
    option = initiative["options"][0]
    scores = {name: score for name, score in option["scores"].items() if name != "c"}
    return {**initiative, "options": [{**option, "scores": scores}]}


def test_picks_that_add_nothing_at_these_weights_are_left_out() -> None:
    data = {
        "criteria": {"a": 1, "b": 1},
        "resources": {"r": 10},
        "initiatives": [
            {"id": "x", "options": [{"id": "o", "scores": {"a": 5}, "uses": {"r": 1}}]},
            {"id": "y", "options": [{"id": "o", "scores": {"b": 5}, "uses": {"r": 1}}]},
        ],
    }
    with Reweighter(read_problem(data)) as kept:
        assert kept.propose({"a": 1, "b": 1}, seconds=5.0).selected == {"x": "o", "y": "o"}
        assert kept.propose({"a": 1}, seconds=5.0).selected == {"x": "o"}


@pytest.mark.parametrize(
    "wrong", [{"a": -1, "b": 2}, {"a": 0, "b": 0}, {"z": 1}, {"a": float("nan")}, {"a": "much"}, {}]
)
def test_weights_that_are_none_are_named(wrong: Any) -> None:
    with Reweighter(read_problem(knapsack(3))) as kept, pytest.raises(ProblemFaults, match="weights"):
        kept.propose(wrong)


@pytest.mark.parametrize("within", [-0.1, 1.0, float("nan")])
def test_a_gap_out_of_range_is_named(within: float) -> None:
    with Reweighter(read_problem(knapsack(3))) as kept, pytest.raises(ProblemFaults, match="within"):
        kept.propose({"a": 1}, within=within)


def test_a_problem_without_candidates_has_its_answer() -> None:
    with Reweighter(read_problem({"criteria": {"a": 1}, "initiatives": []})) as kept:
        answer = kept.propose({"a": 1})
    assert (answer.status, answer.value, answer.selected) == (Statuses.OPTIMAL, 0.0, {})


def heard(count: Callable[[list[Proposal]], bool]) -> tuple[list[Proposal], Callable[[Proposal], None], Event]:
    """A list of what is told later, and an event for when it is enough."""
    told: list[Proposal] = []
    enough = Event()

    def later(proposal: Proposal) -> None:
        told.append(proposal)
        if count(told):
            enough.set()

    return told, later, enough


def test_the_proof_comes_later_and_only_gets_better() -> None:
    told, later, enough = heard(lambda told: told[-1].proven)
    problem = read_problem(knapsack(40))
    with Reweighter(problem) as kept:
        first = kept.propose({"a": 1, "b": 3}, within=0.0, seconds=0.0, later=later)
        assert not first.proven
        assert enough.wait(60)
    values = [first.value or 0.0, *(p.value or 0.0 for p in told)]
    assert values == sorted(values)
    assert told[-1].value == pytest.approx(solve(problem, SolveSettings(weights={"a": 1, "b": 3})).value, rel=1e-6)
    assert told[-1].weights == {"a": 0.25, "b": 0.75}


def test_the_newest_question_wins() -> None:
    old, later_old, _ = heard(lambda told: False)
    _, later_new, enough = heard(lambda told: told[-1].proven)
    with Reweighter(read_problem(knapsack(40))) as kept:
        kept.propose({"a": 1, "b": 3}, within=0.0, seconds=0.0, later=later_old)
        kept.propose({"a": 3, "b": 1}, within=0.0, seconds=0.0, later=later_new)
        told_of_old = len(old)
        assert enough.wait(60)
        assert len(old) == told_of_old


def test_one_whose_listener_breaks_down_goes_on() -> None:
    def broken(proposal: Proposal) -> None:
        raise ValueError("not now")

    with Reweighter(read_problem(knapsack(30))) as kept:
        kept.propose({"a": 1, "b": 3}, within=0.0, seconds=0.0, later=broken)
        assert kept.propose({"a": 3, "b": 1}, within=0.0, seconds=60.0).proven


def test_closing_ends_the_search_at_once_and_leaves_no_thread() -> None:
    running = active_count()
    kept = Reweighter(read_problem(knapsack(300)))
    kept.propose({"a": 1, "b": 3}, within=0.0, seconds=0.0, later=lambda proposal: None)
    sleep(0.3)
    began = perf_counter()
    kept.close()
    kept.close()
    assert perf_counter() - began < 5
    assert active_count() == running
    with pytest.raises(RuntimeError):
        kept.propose({"a": 1, "b": 1})


def test_many_threads_may_ask_at_once() -> None:
    data = knapsack(8)
    asked = [{"a": a, "b": 12 - a} for a in range(12)]
    answers: dict[int, Proposal] = {}
    with Reweighter(read_problem(data)) as kept:

        def ask(place: int) -> None:
            answers[place] = kept.propose(asked[place], within=0.0, seconds=20.0)

        threads = [Thread(target=ask, args=(place,)) for place in range(len(asked))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(answers) == len(asked)
    for place, answer in answers.items():
        brute = oracle(data, asked[place])
        best, portfolio = brute.best(), brute.portfolio(answer.selected)
        assert best is not None and answer.bound is not None
        assert portfolio.feasible and answer.value == float(portfolio.value)
        assert answer.bound >= float(best) - 1e-9


def test_memory_is_bounded() -> None:
    with Reweighter(read_problem(knapsack(16)), portfolios=3, proofs=4) as kept:
        for a in range(20):
            answer = kept.propose({"a": a, "b": 19 - a}, within=0.0, seconds=20.0)
            assert answer.proven
            assert kept.known <= 3
            assert kept.proofs <= 4


def test_it_prints_what_it_says() -> None:
    with Reweighter(read_problem(knapsack(8))) as kept:
        assert "below the bound" in str(kept.propose({"a": 1, "b": 1}, seconds=10.0))


@given(problems(), st.lists(weights, min_size=1, max_size=8))
@law(15)
def test_many_weights_at_once_are_each_as_close_as_asked(data: dict[str, Any], asked: list[Weights]) -> None:
    with Reweighter(read_problem(data)) as kept:
        answers = kept.propose_all(asked, within=0.01)
    for these, answer in zip(asked, answers, strict=True):
        brute = oracle(data, these)
        best = brute.best()
        assert answer.certified
        if best is not None:
            assert brute.portfolio(answer.selected).feasible
            assert answer.value is not None and answer.value >= float(best) - 0.01 * max(1.0, abs(float(best))) - 1e-6


def test_many_weights_take_few_searches_and_tell_how_far_they_are() -> None:
    heard: list[tuple[int, int]] = []
    asked = [{"a": a, "b": 40 - a} for a in range(41)]
    with Reweighter(read_problem(knapsack(24)), proofs=100) as kept:
        answers = kept.propose_all(asked, within=0.002, progress=lambda done, of: heard.append((done, of)))
        assert kept.proofs < len(asked) / 2
    assert all(answer.certified for answer in answers)
    assert heard[-1] == (41, 41)


def test_many_weights_in_no_time_say_what_gap_is_left() -> None:
    asked = [{"a": a, "b": 9 - a} for a in range(10)]
    with Reweighter(read_problem(knapsack(100))) as kept:
        answers = kept.propose_all(asked, within=1e-5, time_limit=0.2)
    assert len(answers) == 10
    assert not all(answer.certified for answer in answers)
    assert all(answer.gap is not None and answer.gap >= 0 for answer in answers)

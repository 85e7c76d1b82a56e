"""`explain` against enumeration: every number of it, on small problems with every rule."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from threading import Event
from typing import Any

import pytest
from hypothesis import assume, given

from optimizer import SolveSettings, Status, explain, mandate_prices, read_problem, solve
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Answer, Question
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio, number
from tests.optimizer.problems import problems
from tests.optimizer.published import rpm_15

HAIR = Fraction(1, 10**6)


class World:
    """All portfolios of a problem, the best value, and the product's own answers."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data, self.brute = data, Brute(data)
        self.all = list(self.brute.all())
        self.feasible = [p for p in self.all if p.feasible]
        assume(self.feasible)
        self.best = max(p.value for p in self.feasible)
        made = read_problem(data)
        self.proposal, self.explanation = solve(made), explain(made)

    def changed(self, portfolio: Portfolio) -> int:
        mine = self.proposal.selected
        return sum(portfolio.selected.get(id) != mine.get(id) for id in self.brute.initiatives)

    def worth_it(self, id: str, option: str, uses: dict[str, Fraction]) -> bool:
        """Whether some portfolio with the option at these uses is worth what the proposal is."""
        data = copy.deepcopy(self.data)
        initiative = next(i for i in data["initiatives"] if i["id"] == id)
        stated = next(o for o in initiative["options"] if o["id"] == option)
        stated["uses"].update({name: str(use) for name, use in uses.items()})
        return any(p.value >= self.best - HAIR for p in Brute(data).feasible() if p.selected.get(id) == option)

    def value_with(self, name: str, extra: Fraction) -> Fraction:
        data = copy.deepcopy(self.data)
        data["resources"][name] = str(number(data["resources"][name]) + extra)
        best = Brute(data).best()
        return Fraction(-(10**9)) if best is None else best

    def best_without_musts_on(self, ids: set[str]) -> Fraction:
        rules = enumerate(self.data["rules"])
        lifted = {place for place, rule in rules if rule["type"] == "must" and rule["initiative"] in ids}
        kept = (p for p in self.all if all(kind == "rule" and what in lifted for kind, what in p.broken))
        return max(p.value for p in kept)


def near(one: float | None, other: Fraction) -> bool:
    return one is not None and abs(one - float(other)) < 1e-6


@law(30)
@given(problems(rules=4))
def test_replacement_cost_is_what_the_best_portfolio_without_it_is_worth_less(data: dict[str, Any]) -> None:
    world = World(data)
    for id, funded in world.explanation.funded.items():
        without = [p.value for p in world.feasible if id not in p.selected]
        assert near(funded.replacement_cost, world.best - max(without)) if without else funded.blocked_by


@law(30)
@given(problems(rules=4))
def test_the_gap_is_what_forcing_it_in_costs_and_the_fewest_leave_for_it(data: dict[str, Any]) -> None:
    world = World(data)
    for id, out in world.explanation.left_out.items():
        with_it = [p for p in world.feasible if id in p.selected]
        if not with_it:
            assert out.gap is None and out.blocked_by
            continue
        best = max(p.value for p in with_it)
        good = [p for p in with_it if p.value >= best - HAIR]
        fewest = min(map(world.changed, good))
        nearest = [set(world.proposal.selected) - set(p.selected) for p in good if world.changed(p) == fewest]
        assert near(out.gap, world.best - best)
        assert len(out.changes) == fewest
        assert set(out.displaces) in nearest


@law(20)
@given(problems(most=3, rules=4))
def test_an_entry_is_the_highest_use_that_would_be_worth_it(data: dict[str, Any]) -> None:
    world = World(data)
    for id, out in world.explanation.left_out.items():
        for option, entry in out.options.items():
            stated = world.brute.options(id)[option]["uses"]
            used = {n: number(u) for n, u in stated.items() if data["resources"][n] is not None and u > 0}
            assert set(entry.entry) == set(used)
            shares = {name: (entry.entry[name], {name: use}) for name, use in used.items()}
            for name, (highest, uses) in shares.items():
                holds(world, id, option, None if highest is None else Fraction(str(highest)) / used[name], uses)
            if used:
                factor = entry.entry_factor
                holds(world, id, option, None if factor is None else Fraction(str(factor)), used)


def holds(world: World, id: str, option: str, share: Fraction | None, uses: dict[str, Fraction]) -> None:
    """At this share of the uses it is worth it, at no higher one of a grid; nowhere on the grid when there is none."""

    def worth(part: Fraction) -> bool:
        return world.worth_it(id, option, {name: part * use for name, use in uses.items()})

    grid = [Fraction(step, 20) for step in range(20, -1, -1)]
    highest = next((part for part in grid if worth(part)), None)
    if share is None:
        assert highest is None
    else:
        assert worth(share) or worth(max(Fraction(0), share - Fraction(1, 10**9)))
        assert highest is None or highest <= share + Fraction(1, 10**9)


@law(25)
@given(problems(rules=4, kinds=("must", "requires", "count", "share", "never")))
def test_a_mandate_costs_what_the_best_portfolio_without_it_is_worth_more(data: dict[str, Any]) -> None:
    world = World(data)
    musts = {rule["initiative"] for rule in data["rules"] if rule["type"] == "must"}
    explained = world.explanation
    assert set(explained.mandates) == musts
    for id, price in explained.mandates.items():
        assert near(price.value_price, world.best_without_musts_on({id}) - world.best)
    assert explained.all_mandates is not None
    assert near(explained.all_mandates.value_price, world.best_without_musts_on(musts) - world.best)


@law(25)
@given(problems(rules=4))
def test_the_next_step_is_the_least_amount_that_lets_value_rise(data: dict[str, Any]) -> None:
    world = World(data)
    rise = world.best + HAIR * max(Fraction(1), abs(world.best))
    for name, step in world.explanation.next_steps.items():
        if step.amount is None:
            assert world.value_with(name, Fraction(1000)) <= rise
            continue
        amount = Fraction(step.amount).limit_denominator(10**6)
        assert world.value_with(name, amount) >= rise
        assert world.value_with(name, amount * Fraction(999, 1000)) < rise
        assert near(step.value_gain, world.value_with(name, amount) - world.best)


def test_what_cannot_be_explained_says_so() -> None:
    data = {"criteria": {"v": 1}, "initiatives": [{"id": "a"}], "rules": [{"type": "must", "initiative": "a"}]}
    data["rules"].append({"type": "never", "initiative": "a"})  # type: ignore[attr-defined]
    explanation = explain(read_problem(data))
    assert (explanation.status, explanation.funded, explanation.left_out) == (Status.INFEASIBLE, {}, {})


def test_progress_is_told_after_each_part_and_may_end_it() -> None:
    data = {"criteria": {"v": 1}, "resources": {"r": 1}, "initiatives": [{"id": "a", "uses": {"r": 2}}, {"id": "b"}]}
    told: list[tuple[int, int, str]] = []
    explain(read_problem(data), progress=lambda *step: told.append(step))
    assert [(done, of) for done, of, _ in told] == [(step, 4) for step in (1, 2, 3, 4)]


def test_workers_explain_the_same_and_their_parts_are_told_in_order() -> None:
    made, heard = read_problem(rpm_15()), list[tuple[int, int, str]]()
    alone = explain(made)
    with ThreadPoolExecutor(2) as executor:
        shared = explain(made, progress=lambda *told: heard.append(told), executor=executor)
    assert replace(shared, seconds=alone.seconds) == alone
    assert [done for done, _, _ in heard] == list(range(1, heard[-1][1] + 1))
    assert {id for _, _, id in heard} == {*made.by_id, "mandates", *made.limits}


def test_once_it_is_stopped_no_further_question_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred initiatives with ten limits are a thousand questions; each of them begun would take its time."""
    stop, begun = Event(), list[bool]()
    best = Desk.best

    def counted(desk: Desk, question: Question, clock: Clock) -> Answer:
        begun.append(stop.is_set())
        return best(desk, question, clock)

    monkeypatch.setattr(Desk, "best", counted)
    told = explain(read_problem(rpm_15()), SolveSettings(stop=stop), progress=lambda *_: stop.set())
    assert begun and not any(begun)
    assert not told.complete
    assert [part.reason for part in told.left_out.values()] == ["not decided in time"] * len(told.left_out)


def test_what_is_impossible_is_completely_explained_by_having_no_proposal() -> None:
    rules = [{"type": "must", "initiative": "1"}, {"type": "never", "initiative": "1"}]
    told = explain(read_problem({**rpm_15(), "rules": rules}))
    assert (told.status, told.funded, told.complete) == (Status.INFEASIBLE, {}, True)


def test_prices_of_mandates_print_themselves() -> None:
    told = mandate_prices(read_problem({**rpm_15(), "rules": [{"type": "must", "initiative": "12"}]}))
    assert str(told).splitlines()[0].startswith("12: costs ")
    assert str(told).splitlines()[1].startswith("all together: ")

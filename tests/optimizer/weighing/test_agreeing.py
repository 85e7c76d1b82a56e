"""`core` against enumeration: two criteria, so that value is a line over one weight and every optimum can be listed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer import Core, SolveSettings, core, read_problem
from optimizer.weighing import agreeing
from optimizer.weighing.certifying import Certifying
from tests.laws import law
from tests.optimizer.brute import Brute, Portfolio
from tests.optimizer.problems import problems
from tests.optimizer.published import rpm_15

F = Fraction
SETS: list[tuple[dict[str, Any], tuple[Fraction, Fraction]]] = [
    ({}, (F(0), F(1))),
    ({"order": ["a", "b"]}, (F(1, 2), F(1))),
    ({"bounds": {"a": [0.25, 0.5]}}, (F(1, 4), F(1, 2))),
    ({"stakeholders": {"one": {"a": 3, "b": 1}}}, (F(3, 4), F(3, 4))),
]


class Lines:
    """Every portfolio's value over the weight of a, between two weights."""

    def __init__(self, data: dict[str, Any], low: Fraction, high: Fraction) -> None:
        self.brute, self.ends = Brute(data), (low, high)
        self.all = self.brute.feasible()
        levels = {(self.at(p, F(0)), self.at(p, F(1))) for p in self.all}
        meets = {(b - a) / ((b - a) - (d - c)) for a, c in levels for b, d in levels if (b - a) != (d - c)}
        self.kinks = sorted({low, high, *(w for w in meets if low <= w <= high)})
        middles = [(one + other) / 2 for one, other in pairwise(self.kinks)]
        self.optimal = [p for w in (*self.kinks, *middles) for p in self.best(w)]
        self.optimal = [p for at, p in enumerate(self.optimal) if p not in self.optimal[:at] and not self.dominated(p)]

    def at(self, p: Portfolio, weight: Fraction) -> Fraction:
        certain = p.value - sum((self.brute.weights[c] * p.totals[c] for c in self.brute.weights), F(0))
        return weight * p.totals["a"] + (1 - weight) * p.totals["b"] + certain

    def best(self, weight: Fraction) -> list[Portfolio]:
        top = max((self.at(p, weight) for p in self.all), default=F(0))
        return [p for p in self.all if self.at(p, weight) == top]

    def dominated(self, p: Portfolio) -> bool:
        mine = [self.at(p, end) for end in self.ends]
        others = ([self.at(o, end) for end in self.ends] for o in self.all)
        return any(o != mine and o[0] >= mine[0] and o[1] >= mine[1] for o in others)

    def share(self, id: str) -> Fraction:
        """Equal optima count their part each."""
        funded = F(0)
        for one, other in pairwise(self.kinks):
            best = self.best((one + other) / 2)
            funded += (other - one) * F(sum(id in p.selected for p in best), len(best))
        return funded / (self.ends[1] - self.ends[0])

    def split(self) -> tuple[set[str], set[str], set[str]]:
        ids, chosen = set(self.brute.initiatives), [set(p.selected) for p in self.optimal]
        inside = {id for id in ids if chosen and all(id in c for c in chosen)}
        outside = {id for id in ids if chosen and not any(id in c for c in chosen)}
        return inside, outside, ids - inside - outside if chosen else set()


@law(50)
@given(problems(rules=4), st.sampled_from(SETS))
def test_in_out_and_open_are_what_all_optimal_portfolios_say(data: dict[str, Any], weights: Any) -> None:
    stated, ends = weights
    lines, found = Lines(data, *ends), core(read_problem(data), stated)
    assert found.certified
    assert (set(found.in_), set(found.out), set(found.open)) == lines.split()
    assert len(found.portfolios) == len({tuple(p.totals.values()) for p in lines.optimal})
    if ends[0] < ends[1]:
        for id, share in found.open.items():
            assert share.share == pytest.approx(float(lines.share(id)), abs=1e-6)


@law(40)
@given(problems(rules=4), st.sampled_from(SETS))
def test_what_is_certified_region_by_region_is_true_as_well(data: dict[str, Any], weights: Any) -> None:
    stated, ends = weights
    lines = Lines(data, *ends)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreeing, "BEARABLE", 0)
        found = core(read_problem(data), stated)
    inside, outside, open = lines.split()
    assert set(found.in_) <= inside
    assert set(found.out) <= outside
    assert set(found.open) <= open
    assert found.certified == (not found.unknown)
    for portfolio in found.portfolios:
        weight = F(portfolio.weights["a"])
        values = [lines.at(p, weight) for p in lines.all]
        mine = next(lines.at(p, weight) for p in lines.all if p.selected == portfolio.selected)
        assert mine >= max(values) - F(1, 10**6)


def both_ways(stated: dict[str, Any]) -> tuple[Core, Core]:
    problem = read_problem(rpm_15())
    listed = core(problem, stated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreeing, "BEARABLE", 0)
        return listed, core(problem, stated)


@pytest.mark.parametrize(
    "stated", [{}, {"order": ["c1", "c2", "c3"]}, {"bounds": {"c1": [0.2, 0.4], "c2": [0.2, 0.4]}}], ids=str
)
def test_listing_all_and_going_region_by_region_agree(stated: dict[str, Any]) -> None:
    listed, regional = both_ways(stated)
    assert listed.certified and regional.certified
    assert (listed.in_, listed.out, set(listed.open)) == (regional.in_, regional.out, set(regional.open))
    for id, share in listed.open.items():
        assert regional.open[id].share == pytest.approx(share.share, abs=1e-6)
        assert regional.open[id].error == 0


def test_without_time_it_claims_nothing() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreeing, "BEARABLE", 0)
        found = core(read_problem(rpm_15()), settings=SolveSettings(time_limit=1e-6))
    assert (found.in_, found.out, found.certified) == ((), (), False)
    assert len(found.unknown) + len(found.open) == 15
    assert found.unknown


def test_a_first_look_certifies_without_any_proof_by_search() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreeing, "BEARABLE", 0)
        whole = core(read_problem(rpm_15()), {"bounds": {"c1": [0.3, 0.4], "c2": [0.3, 0.4]}})
        patch.setattr(Certifying, "_meet", lambda self, points: False)
        first = core(read_problem(rpm_15()), {"bounds": {"c1": [0.3, 0.4], "c2": [0.3, 0.4]}})
    assert first.in_ or first.out
    assert set(first.in_) <= set(whole.in_)
    assert set(first.out) <= set(whole.out)
    assert (first.certified, first.open) == (False, {})


def test_a_crew_finds_the_same_core_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    alone, _ = both_ways({"order": ["c1", "c2", "c3"]})
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as executor:
        patch.setattr(agreeing, "BEARABLE", 0)
        stated = {"order": ["c1", "c2", "c3"]}
        shared = core(read_problem(rpm_15()), stated, progress=lambda *told_of: told.append(told_of), executor=executor)
    assert (shared.in_, shared.out, set(shared.open)) == (alone.in_, alone.out, set(alone.open))
    assert shared.certified
    assert told[-1] == (15, 15, "initiatives")

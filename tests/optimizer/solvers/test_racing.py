"""The race: whoever proves first answers, the other is ended, and nothing is left running."""

from __future__ import annotations

import threading
from time import perf_counter

import numpy as np
import pytest

from optimizer import read_problem
from optimizer.modelling.building import build
from optimizer.modelling.linear import LinearModel
from optimizer.modelling.scaling import Scaled, scale
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed
from optimizer.solvers.cbc import Cbc
from optimizer.solvers.highs import Kept
from optimizer.solvers.racing import Race, Relay
from tests.optimizer.published import SINGLE, problem


def scaled_model(name: str = "petersen-3") -> tuple[LinearModel, Scaled]:
    _source, limits, scores, uses, _optimum = SINGLE[name]
    model = build(read_problem(problem(limits, scores, uses)))
    return model, scale(model)


def race() -> tuple[Race, Scaled]:
    model, scaled = scaled_model()
    return Race(scaled, [row.source for row in model.rows]), scaled


def optimum(reply: Reply, scaled: Scaled) -> float:
    assert reply.values is not None
    return float(reply.values @ scaled.cost) / float(scaled.scale)


def test_cbc_answers_when_highs_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    runners, scaled = race()
    stopped = threading.Event()
    monkeypatch.setattr(Kept, "stop", lambda self: stopped.set())

    def slow(self: Kept, ask: Ask) -> Reply:
        assert stopped.wait(20)
        return Reply(Outcome.STOPPED, None, float("inf"), "slow")

    monkeypatch.setattr(Kept, "solve", slow)
    reply = runners.solve(Ask(scaled.cost, alone=0.0))
    assert (reply.outcome, optimum(reply, scaled)) == (Outcome.PROVEN, pytest.approx(4015))
    assert reply.solver.startswith("CBC")


def test_cbc_answers_when_highs_breaks_down(monkeypatch: pytest.MonkeyPatch) -> None:
    runners, scaled = race()

    def broken(self: Kept, ask: Ask) -> Reply:
        raise SolverFailed("broken")

    monkeypatch.setattr(Kept, "solve", broken)
    assert optimum(runners.solve(Ask(scaled.cost, alone=0.0)), scaled) == pytest.approx(4015)


def test_highs_answers_and_ends_cbc_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    runners, scaled = race()
    running = threading.active_count()
    ended = threading.Event()

    def endless(self: Cbc, ask: Ask, stop: threading.Event) -> Reply:
        assert stop.wait(20)
        ended.set()
        return Reply(Outcome.STOPPED, None, float("inf"), "endless")

    monkeypatch.setattr(Cbc, "solve", endless)
    reply = runners.solve(Ask(scaled.cost, alone=0.0))
    assert optimum(reply, scaled) == pytest.approx(4015)
    assert threading.active_count() == running


def hard() -> tuple[LinearModel, Scaled]:
    random = np.random.default_rng(5)
    uses = random.integers(1, 1000, (10, 150))
    values = (uses.sum(axis=0) / 10 + 500 * random.random(150)).round(2)
    model = build(read_problem(problem((uses.sum(axis=1) // 2).tolist(), values.tolist(), uses.tolist())))
    return model, scale(model)


def test_a_stopped_cbc_ends_with_its_process() -> None:
    model, scaled = hard()
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    started = perf_counter()
    reply = Cbc(scaled, [row.source for row in model.rows]).solve(Ask(scaled.cost), stop)
    assert (reply.outcome, reply.values) == (Outcome.STOPPED, None)
    assert perf_counter() - started < 10


def test_a_stopped_highs_stays_usable() -> None:
    model, scaled = hard()
    kept = Kept(scaled, [row.source for row in model.rows])
    threading.Timer(0.3, kept.stop).start()
    assert kept.solve(Ask(scaled.cost)).outcome is Outcome.STOPPED
    for left in (30, 35, 40):
        easy = dict.fromkeys(range(150 - left), (0.0, 0.0))
        again = kept.solve(Ask(scaled.cost, bounds=easy))
        fresh = Kept(scaled, [row.source for row in model.rows]).solve(Ask(scaled.cost, bounds=easy))
        assert again.outcome is fresh.outcome is Outcome.PROVEN
        assert again.bound == pytest.approx(fresh.bound)


def test_the_better_of_two_unproven_answers_counts() -> None:
    runners, scaled = race()
    model, scaled = hard()
    runners = Race(scaled, [row.source for row in model.rows])
    reply = runners.solve(Ask(scaled.cost, seconds=1.0, alone=0.0))
    assert reply.outcome is Outcome.STOPPED
    assert reply.values is not None
    assert reply.bound < float("inf")


def test_a_time_limit_counts_from_its_own_ask() -> None:
    model, scaled = hard()
    kept = Kept(scaled, [row.source for row in model.rows])
    assert kept.solve(Ask(scaled.cost, seconds=1.5)).outcome is Outcome.STOPPED
    started = perf_counter()
    assert kept.solve(Ask(scaled.cost, seconds=0.1)).outcome is Outcome.STOPPED
    assert perf_counter() - started < 1.2


def test_a_portfolio_that_is_worth_enough_ends_the_search() -> None:
    model, scaled = hard()
    kept = Kept(scaled, [row.source for row in model.rows])
    most = kept.solve(Ask(scaled.cost, seconds=1.0))
    assert most.values is not None
    enough = 0.9 * float(most.values @ scaled.cost)
    started = perf_counter()
    reply = kept.solve(Ask(scaled.cost, seconds=20.0, enough=enough))
    assert reply.values is not None
    assert (reply.outcome, perf_counter() - started < 10) == (Outcome.STOPPED, True)
    assert float(reply.values @ scaled.cost) >= enough


def test_in_a_relay_cbc_goes_on_where_highs_has_had_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model, scaled = scaled_model()
    runners = Relay(scaled, [row.source for row in model.rows])
    given: list[float] = []

    def unfinished(self: Kept, ask: Ask) -> Reply:
        given.append(ask.seconds)
        return Reply(Outcome.STOPPED, None, float("inf"), "unfinished")

    monkeypatch.setattr(Kept, "solve", unfinished)
    reply = runners.solve(Ask(scaled.cost, alone=0.2, seconds=30))
    assert (reply.outcome, optimum(reply, scaled)) == (Outcome.PROVEN, pytest.approx(4015))
    assert (given, reply.solver[:3]) == ([0.2], "CBC")


def test_in_a_relay_a_proof_of_highs_is_the_end_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    model, scaled = scaled_model()
    runners = Relay(scaled, [row.source for row in model.rows])
    monkeypatch.setattr(Cbc, "solve", lambda self, ask: pytest.fail("not its turn"))
    reply = runners.solve(Ask(scaled.cost, alone=20.0))
    assert (reply.outcome, reply.solver[:5]) == (Outcome.PROVEN, "HiGHS")

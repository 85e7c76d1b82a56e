"""Time that ends by itself, or because somebody stops it."""

from __future__ import annotations

import pickle
from math import inf
from threading import Event, Thread

import pytest

from optimizer import Problem, SolveSettings, Status, alternatives, core, frontier, read_problem, solve
from optimizer.solving.clock import Clock
from tests.optimizer.published import dense


@pytest.fixture(scope="module")
def hard() -> Problem:
    return read_problem(dense())


def test_a_part_ends_with_the_whole() -> None:
    stop = Event()
    whole = Clock.start(10, stop)
    assert whole.part(60).left <= 10
    assert whole.part(0.5).left <= 0.5
    assert (whole.part(5).over, whole.part(0).over) == (False, True)
    stop.set()
    assert (whole.part(5).over, whole.stopped) == (True, True)


def test_it_goes_to_another_process_without_its_stop() -> None:
    clock = Clock.start(7, Event())
    there = pickle.loads(pickle.dumps(clock))
    assert (there.limit, there.started, there.stop) == (7, clock.started, None)
    assert pickle.loads(pickle.dumps(Clock.start(None))).limit == inf


def test_what_was_stopped_before_it_began_claims_nothing(hard: Problem) -> None:
    stop = Event()
    stop.set()
    stopped = SolveSettings(stop=stop, conflicts=False)
    assert solve(hard, stopped).status is not Status.OPTIMAL
    assert not frontier(hard, ["r1"], settings=stopped).complete
    assert not core(hard, settings=stopped).certified
    assert not alternatives(hard, 2, settings=stopped).complete


def test_a_running_solve_is_stopped_from_another_thread(hard: Problem) -> None:
    stop, begun, found = Event(), Event(), []

    def work() -> None:
        begun.set()
        found.append(solve(hard, SolveSettings(stop=stop, time_limit=120, conflicts=False)))

    thread = Thread(target=work)
    thread.start()
    begun.wait()
    stop.wait(0.5)
    stop.set()
    thread.join(30)
    assert not thread.is_alive()
    assert found[0].status in (Status.FEASIBLE, Status.NOT_FOUND)
    assert found[0].seconds < 60

"""Work on one problem: the same results from one place, from threads and from processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from optimizer import Problem, frontier, read_problem
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Question
from tests.optimizer.published import SINGLE, problem

NAMES = ("alone", "threads", "processes")


@pytest.fixture(scope="module", params=NAMES)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    if request.param == "alone":
        yield None
    elif request.param == "threads":
        with ThreadPoolExecutor(2) as threads:
            yield threads
    else:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
            yield processes


@pytest.fixture(scope="module")
def petersen() -> Problem:
    _source, limits, scores, uses, _optimum = SINGLE["petersen-3"]
    return read_problem(problem(limits, scores, uses))


def best_without(desk: Desk, id: str) -> float:
    answer = desk.best(Question(fix={id: "status_quo"}), Clock.start(None))
    assert answer.value is not None
    return float(answer.value)


def refused(desk: Desk, id: str) -> float:
    raise ValueError(f"no {id}")


def test_results_come_in_the_order_of_the_items(petersen: Problem, executor: Executor | None) -> None:
    ids = list(petersen.by_id)
    here = Desk(petersen)
    assert list(Crew(petersen, executor).each(best_without, ids)) == [best_without(here, id) for id in ids]


def test_an_error_in_the_work_is_raised_where_its_result_is_asked_for(
    petersen: Problem, executor: Executor | None
) -> None:
    with pytest.raises(ValueError, match="no anybody"):
        list(Crew(petersen, executor).each(refused, ["anybody"]))


def test_each_problem_has_desks_of_its_own(petersen: Problem, executor: Executor | None) -> None:
    other = read_problem(problem([1], [5.0], [[1]]))
    for _ in range(2):
        (one,) = Crew(petersen, executor).each(best_without, [next(iter(petersen.by_id))])
        (two,) = Crew(other, executor).each(best_without, [next(iter(other.by_id))])
        assert (one > 0, two) == (True, 0)


@pytest.mark.parametrize("points", [None, 9])
def test_a_frontier_is_the_same_whoever_walks_it(
    petersen: Problem, executor: Executor | None, points: int | None
) -> None:
    resource = petersen.resources[0].id
    alone = frontier(petersen, [resource], 20, 70, points)
    shared = frontier(petersen, [resource], 20, 70, points, executor=executor)
    assert [(p.use, p.value) for p in shared.points] == [(p.use, p.value) for p in alone.points]
    assert len(alone.points) > 3
    assert (alone.complete, shared.complete) == (True, True)

"""Shares of the weights where not every optimal portfolio is listed, beside the exact ones of RPM-15."""

from __future__ import annotations

import pytest

from optimizer import core, read_problem
from optimizer.solving.clock import Clock
from optimizer.solving.crew import Crew
from optimizer.solving.desk import Desk
from optimizer.solving.questions import Answer, Found, Question
from optimizer.weighing import sharing
from optimizer.weighing.candidates import Candidate, candidate_of
from optimizer.weighing.sharing import Sharing
from optimizer.weighing.viewing import Views
from optimizer.weighing.weight_sets import read_weight_set
from tests.optimizer.published import rpm_15

NAMES = ("c1", "c2", "c3")


@pytest.fixture(scope="module")
def exact() -> dict[str, float]:
    """All weights, from the list of all optimal portfolios."""
    return {id: share.share for id, share in core(read_problem(rpm_15())).open.items()}


def opened(clock: Clock) -> Sharing:
    """One optimal portfolio is known, the rest is not."""
    views = Views(Crew(read_problem(rpm_15())), NAMES, clock)
    set = read_weight_set({}, NAMES)
    known = views.glance(set.corners[0], 0.0, 60).selection
    assert known is not None
    first: Candidate = candidate_of(views.crew.desk, known)
    return Sharing(views, set.corners, [first])


def test_in_few_dimensions_the_missing_portfolios_are_found_and_shares_are_exact(exact: dict[str, float]) -> None:
    found = opened(Clock.start(None)).shares(list(exact))
    assert {id: share.share for id, share in found.items()} == pytest.approx(exact, abs=1e-6)
    assert {share.error for share in found.values()} == {0.0}


def test_in_many_dimensions_the_error_covers_what_was_not_known(
    exact: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "EXACT_UP_TO", 0)
    found = opened(Clock.start(None)).shares(list(exact))
    for id, share in found.items():
        assert abs(share.share - exact[id]) <= share.error
        assert 0.05 < share.error < 0.4


def test_without_time_a_share_claims_nothing(exact: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    one = opened(Clock.start(None))
    monkeypatch.setattr(Views, "ask_all", lambda self, several, clock: [Answer(Found.UNKNOWN) for _ in several])
    assert {share.error for share in one.shares(list(exact)).values()} == {1.0}


def test_once_the_time_is_over_no_solver_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    views = opened(Clock.start(None)).views
    views.clock = Clock.start(0)
    monkeypatch.setattr(Desk, "best", lambda self, question, clock: pytest.fail("begun"))
    point = read_weight_set({}, NAMES).corners[0]
    assert views.ask(point, Question()).found is Found.UNKNOWN
    assert [answer.found for answer in views.ask_all([(point, Question())])] == [Found.UNKNOWN]

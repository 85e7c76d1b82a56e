"""`stable`: the portfolio near the best value that changes least of a given plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, isfinite
from typing import Any

from optimizer.deciding.common import (
    PROVEN,
    Change,
    changes_between,
    clean_plan,
    number_of_changes,
    relative,
    told,
)
from optimizer.explaining.values import plain_data
from optimizer.faults import Fault, ProblemFaults
from optimizer.modelling.linear import Row
from optimizer.numbers import ONE, Number, exact
from optimizer.problem import Problem
from optimizer.sentences import sentence
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Answer, Found, Question
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Stable:
    """`changes`: id -> (in the plan, now). With fewer than `fewest_bound` changes no portfolio is within the gap.

    `best` is the value of the best portfolio found, `bound` what none exceeds, `gap` that of this portfolio to it.
    `broken` tells which limits and rules the plan itself breaks. OPTIMAL: best value and fewest changes are proven.
    """

    status: Status
    selected: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    fewest_bound: int = 0
    value: float | None = None
    best: float | None = None
    bound: float | None = None
    gap: float | None = None
    plan_value: float = 0.0
    broken: tuple[str, ...] = ()
    verified: bool = False
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return data

    def __str__(self) -> str:
        if self.value is None or self.gap is None:
            return f"{self.status} after {self.seconds:.2f} s"
        lines = [
            f"{self.status}: {len(self.changes)} changes, at least {self.fewest_bound} are needed",
            f"value {self.value:,.6g} of {self.best:,.6g}, gap {self.gap:.2%}",
            f"changes: {told(self.changes)}",
        ]
        return "\n".join([*lines, *(f"the plan breaks: {text}" for text in self.broken)])


def stable(
    problem: Problem,
    plan: Mapping[str, str],
    within: Number = 0.01,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> Stable:
    """The portfolio within `within` of the best value in which fewest initiatives get something else than in the plan.

    Minimise sum over i of [option of i differs] subject to value >= best - within x max(1, |best|); then the highest
    value with as few. The Hamming ball of local branching (Fischetti & Lodi, Mathematical Programming 98, 2003), with
    its radius minimised. The plan maps initiatives to options and may break limits and rules; absent ones are at their
    status quo. Raises ProblemFaults for a plan that names what is not there, and for `within` outside 0 to 1.
    """
    settings = settings or SolveSettings()
    clock, posed = Clock.start(settings.time_limit, settings.stop), pose(problem, settings).problem
    plan = clean_plan(posed, plan, "plan")
    share = exact(within)
    if not 0 <= share <= 1:
        raise ProblemFaults([Fault("within", "must lie between 0 and 1")])
    work = _Work(Desk(posed), plan, settings, clock, progress or silent)
    return work.run(share)


class _Work:
    def __init__(self, desk: Desk, plan: dict[str, str], settings: SolveSettings, clock: Clock, tell: Progress) -> None:
        self.desk, self.plan, self.settings, self.clock, self.tell = desk, plan, settings, clock, tell
        self.of_plan = desk.accountant.account(plan)

    def run(self, within: Fraction) -> Stable:
        answer = self.desk.best(Question(gap=self.settings.gap), self.clock)
        self.tell(1, 3, "best value")
        if answer.account is None or answer.selection is None:
            status = Status.INFEASIBLE if answer.found is Found.NONE else Status.NOT_FOUND
            return Stable(status=status, seconds=self.clock.spent, **self._plan())
        best = answer.account.value
        least = best - within * max(ONE, abs(best))
        if self.of_plan.feasible and self.of_plan.value >= least:
            return self.report(self.plan, 0, answer)
        nearest, fewest = self.nearest(least, answer.selection)
        self.tell(2, 3, "fewest changes")
        dearest = self.dearest(nearest)
        self.tell(3, 3, "highest value")
        return self.report(dearest, fewest, answer)

    def nearest(self, least: Fraction, known: dict[str, str]) -> tuple[dict[str, str], int]:
        """A portfolio with the fewest changes, and how many there are at least."""
        terms, constant = number_of_changes(self.desk.model, self.plan)
        objective = {column: -c for column, c in terms.items()}, -constant
        answer = self.desk.best(Question(objective=objective, least=least, start=known), self.clock)
        known_bound = answer.found is not Found.NONE and isfinite(answer.bound)
        fewest = max(0, ceil(-answer.bound - PROVEN)) if known_bound else 0
        return answer.selection if answer.selection is not None else known, fewest

    def dearest(self, nearest: dict[str, str]) -> dict[str, str]:
        """The best portfolio with as few changes."""
        terms, constant = number_of_changes(self.desk.model, self.plan)
        most = len(changes_between(self.desk.problem, self.plan, nearest))
        row = Row(terms, upper=most - constant)
        answer = self.desk.best(Question(rows=(row,), start=nearest), self.clock)
        better = answer.account is not None and answer.account.value > self.desk.accountant.value(nearest)
        return answer.selection if better and answer.selection is not None else nearest

    def report(self, selection: dict[str, str], fewest: int, best: Answer) -> Stable:
        assert best.account is not None
        problem, account = self.desk.problem, self.desk.accountant.account(selection)
        changes = changes_between(problem, self.plan, selection)
        value, most = float(account.value), float(max(best.account.value, account.value))
        bound = max(most, best.bound if best.found is Found.PROVEN else self._bound(best))
        proven = relative(bound, most) <= max(self.settings.gap, PROVEN) and len(changes) <= fewest
        return Stable(
            status=Status.OPTIMAL if proven else Status.FEASIBLE,
            selected=in_file_order(problem, selection),
            changes=changes,
            fewest_bound=fewest,
            value=value,
            best=most,
            bound=bound,
            gap=relative(bound, value),
            verified=account.feasible,
            seconds=self.clock.spent,
            **self._plan(),
        )

    def _bound(self, best: Answer) -> float:
        return min(best.bound, self.desk.highest(Question()))

    def _plan(self) -> dict[str, Any]:
        broken = tuple(sentence(self.desk.problem, source) for source in self.of_plan.broken)
        return {"plan_value": float(self.of_plan.value), "broken": broken}

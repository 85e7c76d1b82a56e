"""`compromise`: the portfolio that the most disappointed of several stakeholders loses least by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from typing import Any

from optimizer.deciding.common import PROVEN, clean_weights
from optimizer.explaining.values import plain_data
from optimizer.faults import Fault, ProblemFaults, named
from optimizer.modelling.linear import Row, Terms, total
from optimizer.numbers import ONE, ZERO, Number
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Answer, Found, Question
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Regret:
    """What the compromise is worth to one stakeholder beside their own best portfolio, `selected`.

    `regret` is measured against the best value found for them, `regret_at_most` against the proven bound on it. Both
    are shares of what their best adds to doing nothing; in points, not `relative`, where it adds nothing.
    """

    value: float
    optimum: float
    optimum_bound: float
    regret: float
    regret_at_most: float
    relative: bool
    selected: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compromise:
    """`largest` regret of all stakeholders; no portfolio has one below `bound`; `gap` = largest at most - bound.

    `total` is the sum of regrets, the least possible beside `largest` down to `total_bound`.
    """

    status: Status
    selected: dict[str, str] = field(default_factory=dict)
    largest: float | None = None
    bound: float | None = None
    gap: float | None = None
    total: float | None = None
    total_bound: float | None = None
    stakeholders: dict[str, Regret] = field(default_factory=dict)
    verified: bool = False
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return data

    def __str__(self) -> str:
        if self.largest is None or self.bound is None:
            return f"{self.status} after {self.seconds:.2f} s"
        lines = [
            f"{self.status}: largest regret {self.largest:.2%}, none can be below {self.bound:.2%}",
            "funded: " + (", ".join(f"{id} ({option})" for id, option in self.selected.items()) or "nothing"),
        ]
        return "\n".join([*lines, *(f"{who}: {_said(r)}" for who, r in self.stakeholders.items())])


def _said(one: Regret) -> str:
    regret = f"{one.regret:.2%}" if one.relative else f"{one.regret:,.6g} points"
    return f"{one.value:,.6g} of {one.optimum:,.6g}, regret {regret}"


def compromise(
    problem: Problem,
    stakeholders: Mapping[str, Mapping[str, Number]],
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> Compromise:
    """The portfolio whose largest relative regret is smallest; among equals the one with the least sum of regrets.

    regret of s = (V_s - v_s) / (V_s - n_s): v_s the portfolio's value at the weights of s, V_s the best value at them,
    n_s the value of doing nothing; in points where V_s <= n_s. Min-max relative regret: Kouvelis & Yu, Robust Discrete
    Optimization and Its Applications, Kluwer 1997. Value over doing nothing makes it independent of where zero lies.
    Solved as: minimise t with v_s(x) + t (V_s - n_s) >= V_s for each s; then the sum, with t held.

    The settings' own `weights` do not matter here. Raises ProblemFaults for no stakeholders and for wrong weights.
    """
    settings = settings or SolveSettings()
    clock, posed = Clock.start(settings.time_limit, settings.stop), pose(problem, settings).problem
    work = _Work(Desk(posed), _weights_of(posed, stakeholders), settings, clock, progress or silent)
    if (status := work.own_best()) is not None:
        return Compromise(status=status, seconds=clock.spent)
    return work.report(*work.least_sum(*work.least_largest()))


def _weights_of(problem: Problem, stakeholders: Mapping[str, Mapping[str, Number]]) -> dict[str, dict[str, Fraction]]:
    read = {who: clean_weights(problem, given, named("stakeholders", who)) for who, given in stakeholders.items()}
    faults = [fault for _, wrong in read.values() for fault in wrong]
    if not stakeholders:
        faults = [Fault("stakeholders", "must not be empty")]
    if faults:
        raise ProblemFaults(faults)
    return {who: weights for who, (weights, _) in read.items()}


class _Work:
    """The stakeholders' desks, and every portfolio met on the way: each is a candidate for all of them."""

    def __init__(
        self, desk: Desk, weights: dict[str, dict[str, Fraction]], settings: SolveSettings, clock: Clock, tell: Progress
    ) -> None:
        self.desk, self.settings, self.clock, self.tell = desk, settings, clock, tell
        self.views = {who: desk.tilted(of) for who, of in weights.items()}
        self.bounds: dict[str, float] = {}
        self.pool: list[dict[str, str]] = []

    def own_best(self) -> Status | None:
        """Everybody's own best portfolio into the pool; the status that ends it where there is none."""
        for done, (who, view) in enumerate(self.views.items(), 1):
            answer = view.best(Question(gap=self.settings.gap, start=self.pool[-1] if self.pool else None), self.clock)
            if answer.found is Found.NONE:
                return Status.INFEASIBLE
            if answer.selection is not None:
                self.pool.append(answer.selection)
            proven = answer.found is Found.PROVEN
            self.bounds[who] = answer.bound if proven else min(answer.bound, view.highest(Question()))
            self.tell(done, len(self.views) + 2, who)
        return None if self.pool else Status.NOT_FOUND

    def value(self, who: str, selection: Mapping[str, str]) -> Fraction:
        return self.views[who].accountant.value(selection)

    def optimum(self, who: str) -> tuple[Fraction, dict[str, str]]:
        best = max(self.pool, key=lambda selection: self.value(who, selection))
        return self.value(who, best), best

    def unit(self, who: str, best: Fraction) -> Fraction:
        """What a regret of 1 stands for in points."""
        gain = best - self.value(who, {})
        return gain if gain > 0 else ONE

    def regret(self, who: str, selection: Mapping[str, str]) -> Fraction:
        best, _ = self.optimum(who)
        return (best - self.value(who, selection)) / self.unit(who, best)

    def regrets(self, selection: Mapping[str, str]) -> list[Fraction]:
        return [self.regret(who, selection) for who in self.views]

    def worth(self, who: str) -> tuple[Terms, Fraction]:
        model = self.views[who].model
        return model.objective, model.offset

    def best_known(self) -> dict[str, str]:
        return min(self.pool, key=lambda selection: (max(r := self.regrets(selection)), sum(r, ZERO)))

    def least_largest(self) -> tuple[dict[str, str], float]:
        """The portfolio, and what no largest regret can be below."""
        spare, rows = self.desk.model.spare, []
        for who in self.views:
            best, (terms, constant) = self.optimum(who)[0], self.worth(who)
            rows.append(Row({**terms, spare: self.unit(who, best)}, lower=best - constant))
        question = Question(
            objective=({spare: -ONE}, ZERO), freed={spare: (0.0, inf)}, rows=tuple(rows), start=self.best_known()
        )
        answer = self.desk.best(question, self.clock)
        self._met(answer)
        self.tell(len(self.views) + 1, len(self.views) + 2, "largest regret")
        return self.best_known(), max(0.0, -answer.bound)

    def least_sum(self, selection: dict[str, str], bound: float) -> tuple[dict[str, str], float, float]:
        """Regret no larger than the portfolio's for anybody, and the least sum of them."""
        most, rows, parts, constants = max(self.regrets(selection)), [], [], ZERO
        for who in self.views:
            best, (terms, constant) = self.optimum(who)[0], self.worth(who)
            unit = self.unit(who, best)
            rows.append(Row(dict(terms), lower=best - most * unit - constant))
            parts.append((terms, 1 / unit))
            constants += (constant - best) / unit
        question = Question(objective=(total(parts), constants), rows=tuple(rows), start=selection)
        answer = self.desk.best(question, self.clock)
        self._met(answer)
        self.tell(len(self.views) + 2, len(self.views) + 2, "sum of regrets")
        return self.best_known(), bound, max(0.0, -answer.bound)

    def _met(self, answer: Answer) -> None:
        if answer.selection is not None:
            self.pool.append(answer.selection)

    def report(self, selection: dict[str, str], bound: float, total_bound: float) -> Compromise:
        selection = self.without_what_adds_nothing(selection)
        people = {who: self.regret_of(who, selection) for who in self.views}
        largest, most = max(r.regret for r in people.values()), max(r.regret_at_most for r in people.values())
        gap = max(0.0, most - bound)
        return Compromise(
            status=Status.OPTIMAL if gap <= max(self.settings.gap, PROVEN) else Status.FEASIBLE,
            selected=in_file_order(self.desk.problem, selection),
            largest=largest,
            bound=min(bound, largest),
            gap=gap,
            total=_sum(r.regret for r in people.values()),
            total_bound=total_bound,
            stakeholders=people,
            verified=self.desk.accountant.account(selection).feasible,
            seconds=self.clock.spent,
        )

    def without_what_adds_nothing(self, selection: dict[str, str]) -> dict[str, str]:
        """Less the options that nobody would miss; last in the file first."""
        for id in sorted(selection, key=self.desk.problem.position.__getitem__, reverse=True):
            fewer = {other: option for other, option in selection.items() if other != id}
            missed = any(self.value(who, fewer) < self.value(who, selection) for who in self.views)
            if not missed and self.desk.accountant.account(fewer).feasible:
                selection = fewer
        return selection

    def regret_of(self, who: str, selection: Mapping[str, str]) -> Regret:
        self.pool.append(dict(selection))
        (best, own), value = self.optimum(who), self.value(who, selection)
        highest = max(float(best), self.bounds[who])
        gain = highest - float(self.value(who, {}))
        relative = best > self.value(who, {})
        return Regret(
            value=float(value), optimum=float(best), optimum_bound=highest, regret=float(self.regret(who, selection)),
            regret_at_most=(highest - float(value)) / (gain if relative else 1.0), relative=relative,
            selected=in_file_order(self.desk.problem, own),
        )  # fmt: skip


def _sum(numbers: Iterable[float]) -> float:
    return sum(numbers, 0.0)

"""`inverse_weights`: the weights closest to given ones under which a portfolio is best, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from optimizer.deciding.closest import Closest, Rival
from optimizer.deciding.common import PROVEN, clean_plan, clean_weights, relative
from optimizer.explaining.values import plain_data
from optimizer.faults import ProblemFaults
from optimizer.numbers import ZERO, Number
from optimizer.problem import Problem
from optimizer.sentences import sentence
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.desk import Desk
from optimizer.solving.posing import pose
from optimizer.solving.questions import Answer, Found, Question
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status
from optimizer.weighing.weight_sets import WeightSet, read_weight_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A portfolio that stands in the way. `share` is its part in the mixture that beats the given one everywhere."""

    selected: dict[str, str]
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InverseWeights:
    """OPTIMAL: `weights` are the closest. INFEASIBLE: there are none. NOT_FOUND: the time ended before either.

    `distance` = sum over criteria of |weight - weight asked|, never below `distance_bound`. `value` is the portfolio's
    at `weights`, `bound` what no portfolio exceeds there. FEASIBLE: the time ended before that gap was closed.
    `certificates`: the portfolios worth as much at `weights`, which stop them from being closer; or, where there are
    no weights, those of a mixture worth at least `margin` more than the portfolio at every weight vector of the set.
    `broken`: the limits and rules that the portfolio breaks; it is then best under no weights.
    """

    status: Status
    weights: dict[str, float] = field(default_factory=dict)
    distance: float | None = None
    distance_bound: float = 0.0
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    certificates: tuple[Certificate, ...] = ()
    margin: float | None = None
    broken: tuple[str, ...] = ()
    solved: int = 0
    verified: bool = False
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return data

    def __str__(self) -> str:
        if self.broken:
            return "\n".join([f"{self.status}: the portfolio is not possible", *self.broken])
        if self.status is Status.INFEASIBLE:
            mixture = [f"{_share(c)} of {', '.join(c.selected) or 'nothing'}" for c in self.certificates]
            first = f"{self.status}: best under no weights; {self.margin:,.6g} less than this mixture under all"
            return "\n".join([first, *mixture])
        if self.distance is None:
            return f"{self.status} after {self.seconds:.2f} s; weights differ by {self.distance_bound:.6g} at least"
        weights = ", ".join(f"{name} {weight:.2%}" for name, weight in self.weights.items())
        return f"{self.status}: best at {weights}\ndistance {self.distance:.6g}, gap there {self.gap:.2%}"


def _share(certificate: Certificate) -> str:
    return f"{certificate.share:.2%}"


def inverse_weights(
    problem: Problem,
    portfolio: Mapping[str, str],
    weights: WeightSet | Mapping[str, Any] | str | Path | None = None,
    near: Mapping[str, Number] | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> InverseWeights:
    """The weights of the set (every weight when None) closest to `near` (the problem's) that make the portfolio best.

    Minimise sum |w - near| subject to w·(T_p - T_q) + (s_p - s_q) >= 0 for every possible portfolio q, with T the
    totals by criterion and s the value of synergies. Portfolios are added as they are met: the best one at the weights
    found so far is the most violated (inverse optimisation: Ahuja & Orlin, Operations Research 49, 2001; by cutting
    planes: Wang, Operations Research Letters 37, 2009). The linear programme is solved exactly. There are none exactly
    when shares y >= 0 of sum 1 exist with sum_q y_q (v_w(q) - v_w(p)) > 0 at every corner w of the set (Farkas).

    `progress(done, of, what)` has in both numbers the portfolios met so far. Raises ProblemFaults for a portfolio,
    weights or a set that name what is not there.
    """
    settings = settings or SolveSettings()
    clock, posed = Clock.start(settings.time_limit, settings.stop), pose(problem, settings).problem
    plan = clean_plan(posed, portfolio, "portfolio")
    wanted, faults = (posed.weights, []) if near is None else clean_weights(posed, near, "near")
    if faults:
        raise ProblemFaults(faults)
    names = tuple(criterion.id for criterion in posed.criteria)
    set = weights if isinstance(weights, WeightSet) else read_weight_set(weights or {}, names)
    return _Work(Desk(posed), plan, set, wanted, settings, clock, progress or silent).run()


class _Work:
    def __init__(
        self,
        desk: Desk,
        plan: dict[str, str],
        set: WeightSet,
        near: Mapping[str, Fraction],
        settings: SolveSettings,
        clock: Clock,
        tell: Progress,
    ) -> None:
        self.desk, self.plan, self.settings, self.clock, self.tell = desk, plan, settings, clock, tell
        self.names = set.names
        self.mine = self._rival(plan)
        self.closest = Closest(set.corners, tuple(near[name] for name in set.names), self.mine)

    def _rival(self, selection: Mapping[str, str]) -> Rival:
        value, totals, _ = self.desk.accountant.sums(selection)
        weights = self.desk.accountant.weights
        certain = value - sum((weights[name] * total for name, total in totals.items()), ZERO)
        return Rival(dict(selection), tuple(totals[name] for name in self.names), certain)

    def run(self) -> InverseWeights:
        account = self.desk.accountant.account(self.plan)
        if not account.feasible:
            broken = tuple(sentence(self.desk.problem, source) for source in account.broken)
            return self._told(Status.INFEASIBLE, broken=broken, verified=True)
        while True:
            weights = self.closest.weights()
            view = self.desk.tilted(dict(zip(self.names, weights, strict=True)))
            value = view.accountant.value(self.plan)
            answer = view.best(Question(start=self.plan), self.clock)
            self.tell(len(self.closest.rivals) + 1, len(self.closest.rivals) + 1, "rivals")
            if answer.account is None or answer.selection is None:
                return self._told(Status.NOT_FOUND)
            if answer.account.value <= value:
                return self.found(view, value, answer, weights)
            if not self.closest.add(self._rival(answer.selection)):
                return self.none()
            if self.clock.over:
                return self._told(Status.NOT_FOUND)

    def found(self, view: Desk, value: Fraction, answer: Answer, weights: tuple[Fraction, ...]) -> InverseWeights:
        highest = answer.bound if answer.found is Found.PROVEN else min(answer.bound, view.highest(Question()))
        bound = max(float(value), highest)
        gap, tied = relative(bound, float(value)), [r for r in self.closest.rivals if r.value(weights) == value]
        return self._told(
            Status.OPTIMAL if gap <= max(self.settings.gap, PROVEN) else Status.FEASIBLE,
            weights={name: float(weight) for name, weight in zip(self.names, weights, strict=True)},
            distance=float(self.closest.distance),
            value=float(value),
            bound=bound,
            gap=gap,
            certificates=tuple(Certificate(selected=rival.selected) for rival in tied),
            verified=self.closest.holds(weights),
        )

    def none(self) -> InverseWeights:
        """No weights: the mixture that proves it, checked at every corner of the set."""
        mixture = self.closest.mixture()
        margin = self.closest.margin(mixture)
        certificates = tuple(Certificate(selected=rival.selected, share=float(share)) for rival, share in mixture)
        return self._told(
            Status.INFEASIBLE, certificates=certificates, margin=float(margin), verified=margin > 0 and self._possible()
        )

    def _possible(self) -> bool:
        return all(self.desk.accountant.account(rival.selected).feasible for rival in self.closest.rivals)

    def _told(self, status: Status, **known: Any) -> InverseWeights:
        solved, bound = len(self.closest.rivals), float(self.closest.distance)
        return InverseWeights(status=status, distance_bound=bound, solved=solved, seconds=self.clock.spent, **known)

"""`robust_to_overruns`: portfolios that keep the limits although some initiatives overrun, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from optimizer.deciding.common import PROVEN, relative
from optimizer.deciding.protected import Gammas, Overruns, ProtectedAccountant, ProtectedDesk
from optimizer.explaining.values import plain_data
from optimizer.faults import Fault, ProblemFaults, named, step
from optimizer.numbers import Number, exact, plain
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order, trimmed
from optimizer.solving.clock import Clock
from optimizer.solving.posing import pose
from optimizer.solving.questions import Found, Question
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status

Gamma: TypeAlias = Number | Mapping[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """The best portfolio whose limits hold when any `gamma` initiatives overrun, by resource where they differ.

    `price` = value protected against nothing - `value`, `relative_price` that over the former's absolute value (None
    when it is zero); None too where either is not known. `overrun` is by resource what is held back; `slack` what is
    left even then. `enters` and `leaves` are against the portfolio of the line before.
    """

    gamma: float | dict[str, float]
    status: Status
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    price: float | None = None
    relative_price: float | None = None
    selected: dict[str, str] = field(default_factory=dict)
    uses: dict[str, float] = field(default_factory=dict)
    overrun: dict[str, float] = field(default_factory=dict)
    slack: dict[str, float | None] = field(default_factory=dict)
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    verified: bool = False

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.gamma}: {self.status}"
        price = "" if self.relative_price is None else f", costs {self.relative_price:.2%}"
        moves = [f"+ {id}" for id in self.enters] + [f"- {id}" for id in self.leaves]
        return f"{self.gamma}: {self.status}, value {self.value:,.6g}{price}; {', '.join(moves) or 'nothing moves'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceOfRobustness:
    """One line for each gamma, in the order asked."""

    lines: tuple[Protected, ...]
    complete: bool
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return data

    def __str__(self) -> str:
        last = [] if self.complete else ["not all of it is proven"]
        return "\n".join([*map(str, self.lines), *last])


def robust_to_overruns(
    problem: Problem,
    overruns: Mapping[tuple[str, str, str], Number],
    gammas: Sequence[Gamma] | None = None,
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> PriceOfRobustness:
    """Best portfolios for which every limit holds when at most Γ initiatives overrun on it, and the price of that.

    `overruns` has, by (initiative, option, resource), how much more an option may use. For each limited resource

        sum u x + max over |S| <= Γ of (sum over i in S of d_i x_i) <= limit,

    where the maximum is, by duality, min Γ z + sum p_i with z + p_i >= sum over o of d_io x_io and z, p >= 0: one
    linear programme (Bertsimas & Sim, The Price of Robustness, Operations Research 52(1), 2004). With Γ = 2.5 two
    overrun whole and one by half. Γ = 0 is the problem itself, Γ as large as the number of initiatives Soyster's worst
    case (Operations Research 21, 1973). What is carried over is what is left after the overruns; `total` and the other
    rules are about stated uses. `gammas`: a number for all resources, or numbers by resource (0 where absent);
    0, 1, … up to the most that can overrun on one resource when None. Raises ProblemFaults for negative numbers
    and unknown names.
    """
    settings = settings or SolveSettings()
    clock, posed = Clock.start(settings.time_limit, settings.stop), pose(problem, settings).problem
    given, asked = _read(posed, overruns, gammas)
    table = _Table(posed, given, settings, clock)
    tell = progress or silent
    lines = []
    for done, (gamma, by_resource) in enumerate(asked, 1):
        lines.append(table.line(gamma, by_resource))
        tell(done, len(asked), f"gamma {gamma}")
    complete = all(line.status in (Status.OPTIMAL, Status.INFEASIBLE) for line in lines)
    return PriceOfRobustness(lines=tuple(lines), complete=complete, seconds=clock.spent)


@dataclass(frozen=True, slots=True)
class _Known:
    gammas: Gammas
    selection: dict[str, str]
    bound: float


class _Table:
    def __init__(self, problem: Problem, overruns: Overruns, settings: SolveSettings, clock: Clock) -> None:
        self.problem, self.overruns, self.settings, self.clock = problem, overruns, settings, clock
        self.known: list[_Known] = []
        self.before: dict[str, str] | None = None
        self.nominal: Fraction | None = None
        nothing = self.solved({name: Fraction(0) for name in problem.limits})
        if isinstance(nothing, _Known):
            self.nominal = ProtectedAccountant(problem, {}, nothing.gammas).value(nothing.selection)

    def line(self, gamma: float | dict[str, float], gammas: Gammas) -> Protected:
        known: _Known | Status | None = self.stays_best(gammas)
        if known is None:
            known = Status.NOT_FOUND if self.clock.over else self.solved(gammas)
        return self.told(gamma, known) if isinstance(known, _Known) else Protected(gamma=gamma, status=known)

    def stays_best(self, gammas: Gammas) -> _Known | None:
        """A portfolio that was best against less, and keeps the limits against this as well.

        Once the time is up, one that is not proven to be best will do: what bounds it bounds this, too.
        """
        accountant = ProtectedAccountant(self.problem, self.overruns, gammas)
        for known in self.known:
            less = all(known.gammas[name] <= gamma for name, gamma in gammas.items())
            if less and (self.clock.over or self._proven(known)) and accountant.account(known.selection).feasible:
                return _Known(gammas, known.selection, known.bound)
        return None

    def _proven(self, known: _Known) -> bool:
        value = float(ProtectedAccountant(self.problem, {}, {}).value(known.selection))
        return relative(known.bound, value) <= PROVEN

    def solved(self, gammas: Gammas) -> _Known | Status:
        desk = ProtectedDesk(self.problem, self.overruns, gammas)
        answer = desk.best(Question(gap=self.settings.gap), self.clock)
        if answer.account is None or answer.selection is None:
            return Status.INFEASIBLE if answer.found is Found.NONE else Status.NOT_FOUND
        bound = answer.bound if answer.found is Found.PROVEN else min(answer.bound, desk.highest(Question()))
        self.known.append(_Known(gammas, trimmed(desk.accountant, answer.selection), bound))
        return self.known[-1]

    def told(self, gamma: float | dict[str, float], known: _Known) -> Protected:
        accountant = ProtectedAccountant(self.problem, self.overruns, known.gammas)
        selected = in_file_order(self.problem, known.selection)
        account, worst = accountant.account(selected), accountant.worst(selected)
        value = float(account.value)
        bound = max(value, known.bound)
        price = None if self.nominal is None else self.nominal - account.value
        before, self.before = selected if self.before is None else self.before, selected
        return Protected(
            gamma=gamma,
            status=Status.OPTIMAL if relative(bound, value) <= max(self.settings.gap, PROVEN) else Status.FEASIBLE,
            value=value,
            bound=bound,
            gap=relative(bound, value),
            price=None if price is None else float(price),
            relative_price=float(price / abs(self.nominal)) if price is not None and self.nominal else None,
            selected=selected,
            uses={name: plain(use) for name, use in account.uses.items()},
            overrun={name: plain(more) for name, more in worst.items()},
            slack={
                name: None if most is None else plain(most - account.uses[name] - worst[name])
                for name, most in account.room.items()
            },
            enters=tuple(id for id in selected if id not in before),
            leaves=tuple(id for id in before if id not in selected),
            verified=account.feasible,
        )


Asked = list[tuple[float | dict[str, float], Gammas]]


def _read(
    problem: Problem, overruns: Mapping[tuple[str, str, str], Number], gammas: Sequence[Gamma] | None
) -> tuple[Overruns, Asked]:
    faults = list[Fault]()
    given = {}
    for (id, option, resource), more in overruns.items():
        path = f'overruns["{id}", "{option}", "{resource}"]'
        if id not in problem.by_id:
            faults.append(Fault(path, f"{id!r} is not an initiative"))
        elif option not in {o.id for o in problem.by_id[id].options}:
            faults.append(Fault(path, f"{option!r} is not an option of {id!r}"))
        elif resource not in problem.limits:
            faults.append(Fault(path, f"{resource!r} is not a resource"))
        given[id, option, resource] = _amount(path, more, faults)
    if gammas is None:
        exposed = [{id for id, _, name in given if name == resource} for resource in problem.limits]
        gammas = range(max(map(len, exposed), default=0) + 1)
    asked = [_gamma(problem, step("gammas", at), gamma, faults) for at, gamma in enumerate(gammas)]
    if faults:
        raise ProblemFaults(faults)
    return given, asked


def _gamma(problem: Problem, path: str, gamma: Gamma, faults: list[Fault]) -> tuple[float | dict[str, float], Gammas]:
    """The gamma as it is told, and for every resource."""
    if not isinstance(gamma, Mapping):
        same = _amount(path, gamma, faults)
        return plain(same), dict.fromkeys(problem.limits, same)
    faults += [Fault(named(path, name), "is not a resource") for name in gamma if name not in problem.limits]
    by_name = {name: _amount(named(path, name), number, faults) for name, number in gamma.items()}
    every = {name: by_name.get(name, Fraction(0)) for name in problem.limits}
    return {name: plain(number) for name, number in by_name.items()}, every


def _amount(path: str, number: Number, faults: list[Fault]) -> Fraction:
    try:
        amount = exact(number)
    except (TypeError, ValueError) as wrong:
        faults.append(Fault(path, str(wrong)))
        return Fraction(0)
    if amount < 0:
        faults.append(Fault(path, "must not be negative"))
    return amount

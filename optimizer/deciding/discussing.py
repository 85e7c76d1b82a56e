"""`discussion`: which single score, moved within what its scorers gave, would change the best portfolio, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf
from typing import Any

from optimizer.deciding.common import PROVEN, Change, relative, told
from optimizer.deciding.tipping import Cell, Chances, cells_of
from optimizer.explaining.case import Case, open_case
from optimizer.explaining.values import plain_data
from optimizer.numbers import Number, for_people
from optimizer.problem import Problem
from optimizer.settings import SolveSettings
from optimizer.solving.clock import Clock
from optimizer.solving.questions import Question
from optimizer.solving.telling import Progress, silent
from optimizer.status import Status

Scored = tuple[str, str, str]
"""Initiative, option (or "status_quo"), criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """A score that matters: beyond `threshold`, which lies between `score` and `end`, another portfolio is best.

    `end` is the lowest or highest score given. `stake`: what the portfolio of now is worth less than the best one once
    the score is at `end`, in points. `changes`: id -> (now, then) of the portfolio that takes over at the
    threshold, of those as good the one with the fewest changes.
    """

    initiative: str
    option: str
    criterion: str
    score: float
    end: float
    threshold: float
    stake: float
    changes: dict[str, Change]
    selected: dict[str, str]

    def __str__(self) -> str:
        way = "below" if self.end < self.score else "above"
        where = f"{self.initiative} ({self.option}), {self.criterion}"
        numbers = f"{for_people(self.score)}, {way} {for_people(self.threshold)} (to {for_people(self.end)})"
        return f"{where}: {numbers}: up to {self.stake:,.6g} points; {told(self.changes)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """`tips`: largest stake first, then most changes. `settled`: proven to change nothing. `unknown`: no time."""

    status: Status
    selected: dict[str, str] = field(default_factory=dict)
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    tips: tuple[Tip, ...] = ()
    settled: tuple[Scored, ...] = ()
    unknown: tuple[Scored, ...] = ()
    solves: int = 0
    seconds: float = 0.0

    @property
    def complete(self) -> bool:
        return self.status is Status.OPTIMAL and not self.unknown

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = plain_data(self)
        return {**data, "complete": self.complete}

    def __str__(self) -> str:
        first = f"{self.status}: {len(self.tips)} scores to discuss, {len(self.settled)} change nothing"
        last = [f"{len(self.unknown)} not decided in time"] if self.unknown else []
        return "\n".join([first, *map(str, self.tips), *last])


def discussion(
    problem: Problem,
    spreads: Mapping[Scored, tuple[Number, Number]],
    settings: SolveSettings | None = None,
    progress: Progress | None = None,
) -> Discussion:
    """Which scores are worth talking about, by (initiative, option, criterion) -> (lowest, highest) given.

    The value of a portfolio is linear in one score s, with a slope that only depends on what its initiative gets: k_o =
    w p for the option scored; for a status quo w (1 - p_o) under option o, w under itself. So the best value is the
    upper envelope of a few lines, max over o of V_o + k_o (s - now), V_o the best value with the initiative at o, and
    the portfolio of now, at o*, stays best until s - now = (V* - V_o) / (k_o - k_o*) (parametric analysis of the
    objective: Geoffrion & Nauss, Management Science 23, 1977; Jenkins, Annals of Operations Research 27, 1990). V_o is
    solved only where the linear relaxation cannot rule out that its line gets that far, and proven to 1e-6 x |V|.

    One score moves at a time; a `total` rule on its criterion goes on using the stated score. Raises ProblemFaults for
    scores that do not exist, and for pairs that are out of order or do not hold the stated score.
    """
    clock = Clock.start(None)
    cells = cells_of(problem, spreads)
    # A portfolio that is only nearly best would tip at its own score.
    case = open_case(problem, replace(settings or SolveSettings(), gap=0.0))
    if not isinstance(case, Case):
        return Discussion(status=case, seconds=clock.spent)
    return _list(case, [cell.weighed(case.problem) for cell in cells], progress or silent)


def _list(case: Case, cells: list[Cell], tell: Progress) -> Discussion:
    chances, tips = Chances(case, cells), list[Tip]()
    settled, unknown = list[Scored](), list[Scored]()
    for done, cell in enumerate(cells, 1):
        ways = [_tip(chances, cell, end) for end in dict.fromkeys((cell.low, cell.high)) if end != cell.score]
        tips += [way for way in ways if isinstance(way, Tip)]
        if "unknown" in ways:
            unknown.append(cell.key)
        elif not any(isinstance(way, Tip) for way in ways):
            settled.append(cell.key)
        tell(done, len(cells), " / ".join(cell.key))
    value = float(case.value)
    bound = max(value, min(case.desk.highest(Question()), _proven(case)))
    return Discussion(
        status=case.status, selected=case.selection, value=value, bound=bound, gap=relative(bound, value),
        tips=tuple(sorted(tips, key=lambda tip: (-tip.stake, -len(tip.changes)))),
        settled=tuple(settled), unknown=tuple(unknown), solves=chances.solves, seconds=case.clock.spent,
    )  # fmt: skip


def _proven(case: Case) -> float:
    """No value is above this where the portfolio of now is proven best."""
    value = float(case.value)
    return value + PROVEN * max(1.0, abs(value)) if case.status is Status.OPTIMAL else inf


def _tip(chances: Chances, cell: Cell, end: Fraction) -> Tip | str | None:
    """None when the portfolio stays best all the way to the end."""
    crossings = chances.crossings(cell, end)
    if crossings is None:
        return "unknown"
    if not crossings:
        return None
    first = min(crossings, key=lambda crossing: (abs(crossing.at - cell.score), -crossing.stake))
    selected = chances.taking_over(cell.initiative, first.option)
    return Tip(
        initiative=cell.initiative, option=cell.option, criterion=cell.criterion, score=float(cell.score),
        end=float(end), threshold=float(first.at), stake=float(max(crossing.stake for crossing in crossings)),
        changes=chances.case.changes(selected), selected=selected,
    )  # fmt: skip

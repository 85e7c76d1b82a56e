"""Where the line of another choice crosses that of the best portfolio as one score moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from optimizer.explaining.case import Case
from optimizer.faults import Fault, ProblemFaults
from optimizer.numbers import ONE, ZERO, Number, exact
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.solving.best import in_file_order
from optimizer.solving.questions import Answer, Found, Question

TOLERANCE = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class Cell:
    """One score with the lowest and highest given; `weight` is its criterion's."""

    initiative: str
    option: str
    criterion: str
    score: Fraction
    low: Fraction
    high: Fraction
    weight: Fraction = ZERO

    @property
    def key(self) -> tuple[str, str, str]:
        return self.initiative, self.option, self.criterion

    def weighed(self, problem: Problem) -> Cell:
        return replace(self, weight=problem.weights[self.criterion])

    def slope(self, problem: Problem, choice: str) -> Fraction:
        """Points of value a portfolio gains per point of this score, when it gives the initiative this choice."""
        p = ZERO if choice == STATUS_QUO else problem.by_id[self.initiative].option(choice).probability
        if self.option == STATUS_QUO:
            return self.weight * (ONE - p)
        return self.weight * p if choice == self.option else ZERO


@dataclass(frozen=True, slots=True)
class Crossing:
    """From the score `at` on, the choice `option` beats the portfolio of now; by `stake` at the end."""

    at: Fraction
    option: str
    stake: Fraction


def cells_of(problem: Problem, spreads: Mapping[tuple[str, str, str], tuple[Number, Number]]) -> list[Cell]:
    """Raises ProblemFaults with everything that is wrong."""
    cells, faults = [], list[Fault]()
    for key, pair in spreads.items():
        path = "spreads[" + ", ".join(f'"{part}"' for part in key) + "]"
        if missing := _missing(problem, *key):
            faults.append(Fault(path, missing))
            continue
        try:
            low, high = (exact(bound) for bound in pair)
        except (TypeError, ValueError) as wrong:
            faults.append(Fault(path, str(wrong)))
            continue
        initiative = problem.by_id[key[0]]
        scored = initiative.status_quo if key[1] == STATUS_QUO else initiative.option(key[1])
        score = scored.scores.of(key[2])
        if not low <= score <= high:
            faults.append(Fault(path, f"must hold the stated score {float(score):g}"))
        cells.append(Cell(*key, score, low, high))
    if faults:
        raise ProblemFaults(faults)
    return cells


def _missing(problem: Problem, initiative: str, option: str, criterion: str) -> str | None:
    if initiative not in problem.by_id:
        return f"{initiative!r} is not an initiative"
    if option != STATUS_QUO and option not in {o.id for o in problem.by_id[initiative].options}:
        return f"{option!r} is not an option of {initiative!r}"
    return None if criterion in {c.id for c in problem.criteria} else f"{criterion!r} is not a criterion"


class Chances:
    """The best portfolio by what one initiative gets; each is solved at most once, and only when it could matter.

    `reach` is the most that a choice can gain on the portfolio of now by any of the cells; what is further behind than
    that is not asked for, which is what makes the solves short.
    """

    def __init__(self, case: Case, cells: Iterable[Cell]) -> None:
        self.case, self.solves = case, 0
        self.reach: dict[tuple[str, str], Fraction] = {}
        for cell in cells:
            for end in (cell.low, cell.high):
                for choice, steeper in self._steeper(cell):
                    key, lead = (cell.initiative, choice), steeper * (end - cell.score)
                    self.reach[key] = max(lead, self.reach.get(key, ZERO))
        self._answers: dict[tuple[str, str], Answer] = {}
        self._bounds: dict[tuple[str, str], float] = {}

    def crossings(self, cell: Cell, end: Fraction) -> list[Crossing] | None:
        """Where other choices take over on the way to the end; None when that was not decided in time."""
        found, decided = [], True
        for choice, steeper in self._steeper(cell):
            lead = steeper * (end - cell.score)
            if lead <= 0 or self._cannot(cell.initiative, choice, lead):
                continue
            answer = self._best(cell.initiative, choice)
            if answer.account is not None and (behind := self.case.value - answer.account.value) < lead:
                found.append(Crossing(cell.score + max(ZERO, behind) / steeper, choice, lead - behind))
            # Not proven: what is found may be too far behind, so that the score may tip earlier, or at all.
            decided = decided and answer.found in (Found.PROVEN, Found.NONE)
        return found if decided else None

    def taking_over(self, initiative: str, choice: str) -> dict[str, str]:
        """The portfolio with this choice, of those as good the one with the fewest changes from now."""
        answer = self._best(initiative, choice)
        assert answer.account is not None and answer.selection is not None
        question = Question(fix={initiative: choice}, least=answer.account.value, start=answer.selection)
        near = self.case.nearest(question)
        return in_file_order(self.case.problem, near.selection if near.selection is not None else answer.selection)

    def _steeper(self, cell: Cell) -> Iterator[tuple[str, Fraction]]:
        """The other choices of its initiative, and by how much their slopes exceed that of now."""
        problem, now = self.case.problem, self.case.selection.get(cell.initiative, STATUS_QUO)
        choices = (STATUS_QUO, *(option.id for option in problem.by_id[cell.initiative].options))
        for choice in choices:
            if choice != now:
                yield choice, cell.slope(problem, choice) - cell.slope(problem, now)

    def _cannot(self, initiative: str, choice: str, lead: Fraction) -> bool:
        """The relaxation's bound on the best value with the choice stays below the portfolio of now."""
        key = initiative, choice
        if key in self._answers:
            return False
        if key not in self._bounds:
            self._bounds[key] = self.case.desk.highest(Question(fix={initiative: choice}))
        return self._bounds[key] + float(lead) < float(self.case.value - TOLERANCE)

    def _best(self, initiative: str, choice: str) -> Answer:
        key = initiative, choice
        if key not in self._answers:
            self.solves += 1
            least = self.case.value - self.reach[key]
            self._answers[key] = self.case.ask(Question(fix={initiative: choice}, least=least))
        return self._answers[key]

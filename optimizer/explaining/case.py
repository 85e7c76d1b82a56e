"""A proposal with the desk it was found at: what every explanation starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from optimizer.exact.evaluation import Account
from optimizer.numbers import ONE, ZERO
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.results import ConflictPart
from optimizer.sentences import sentence
from optimizer.settings import SolveSettings
from optimizer.solving.best import in_file_order, report, trimmed
from optimizer.solving.clock import Clock
from optimizer.solving.conflict_search import TimeIsUp, limiting, shrink
from optimizer.solving.desk import Desk
from optimizer.solving.posing import Posed, pose, unposed
from optimizer.solving.questions import Answer, Found, Question
from optimizer.status import Status

TIE = Fraction(1, 10**6)
NO_TIME = "not decided in time"


@dataclass
class Case:
    """`selection` and `account` are of the proposal; `complete` turns false when the time cut something short."""

    desk: Desk
    posed: Posed
    clock: Clock
    selection: dict[str, str]
    account: Account
    status: Status
    complete: bool = True
    blocked: dict[str, tuple[ConflictPart, ...]] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        return self.desk.problem

    @property
    def value(self) -> Fraction:
        return self.account.value

    def ask(self, question: Question) -> Answer:
        """UNKNOWN at once when the time is up: there are too many questions to begin each of them."""
        if self.clock.over:
            self.complete = False
            return Answer(Found.UNKNOWN)
        answer = self.desk.best(question, self.clock)
        self.complete = self.complete and answer.found in (Found.PROVEN, Found.NONE)
        return answer

    def blocked_by(self, fix: Mapping[str, str]) -> tuple[ConflictPart, ...]:
        """The limits and rules that cannot hold together once this is fixed, none of them to spare."""
        try:
            core = shrink(self.desk, limiting(self.problem), self.clock, fix)
        except TimeIsUp:
            self.complete = False
            return ()
        return tuple(
            ConflictPart(text=sentence(self.problem, source), **unposed(self.posed, source)) for source in core
        )

    def nearest(self, question: Question) -> Answer:
        """Of the portfolios that the question allows, one with the fewest initiatives changed from the proposal."""
        terms, constant = {}, ZERO
        for (id, option), column in self.desk.model.options.items():
            kept = self.selection.get(id, STATUS_QUO)
            if kept == STATUS_QUO:
                terms[column] = -ONE
            elif option == kept:
                terms[column], constant = ONE, constant - ONE
        return self.ask(
            Question(
                fix=question.fix, without=question.without, least=question.least, raised=question.raised,
                freed=question.freed, objective=(terms, constant), start=question.start,
            )
        )  # fmt: skip

    def changes(self, selection: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """id -> (before, after) of every initiative that another portfolio treats differently."""
        pairs = {
            i.id: (self.selection.get(i.id, STATUS_QUO), selection.get(i.id, STATUS_QUO))
            for i in self.problem.initiatives
        }
        return {id: (before, after) for id, (before, after) in pairs.items() if before != after}

    def enters(self, selection: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(id for id in in_file_order(self.problem, selection) if id not in self.selection)

    def leaves(self, selection: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(id for id in self.selection if id not in selection)


def open_case(problem: Problem, settings: SolveSettings | None = None) -> Case | Status:
    """The case of the best portfolio, or the status that says why there is none."""
    settings = settings or SolveSettings()
    clock, posed = Clock.start(settings.time_limit, settings.stop), pose(problem, settings)
    desk = Desk(posed.problem, short=True)
    answer = desk.best(Question(gap=settings.gap), clock)
    if answer.selection is None:
        return Status.INFEASIBLE if answer.found is Found.NONE else Status.NOT_FOUND
    selection = in_file_order(posed.problem, trimmed(desk.accountant, answer.selection))
    result = report(desk, selection, answer, settings, clock)
    account = desk.accountant.account(selection)
    return Case(desk, posed, clock, selection, account, result.status, result.status is Status.OPTIMAL)

"""One problem kept ready for many questions: exact numbers, model, solver. Every answer is checked exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from fractions import Fraction
from math import inf

import numpy as np

from optimizer.exact.evaluation import Account, Accountant, Source, funded
from optimizer.modelling.building import built
from optimizer.modelling.linear import Row
from optimizer.modelling.scaling import Floats, ScaledRow, costs, scale, scale_row
from optimizer.numbers import ONE
from optimizer.parts import STATUS_QUO
from optimizer.problem import Problem
from optimizer.rules import CarryOver
from optimizer.solvers.asking import Ask, Outcome, Reply, SolverFailed
from optimizer.solvers.choosing import Solver, relaxation_for, solver_for
from optimizer.solving.clock import Clock
from optimizer.solving.cuts import columns_of, not_this, refuse
from optimizer.solving.questions import ANY, Answer, Found, Question

TIGHT = 5e-7
FINE = 1e-9
ALONE = 0.05
"""Seconds after which CBC starts beside HiGHS (measured: no solver is faster everywhere)."""
SHORTLY = 0.5
MANY = 60
"""Options from which it starts at once: most proofs of that size are its own."""
SAFE = 1e-7
TILTED = 200
"""Desks at other weights that are kept; each is a few arrays."""


class Desk:
    """Answers questions on one problem; the model is built and handed over once.

    Two solvers race for what takes long, unless other desks use the other processors. `short`: there will be many quick
    questions, for which a second process would cost more than it saves.
    """

    def __init__(self, problem: Problem, *, racing: bool = True, short: bool = False) -> None:
        self.problem = problem
        self.accountant = Accountant(problem)
        self.building = built(problem, self.accountant.worth)
        self.model = self.building.model
        self.scaled = scale(self.model)
        sources, is_small = [row.source for row in self.model.rows], len(self.model.options) < MANY
        self.solver: Solver = solver_for(self.scaled, sources, racing=racing, short=short and is_small)
        self.relaxation = relaxation_for(self.scaled, sources)
        self.alone = SHORTLY if short else ALONE if is_small else 0.0
        self.order = {column: key for key, column in self.model.options.items()}
        self._tilted: dict[tuple[tuple[str, Fraction], ...], Desk] = {}

    def tilted(self, weights: Mapping[str, Fraction]) -> Desk:
        """The same desk with value at other weights, which sum to 1; model and solver are shared with this one."""
        key = tuple(sorted(weights.items()))
        if key not in self._tilted:
            if len(self._tilted) >= TILTED:
                self._tilted.clear()
            self._tilted[key] = self._tilt(weights)
        return self._tilted[key]

    def _tilt(self, weights: Mapping[str, Fraction]) -> Desk:
        other = copy(self)
        objective, offset = self.model.valued_at(weights)
        other.model = replace(self.model, objective=objective, offset=offset)
        cost, factor = costs(objective, self.model.columns)
        other.scaled = replace(self.scaled, cost=cost, scale=factor)
        other.accountant = self.accountant.tilted(weights)
        return other

    def best(self, question: Question, clock: Clock) -> Answer:
        """The best portfolio; a solver's answer that fails the exact check is cut off and the model solved again."""
        if not self.model.options:
            return self._nothing_to_choose(question)
        cuts: list[Row] = []
        fixed, highest = self.narrowed(question)
        if fixed is None:
            return Answer(Found.NONE, bound=highest)
        while True:
            ask = self._ask(question, clock, cuts, fixed)
            reply = self.solver.solve(ask)
            if reply.outcome is Outcome.INFEASIBLE:
                return Answer(Found.NONE, solver=reply.solver, bound=-inf)
            bound = self._real(reply.bound, ask, question)
            if reply.values is None:
                return Answer(Found.UNKNOWN, bound=bound, solver=reply.solver)
            selection = self.selection(reply.values)
            account = self.accountant.account(selection)
            if refused := self._refused(question, selection, account):
                self._cut_off(refused, cuts)
                if clock.over:
                    return Answer(Found.UNKNOWN, bound=bound, solver=reply.solver)
                continue
            found = Found.PROVEN if reply.outcome is Outcome.PROVEN else Found.STOPPED
            return Answer(found, selection, account, bound, reply.solver)

    def relaxed(self, question: Question) -> Reply | None:
        """The linear relaxation, in the solver's units; None where there is none to be had."""
        if self.relaxation is None:
            return None
        ask = self._ask(replace(question, least=None, start=None), Clock.start(None), [], {})
        try:
            return self.relaxation.solve(ask)
        except SolverFailed:
            return None

    def highest(self, question: Question) -> float:
        """An upper bound on the objective, from the linear relaxation; -inf when not even that is possible."""
        reply = self.relaxed(question)
        if reply is None:
            return inf
        if reply.outcome is Outcome.INFEASIBLE:
            return -inf
        factor = self.scaled.scale if question.objective is None else self._objective(question)[1]
        return (reply.bound + SAFE * max(1.0, abs(reply.bound))) / float(factor)

    def narrowed(self, question: Question) -> tuple[Mapping[int, tuple[float, float]] | None, float]:
        """Columns that can only have one value where value reaches what is asked for; None when nothing can reach it.

        Reduced-cost fixing: the relaxation's value less what a column's move costs at least bounds every portfolio with
        that move. The second is the relaxation's own value.
        """
        reply = None if question.least is None else self.relaxed(replace(question, objective=None))
        if reply is None or question.least is None:
            return {}, inf
        if reply.outcome is Outcome.INFEASIBLE:
            return None, -inf
        if reply.values is None or reply.losses is None:
            return {}, inf
        highest = reply.bound + SAFE * max(1.0, abs(reply.bound))
        spare = highest - float(question.least * self.scaled.scale)
        if spare < 0:
            return None, highest / float(self.scaled.scale)
        columns = [at for at in self.order if reply.losses[at] > spare]
        return {at: (round(reply.values[at]),) * 2 for at in columns}, highest / float(self.scaled.scale)

    def selection(self, values: Floats) -> dict[str, str]:
        """The portfolio of a solver's values, in file order."""
        return dict(self.order[column] for column in self.order if values[column] > 0.5)

    def _nothing_to_choose(self, question: Question) -> Answer:
        account = self.accountant.account({})
        if (
            question.forbidden
            or self._refused(question, {}, account)
            or any(v != STATUS_QUO for v in question.fix.values())
        ):
            return Answer(Found.NONE, bound=-inf)
        return Answer(Found.PROVEN, {}, account, float(account.value), "nothing to choose")

    def _ask(self, question: Question, clock: Clock, cuts: list[Row], fixed: Mapping[int, tuple[float, float]]) -> Ask:
        cost, factor, constant = self._objective(question)
        rows = [*question.rows, *cuts, *(not_this(self.model, selection) for selection in question.forbidden)]
        rows += [
            Row(dict.fromkeys(self.model.members[id], ONE), lower=ONE) for id, o in question.fix.items() if o == ANY
        ]
        gap = max(question.gap * (0.9 if question.gap <= 0.1 else 0.5), TIGHT)
        return Ask(
            cost,
            float(constant * factor),
            {**fixed, **self._bounds(question)},
            self._lifted(question),
            (*(self._scaled_row(row) for row in rows), *self._worth_at_least(question.least)),
            None if question.start is None else tuple(sorted(columns_of(self.model, question.start))),
            clock.left,
            gap,
            gap * float(factor) if question.objective is None else FINE * (float(max(abs(cost))) or 1.0),
            self.alone,
            clock.stop,
        )

    def _worth_at_least(self, least: Fraction | None) -> tuple[ScaledRow, ...]:
        """Value as a row, in the objective's own scale."""
        if least is None:
            return ()
        columns = np.flatnonzero(self.scaled.cost).astype(np.int32)
        lower = float((least - self.model.offset) * self.scaled.scale)
        return (ScaledRow(columns, self.scaled.cost[columns], lower, inf),)

    def _scaled_row(self, row: Row) -> ScaledRow:
        return scale_row(row, self.model.columns)

    def _objective(self, question: Question) -> tuple[Floats, Fraction, Fraction]:
        if question.objective is None:
            return self.scaled.cost, self.scaled.scale, self.model.offset
        terms, constant = question.objective
        cost, factor = costs(terms, self.model.columns)
        return cost, factor, constant

    def _real(self, bound: float, ask: Ask, question: Question) -> float:
        factor = (
            self.scaled.scale if question.objective is None else costs(question.objective[0], self.model.columns)[1]
        )
        return bound / float(factor)

    def _bounds(self, question: Question) -> dict[int, tuple[float, float]]:
        bounds: dict[int, tuple[float, float]] = {}
        for id, wanted in question.fix.items():
            for option in self.problem.by_id[id].options:
                column = self.model.options[id, option.id]
                if wanted != ANY:
                    bounds[column] = (1.0, 1.0) if option.id == wanted else (0.0, 0.0)
        for resource in question.raised:
            bounds[self.model.extra[resource]] = (0.0, inf)
        bounds.update(question.freed)
        for source in question.without:
            bounds.update(dict.fromkeys(self.model.switches.get(source.name, ()), (0.0, 1.0)))
        return bounds

    def _lifted(self, question: Question) -> frozenset[Source]:
        """What the question lifts, and the cuts that were only good while it stood."""
        cuts = {source.as_cut for source in question.without}
        if question.raised or any(source.kind == "resource" for source in question.without):
            cuts |= {Source.resource(name).as_cut for name in self.problem.limits}
        return question.without | cuts

    def _refused(self, question: Question, selection: Mapping[str, str], account: Account) -> list[Row]:
        """Rows that keep this portfolio from coming back; none when it is what the question asks for."""
        ignored = question.without | {Source.resource(name) for name in self.flows_into(question.raised)}
        broken = [source for source in account.broken if source not in ignored]
        short = question.least is not None and account.value < question.least
        at_one = self.at_one(selection)
        rows = [*question.rows, *(row for row in self.model.rows if row.source in broken)]
        covers = [refuse(self.model, at_one, row) for row in rows] if question.rows or broken else []
        if not broken and not short and not any(covers):
            return []
        return [cover for cover in covers if cover is not None] or [not_this(self.model, selection)]

    def at_one(self, selection: Mapping[str, str]) -> set[int]:
        """The columns of a portfolio's options and of the synergies that apply."""
        apply = {column for members, column in self.model.synergies if all(funded(selection, id) for id in members)}
        return columns_of(self.model, selection) | apply

    def flows_into(self, resources: Iterable[str]) -> set[str]:
        """These resources and all that what is left of them is carried over to."""
        reached, waiting = set[str](), list(resources)
        while waiting:
            here = waiting.pop()
            reached.add(here)
            carries = [
                rule
                for rule in self.problem.rules
                if isinstance(rule, CarryOver) and rule.source == here and rule.share
            ]
            waiting += [carry.target for carry in carries if carry.target not in reached]
        return reached

    def _cut_off(self, found: list[Row], cuts: list[Row]) -> None:
        """Cuts of a limit or rule stay for good; a single portfolio is forbidden for this question only."""
        for cut in found:
            if cut.source is None:
                cuts.append(cut)
            else:
                self.solver.add_cut(self._scaled_row(cut), cut.source.as_cut)

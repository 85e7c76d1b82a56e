"""A desk whose limits hold although some initiatives overrun: the model by duality, the exact check by sorting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor

from optimizer.exact.evaluation import Account, Accountant, Limits, Source, rooms
from optimizer.exact.valuation import Selection
from optimizer.modelling.building import Building, limit_row
from optimizer.modelling.linear import Column, LinearModel, Row
from optimizer.modelling.rows import rule_rows
from optimizer.modelling.scaling import scale
from optimizer.numbers import ONE, ZERO
from optimizer.problem import Problem
from optimizer.rules import Total
from optimizer.solvers.choosing import relaxation_for, solver_for
from optimizer.solving.desk import Desk

Overruns = Mapping[tuple[str, str, str], Fraction]
"""By how much an option may use more than stated: initiative, option, resource."""
Gammas = Mapping[str, Fraction]


def worst_overrun(overruns: Overruns, resource: str, gamma: Fraction, selection: Selection) -> Fraction:
    """The gamma largest overruns among what is chosen; of one that is counted in part, that part."""
    chosen = (overruns.get((id, option, resource), ZERO) for id, option in selection.items())
    largest, whole = sorted(chosen, reverse=True), floor(gamma)
    part = (gamma - whole) * largest[whole] if whole < len(largest) else ZERO
    return sum(largest[:whole], ZERO) + part


class ProtectedAccountant(Accountant):
    """Uses stay as stated; a limit is broken when it does not hold with the worst overruns on top."""

    def __init__(self, problem: Problem, overruns: Overruns, gammas: Gammas) -> None:
        super().__init__(problem)
        self.overruns, self.gammas = overruns, gammas

    def worst(self, selection: Selection) -> dict[str, Fraction]:
        """By resource the overrun that is protected against."""
        return {name: worst_overrun(self.overruns, name, gamma, selection) for name, gamma in self.gammas.items()}

    def account(self, selection: Selection, limits: Limits | None = None) -> Account:
        """What is carried over is reckoned from what the worst overruns leave."""
        stated = super().account(selection, limits)
        worst = self.worst(selection)
        uses = {name: use + worst[name] for name, use in stated.uses.items()}
        room = rooms(self.problem, uses, self.problem.limits if limits is None else limits)
        over = [Source.resource(name) for name, most in room.items() if most is not None and uses[name] > most]
        rules = [source for source in stated.broken if source.kind == "rule"]
        return replace(stated, room=room, broken=(*over, *rules))


class ProtectedDesk(Desk):
    """The desk of a problem under overruns; `gammas` has every resource."""

    def __init__(self, problem: Problem, overruns: Overruns, gammas: Gammas) -> None:
        super().__init__(problem)
        self.accountant = ProtectedAccountant(problem, overruns, gammas)
        self.model = protected_model(problem, overruns, gammas)
        self.scaled = scale(self.model)
        sources = [row.source for row in self.model.rows]
        self.solver, self.relaxation = solver_for(self.scaled, sources), relaxation_for(self.scaled, sources)


def protected_model(problem: Problem, overruns: Overruns, gammas: Gammas) -> LinearModel:
    """The problem's own model with every use in a limit or carry-over replaced by use + Γ z + sum of p.

    A `total` rule on a resource speaks of stated uses, as the other rules do, so its rows come first.
    """
    building = Building(problem)
    totals = [isinstance(rule, Total) for rule in problem.rules]
    for place, rule in enumerate(problem.rules):
        if totals[place]:
            building.model.rows.extend(rule_rows(building, place, rule))
    for resource in problem.resources:
        if resource.limit is not None:
            _protect(building, resource.id, overruns, gammas[resource.id])
    for resource in problem.resources:
        if resource.limit is not None:
            building.model.rows.append(limit_row(building, resource.id))
    for place, rule in enumerate(problem.rules):
        if not totals[place]:
            building.model.rows.extend(rule_rows(building, place, rule))
    return building.model


def _protect(building: Building, resource: str, overruns: Overruns, gamma: Fraction) -> None:
    """z + p_i >= sum over o of overrun(i, o) x(i, o) for each i; then min Γ z + sum p is the worst overrun of x."""
    model, unit = building.model, building.unit(resource)
    by_initiative = {
        id: {model.options[id, o]: more for o in _options(building, id) if (more := overruns.get((id, o, resource)))}
        for id in model.members
    }
    exposed = {id: terms for id, terms in by_initiative.items() if terms}
    if not exposed or not gamma:
        return
    most = sum((max(terms.values()) for terms in exposed.values()), ZERO)
    common = model.add_column(Column(integer=False, upper=most, unit=unit))
    building.use[resource][common] = gamma
    for terms in exposed.values():
        own = model.add_column(Column(integer=False, upper=most, unit=unit))
        building.use[resource][own] = ONE
        model.rows.append(Row({**{column: -more for column, more in terms.items()}, common: ONE, own: ONE}, lower=ZERO))


def _options(building: Building, id: str) -> list[str]:
    return [option.id for option in building.problem.by_id[id].options]

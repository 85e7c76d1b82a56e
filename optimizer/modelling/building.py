"""The problem's own model: a column an option, a row a limit, and the rows of every rule."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from optimizer.exact.evaluation import Source
from optimizer.exact.valuation import Worth, table
from optimizer.modelling.linear import Column, LinearModel, Row, Terms, total
from optimizer.numbers import ONE, ZERO
from optimizer.parts import STATUS_QUO, Option
from optimizer.problem import Problem
from optimizer.rules import CarryOver, Synergy


class Building:
    """A model while it is put together: what every column adds to value, criteria and resources."""

    def __init__(self, problem: Problem, worth: dict[str, dict[str, Worth]] | None = None) -> None:
        self.problem = problem
        self.model = LinearModel()
        self.worth = table(problem) if worth is None else worth
        self.use: dict[str, Terms] = {resource.id: {} for resource in problem.resources}
        self.score: dict[str, Terms] = {criterion.id: {} for criterion in problem.criteria}
        self.used_anyway = dict.fromkeys(self.use, ZERO)
        self.scored_anyway = dict.fromkeys(self.score, ZERO)
        for initiative in problem.initiatives:
            self._add_options(initiative.id)
        self.synergies = {
            at: self._add_synergy(rule) for at, rule in enumerate(problem.rules) if isinstance(rule, Synergy)
        }
        self._add_extras()
        self.model.scores, self.model.scored = self.score, self.scored_anyway
        self.model.objective, self.model.offset = self.model.valued_at(problem.weights)

    def _add_options(self, id: str) -> None:
        """Each option counts by its difference to the status quo; at most one of them is chosen."""
        stays = self.worth[id][STATUS_QUO]
        self._anyway(stays)
        columns = self.model.members[id] = []
        for option, worth in self.worth[id].items():
            if option == STATUS_QUO:
                continue
            column = self.model.options[id, option] = self.model.add_column(Column())
            columns.append(column)
            for name, now, then in zip(self.score, worth.totals, stays.totals, strict=True):
                _put(self.score[name], column, now - then)
            for name, now, then in zip(self.use, worth.uses, stays.uses, strict=True):
                _put(self.use[name], column, now - then)
        if len(columns) > 1:
            self.model.rows.append(Row(dict.fromkeys(columns, ONE), upper=ONE))

    def _anyway(self, stays: Worth) -> None:
        for name, score in zip(self.scored_anyway, stays.totals, strict=True):
            self.scored_anyway[name] += score
        for name, use in zip(self.used_anyway, stays.uses, strict=True):
            self.used_anyway[name] += use

    def _add_synergy(self, rule: Synergy) -> int:
        column = self.model.add_column(Column())
        self.model.synergies.append((rule.initiatives, column))
        _put(self.model.certain, column, rule.value)
        for name, saved in rule.saves.items():
            _put(self.use[name], column, -saved)
        return column

    def _add_extras(self) -> None:
        """A column a limited resource that can raise its limit; held at zero in the problem itself."""
        for resource in self.problem.resources:
            if resource.limit is not None:
                column = Column(integer=False, upper=ZERO, unit=self.unit(resource.id))
                self.model.extra[resource.id] = self.model.add_column(column)
        self.model.spare = self.model.add_column(Column(integer=False, upper=ZERO))

    def unit(self, resource: str) -> Fraction:
        """A size that amounts of the resource have: its limit, or its largest use."""
        limit = abs(self.problem.limits[resource] or ZERO)
        return limit or max(map(abs, self.use[resource].values()), default=ONE) or ONE

    def any_option(self, initiative: str) -> Terms:
        """1 when the initiative gets an option."""
        return dict.fromkeys(self.model.members[initiative], ONE)

    def chosen_options(self) -> list[tuple[int, str, Option]]:
        """(column, initiative, option) of every option."""
        by_id = self.problem.by_id
        return [(column, id, by_id[id].option(option)) for (id, option), column in self.model.options.items()]

    @cached_property
    def carried(self) -> dict[int, int]:
        """Column of the carried amount by the place of its rule."""
        places = [(place, rule) for place, rule in enumerate(self.problem.rules) if isinstance(rule, CarryOver)]
        return {
            place: self.model.add_column(Column(integer=False, upper=None, unit=self.unit(rule.source)))
            for place, rule in places
        }

    def carried_into(self, resource: str) -> Terms:
        return {
            column: ONE
            for place, column in self.carried.items()
            if isinstance(rule := self.problem.rules[place], CarryOver) and rule.target == resource
        }

    def left(self, resource: str) -> tuple[Terms, Fraction]:
        """limit + raised + carried in - use, as terms and a constant."""
        limit = self.problem.limits[resource]
        assert limit is not None
        more = total([(self.carried_into(resource), ONE), ({self.model.extra[resource]: ONE}, ONE)])
        return total([(more, ONE), (self.use[resource], -ONE)]), limit - self.used_anyway[resource]


def build(problem: Problem, worth: dict[str, dict[str, Worth]] | None = None) -> LinearModel:
    """The whole model of the problem."""
    return built(problem, worth).model


def built(problem: Problem, worth: dict[str, dict[str, Worth]] | None = None) -> Building:
    """The whole model, with what it was put together from."""
    from optimizer.modelling.rows import rule_rows

    building = Building(problem, worth)
    for resource in problem.resources:
        if resource.limit is not None:
            building.model.rows.append(limit_row(building, resource.id))
    for place, rule in enumerate(problem.rules):
        building.model.rows.extend(rule_rows(building, place, rule))
    return building


def limit_row(building: Building, resource: str) -> Row:
    """What is left of the resource is not negative."""
    left, constant = building.left(resource)
    return Row(left, lower=-constant, source=Source.resource(resource))


def _put(terms: Terms, column: int, coefficient: Fraction) -> None:
    if coefficient:
        terms[column] = coefficient

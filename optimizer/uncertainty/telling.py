"""From draws to figures: percentiles, means, and how often which limit broke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from optimizer.exact.evaluation import Account
from optimizer.problem import Problem
from optimizer.rules import CarryOver
from optimizer.uncertainty.exposure import Exposure
from optimizer.uncertainty.outlook import Chance, Outlook, Range, UseRange
from optimizer.uncertainty.spreads import Draws

Happened: TypeAlias = NDArray[np.bool_]
CAREFUL = 0.8
# A limit is broken when it is exceeded by more than this share of it: draws are floating-point numbers.
TOLERANCE = 1e-9


class Telling:
    """The figures of the draws; sums are the exact stated sum plus what was drawn more."""

    def __init__(
        self, problem: Problem, account: Account, open: tuple[Exposure, ...], uses: Draws, scores: Draws
    ) -> None:
        self._problem, self._account, self._open = problem, account, open
        self._changes, self._scores = uses, scores
        self._column = {resource.id: at for at, resource in enumerate(problem.resources)}
        self._uses = {name: float(account.uses[name]) + uses[:, at] for name, at in self._column.items()}

    def outlook(self, groups: Mapping[str, tuple[str, ...]], seed: int, asked: int) -> Outlook:
        done, broken = len(self._changes), self._broken()
        some = np.zeros(done, dtype=bool)
        for happened in broken.values():
            some |= happened
        return Outlook(
            resources=tuple(self._use(name, (name,), broken.get(name)) for name in self._column),
            groups=tuple(self._use(name, members, None) for name, members in groups.items()),
            criteria=self._criteria(), value=self._value(), seed=seed, draws=done, complete=done == asked,
            any_limit=Chance.of(int(some.sum()), done) if broken else None,
        )  # fmt: skip

    def _broken(self) -> dict[str, Happened]:
        """By limited resource, in which draws its limit and what is carried into it do not suffice."""
        room = drawn_rooms(self._problem, self._uses)
        return {name: self._uses[name] > most + TOLERANCE * np.maximum(1, np.abs(most)) for name, most in room.items()}

    def _use(self, name: str, members: tuple[str, ...], broken: Happened | None) -> UseRange:
        stated = float(sum(self._account.uses[member] for member in members))
        changes = sum((self._changes[:, self._column[member]] for member in members), np.zeros(len(self._changes)))
        columns = {self._column[member] for member in members}
        parts = [amount for e in self._open for amount in e.uses if amount.column in columns]
        careful = np.array([CAREFUL])
        limit = self._problem.limits[name] if broken is not None else None
        return UseRange(
            name=name, stated=stated, mean=stated + sum(part.mean_change for part in parts),
            **percentiles(stated + changes),
            sum_of_p80=stated + sum(float(part.change(careful)[0]) for part in parts),
            limit=None if limit is None else float(limit),
            broken=None if broken is None else Chance.of(int(broken.sum()), len(broken)),
        )  # fmt: skip

    def _means(self) -> Draws:
        columns = len(self._problem.criteria)
        return sum((e.mean_scores(columns) for e in self._open), np.zeros(columns))

    def _criteria(self) -> tuple[Range, ...]:
        means = self._means()
        stated = [float(self._account.totals[criterion.id]) for criterion in self._problem.criteria]
        return tuple(
            Range(name=c.id, stated=now, mean=now + float(more), **percentiles(now + self._scores[:, at]))
            for at, (c, now, more) in enumerate(zip(self._problem.criteria, stated, means, strict=True))
        )

    def _value(self) -> Range:
        weights = np.array([float(self._problem.weights[c.id]) for c in self._problem.criteria])
        stated = float(self._account.value)
        mean = stated + float(self._means() @ weights)
        return Range(name="value", stated=stated, mean=mean, **percentiles(stated + self._scores @ weights))


def percentiles(totals: Draws) -> dict[str, float]:
    """P20, P50 and P80, interpolated between neighbouring draws."""
    found = np.quantile(totals, (0.2, 0.5, CAREFUL))
    return {name: float(number) for name, number in zip(("p20", "p50", "p80"), found, strict=True)}


def drawn_rooms(problem: Problem, uses: Mapping[str, Draws]) -> dict[str, Draws]:
    """Limit + what is carried in, by limited resource and draw: share x max(0, room of the source - its use)."""
    carries = [rule for rule in problem.rules if isinstance(rule, CarryOver)]
    limits = {name: float(limit) for name, limit in problem.limits.items() if limit is not None}
    room: dict[str, Draws] = {}

    def most(name: str) -> Draws:
        if name not in room:
            total = np.full(len(uses[name]), limits[name])
            for carry in carries:
                if carry.target == name:
                    total += float(carry.share) * np.maximum(0, most(carry.source) - uses[carry.source])
            room[name] = total
        return room[name]

    return {name: most(name) for name in limits}

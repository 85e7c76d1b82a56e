"""The parts a problem is made of: criteria, resources, initiatives with their options."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from optimizer.numbers import ONE, Amounts

STATUS_QUO = "status_quo"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What counts as value. `weight` is as given; weights are used after division by their sum."""

    id: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Resource:
    """Anything used up. `limit` None means counted, not limited."""

    id: str
    limit: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One way of doing an initiative. Scores are against today; `uses` replace those of the status quo."""

    id: str
    scores: Amounts = Amounts()
    uses: Amounts = Amounts()
    probability: Fraction = ONE
    title: str | None = None

    @property
    def name(self) -> str:
        return self.title or self.id


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """What not doing it scores and uses, against today."""

    scores: Amounts = Amounts()
    uses: Amounts = Amounts()


@dataclass(frozen=True, slots=True)
class Initiative:
    """A candidate: it gets exactly one of its options or its status quo."""

    id: str
    options: tuple[Option, ...]
    status_quo: StatusQuo = StatusQuo()
    title: str | None = None
    tags: tuple[str, ...] = ()

    def option(self, id: str) -> Option:
        """Raises KeyError when it has none of that id."""
        for option in self.options:
            if option.id == id:
                return option
        raise KeyError(id)

    @property
    def name(self) -> str:
        return self.title or self.id

"""Sets of weights: all of them, the hull of stakeholders, an order, bounds, statements, or what all of these leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from optimizer.faults import Fault, ProblemFaults, named, step
from optimizer.files.parsing import load
from optimizer.numbers import ONE, ZERO, exact
from optimizer.weighing.polytope import HalfSpace, Vector, corners
from optimizer.weighing.statements import NotAStatement, half_spaces

KINDS = ("stakeholders", "order", "bounds", "statements")


@dataclass(frozen=True, slots=True)
class WeightSet:
    """A polytope of weights that sum to 1, by its corners; `names` is the order of the criteria in them."""

    names: tuple[str, ...]
    corners: tuple[Vector, ...]


def read_weight_set(source: Mapping[str, Any] | str | Path, names: Sequence[str]) -> WeightSet:
    """A set over these criteria. Raises ProblemFaults with every fault; a set without any weights is one."""
    data, faults = load(source)
    if not isinstance(data, Mapping):
        raise ProblemFaults([Fault("", "must be an object")])
    reading = _Reading(data, tuple(names), faults)
    base, cuts = reading.base(), reading.cuts()
    if reading.faults:
        raise ProblemFaults(reading.faults)
    if not (found := corners(base, cuts)):
        raise ProblemFaults([Fault("", "no weights satisfy all of the set: loosen its order, bounds or statements")])
    return WeightSet(tuple(names), found)


class _Reading:
    def __init__(self, data: Mapping[str, Any], names: tuple[str, ...], faults: list[Fault]) -> None:
        self.data, self.names, self.faults = data, names, faults
        for key in data:
            if key not in KINDS:
                self.fault(step("", str(key)), "is not a known key")

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def part(self, key: str, kind: type, word: str) -> Any:
        """The part of the file of this name, its empty kind when it is absent or faulty."""
        value = self.data.get(key, kind())
        if isinstance(value, Mapping if kind is dict else (list, tuple)):
            return value
        self.fault(key, f"must be {word}")
        return kind()

    def number(self, path: str, value: Any) -> Fraction:
        try:
            return exact(value)
        except (TypeError, ValueError) as wrong:
            self.fault(path, str(wrong))
            return ZERO

    def known(self, path: str, name: Any) -> bool:
        if name not in self.names:
            self.fault(path, f"{name!r} is not a criterion")
        return name in self.names

    def base(self) -> list[Vector]:
        """The stakeholders' weights, each summing to 1; without them the corners of the whole simplex."""
        whole = [self.unit(name) for name in self.names]
        if "stakeholders" not in self.data:
            return whole
        people = self.part("stakeholders", dict, "an object")
        if not people and not self.faults:
            self.fault("stakeholders", "must not be empty")
        return [self.weights(named("stakeholders", str(who)), weights) for who, weights in people.items()] or whole

    def unit(self, name: str) -> Vector:
        return tuple(ONE if other == name else ZERO for other in self.names)

    def weights(self, path: str, weights: Any) -> Vector:
        if not isinstance(weights, Mapping):
            self.fault(path, "must be an object")
            return self.unit(self.names[0])
        of = {n: self.number(named(path, n), w) for n, w in weights.items() if self.known(named(path, str(n)), n)}
        for name, weight in of.items():
            if weight < 0:
                self.fault(named(path, name), "must not be negative")
        total = sum(of.values(), ZERO)
        if total <= 0:
            self.fault(path, "must not all weigh zero")
            return self.unit(self.names[0])
        return tuple(of.get(name, ZERO) / total for name in self.names)

    def cuts(self) -> list[HalfSpace]:
        kinds: list[Callable[[], Iterator[HalfSpace]]] = [self.order, self.bounds, self.statements]
        return [cut for kind in kinds for cut in kind()]

    def order(self) -> Iterator[HalfSpace]:
        """Each listed criterion weighs at least what the next one does."""
        listed = self.part("order", list, "a list")
        whole = [name for at, name in enumerate(listed) if self.known(step("order", at), name)]
        for heavier, lighter in pairwise(whole):
            yield self.half_space({lighter: ONE, heavier: -ONE}, ZERO)

    def bounds(self) -> Iterator[HalfSpace]:
        for name, pair in self.part("bounds", dict, "an object").items():
            path = named("bounds", str(name))
            if not self.known(path, name):
                continue
            if not isinstance(pair, list | tuple) or len(pair) != 2:
                self.fault(path, "must be a list of two numbers")
                continue
            low, high = (self.number(step(path, at), bound) for at, bound in enumerate(pair))
            if low > high:
                self.fault(path, "has its lower bound above its upper one")
            yield self.half_space({name: -ONE}, -low)
            yield self.half_space({name: ONE}, high)

    def statements(self) -> Iterator[HalfSpace]:
        for at, text in enumerate(self.part("statements", list, "a list")):
            try:
                yield from half_spaces(text if isinstance(text, str) else "", self.names)
            except (NotAStatement, ValueError) as wrong:
                self.fault(step("statements", at), str(wrong) if isinstance(text, str) else "must be text")

    def half_space(self, coefficients: Mapping[str, Fraction], bound: Fraction) -> HalfSpace:
        return HalfSpace(tuple(coefficients.get(name, ZERO) for name in self.names), bound)

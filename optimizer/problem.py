"""The problem as a value: what can be chosen, its worth, its uses, its rules. Wrong ones cannot exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from optimizer.checking import problem_faults
from optimizer.faults import Fault, ProblemFaults, named
from optimizer.numbers import ZERO, Number, exact
from optimizer.parts import Criterion, Initiative, Resource
from optimizer.rules import Rule


@dataclass(frozen=True)
class Problem:
    """Everything a portfolio is chosen by. Raises ProblemFaults, with every fault, when it is not one."""

    criteria: tuple[Criterion, ...]
    resources: tuple[Resource, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    rules: tuple[Rule, ...] = ()
    name: str | None = None

    def __post_init__(self) -> None:
        if faults := problem_faults(self.criteria, self.resources, self.initiatives, self.rules):
            raise ProblemFaults(faults)

    @cached_property
    def weights(self) -> dict[str, Fraction]:
        """Weight by criterion, summing to exactly 1."""
        total = sum((criterion.weight for criterion in self.criteria), ZERO)
        return {criterion.id: criterion.weight / total for criterion in self.criteria}

    @cached_property
    def limits(self) -> dict[str, Fraction | None]:
        return {resource.id: resource.limit for resource in self.resources}

    @cached_property
    def by_id(self) -> dict[str, Initiative]:
        return {initiative.id: initiative for initiative in self.initiatives}

    @cached_property
    def position(self) -> dict[str, int]:
        """Place in the file by initiative id."""
        return {initiative.id: place for place, initiative in enumerate(self.initiatives)}

    def members(self, initiatives: tuple[str, ...] | None, tag: str | None) -> tuple[str, ...]:
        """Ids of the initiatives a rule speaks of: those listed, or those with the tag, in file order."""
        if initiatives is not None:
            return initiatives
        return tuple(i.id for i in self.initiatives if tag in i.tags)

    def reweighted(self, weights: Mapping[str, Number]) -> Problem:
        """The same problem under other weights; criteria that are not named weigh nothing.

        Raises ProblemFaults for unknown names, for what is no number or negative, and when nothing is left.
        """
        known, given, faults = {criterion.id for criterion in self.criteria}, dict[str, Fraction](), list[Fault]()
        for name, weight in weights.items():
            try:
                given[name] = exact(weight)
            except (TypeError, ValueError) as wrong:
                faults.append(Fault(named("weights", name), str(wrong)))
                continue
            if name not in known:
                faults.append(Fault(named("weights", name), "is not a criterion"))
            elif given[name] < 0:
                faults.append(Fault(named("weights", name), "must not be negative"))
        if not faults and not any(given.values()):
            faults.append(Fault("weights", "must not all weigh zero"))
        if faults:
            raise ProblemFaults(faults)
        return replace(self, criteria=tuple(Criterion(c.id, given.get(c.id, ZERO)) for c in self.criteria))

    def to_dict(self) -> dict[str, Any]:
        """The problem in the file format, format 1; reading it again gives an equal problem."""
        from optimizer.files.writing import problem_to_dict

        return problem_to_dict(self)


def read_problem(data: Mapping[str, Any] | str | Path) -> Problem:
    """Reads a problem file: parsed JSON, JSON text or the path of a file.

    Text that starts with a brace is JSON, other text is a path. Raises ProblemFaults with every fault at once, OSError
    when the file cannot be opened.
    """
    from optimizer.files.reading import read

    return read(data)


def problem_hash(problem: Problem) -> str:
    """SHA-256, in hex, of the canonical JSON: keys sorted, no blanks, numbers as their shortest exact decimals."""
    from optimizer.files.writing import fingerprint

    return fingerprint(problem)

"""Errors as data: what is wrong with a problem, and where; one exception carries all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `path` is written as in the file: `initiatives[3].options[0].uses["capex"]`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ProblemFaults(ValueError):
    """The problem, its settings or its file are wrong. `faults` lists everything that is, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[ProblemFaults], tuple[tuple[Fault, ...]]]:
        return ProblemFaults, (self.faults,)


class NoSolver(RuntimeError):
    """No solver that this machine could run was found."""


def step(path: str, key: str | int) -> str:
    """The path one level deeper: an index in brackets, a plain name after a dot, any other name quoted."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if key.isidentifier():
        return f"{path}.{key}" if path else key
    return f'{path}["{key}"]'


def named(path: str, name: str) -> str:
    """The path of a named entry of a mapping, always quoted: `uses["capex"]`."""
    return f'{path}["{name}"]'

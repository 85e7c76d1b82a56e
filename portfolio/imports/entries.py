"""What a row of a file asks for, before it is compared with what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portfolio.domain.sheets import SheetKind
from portfolio.imports.values import Problem


@dataclass(frozen=True)
class Entry:
    """`payload` by kind: fields of the round, Criterion, (Resource, limits), baseline lines, InitiativePatch, Rule,
    WeightProfile, idea fields. `places` maps a field of the payload to the header of the column it came from."""

    kind: SheetKind
    sheet: str
    line: int
    place: str
    key: str
    title: str
    payload: Any = None
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """What tells the row from the others of its file."""
        return f"{self.sheet}:{self.line}"

    @property
    def is_faulty(self) -> bool:
        """Whether a fault keeps the row out."""
        return any(p.is_fault for p in self.problems)

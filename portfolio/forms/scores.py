"""The grid of scores as a form: one input a cell, named by what it is the score of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from portfolio.domain.numbers import read_number

Cell = tuple[str, str, str]
"""(initiative key, option key, criterion key)."""

CELL, VERSION = "s|", "v|"


def cell_name(initiative: str, option: str, criterion: str) -> str:
    """The name of a cell's input; keys hold no bar."""
    return f"{CELL}{initiative}|{option}|{criterion}"


def version_name(initiative: str) -> str:
    """The name of the input that carries the version of an initiative."""
    return f"{VERSION}{initiative}"


@dataclass
class GridInput:
    """What was typed: scores by cell, None for an empty one; faults and the typed text of the wrong ones by name."""

    scores: dict[Cell, Decimal | None] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read_grid(data: Mapping[str, str], only: str = "") -> GridInput:
    """Read the posted grid, or the rows of the initiative `only`."""
    found = GridInput()
    for name, text in data.items():
        if name.startswith(VERSION) and text.isdecimal():
            found.versions[name.removeprefix(VERSION)] = int(text)
    for name, cell, text in _cells(data):
        if only and cell[0] != only:
            continue
        try:
            found.scores[cell] = read_number(text) if text.strip() else None
        except ValueError as error:
            found.faults[name] = str(error)
    return found


def _cells(data: Mapping[str, str]) -> Iterator[tuple[str, Cell, str]]:
    for name, text in data.items():
        parts = name.removeprefix(CELL).split("|")
        if name.startswith(CELL) and len(parts) == 3:
            yield name, (parts[0], parts[1], parts[2]), text


def named_faults(faults: Mapping[str, str], initiatives: set[str]) -> dict[str, str]:
    """Faults of a service (`KEY.options.OPTION.score CRITERION`, without the key for a single one) by input name."""
    return {_input_name(path, initiatives): text for path, text in faults.items()}


def _input_name(path: str, initiatives: set[str]) -> str:
    before, _, criterion = path.partition(".score ")
    initiative, _, option = before.rpartition("options.")
    key = initiative.rstrip(".") or next(iter(initiatives), "")
    return cell_name(key, option, criterion)

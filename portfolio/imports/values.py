"""What a file consists of once it is read: sheets of plain cells, and problems that name their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as the file holds it; text files hold text only. Empty cells are "" or None."""

CellPlace = tuple[int, int]
"""(line, column index from 0)."""


class MarkKind(StrEnum):
    """What is special about a cell of a workbook."""

    FORMULA = "formula"
    NO_VALUE = "formula without value"
    ERROR = "error"
    MERGED = "merged"


@dataclass(frozen=True)
class Mark:
    """`text` is the error value (`#REF!`) or, for merged cells, the range."""

    kind: MarkKind
    text: str = ""


@dataclass(frozen=True)
class TextFormat:
    """How the bytes of a text file were read; `sure` is False where another way of reading would fit as well."""

    encoding: str
    delimiter: str
    sure: bool = True


@dataclass(frozen=True)
class RawSheet:
    """Rows of cells, not all of the same length; `lines` are their places in the file, from 1, in order.

    Empty rows are not there; `gaps` are the lines before which one was.
    `caution` is what the kind of file cannot tell, in a sentence.
    `format` is None for a sheet of a workbook, whose places are named like C7."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    marks: Mapping[CellPlace, Mark] = field(default_factory=dict)
    format: TextFormat | None = None
    hidden: bool = False
    gaps: frozenset[int] = frozenset()
    caution: str = ""

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def place(self, line: int, column: int | None = None, header: str = "") -> str:
        """A place in words: `cell C7` in a workbook, `line 7, column “Cost”` in a text file."""
        if self.format is None:
            return f"row {line}" if column is None else f"cell {letters(column)}{line}"
        named = f"“{header}”" if header else str((column or 0) + 1)
        return f"line {line}" if column is None else f"line {line}, column {named}"


@dataclass(frozen=True)
class Problem:
    """A sentence about a place. A fault keeps its row out; a notice only says what was done."""

    text: str
    is_fault: bool = True
    sheet: str = ""
    line: int = 0
    column: str = ""
    place: str = ""

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.sheet and f"sheet “{self.sheet}”", self.place) if part)
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True)
class RawFile:
    """A file as sheets, or why it is refused as a whole (then there are no sheets)."""

    name: str
    sheets: tuple[RawSheet, ...] = ()
    refusal: str = ""


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())

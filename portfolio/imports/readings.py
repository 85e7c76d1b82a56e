"""A sheet with all that was detected or chosen about how to read it: what the page shows before it shows rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portfolio.domain.sheet_columns import Column
from portfolio.domain.sheets import SheetKind
from portfolio.imports.decimals import DecimalSign
from portfolio.imports.mapping import IGNORE, NOTE
from portfolio.imports.values import Cell, Problem, RawSheet


@dataclass(frozen=True)
class WordCount:
    """A word that stands where a number or a choice is expected: how often, and what it stands for ("" = nothing).

    `is_missing`: the word itself says that there is nothing, as NFP does; `proposed`: nobody has confirmed it."""

    word: str
    count: int
    meaning: str = ""
    is_missing: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class ColumnReading:
    """How a column is read. `target` is a field, or `note` or `ignore`; `unit` is what 1 stands for in the currency;
    `is_percent`: numbers above 1 are per cent; `words` in order of their count, the empty word last; `names` are texts
    whose commas part nothing."""

    index: int
    header: str
    target: str
    column: Column | None = None
    unit: int = 1
    unit_told: bool = False
    decimal: DecimalSign = DecimalSign(".")
    day_first: bool = True
    is_percent: bool = False
    currency: str = ""
    words: tuple[WordCount, ...] = ()
    names: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    filled: int = 0

    @property
    def is_field(self) -> bool:
        """Whether the column becomes more than a note."""
        return self.target not in (NOTE, IGNORE)


@dataclass(frozen=True)
class SheetReading:
    """A sheet and how it is read; `kind` None = not imported. `faults` keep the whole sheet out."""

    sheet: RawSheet
    kind: SheetKind | None
    header_index: int | None = None
    columns: tuple[ColumnReading, ...] = ()
    faults: tuple[Problem, ...] = ()
    targets: tuple[Column, ...] = field(default=(), repr=False)

    @property
    def header_line(self) -> int:
        """Line of the header in the file, 0 where there is none."""
        return self.sheet.lines[self.header_index] if self.header_index is not None else 0

    @property
    def headers(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(c.header for c in self.columns)

    def of(self, target: str) -> ColumnReading | None:
        """The column with that target."""
        return next((c for c in self.columns if c.target == target), None)

    @property
    def body(self) -> Sequence[tuple[int, tuple[Cell, ...]]]:
        """(line, cells) of every row below the header."""
        start = len(self.sheet.rows) if self.header_index is None else self.header_index + 1
        return list(zip(self.sheet.lines[start:], self.sheet.rows[start:], strict=True))

    @property
    def has_total(self) -> bool:
        """Whether a single total must be put into years and kinds."""
        return any(c.target == "total" or c.target.startswith("total ") for c in self.columns)

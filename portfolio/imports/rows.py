"""The rows of a sheet with every mapped cell read, and the problems that were met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portfolio.imports.cells import BLANK, CellReader, State, Value, as_text
from portfolio.imports.choices import Choices
from portfolio.imports.mapping import NOTE, note_name
from portfolio.imports.readings import ColumnReading, SheetReading
from portfolio.imports.values import Cell, MarkKind, Problem, is_blank


@dataclass
class Row:
    """`values` by target; a cell that cannot be read is absent. `notes` by name, None = to be cleared."""

    reading: SheetReading
    line: int
    values: dict[str, Value] = field(default_factory=dict)
    notes: dict[str, str | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    filled: int = 0

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return self.reading.sheet.place(self.line)

    def get(self, target: str, default: Any = None) -> Any:
        """The value given for a target, or the default where none is."""
        found = self.values.get(target, BLANK)
        return found.value if found.state is State.GIVEN else default

    def has(self, target: str) -> bool:
        """Whether a value is given for the target."""
        return self.values.get(target, BLANK).state is State.GIVEN

    def fault(self, text: str, target: str = "") -> None:
        """Note a fault of the row, at the column of a target where one is named."""
        self.problems.append(self.problem(text, target))

    def problem(self, text: str, target: str = "", is_fault: bool = True) -> Problem:
        """A problem of this row, at the column of a target where one is named."""
        column = self.reading.of(target) if target else None
        header = column.header if column else ""
        place = self.reading.sheet.place(self.line, column.index if column else None, header)
        return Problem(text, is_fault, self.reading.sheet.name, self.line, header, place)

    @property
    def headers(self) -> Mapping[str, str]:
        """Header of the column of each target."""
        return {c.target: c.header for c in self.reading.columns if c.is_field}


def read_rows(reading: SheetReading, choices: Choices, currency: str) -> Iterator[Row]:
    """Every row below the header, in order; rows without a cell are not there."""
    readers = [(c, CellReader(c, currency)) for c in reading.columns if c.is_field]
    notes = [c for c in reading.columns if c.target == NOTE]
    marks = reading.sheet.marks
    for line, cells in reading.body:
        row = Row(reading, line, filled=sum(not is_blank(c) for c in cells))
        for column, reader in readers:
            cell = cells[column.index] if column.index < len(cells) else None
            mark = marks.get((line, column.index)) if marks else None
            _take(row, column, reader.read(cell, mark), choices)
            if mark is not None and mark.kind is MarkKind.FORMULA:
                row.problems.append(
                    row.problem(f"a formula, read as “{as_text(cell)}”.", column.target, is_fault=False)
                )
        for column in notes:
            _take_note(row, column, cells, choices)
        yield row


def _take(row: Row, column: ColumnReading, value: Value, choices: Choices) -> None:
    if value.state is State.BLANK and not choices.blank_clears:
        return
    if value.state in (State.FAULT, State.MISSING) and value.text:
        is_fault = value.state is State.FAULT and not choices.without_bad_cells
        row.problems.append(row.problem(value.text, column.target, is_fault))
    if value.state is not State.FAULT:
        row.values[column.target] = value


def _take_note(row: Row, column: ColumnReading, cells: tuple[Cell, ...], choices: Choices) -> None:
    cell = cells[column.index] if column.index < len(cells) else None
    mark = row.reading.sheet.marks.get((row.line, column.index))
    name = note_name(column.header)
    if mark is not None and mark.kind in (MarkKind.ERROR, MarkKind.NO_VALUE):
        place = row.reading.sheet.place(row.line, column.index, column.header)
        text = f"the cell holds {mark.text or 'a formula without its value'}: this note is left out."
        row.problems.append(Problem(text, False, row.reading.sheet.name, row.line, column.header, place))
    elif not is_blank(cell):
        row.notes[name] = as_text(cell)
    elif choices.blank_clears:
        row.notes[name] = None

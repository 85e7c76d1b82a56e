"""One cell as the value of a field, by how its column is read; or blank, missing, or a fault with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portfolio.domain.sheet_columns import CellKind
from portfolio.imports.amounts import Amount, Found, read_amount
from portfolio.imports.currencies import contradicts
from portfolio.imports.dates import read_date
from portfolio.imports.labels import labels
from portfolio.imports.limits import MAX_CELL_TEXT
from portfolio.imports.missing import is_missing_word
from portfolio.imports.readings import ColumnReading
from portfolio.imports.values import Cell, Mark, MarkKind, is_blank
from portfolio.imports.words import clean_key, one_line, shorten, tidy

LARGEST = Decimal(10) ** 13
"""No budget is larger, in the currency; whatever is was entered in another unit."""


class State(StrEnum):
    """What came of a cell."""

    GIVEN = "given"
    BLANK = "blank"
    MISSING = "missing"
    FAULT = "fault"


@dataclass(frozen=True)
class Value:
    """`value` by the kind of the column: text, Decimal (money in major units), date, bool, or tuple of words.

    `text` is the sentence of a fault, or a notice about a value that was taken."""

    state: State
    value: Any = None
    text: str = ""


BLANK = Value(State.BLANK)


def as_text(cell: Cell) -> str:
    """A cell as people would write it: whole numbers without decimals, days as 2027-03-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return tidy(_without_apostrophe(str(cell)))


def _without_apostrophe(text: str) -> str:
    """An apostrophe before what a spreadsheet would run was put there by whoever wrote the file, us among them."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(("=", "+", "-", "@", "\t")) else text


class CellReader:
    """Reads the cells of one column; the same text is read once only."""

    def __init__(self, column: ColumnReading, currency: str) -> None:
        self.column, self.currency = column, currency
        self._known: dict[Cell, Value] = {}
        self._meanings = {w.word: w for w in column.words}

    def read(self, cell: Cell, mark: Mark | None = None) -> Value:
        """The value of a cell; `mark` is what the workbook says about it."""
        if mark is not None and mark.kind is not MarkKind.FORMULA:
            fault = self._marked(cell, mark)
            if fault is not None:
                return fault
        if is_blank(cell):
            return self._blank()
        found = self._known.get(cell) if isinstance(cell, str) else None
        if found is None:
            found = self._read(cell)
            if isinstance(cell, str):
                self._known[cell] = found
        return found

    def _blank(self) -> Value:
        said = self._meanings.get("")
        return self._read(said.meaning) if said and said.meaning else BLANK

    def _marked(self, cell: Cell, mark: Mark) -> Value | None:
        if mark.kind is MarkKind.ERROR:
            return _fault(f"the cell holds the error {mark.text or '#VALUE!'} instead of a value.")
        if mark.kind is MarkKind.NO_VALUE:
            return _fault(
                "the cell holds a formula without its value. Open the file in a spreadsheet program and save it."
            )
        column = self.column.column
        if (
            mark.kind is MarkKind.MERGED
            and column
            and column.kind.is_number
            and (is_blank(cell) or not isinstance(cell, str))
        ):
            return _fault(f"the cells {mark.text} are merged: one figure for several rows. Say which row has how much.")
        return None

    def _read(self, cell: Cell) -> Value:
        column = self.column.column
        kind = column.kind if column else CellKind.TEXT
        if kind in (CellKind.TEXT, CellKind.KEY, CellKind.WORDS):
            return _words(cell, kind, column.field if column else "", self.column.names)
        if kind is CellKind.DATE:
            return self._date(cell)
        if kind in (CellKind.CHOICE, CellKind.YES_NO):
            return self._choice(cell)
        return self._number(cell, kind)

    def _date(self, cell: Cell) -> Value:
        found = read_date(cell, self.column.day_first)
        if found is not None:
            return Value(State.GIVEN, found)
        shown = f"“{shorten(as_text(cell))}”"
        if is_missing_word(as_text(cell)):
            return Value(State.MISSING, text=f"{shown} says that there is no date.")
        return _fault(f"{shown} is not a day. Write it as 2027-03-31.")

    def _choice(self, cell: Cell) -> Value:
        word = one_line(as_text(cell))
        known = self._meanings.get(word)
        choices = self.column.column.choices if self.column.column else ()
        meant = known.meaning if known else next((c for c in choices if c == word), "")
        if meant in choices and meant:
            return Value(State.GIVEN, meant == "yes" if choices == ("yes", "no") else meant)
        if meant == "-" or is_missing_word(word):
            return Value(State.MISSING, text=f"“{shorten(word)}” says nothing here.")
        offered = ", ".join(choices)
        return Value(
            State.MISSING, text=f"“{shorten(word)}” stands for none of {offered}: left as it is. Say what it means."
        )

    def _number(self, cell: Cell, kind: CellKind) -> Value:
        amount = self._amount(cell)
        shown = f"“{shorten(as_text(cell))}”"
        if amount.found is Found.MISSING:
            return Value(State.MISSING, text=f"{shown} says that there is no figure: left empty.")
        if amount.found is Found.UNREADABLE:
            wordy = isinstance(cell, str) and not any(c.isdigit() for c in cell)
            if wordy and kind in (CellKind.SHARE, CellKind.SCORE):
                return Value(
                    State.MISSING, text=f"{shown} is a word, not a number: left empty until you say its number."
                )
            return _fault(amount.reason)
        if kind is CellKind.MONEY:
            return self._money(amount, shown)
        return self._plain_number(amount, kind, shown)

    def _amount(self, cell: Cell) -> Amount:
        if isinstance(cell, str):
            known = self._meanings.get(one_line(cell))
            if known and known.meaning.strip() in ("-", "–"):
                return Amount(Found.MISSING)
            if known and known.meaning:
                return read_amount(known.meaning, "," if "," in known.meaning else ".")
        return read_amount(cell, self.column.decimal.sign)

    def _money(self, amount: Amount, shown: str) -> Value:
        sign = amount.currency or self.column.currency
        if contradicts(sign, self.currency):
            return _fault(f"{shown} is in {sign.upper()}, but the round counts in {self.currency}. Convert it first.")
        if amount.is_percent:
            return _fault(f"{shown} is a percentage, not an amount.")
        value = amount.value * (amount.scale or self.column.unit)
        if abs(value) > LARGEST:
            return _fault(f"{shown} would be {value:.2E} {self.currency}: check the unit of the column.")
        return Value(State.GIVEN, value)

    def _plain_number(self, amount: Amount, kind: CellKind, shown: str) -> Value:
        if amount.currency:
            return _fault(f"{shown} is money, and a number is expected here.")
        value = amount.value * (amount.scale or 1)
        if kind is CellKind.SHARE and (amount.is_percent or self.column.is_percent):
            value = value / 100
        elif amount.is_percent:
            return _fault(f"{shown} is a percentage, and a plain number is expected here.")
        if kind is CellKind.WHOLE and value != value.to_integral_value():
            return _fault(f"{shown} is not a whole number.")
        if abs(value) > LARGEST:
            return _fault(f"{shown} is too large.")
        return Value(State.GIVEN, value)


def _words(cell: Cell, kind: CellKind, field: str, names: frozenset[str]) -> Value:
    text = as_text(cell)
    if len(text) > MAX_CELL_TEXT:
        return _fault(f"the cell has {len(text):,} characters; at most {MAX_CELL_TEXT:,} are kept.")
    if kind is CellKind.KEY:
        key = clean_key(text)
        return (
            Value(State.GIVEN, key) if key else _fault(f"“{shorten(text)}” holds no letter or digit to make a key of.")
        )
    if kind is CellKind.WORDS:
        return Value(State.GIVEN, tuple(labels(text, names)))
    single = field in ("title", "option_title", "name", "business_owner", "technology_owner", "line", "label", "tag")
    return Value(State.GIVEN, one_line(text) if single else text)


def _fault(text: str) -> Value:
    return Value(State.FAULT, text=text)

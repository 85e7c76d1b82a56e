"""The run baseline as a form of two tables: opex, and people by role with the part that is free for change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import Form, HiddenField, StringField
from wtforms.validators import Length

from portfolio.domain.rounds import BaselineLine, Round
from portfolio.forms.fields import AmountField

KINDS = ("opex", "people")
SPARE_ROWS = 2
MOST_ROWS = 100


@dataclass(frozen=True)
class BaselineTable:
    """The form with the number of rows of each kind; a row without amounts says nothing."""

    form: Form
    frame: Round
    rows: dict[str, int]

    def cell(self, kind: str, row: int, name: str) -> Any:
        """A field of a row: `label`, a year or, for people, `free`."""
        return self.form[f"{kind}{row}_{name}"]

    def lines(self) -> tuple[BaselineLine, ...]:
        """What the form asks for; the same amount in every year is one line without a year."""
        return tuple(line for kind in KINDS for row in range(self.rows[kind]) for line in self._lines(kind, row))

    def _lines(self, kind: str, row: int) -> Iterator[BaselineLine]:
        label = (self.cell(kind, row, "label").data or "").strip()
        free = self.cell(kind, row, "free").data or 0 if kind == "people" else 0
        amounts = [self.cell(kind, row, str(year)).data for year in self.frame.years]
        if None not in amounts and len(set(amounts)) == 1:
            yield BaselineLine(kind, label, None, amounts[0], free)
            return
        for year, amount in zip(self.frame.years, amounts, strict=True):
            if amount is not None:
                yield BaselineLine(kind, label, year, amount, free)


def baseline_table(frame: Round, formdata: Any, version: int) -> BaselineTable:
    """The run baseline with a few empty rows more."""
    groups = {kind: _groups(frame, kind) for kind in KINDS}
    rows = {kind: _rows(formdata, kind, len(groups[kind])) for kind in KINDS}
    fields: dict[str, Any] = {"version": HiddenField(default=str(version))}
    data: dict[str, Any] = {}
    for kind in KINDS:
        fields[f"{kind}_rows"] = HiddenField(default=str(rows[kind]))
        for row in range(rows[kind]):
            fields |= _fields(frame, kind, row)
        for row, (label, lines) in enumerate(groups[kind].items()):
            data |= _data(frame, f"{kind}{row}", label, lines)
    meta = {"digits": frame.digits, "money_unit": frame.money_unit}
    form = type("BaselineForm", (Form,), fields)(formdata, data=data, meta=meta)
    return BaselineTable(form, frame, rows)


def _groups(frame: Round, kind: str) -> dict[str, list[BaselineLine]]:
    found: dict[str, list[BaselineLine]] = {}
    for line in frame.baseline:
        if line.kind == kind:
            found.setdefault(line.label, []).append(line)
    return found


def _rows(formdata: Any, kind: str, there: int) -> int:
    sent = str(formdata.get(f"{kind}_rows", "")) if formdata else ""
    return min(int(sent), MOST_ROWS) if sent.isdecimal() else there + SPARE_ROWS


def _fields(frame: Round, kind: str, row: int) -> dict[str, Any]:
    what = f"{'opex' if kind == 'opex' else 'people'}, line {row + 1}"
    scale: dict[str, Any] = {} if kind == "opex" else {"digits": 2, "per": 1}
    fields: dict[str, Any] = {f"{kind}{row}_label": StringField(f"Name of {what}", [Length(max=120)])}
    for year in frame.years:
        fields[f"{kind}{row}_{year}"] = AmountField(f"FY{year} of {what}", low=0, **scale)
    if kind == "people":
        fields[f"{kind}{row}_free"] = AmountField(f"Free for change of {what}", low=0, **scale)
    return fields


def _data(frame: Round, prefix: str, label: str, lines: list[BaselineLine]) -> dict[str, Any]:
    by_year = {line.year: line.amount for line in lines}
    amounts = {f"{prefix}_{year}": by_year.get(year, by_year.get(None)) for year in frame.years}
    free = next((line.free for line in lines if line.free), None)
    return {f"{prefix}_label": label, f"{prefix}_free": free, **amounts}

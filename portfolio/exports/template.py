"""The workbook to fill in: every sheet of the users' format with its columns explained, the lists of allowed words, and
what the round holds already. It reads back as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from portfolio.domain.money import from_units
from portfolio.domain.rounds import Limit, Resource, Round
from portfolio.domain.sheet_columns import CellKind, Column
from portfolio.domain.sheets import PLANS, SheetKind, columns_for
from portfolio.exports.cells import printable

LAST_ROW = 1000
"""Last row that the lists of allowed words reach."""

_OWN = (SheetKind.ROUND, SheetKind.CRITERIA, SheetKind.RESOURCES)
"""Sheets that show the round itself, so that an unchanged line changes nothing."""

_WIDE = ("description", "problem", "promise", "evidence_note", "anchor_0", "anchor_100", "line", "reason", "title")
_GUIDE = (
    "Fill in what you have and import it: each line is shown as new, changed, same or faulty before it is written.",
    "Amounts are in the unit of the sheet “round” (money unit), cost to go, over the run baseline.",
    "Empty cells leave what is there. Columns may be left out or added; an added one is kept as a note.",
    "No score is not a score of zero: leave a cell empty until somebody has judged it.",
    "Lines whose key begins with EXAMPLE show how it is meant: delete them.",
)


def render_template_workbook(frame: Round) -> bytes:
    """The template for this round as an XLSX file."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        looks = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#EDF1FB", "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
        }
        for kind in SheetKind:
            _sheet(book, kind, frame, looks)
        _guide(book, frame, looks)
    return target.getvalue()


def _sheet(book: Workbook, kind: SheetKind, frame: Round, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(kind.value)
    columns = [c for c in columns_for(kind, frame) if c.in_template]
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 32)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, printable(column.header), looks["head"])
        sheet.write_comment(0, index, _comment(column), {"x_scale": 2, "author": "Remit"})
        sheet.set_column(index, index, 44 if column.field in _WIDE else 16, looks["text"])
        if column.choices:
            sheet.data_validation(1, index, LAST_ROW, index, _allowed(column))
    for number, row in enumerate(_rows(kind, frame, columns), start=1):
        for index, column in enumerate(columns):
            _write(sheet, number, index, column, row.get(column.field, ""), looks)


def _comment(column: Column) -> str:
    parts = [column.help, f"A cell holds: {column.kind.value}."]
    if column.choices:
        parts.append("One of: " + ", ".join(column.choices) + ".")
    if column.example:
        parts.append(f"Example: {column.example}")
    return printable("\n".join(parts))


def _allowed(column: Column) -> dict[str, Any]:
    return {
        "validate": "list", "source": list(column.choices), "error_type": "warning",
        "error_title": "Another word", "error_message": "The import knows: " + ", ".join(column.choices)[:200],
    }  # fmt: skip


def _write(sheet: Worksheet, row: int, index: int, column: Column, value: Any, looks: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | Decimal) or (
        (column.kind.is_number or column.kind is CellKind.WHOLE) and _is_number(value)
    ):
        sheet.write_number(row, index, float(value), looks["number"])
    else:
        sheet.write_string(row, index, printable(str(value)), looks["text"])


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _rows(kind: SheetKind, frame: Round, columns: Sequence[Column]) -> list[Mapping[str, Any]]:
    own = {SheetKind.ROUND: _round, SheetKind.CRITERIA: _criteria, SheetKind.RESOURCES: _resources}
    rows = own[kind](frame) if kind in _OWN else []
    return rows or [_example(kind, frame, columns)]


def _example(kind: SheetKind, frame: Round, columns: Sequence[Column]) -> Mapping[str, Any]:
    row = {c.field: c.example for c in columns}
    if kind is SheetKind.BASELINE:
        return row | {"label": "EXAMPLE: running today's applications", "free": ""}
    if kind is SheetKind.WEIGHTS:
        return row | {"profile": "EXAMPLE: somebody", "room": ""} if frame.criteria else {}
    if kind is SheetKind.CRITERIA:
        return row | {"key": "EXAMPLE"}
    if kind is SheetKind.IDEAS:
        return row | {"line": f"EXAMPLE: {row['line']}"}
    if kind is SheetKind.INITIATIVES:
        return {name: value for name, value in row.items() if not name.startswith(("score ", "use ", "probability"))}
    return row


def _round(frame: Round) -> list[Mapping[str, Any]]:
    return [{
        "key": frame.key, "name": frame.name, "description": frame.description, "currency": frame.currency,
        "money_unit": frame.money_unit, "first_year": frame.first_year, "last_year": frame.last_year,
        "discount_rate": frame.discount_rate, "convention": frame.discount_convention,
        "basis": "nominal" if frame.nominal else "real",
    }]  # fmt: skip


def _criteria(frame: Round) -> list[Mapping[str, Any]]:
    names = ("key", "name", "lens", "anchor_0", "anchor_100", "description")
    return [{name: getattr(c, name) for name in names} for c in frame.criteria]


def _resources(frame: Round) -> list[Mapping[str, Any]]:
    return [_resource(frame, r, [x for x in frame.limits if x.resource == r.key]) for r in frame.resources]


def _resource(frame: Round, resource: Resource, limits: Sequence[Limit]) -> Mapping[str, Any]:
    row: dict[str, Any] = {
        "key": resource.key, "name": resource.name, "kind": resource.kind.value, "unit": resource.unit,
        "digits": resource.digits, "per_year": "yes" if resource.per_year else "no",
    }  # fmt: skip
    for limit in limits:
        if limit.amount is not None:
            amount = from_units(limit.amount, resource.digits)
            shown = amount / frame.money_unit if resource.kind.is_money else amount
            row["limit" if limit.year is None else f"limit {limit.year}"] = shown
    return row


def _guide(book: Workbook, frame: Round, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Read me")
    sheet.set_column(0, 0, 22, looks["text"])
    sheet.set_column(1, 1, 24, looks["text"])
    sheet.set_column(2, 2, 90, looks["text"])
    sheet.write_string(0, 0, "How to fill in this workbook", looks["head"])
    for number, text in enumerate(_GUIDE, start=1):
        sheet.write_string(number, 2, text, looks["text"])
    number = len(_GUIDE) + 2
    for kind in SheetKind:
        sheet.write_string(number, 0, kind.value, looks["head"])
        sheet.write_string(number, 2, PLANS[kind].help, looks["head"])
        for column in columns_for(kind, frame):
            number += 1
            sheet.write_string(number, 1, printable(column.header), looks["text"])
            sheet.write_string(number, 2, printable(_comment(column).replace("\n", " ")), looks["text"])
        number += 2

"""The scores of a round as a workbook to fill in: one line an option, both ends of each scale at its head. The import
reads it back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from portfolio.domain.initiatives import STATUS_QUO, Initiative, Option
from portfolio.domain.rounds import Criterion, Round
from portfolio.domain.sheets import SheetKind
from portfolio.exports.cells import printable

_BEFORE = ("title", "option title")
"""What a scorer reads; the keys by which the import finds the line stand behind the scores."""
_GUIDE = (
    "Type scores into the columns “score …” of the first sheet and import the workbook: each line is shown first.",
    "0 is today, 100 the whole described effect at the horizon’s end, 50 exactly half of it, minus is harm.",
    "An empty cell is not scored, which is not zero. For “Not doing it” an empty cell counts as today’s level.",
    "Leave the columns “key” and “option” as they are: the scores find their way home by them.",
)  # fmt: skip


def render_score_sheet(frame: Round, initiatives: Sequence[Initiative]) -> bytes:
    """An XLSX file with every option of these initiatives, its scores as they are now."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        looks = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#EDF1FB", "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"valign": "top"}),
            "quiet": book.add_format({"valign": "top", "font_color": "#667085"}),
            "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        }
        _scores(book, frame, initiatives, looks)
        _guide(book, frame, looks)
    return target.getvalue()


def _scores(book: Workbook, frame: Round, initiatives: Sequence[Initiative], looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet(SheetKind.INITIATIVES.value)
    scores = [f"score {c.key}" for c in frame.criteria]
    for column, header in enumerate((*_BEFORE, *scores, "key", "option")):
        sheet.write_string(0, column, printable(header), looks["head"])
    for column, criterion in enumerate(frame.criteria, len(_BEFORE)):
        sheet.write_comment(0, column, printable(_scale(criterion)), {"x_scale": 2, "y_scale": 1.5, "author": "Remit"})
    lines = [(i, option) for i in initiatives for option in _options(i)]
    for row, (initiative, option) in enumerate(lines, 1):
        _line(sheet, row, frame, initiative, option, looks)
    _lay_out(sheet, len(scores), len(lines))


def _options(initiative: Initiative) -> tuple[Option, ...]:
    """Its options, or an empty line for the one that its first score makes; then not doing it."""
    return (*(initiative.options or (Option("", ""),)), initiative.status_quo)


def _line(
    sheet: Worksheet, row: int, frame: Round, initiative: Initiative, option: Option, looks: Mapping[str, Any]
) -> None:
    look = looks["quiet" if option.key == STATUS_QUO else "text"]
    for column, text in enumerate((initiative.title, option.title)):
        sheet.write_string(row, column, printable(text), look)
    for column, criterion in enumerate(frame.criteria, len(_BEFORE)):
        score = option.scores.get(criterion.key)
        if score is not None:
            sheet.write_number(row, column, float(score), look)
    for column, text in enumerate((initiative.key, option.key), len(_BEFORE) + len(frame.criteria)):
        sheet.write_string(row, column, printable(text), looks["quiet"])


def _lay_out(sheet: Worksheet, scores: int, lines: int) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 32)
    first = len(_BEFORE)
    for column, width in enumerate((60, 24, *[12] * scores, 14, 14)):
        sheet.set_column(column, column, width)
    sheet.autofilter(0, 0, max(lines, 1), first + scores + 1)
    if scores and lines:
        allowed = {
            "validate": "decimal", "criteria": "between", "minimum": -100, "maximum": 100,
            "error_title": "Not a score", "error_message": "A score is a number from -100 to 100.",
        }  # fmt: skip
        sheet.data_validation(1, first, lines, first + scores - 1, allowed)


def _scale(criterion: Criterion) -> str:
    ends = f"0: {criterion.anchor_0 or 'as today'}\n100: {criterion.anchor_100 or 'not said yet'}"
    return f"{criterion.name}\n{ends}"


def _guide(book: Workbook, frame: Round, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Read me")
    sheet.set_column(0, 0, 24, looks["wrapped"])
    sheet.set_column(1, 1, 100, looks["wrapped"])
    sheet.write_string(0, 0, "How to score", looks["head"])
    for row, text in enumerate(_GUIDE, 1):
        sheet.write_string(row, 1, text, looks["wrapped"])
    for row, criterion in enumerate(frame.criteria, len(_GUIDE) + 2):
        sheet.write_string(row, 0, printable(f"score {criterion.key}"), looks["head"])
        sheet.write_string(row, 1, printable(_scale(criterion)), looks["wrapped"])

"""The score sheet: every option with its scores as they are, filled in elsewhere and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from portfolio.domain.initiatives import Initiative
from portfolio.exports.score_sheet import render_score_sheet
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import Compared, RowKind, compare
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file
from tests.portfolio.imports.ugly import FRAME

BARE = Initiative("no-cost-yet", "=Without an option")
ROUND = replace(FRAME, initiatives=(*FRAME.initiatives, BARE))


def read_back(fill: Callable[[Worksheet], None] = lambda sheet: None) -> tuple[Compared, ...]:
    book = openpyxl.load_workbook(io.BytesIO(render_score_sheet(ROUND, ROUND.initiatives)))
    fill(book.worksheets[0])
    content = io.BytesIO()
    book.save(content)
    return compare(read_draft(read_file("s.xlsx", content.getvalue()), ROUND, Choices()), ROUND)


def column(sheet: Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def fill_in(title: str, header: str, score: object) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        row = next(row[0].row for row in sheet.iter_rows() if row[0].value == title)
        sheet.cell(row, column(sheet, header)).value = score

    return fill


def test_as_it_is_it_changes_nothing() -> None:
    rows = read_back()
    assert len(rows) == sum(len(i.options) + 1 for i in FRAME.initiatives) + 2
    assert {row.kind for row in rows} == {RowKind.SAME}


def test_a_score_typed_into_it_is_the_one_change() -> None:
    criterion = ROUND.criteria[0].key
    first = ROUND.initiatives[0]
    changed = [r for r in read_back(fill_in(first.title, f"score {criterion}", 33)) if r.kind is not RowKind.SAME]
    assert [r.kind for r in changed] == [RowKind.CHANGED]
    assert {path: new for path, (_, new) in changed[0].changes.items()} == {
        f"options.{first.options[0].key}.score {criterion}": Decimal(33)
    }


def test_an_initiative_without_an_option_is_given_one_by_its_first_score() -> None:
    rows = read_back(fill_in("=Without an option", f"score {ROUND.criteria[0].key}", 5))
    assert [r.entry.key for r in rows if r.kind is RowKind.CHANGED] == ["no-cost-yet"]


def test_both_ends_of_each_scale_stand_at_its_head() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_score_sheet(ROUND, ROUND.initiatives))).worksheets[0]
    for criterion in ROUND.criteria:
        note = sheet.cell(1, column(sheet, f"score {criterion.key}")).comment
        assert note is not None
        assert criterion.name in note.text and (criterion.anchor_100 or "not said yet") in note.text

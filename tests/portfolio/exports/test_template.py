"""The template workbook: explained, with lists of words, and read back as it is."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from portfolio.domain.rounds import Limit, Round
from portfolio.domain.sheets import SheetKind, columns_for
from portfolio.exports.template import render_template_workbook
from portfolio.imports.choices import Choices
from portfolio.imports.comparing import RowKind, compare
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file
from tests.portfolio.imports.ugly import FRAME

BARE = replace(FRAME, criteria=(), initiatives=())
LIMITED = replace(
    FRAME, limits=(Limit("capex", 2027, 12_345_600), Limit("beyond", None, 5), Limit("architects", 2028, 485))
)


@pytest.mark.parametrize("frame", [FRAME, BARE, LIMITED], ids=["round", "without criteria", "with limits"])
def test_it_is_read_back_without_a_fault_and_leaves_the_round_itself_as_it_is(frame: Round) -> None:
    draft = read_draft(read_file("t.xlsx", render_template_workbook(frame)), frame, Choices())
    rows = compare(draft, frame)
    assert not draft.faults and not [p for r in rows for p in r.problems if p.is_fault]
    own = [r for r in rows if r.entry.kind in (SheetKind.ROUND, SheetKind.RESOURCES)]
    assert own and all(r.kind is RowKind.SAME for r in own), [r.changes for r in own]
    assert {r.entry.kind for r in rows} >= {SheetKind.INITIATIVES, SheetKind.OPTIONS, SheetKind.RULES}


def test_every_column_of_the_reader_is_there_and_is_mapped_to_its_own_field() -> None:
    draft = read_draft(read_file("t.xlsx", render_template_workbook(FRAME)), FRAME, Choices())
    readings = {r.kind: r for r in draft.readings if r.kind}
    for kind in SheetKind:
        wanted = [c.field for c in columns_for(kind, FRAME) if c.in_template]
        assert [c.target for c in readings[kind].columns if c.target != "ignore"] == [
            f for f in wanted if f in {c.target for c in readings[kind].columns}
        ]
        assert [c.header for c in readings[kind].columns] == [
            c.header for c in columns_for(kind, FRAME) if c.in_template
        ]


def test_headers_carry_notes_and_choices_carry_lists() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_template_workbook(FRAME)))
    sheet = book["initiatives"]
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    lists = {v.formula1 for v in sheet.data_validations.dataValidation}
    assert '"run,grow,transform"' in lists and "Read me" in book.sheetnames


def test_a_hostile_name_is_kept_as_text() -> None:
    frame = replace(FRAME, name="=cmd|' /C calc'!A0")
    cell = openpyxl.load_workbook(io.BytesIO(render_template_workbook(frame)))["round"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")

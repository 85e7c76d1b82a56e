"""What a preview says about its rows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portfolio.imports.choices import Choices
from portfolio.imports.comparing import RowKind
from portfolio.persistence import models as m
from portfolio.reports.formats import THIN
from portfolio.reports.record_words import ChangeLine
from portfolio.services.import_words import RowWords, applied_sentence, as_json, describe, reading_lines, rows_of
from portfolio.services.imports import Applied, Preview, apply_preview, preview_import
from tests.factories import ADMIN, make_erp


def preview(session: Session, row: m.Round, text: str, name: str) -> Preview:
    return preview_import(session, ADMIN, row, name, text.encode(), Choices())


def described(session: Session, row: m.Round, text: str, name: str) -> list[RowWords]:
    found = preview(session, row, text, name)
    return describe(found, found.rows)


def test_a_new_row_says_what_it_brings_and_nothing_twice(session: Session, round_row: m.Round) -> None:
    (row,) = described(session, round_row, "Title,capex 2027\nAlpha,1200\n", "a.csv")
    told = [(line.label, line.new) for line in row.lines]
    assert told == [("Capex FY2027", f"1,200{THIN}k€")]
    (two,) = described(session, round_row, "Title,option title,capex 2027\nAlpha,In one go,1200\n", "a.csv")
    assert [line.label for line in two.lines] == ["In one go: Title", "In one go: Capex FY2027"]


def test_baseline_and_ideas_are_called_by_what_they_are(session: Session, round_row: m.Round) -> None:
    text = "kind,label,amount,free\nopex,Licences,100,\npeople,Operators,12.5,2\n"
    licences, people = described(session, round_row, text, "baseline.csv")
    assert (licences.key, [(x.label, x.new) for x in licences.lines]) == ("", [("Amount", f"100{THIN}k€")])
    assert [(x.label, x.new) for x in people.lines] == [("Amount", f"12.5{THIN}people"), ("Free", f"2{THIN}people")]
    (idea,) = described(session, round_row, "line\nAsk them\n", "ideas.csv")
    assert (idea.key, idea.title) == ("", "Ask them")


def test_a_changed_note_is_told_alone_and_not_between_the_others(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    first = preview(session, round_row, "key,Agency,Tier\nERP,Treasury,Tier 1\n", "a.csv")
    apply_preview(session, ADMIN, round_row, first)
    (row,) = described(session, round_row, "key,Tier\nERP,Tier 2\n", "b.csv")
    assert row.lines == (ChangeLine("Note “Tier”", "Tier 1", "Tier 2"),)


def test_faulty_rows_come_first_where_all_are_shown(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    text = "key,title,evidence strength\nNEW-1,One,\nERP,Complete the ERP,\nX,Y,10-15\nERP2,,0.5\n"
    found = preview(session, round_row, text, "a.csv")
    kinds = [row.kind for row in rows_of(found, None)]
    assert kinds == [RowKind.FAULTY, RowKind.FAULTY, RowKind.NEW, RowKind.SAME]
    assert len(rows_of(found, RowKind.SAME)) == 1


def test_scripts_are_told_how_the_file_was_read(session: Session, round_row: m.Round) -> None:
    found = preview(session, round_row, "Title;Total cost (Mio. EUR)\nAlpha;1,5\n", "a.csv")
    assert reading_lines(found)[-1] == (
        "  Total cost (Mio. EUR) -> total into capex 2027 (in units of 1,000,000 EUR, decimal sign “,”)"
    )
    told = as_json(found, None, True)
    assert told["ok"] and told["dry_run"] and told["sheets"][0]["columns"][1]["unit"] == 1_000_000


def test_the_outcome_is_one_sentence() -> None:
    assert (
        applied_sentence(Applied("r", 1200, 3, 4))
        == "Imported: 1,200 new and 3 changed. Of the other rows, 4 the same already."
    )
    assert applied_sentence(Applied("r", 0, 1)) == "Imported: 1 changed."

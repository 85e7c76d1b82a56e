"""Importing into a real round: preview, apply all or nothing, again without doubling, stale previews, whole folders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portfolio.domain.errors import Forbidden, Refused
from portfolio.domain.initiatives import Stage
from portfolio.domain.patches import InitiativePatch
from portfolio.imports.choices import Choices, SheetChoices
from portfolio.imports.comparing import RowKind
from portfolio.paths import seeds
from portfolio.persistence import models as m
from portfolio.persistence.queries.rounds import load_initiatives, load_round
from portfolio.reports.formats import THIN
from portfolio.services.column_memory import recall
from portfolio.services.import_words import applied_sentence, describe, rows_of
from portfolio.services.imports import Preview, apply_import, load_folder, preview_import
from portfolio.services.initiatives import apply_patch
from tests.factories import ADMIN, actor_in, make_erp
from tests.portfolio.imports.ugly import packed

REGISTER = (
    "Agency;Project name;Status;Total cost (Mio. EUR);Description\r\n"
    'Schatzamt;Größe;Active;12,4;"zwei\r\nZeilen"\r\n'
    "Health;Beta;Closed;NFP;\r\n"
    "Health;Gamma;Paused;10-15m;\r\n"
).encode("cp1252")


def preview(session: Session, row: m.Round, content: bytes = REGISTER, choices: Choices | None = None) -> Preview:
    return preview_import(session, ADMIN, row, "register.csv", content, choices or Choices())


def counts(found: Preview) -> list[int]:
    return [found.counts[kind] for kind in RowKind]


def test_a_foreign_register_is_shown_first_and_nothing_is_written(session: Session, round_row: m.Round) -> None:
    found = preview(session, round_row)
    assert counts(found) == [2, 0, 0, 1]
    assert "range" in str(found.faults[0]) and "NFP" in str(found.notices[0])
    assert not load_initiatives(session, round_row)


def test_what_is_ticked_is_written_and_closed_ones_are_kept_as_closed(session: Session, round_row: m.Round) -> None:
    applied = apply_import(session, ADMIN, round_row, "register.csv", REGISTER, Choices())
    assert (applied.new, applied.changed, applied.faulty) == (2, 0, 1)
    first, second = load_initiatives(session, round_row)
    assert (first.key, first.title, first.notes) == ("grosse", "Größe", {"Agency": "Schatzamt"})
    assert first.options[0].uses[0].amount == 12_400_000_00
    assert second.stage is Stage.CLOSED and not second.is_candidate and not second.options
    assert applied_sentence(applied) == "Imported: 2 new. Of the other rows, 1 faulty and not taken."


def test_importing_again_changes_nothing_and_doubles_nothing(session: Session, round_row: m.Round) -> None:
    apply_import(session, ADMIN, round_row, "register.csv", REGISTER, Choices())
    assert counts(preview(session, round_row)) == [0, 0, 2, 1]
    with pytest.raises(Refused, match="nothing to import"):
        apply_import(session, ADMIN, round_row, "register.csv", REGISTER, Choices())
    assert session.scalar(select(func.count()).select_from(m.Initiative)) == 2


def test_a_changed_row_changes_its_initiative_by_key(session: Session, round_row: m.Round) -> None:
    apply_import(session, ADMIN, round_row, "register.csv", REGISTER, Choices())
    later = REGISTER.replace(b"12,4", b"13,4")
    found = preview(session, round_row, later)
    (row,) = describe(found, rows_of(found, RowKind.CHANGED))
    assert [(x.label, x.old, x.new) for x in row.lines] == [("Capex FY2027", f"12,400{THIN}k€", f"13,400{THIN}k€")]
    apply_import(session, ADMIN, round_row, "register.csv", later, Choices())
    assert load_initiatives(session, round_row)[0].version == 2


def test_a_file_with_keys_and_scores_changes_scores_only(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    before = load_initiatives(session, round_row)[0]
    apply_import(session, ADMIN, round_row, "s.csv", b"key,option,score CUS\nERP,full,7.5\n", Choices())
    after = load_initiatives(session, round_row)[0]
    assert after.option("full").scores["CUS"] == 7.5
    changed = replace(after.option("full"), scores=before.option("full").scores)
    assert replace(after, options=(changed, *after.options[1:]), version=1) == before


def test_rows_that_are_not_ticked_stay_out(session: Session, round_row: m.Round) -> None:
    applied = apply_import(
        session, ADMIN, round_row, "register.csv", REGISTER, Choices(left_out=frozenset({"register:2"}))
    )
    assert (applied.new, applied.left_out) == (1, 1)
    assert [i.key for i in load_initiatives(session, round_row)] == ["beta"]


def test_what_is_no_longer_in_the_file_is_reported_and_kept(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    found = preview(session, round_row)
    assert found.absent == ("ERP",)
    apply_import(session, ADMIN, round_row, "register.csv", REGISTER, Choices())
    assert "ERP" in [i.key for i in load_initiatives(session, round_row)]


def test_a_preview_that_is_no_longer_true_is_refused(session: Session, round_row: m.Round) -> None:
    make_erp(session, round_row)
    content = b"key,title\nERP,New name\n"
    digest = preview(session, round_row, content).digest
    apply_patch(session, ADMIN, round_row, InitiativePatch("ERP", {"title": "Somebody was faster"}))
    with pytest.raises(Refused, match="changed since this preview"):
        apply_import(session, ADMIN, round_row, "register.csv", content, Choices(), digest)
    fresh = preview(session, round_row, content).digest
    assert apply_import(session, ADMIN, round_row, "register.csv", content, Choices(), fresh).changed == 1


def test_a_bad_file_is_refused_with_its_reason(session: Session, round_row: m.Round) -> None:
    assert "empty" in preview(session, round_row, b"").refusal
    with pytest.raises(Refused, match="empty"):
        apply_import(session, ADMIN, round_row, "a.csv", b"", Choices())


def test_only_whoever_may_import_does(session: Session, round_row: m.Round) -> None:
    for role in ("business", "viewer"):
        with pytest.raises(Forbidden):
            preview_import(session, actor_in(round_row, role), round_row, "a.csv", REGISTER, Choices())
    assert apply_import(session, actor_in(round_row, "finance"), round_row, "a.csv", REGISTER, Choices()).new == 2


def test_a_rule_of_a_row_that_is_left_out_undoes_everything(session: Session, round_row: m.Round) -> None:
    content = packed({"initiatives.csv": "key,title\nA,One\nB,Two\n", "rules.csv": "key,type,initiative\nr,must,B\n"})
    choices = Choices(left_out=frozenset({"initiatives:3"}))
    with pytest.raises(Refused, match="Nothing was imported"), session.begin_nested():
        apply_import(session, ADMIN, round_row, "a.zip", content, choices)
    assert not load_initiatives(session, round_row)


def test_the_columns_chosen_once_are_remembered(session: Session, round_row: m.Round) -> None:
    content = b"Was,Reife\nAlpha,hoch\n"
    chosen = SheetChoices(columns={"Was": "title", "Reife": "probability"}, words={"Reife": {"hoch": "0.8"}})
    apply_import(session, ADMIN, round_row, "a.csv", content, Choices(sheets={"a": chosen}))
    again = preview_import(session, ADMIN, round_row, "b.csv", b"Reife,Was\nniedrig,Beta\n", Choices())
    recalled = recall(session, round_row.id, again.draft.readings).sheet("b")
    assert recalled.columns == {"Was": "title", "Reife": "probability"}
    assert recalled.words == {"Reife": {"hoch": "0.8"}}


def test_the_seeds_are_loaded_by_the_same_importer(session: Session) -> None:
    row = load_folder(session, ADMIN, seeds() / "demo")
    loaded = load_round(session, row)
    assert (loaded.key, loaded.money_unit, loaded.years) == ("fy2027", 1000, (2027, 2028, 2029))
    assert len(loaded.initiatives) == 36 and len(loaded.criteria) == 6 and loaded.rules and loaded.profiles
    again = load_round(session, row)
    assert again == loaded


def test_a_folder_with_a_fault_makes_no_round(session: Session, tmp_path: Path) -> None:
    (tmp_path / "round.csv").write_text("key,name,currency,first year,last year\nr1,R,EUR,2027,2028\n")
    (tmp_path / "rules.csv").write_text("key,type,initiative\nx,must,GHOST\n")
    with session.begin_nested() as inner:
        with pytest.raises(Refused, match="“rules”, line 2, column “initiative”"):
            load_folder(session, ADMIN, tmp_path)
        inner.rollback()
    (tmp_path / "round.csv").write_text("key,name,currency,first year,last year\nr1,R,EUR,2027,soon\n")
    with pytest.raises(Refused, match="last year"):
        load_folder(session, ADMIN, tmp_path)
    (tmp_path / "round.csv").unlink()
    with pytest.raises(Refused, match="needs a sheet “round”"):
        load_folder(session, ADMIN, tmp_path)


def test_the_long_name_of_a_department_is_taken_as_a_tag(session: Session, round_row: m.Round) -> None:
    name = "Infrastructure, Transport, Regional Development, Communications and the Arts"
    content = f'Title,Tags\nRoads,"{name}"\nRail,"{name}"\n'.encode()
    apply_import(session, ADMIN, round_row, "register.csv", content, Choices())
    whole = "infrastructure · transport · regional development · communications and the arts"
    assert [i.tags for i in load_initiatives(session, round_row)] == [(whole,), (whole,)]


def test_prose_in_the_column_of_tags_is_refused_with_its_length_and_the_cure(
    session: Session, round_row: m.Round
) -> None:
    content = f"Title,Tags\nRoads,{'a long story ' * 12}\n".encode()
    (fault,) = preview(session, round_row, content).faults
    assert "has 155 characters; a tag has at most 120. Shorten it, or make it a note." in str(fault)

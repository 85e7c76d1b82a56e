"""Whole files: from their bytes to what every row asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from portfolio.domain.initiatives import Change, Stage
from portfolio.domain.patches import InitiativePatch
from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices, Share, SheetChoices
from portfolio.imports.drafts import Draft, read_draft
from portfolio.imports.entries import Entry
from portfolio.imports.files import read_file
from tests.portfolio.imports.ugly import FRAME, packed, workbook


def draft(text: str, encoding: str = "utf-8", choices: Choices | None = None, name: str = "register.csv") -> Draft:
    return read_draft(read_file(name, text.encode(encoding)), FRAME, choices or Choices())


def chosen(**told: Any) -> Choices:
    return Choices(sheets={"": SheetChoices(**told)})


def patch(entry: Entry) -> InitiativePatch:
    assert isinstance(entry.payload, InitiativePatch), entry.problems
    return entry.payload


def faults(found: Draft) -> list[str]:
    return [str(p) for e in found.entries for p in e.problems if p.is_fault]


REGISTER = (
    "Agency,Project name,Status,Total budget (millions),Description\r\n"
    'Treasury,Alpha,Active,12.4,"two\r\nlines"\r\n'
    "Health,Beta,Closed,NFP,\r\n"
    "Health,Gamma,Paused,(3.1),x\r\n"
)


def test_a_foreign_register_becomes_initiatives_with_one_option_each() -> None:
    first, second, third = draft(REGISTER, "cp1252").entries
    assert patch(first).key == "alpha" and patch(first).fields["title"] == "Alpha"
    assert patch(first).fields["description"] == "two\nlines"
    assert patch(first).fields["notes"] == {"Agency": "Treasury"}
    (option,) = patch(first).options
    assert (option.key, option.uses) == ("do", {("capex", 2027, ""): 12_400_000_00})
    assert [patch(e).fields["stage"] for e in (first, second, third)] == [
        Stage.UNDER_WAY,
        Stage.CLOSED,
        Stage.UNDER_WAY,
    ]
    assert patch(third).options[0].uses == {("capex", 2027, ""): -3_100_000_00}


def test_a_figure_that_is_not_published_is_named_and_no_amount_is_made_of_it() -> None:
    entry = draft(REGISTER).entries[1]
    assert not patch(entry).options and not entry.is_faulty
    assert str(entry.problems[0]).startswith("sheet “register”, line 4, column “Total budget (millions)”: “NFP”")


def test_a_total_is_spread_by_stated_shares_to_the_last_cent() -> None:
    shares = (Share("capex", 2027, Decimal(1)), Share("capex", 2028, Decimal(1)), Share("opex", 2028, Decimal(1)))
    found = draft("Title,Total cost\nA,0.1\n", choices=chosen(spread=shares, units={"Total cost": 1}))
    uses = patch(found.entries[0]).options[0].uses
    assert uses == {("capex", 2027, ""): 4, ("capex", 2028, ""): 3, ("opex", 2028, ""): 3}


def test_a_total_of_one_kind_takes_the_years_that_are_stated_for_it() -> None:
    shares = (Share("opex", 2028, Decimal(1)), Share("opex", 2029, Decimal(3)))
    uses = patch(draft("Title,opex,capex\nA,4,8\n", choices=chosen(spread=shares)).entries[0]).options[0].uses
    assert uses == {("opex", 2028, ""): 100_000, ("opex", 2029, ""): 300_000, ("capex", 2027, ""): 800_000}


def test_no_score_is_no_score_and_not_zero() -> None:
    found = draft("key,score CUS,score CON\nERP,,5\n").entries[0]
    assert patch(found).options[0].scores == {"CON": Decimal(5)}
    assert patch(found).options[0].key == "full" and not patch(found).fields


def test_a_blank_cell_leaves_what_is_there_unless_blanks_clear() -> None:
    text = "key,title,description,score CUS\nERP,,,\n"
    assert patch(draft(text).entries[0]).fields == {}
    cleared = patch(draft(text, choices=Choices(blank_clears=True)).entries[0])
    assert cleared.fields == {"description": None}


def test_costs_of_an_initiative_with_several_options_need_one_named() -> None:
    assert "several options" in faults(draft("key,score CUS\nCRM,5\n"))[0]
    assert patch(draft("key,option,score CUS\nCRM,pilot,5\n").entries[0]).options[0].key == "pilot"
    assert patch(draft("key,option,score CUS\nCRM,not doing,-5\n").entries[0]).options[0].key == "status_quo"


def test_a_basis_that_is_there_stays_and_a_stated_one_takes_its_place() -> None:
    kept = patch(draft("key,capex 2027\nERP,7\n").entries[0]).options[0].uses
    assert kept == {("capex", 2027, "own_asset"): 700_000}
    stated = patch(draft("key,capex 2027,capex basis\nERP,7,SaaS configuration\n").entries[0]).options[0].uses
    assert stated == {("capex", 2027, "own_asset"): None, ("capex", 2027, "saas_configuration"): 700_000}


def test_an_initiative_is_found_again_by_its_title_where_no_key_is_given() -> None:
    assert patch(draft("Title,Change\nComplete the ERP,run\n").entries[0]).key == "ERP"
    assert patch(draft("Title,Change\nComplete the ERP,run\n").entries[0]).fields["change"] is Change.RUN
    assert patch(draft("key,Title\nerp,Complete the ERP\n").entries[0]).key == "ERP"


def test_doubles_in_a_file_are_faults_that_name_both_lines() -> None:
    found = faults(draft("Title,Budget\nAlpha,5\nBeta,6\nalpha,7\n"))
    assert "line 2" in found[0] and "line 4 again" in found[0]
    assert "line 4" in found[1] and "line 2 already" in found[1]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Title,Budget\nAlpha,5\nTotal,5\n", "looks like the sum"),
        ("Agency,Title,Budget\nX,Alpha,5\nTotal,,5\n", "looks like the sum"),
        ("Title,Agency,Budget\nAlpha,X,5\n,,\nSource: somebody,,\n", "looks like a footnote"),
        ("Title,Budget\nAlpha,10-15m\n", "range"),
        ("key,title\n,Alpha\n", "has no key"),
        ("key,Budget\nNEW-1,5\n", "a new one needs a title"),
        (f"Title,Budget\n{'x' * 301},5\n", "at most 300"),
        ("Title,capex 2027\nAlpha,$5\n", "round counts in EUR"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(text: str, why: str) -> None:
    assert why in " ".join(faults(draft(text)))


def test_a_row_can_be_taken_without_a_cell_that_cannot_be_read() -> None:
    found = draft("Title,Budget\nAlpha,10-15m\n", choices=Choices(without_bad_cells=True)).entries[0]
    assert not found.is_faulty and "range" in found.problems[0].text and not patch(found).options


def test_the_decimal_sign_of_a_column_is_found_and_can_be_changed() -> None:
    text = "Title;Budget\nA;1.234\nB;12,5\n"
    assert patch(draft(text).entries[0]).options[0].uses == {("capex", 2027, ""): 123_400_000}
    point = draft(text.replace("12,5", "12.5"), choices=chosen(decimal=","))
    assert "does not fit" in faults(point)[0]


def test_columns_and_words_are_read_as_chosen() -> None:
    text = "Was,Reife,Stand\nAlpha,Hoch,grün\nBeta,niedrig,rot\n"
    told = chosen(columns={"Was": "title", "Reife": "probability", "Stand": "ignore"}, words={"Reife": {"Hoch": "0.8"}})
    first, second = draft(text, choices=told).entries
    assert patch(first).options[0].fields["probability"] == Decimal("0.8")
    assert not patch(second).options and "notes" not in patch(first).fields


def test_words_told_in_per_cent_are_per_cent() -> None:
    told = chosen(columns={"Reife": "evidence_strength"}, words={"Reife": {"Hoch": "80", "Tief": "1"}})
    first, second = draft("Title,Reife\nAlpha,Hoch\nBeta,Tief\n", choices=told).entries
    assert patch(first).fields["evidence_strength"] == Decimal("0.8")
    assert patch(second).fields["evidence_strength"] == Decimal("0.01")


def test_what_nobody_rated_can_be_given_a_number_and_is_not_taken_for_certain() -> None:
    text = "Title,Confidence\nAlpha,High\nBeta,\n"
    columns = {"Confidence": "probability"}
    (reading,) = draft(text, choices=chosen(columns=columns)).readings
    assert [(w.word, w.count) for w in reading.columns[1].words] == [("High", 1), ("", 1)]
    told = chosen(columns=columns, words={"Confidence": {"High": "90 %", "": "0.5"}})
    first, second = draft(text, choices=told).entries
    assert patch(first).options[0].fields["probability"] == Decimal("0.9")
    assert patch(second).options[0].fields["probability"] == Decimal("0.5")


def test_a_workbook_with_a_cover_and_notes_is_read_for_its_table() -> None:
    content = workbook(
        {
            "Cover": [["Register of projects"], ["As of June"]],
            "Notes": [["Note", "Text"], [1, "Figures are rounded"]],
            "Data": [["Report"], [], ["Project name", "Budget (k€)"], ["Alpha", 5]],
        }
    )
    found = read_draft(read_file("a.xlsx", content), FRAME, Choices())
    assert [(r.sheet.name, r.kind) for r in found.readings if r.kind] == [("Data", SheetKind.INITIATIVES)]
    assert patch(found.entries[0]).options[0].uses == {("capex", 2027, ""): 500_000}


def test_formulas_are_taken_by_value_and_marked_and_faults_name_their_cell() -> None:
    content = workbook(
        {"Data": [["Title", "Budget"], ["A", ("=1+1", 2)], ["B", ("=1+1", "")], ["C", ("=A9", "#REF!")]]}
    )
    first, second, third = read_draft(read_file("a.xlsx", content), FRAME, Choices()).entries
    assert "cell B2: a formula, read as “2”" in str(first.problems[0]) and not first.is_faulty
    assert "cell B3" in str(second.problems[0]) and second.is_faulty
    assert "cell B4" in str(third.problems[0]) and "#REF!" in third.problems[0].text


def test_a_sheet_without_a_title_or_key_is_a_fault_that_lists_its_columns() -> None:
    found = draft("Wo,Warum\nX,y\n")
    assert "“Wo”, “Warum”" in str(found.faults[0]) and not found.entries


def test_two_columns_mapped_to_the_same_field_are_a_fault() -> None:
    found = draft("A,B\nx,y\n", choices=chosen(columns={"A": "title", "B": "title"}))
    assert "both mapped" in str(found.faults[0])


def test_a_file_without_a_header_is_a_fault() -> None:
    assert "no row with column names" in str(draft("1,2\n3,4\n").faults[0])
    assert draft("1,Alpha\n3,Beta\n", choices=chosen(header_line=1)).readings[0].header_line == 1


def test_a_refused_file_gives_its_reason_and_nothing_else() -> None:
    found = read_draft(read_file("a.pdf", b"%PDF-1.4"), FRAME, Choices())
    assert "PDF" in found.faults[0].text and not found.readings


SHEETS = {
    "criteria.csv": "key,name,anchor 100\nGRO,Growth,5 M€ more\n",
    "resources.csv": "key,name,kind,unit,digits,per year,2027\nvans,Vans,other,vans,0,yes,3\n"
    "capex,Capex,capex,,,,9000\n",
    "baseline.csv": "kind,label,amount,free\nopex,Licences,100,\npeople,Operators,12.5,2\n",
    "initiatives.csv": "key,title\nVAN,New vans\n",
    "options.csv": "initiative,option,title,score GRO,vans 2027\nVAN,full,Full,10,2\nVAN,status_quo,,-1,\n"
    "NOPE,full,Full,1,1\n",
    "rules.csv": "key,type,initiative,option,needs,of,tag,at least\nr1,must,VAN,full,,,,\nr2,must,VAN,half,,,,\n"
    'r3,requires,VAN,,GHOST,,,\nr4,share,,,,"capex, gold",x,35 %\n',
    "weights.csv": "profile,room,CUS,GRO\nRoom,yes,60,40\nNobody,,,\n",
    "ideas.csv": "line,proposed by,status,reason kind,reason\nAsk them,Clerk,declined,not my job,really\n"
    "ask THEM!,,,,\n",
}


def test_sheets_build_on_each_other_and_unknown_names_are_faults_with_their_place() -> None:
    found = read_draft(read_file("a.zip", packed(SHEETS)), FRAME, Choices())
    by = {(e.kind, e.key): e for e in found.entries}
    assert not found.faults
    assert by[(SheetKind.RESOURCES, "capex")].payload[1] == {2027: 9_000_000_00}
    assert by[(SheetKind.RESOURCES, "vans")].payload[1] == {2027: 3}
    assert by[(SheetKind.BASELINE, "people Operators")].payload[0].amount == 1250
    assert by[(SheetKind.BASELINE, "people Operators")].payload[0].free == 200
    van = patch(by[(SheetKind.OPTIONS, "VAN")])
    assert van.options[0].scores == {"GRO": Decimal(-1)} or van.options[0].uses
    assert any("“options”, line 4" in f and "NOPE" in f for f in faults(found))
    assert any("“rules”, line 3, column “option”" in f and "half" in f for f in faults(found))
    assert any("“rules”, line 4, column “needs”" in f and "GHOST" in f for f in faults(found))
    assert any("“rules”, line 5, column “of”" in f and "gold" in f for f in faults(found))
    assert any("“weights”, line 3" in f for f in faults(found))
    assert any("“ideas”, line 3" in f and "line 2 already" in f for f in faults(found))
    assert not by[(SheetKind.RULES, "r1")].is_faulty
    assert by[(SheetKind.WEIGHTS, "Room")].payload.points == {"CUS": 60, "GRO": 40}


def test_the_unit_above_the_table_counts_for_columns_that_say_none() -> None:
    found = draft("Plan 2027,,\nAll amounts in EUR millions,,\n\nTitle,Capex 2027,Opex 2028 (TEUR)\nA,2,3\n")
    uses = patch(found.entries[0]).options[0].uses
    assert uses == {("capex", 2027, ""): 2_000_000_00, ("opex", 2028, ""): 3_000_00}


def test_a_table_in_another_currency_is_refused_row_by_row() -> None:
    found = draft("All amounts in USD thousands,\nTitle,Capex 2027\nA,2\n")
    assert "is in USD, but the round counts in EUR" in str(found.entries[0].problems[0])

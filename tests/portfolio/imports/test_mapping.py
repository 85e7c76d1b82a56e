"""Columns are mapped by what people call them; what is not known becomes a note."""

from __future__ import annotations

import pytest

from portfolio.domain.sheets import SheetKind, columns_for
from portfolio.imports.mapping import kind_by_headers, kind_by_name, propose, ranked
from tests.portfolio.imports.ugly import FRAME

NAMES = {
    "Project name": "title",
    "projectName": "title",
    "Initiative": "title",
    "Titel": "title",
    "Nom du projet": "title",
    "Investment Title": "title",
    "Name of the programme": "title",
    "uniqueId": "key",
    "GMPP ID Number": "key",
    "Unique Investment Identifier": "key",
    "Total budget (millions)": "total",
    "totalBudget": "total",
    "Whole of life cost ($m)": "total",
    "TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)": "total",
    "Gesamtkosten (TEUR)": "total",
    "Project description": "description",
    "Description / Aims": "description",
    "Delivery status": "stage",
    "Spend to date": "spent_so_far",
    "SRO": "business_owner",
    "Probability of success": "probability",
    "capex 2027": "use capex 2027",
    "Capital FY27": "use capex 2027",
    "2028 operating cost": "use opex 2028",
    "integration architects 2029": "use architects 2029",
    "beyond": "use beyond",
    "Capex": "total capex",
    "score CUS": "score CUS",
    "Continuity": "score CON",
    "CUS": "score CUS",
    "capex basis": "basis capex",
}


@pytest.mark.parametrize(("header", "field"), NAMES.items(), ids=list(NAMES))
def test_a_header_names_its_field(header: str, field: str) -> None:
    found = ranked(SheetKind.INITIATIVES, header, FRAME)
    assert found is not None and found[1] == field


@pytest.mark.parametrize(
    "header",
    ["Department", "Agency name", "capex 2035", "capex 2027/28", "Digital budget", "Total benefits", "Nr", "Tier"],
)
def test_what_is_not_certain_is_not_mapped(header: str) -> None:
    assert ranked(SheetKind.INITIATIVES, header, FRAME) is None


def test_of_two_columns_for_a_field_the_likelier_one_gets_it() -> None:
    headers = ["Budget", "Total budget", "Name", "Project name"]
    targets = propose(SheetKind.INITIATIVES, headers, FRAME, lambda _column, _field: True)
    assert targets == ("note", "total", "note", "title")


def test_a_column_whose_cells_do_not_fit_is_a_note() -> None:
    targets = propose(SheetKind.INITIATIVES, ["Title", "Status"], FRAME, lambda _column, field: field != "stage")
    assert targets == ("title", "note")


def test_every_own_header_is_read_back_as_its_own_field() -> None:
    for kind in SheetKind:
        for column in columns_for(kind, FRAME):
            found = ranked(kind, column.header, FRAME)
            assert found == (0, column.field), (kind, column.header, found)


def test_a_sheet_is_known_by_its_name_or_by_its_columns() -> None:
    assert (kind_by_name("Options"), kind_by_name("rule"), kind_by_name("Data")) == (
        SheetKind.OPTIONS,
        SheetKind.RULES,
        None,
    )
    assert kind_by_headers(["initiative", "option", "score CUS"], FRAME) is SheetKind.OPTIONS
    assert kind_by_headers(["key", "type", "initiative", "needs"], FRAME) is SheetKind.RULES
    assert kind_by_headers(["Project name", "Department", "Type"], FRAME) is SheetKind.INITIATIVES
    assert kind_by_headers(["Was", "Wo"], FRAME) is None

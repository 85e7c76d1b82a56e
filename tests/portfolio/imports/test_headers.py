"""The header row is found below titles, and every column gets one name."""

from __future__ import annotations

from typing import Any

import pytest

from portfolio.imports.headers import column_names, find_header
from portfolio.imports.mapping import known_names
from portfolio.imports.values import Cell, RawSheet
from tests.portfolio.imports.ugly import FRAME


def sheet(*rows: tuple[Any, ...]) -> RawSheet:
    return RawSheet("a", tuple(rows), tuple(range(1, len(rows) + 1)))


DATA: list[tuple[Cell, ...]] = [("START upgrade", "Planning", 12.5), ("Payroll", "Delivery", 3)]


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        ([("Title", "Phase", "Budget"), *DATA], 0),
        ([("Pipeline 2026",), ("All figures in NZD", "", ""), ("Investment name", "Phase", "Budget ($m)"), *DATA], 2),
        ([("Register",), ("Bezeichnung", "Stand", "Kosten"), *DATA], 1),
        ([("Was", "Wo", "Warum"), *DATA], 0),
        ([("", "", "FY2027"), ("Project", "Phase", "capex 2027"), *DATA], 1),
    ],
)
def test_the_header_is_the_row_that_names_the_columns(rows: list[tuple[Cell, ...]], index: int) -> None:
    assert find_header(sheet(*rows), known_names(FRAME)) == index


def test_rows_of_figures_have_no_header() -> None:
    assert find_header(sheet((1, 2, 3), (4, 5, 6)), known_names(FRAME)) is None
    assert find_header(sheet(("CRM", "Replace it", 1200), ("ERP", "Finish it", 5000)), known_names(FRAME)) is None


def test_repeated_and_empty_names_are_told_apart() -> None:
    assert column_names(sheet(("Cost", "", "cost")), 0) == ("Cost", "column B", "cost (2)")


def test_years_above_repeated_names_go_before_them() -> None:
    rows = sheet(("", "FY2027", "", "FY2028", ""), ("Title", "Capex", "Opex", "Capex", "Opex"), ("A", 1, 2, 3, 4))
    assert column_names(rows, 1) == ("Title", "FY2027 Capex", "FY2027 Opex", "FY2028 Capex", "FY2028 Opex")

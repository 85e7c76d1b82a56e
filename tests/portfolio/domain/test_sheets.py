"""The table of sheets and columns."""

from __future__ import annotations

from portfolio.domain.sheets import PLANS, SheetKind, columns_for
from tests.portfolio.imports.ugly import FRAME


def test_every_sheet_is_explained_and_every_column_has_its_own_field_and_help() -> None:
    assert set(PLANS) == set(SheetKind)
    for kind in SheetKind:
        columns = columns_for(kind, FRAME)
        assert len({c.field for c in columns}) == len(columns), kind
        assert all(c.help and c.header for c in columns)


def test_years_resources_and_criteria_of_the_round_become_columns() -> None:
    fields = {c.field for c in columns_for(SheetKind.OPTIONS, FRAME)}
    assert {"score CUS", "use capex 2027", "use beyond", "use architects 2029", "basis opex", "total capex"} <= fields
    assert {"limit 2027", "limit"} <= {c.field for c in columns_for(SheetKind.RESOURCES, FRAME)}
    assert "points CON" in {c.field for c in columns_for(SheetKind.WEIGHTS, FRAME)}

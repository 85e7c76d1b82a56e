"""Spans of years find their year where only one is possible, and no money is counted twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio.domain.sheets import SheetKind
from portfolio.imports.choices import Choices, SheetChoices
from portfolio.imports.drafts import read_draft
from portfolio.imports.files import read_file
from portfolio.imports.mapping import propose
from portfolio.imports.money_columns import counted_twice, span_of
from tests.portfolio.imports.ugly import FRAME


def targets(*headers: str, first_year: int = 2027, last_year: int = 2029) -> tuple[str, ...]:
    frame = replace(FRAME, first_year=first_year, last_year=last_year, limits=(), initiatives=())
    return propose(SheetKind.INITIATIVES, headers, frame, lambda _column, _field: True)


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("Capex 2026/27", (2026, 2027)), ("Capex FY26-27 (£m)", (2026, 2027)), ("2026–2027 opex", (2026, 2027)),
        ("Capex 2027", None), ("Capex 2027/29", None), ("Phase 26/27", None), ("Total", None),
    ],
)  # fmt: skip
def test_a_span_is_two_years_that_follow_each_other(header: str, span: tuple[int, int] | None) -> None:
    assert span_of(header) == span


def test_spans_take_the_years_of_the_round_where_only_one_reading_fits() -> None:
    spans = ("Capex 2026/27", "Capex 2027/28", "Capex 2028/29")
    assert targets(*spans) == ("use capex 2027", "use capex 2028", "use capex 2029")
    assert targets(*spans, first_year=2026, last_year=2028) == ("use capex 2026", "use capex 2027", "use capex 2028")


def test_spans_that_could_be_either_year_are_left_to_people() -> None:
    assert targets("Capex 2027/28") == ("note",)
    assert targets("Capex 2020/21") == ("note",)


def test_a_total_beside_its_parts_is_a_note() -> None:
    assert targets("Title", "capex 2028", "Total budget") == ("title", "use capex 2028", "note")
    assert targets("Title", "Total budget", "Capex") == ("title", "note", "total capex")
    assert targets("Title", "Total budget", "beyond") == ("title", "total", "use beyond")


def test_what_one_year_costs_is_not_taken_for_the_total() -> None:
    assert targets("Investment Title", "Total IT Spending FY2025 (PY) ($M)") == ("title", "note")
    assert targets("Investment Title", "Total IT Spending ($M)") == ("title", "total")


def test_a_total_of_one_resource_goes_with_the_years_of_another() -> None:
    assert counted_twice(["total capex", "use opex 2027"], FRAME) is None
    assert counted_twice(["use capex 2027", "total capex"], FRAME) == (1, 0)


def test_whoever_maps_both_is_told_that_money_would_count_twice() -> None:
    chosen = Choices(sheets={"": SheetChoices(columns={"All": "total", "capex 2028": "use capex 2028"})})
    found = read_draft(read_file("a.csv", b"Title,capex 2028,All\nA,5,8\n"), FRAME, chosen)
    assert "“All” and “capex 2028” would count the same money twice" in str(found.faults[0])
    assert not found.entries

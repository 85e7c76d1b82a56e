"""One cell becomes a value, or says why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portfolio.domain.sheet_columns import CellKind, Column
from portfolio.imports.cells import CellReader, State, as_text
from portfolio.imports.decimals import DecimalSign
from portfolio.imports.readings import ColumnReading, WordCount
from portfolio.imports.values import Mark, MarkKind


def reader(kind: CellKind, field: str = "x", **told: Any) -> CellReader:
    choices = told.pop("choices", ())
    column = ColumnReading(0, "X", field, Column(field, "X", kind, "", choices))
    return CellReader(replace(column, **told), "EUR")


def test_money_is_in_the_unit_of_its_column_unless_the_cell_says_its_own() -> None:
    read = reader(CellKind.MONEY, unit=1000).read
    assert (read("12.5").value, read("2m").value, read("(3)").value) == (12500, 2_000_000, -3000)


def test_money_of_another_currency_or_beyond_all_budgets_is_a_fault() -> None:
    read = reader(CellKind.MONEY, unit=10**6).read
    assert "round counts in EUR" in read("$5").text
    assert "check the unit" in read("6,279,429,000").text
    assert "percentage" in read("5 %").text
    assert "round counts in EUR" in reader(CellKind.MONEY, currency="£").read("5").text


def test_a_share_is_read_from_per_cent_and_from_a_fraction() -> None:
    read = reader(CellKind.SHARE).read
    assert (read("80 %").value, read(0.8).value) == (Decimal("0.8"), Decimal("0.8"))
    assert reader(CellKind.SHARE, is_percent=True).read("80").value == Decimal("0.8")


def test_a_word_for_a_score_is_missing_until_somebody_says_its_number() -> None:
    found = reader(CellKind.SCORE).read("Medium-High")
    assert found.state is State.MISSING and "until you say" in found.text
    told = reader(CellKind.SCORE, words=(WordCount("Medium-High", 3, "7,5"), WordCount("Low", 1, "-")))
    assert told.read(" Medium-High ").value == Decimal("7.5")
    assert told.read("Low").state is State.MISSING


def test_a_range_in_money_is_a_fault_until_somebody_says_what_it_is() -> None:
    assert reader(CellKind.MONEY).read("10-15m").state is State.FAULT
    assert reader(CellKind.MONEY, words=(WordCount("10-15m", 1, "12m"),)).read("10-15m").value == 12_000_000


def test_the_columns_decimal_sign_counts() -> None:
    assert reader(CellKind.NUMBER, decimal=DecimalSign(",")).read("1.234,5").value == Decimal("1234.5")


def test_a_choice_is_what_its_word_was_told_to_mean() -> None:
    words = (WordCount("Proposed", 3, "candidate"), WordCount("Odd", 1, ""))
    read = reader(CellKind.CHOICE, "stage", choices=("candidate", "closed"), words=words).read
    assert read("Proposed").value == "candidate"
    assert read("Odd").state is State.MISSING and "stands for none" in read("Odd").text


def test_yes_and_no_are_true_and_false() -> None:
    words = (WordCount("ja", 1, "yes"), WordCount("no", 1, "no"))
    read = reader(CellKind.YES_NO, choices=("yes", "no"), words=words).read
    assert (read("ja").value, read("no").value) == (True, False)


def test_what_a_workbook_says_about_a_cell_is_a_fault_of_the_cell() -> None:
    read = reader(CellKind.MONEY).read
    assert "#REF!" in read("", Mark(MarkKind.ERROR, "#REF!")).text
    assert "formula without its value" in read("", Mark(MarkKind.NO_VALUE)).text
    assert "B2:B3 are merged" in read(5.0, Mark(MarkKind.MERGED, "B2:B3")).text
    assert "B2:B3 are merged" in read("", Mark(MarkKind.MERGED, "B2:B3")).text
    assert read(5.0, Mark(MarkKind.FORMULA)).value == 5


def test_other_kinds() -> None:
    assert reader(CellKind.WORDS).read("a; b, a").value == ("a", "b")
    assert reader(CellKind.KEY).read("A 1/2").value == "a-1-2"
    assert reader(CellKind.KEY).read("***").state is State.FAULT
    assert reader(CellKind.DATE).read("30.06.2028").value == date(2028, 6, 30)
    assert reader(CellKind.DATE).read("soon").state is State.FAULT
    assert reader(CellKind.DATE).read("TBC").state is State.MISSING
    assert reader(CellKind.WHOLE).read("2.5").state is State.FAULT
    assert reader(CellKind.TEXT).read("x" * 100_001).state is State.FAULT


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (True, "yes"), (12.0, "12"), (0.1, "0.1"), (date(2027, 3, 1), "2027-03-01"), ("'=1+1", "=1+1")],
)
def test_a_cell_as_text(cell: Any, text: str) -> None:
    assert as_text(cell) == text

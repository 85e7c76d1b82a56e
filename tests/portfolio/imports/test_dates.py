"""Days are read in the usual ways; a column shows whether the day or the month comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.imports.dates import day_comes_first, read_date


@pytest.mark.parametrize(
    "cell",
    ["2028-06-30", "30.06.2028", "30/6/2028", "30 June 2028", "June 30, 2028", "30. Juni 2028", "Friday, 30 June 2028",
     "30-Jun-28", "2028-06-30T00:00:00", datetime(2028, 6, 30, 12, tzinfo=UTC), date(2028, 6, 30), 46934, 46934.0],
)  # fmt: skip
def test_the_same_day_written_in_many_ways(cell: Any) -> None:
    assert read_date(cell) == date(2028, 6, 30)


@pytest.mark.parametrize(
    "cell", ["31.02.2028", "Q4 2024/25", "2028", "soon", 12, True, None, "June 2028", "30 Jumber 2028"]
)
def test_what_is_no_certain_day_is_none(cell: Any) -> None:
    assert read_date(cell) is None


def test_a_second_number_above_twelve_puts_the_month_first_for_the_whole_column() -> None:
    assert not day_comes_first(["03/04/2028", "06/30/2028"])
    assert day_comes_first(["03/04/2028", "30/06/2028"])
    assert read_date("03/04/2028", day_first=False) == date(2028, 3, 4)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_day_written_as_iso_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day == read_date(day.strftime("%d.%m.%Y"))


@given(st.text(max_size=30))
def test_no_text_makes_it_raise(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)

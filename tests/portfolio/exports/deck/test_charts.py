"""Native charts: values, labels and colours as the report has them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pptx

from portfolio.exports.deck import write_deck
from portfolio.reports.deck_values import BarChart, Deck, Series, Slide

CHART = BarChart(
    categories=("FY2027", "FY2028"),
    groups=(("Opex", 2),),
    series=(
        Series("Limit", (4.3, None), "line", ("limit 4.3\n1.0 left", "")),
        Series("Used", (3.3, 7.2), "accent", ("3.3", "7.2"), ("accent", "ink")),
    ),
    axis="M€ a year",
    description="Spend against limits",
    overlaid=True,
    maximum=9,
)


def drawn(chart: BarChart) -> Any:
    """The chart as a deck of one slide holds it."""
    content = write_deck(Deck("A deck", "Round", "", (Slide("chart", "A whole sentence as title", chart=chart),)))
    slide = pptx.Presentation(io.BytesIO(content)).slides[0]
    return next(s.chart for s in slide.shapes if s.has_chart)


def test_values_are_kept_and_a_missing_one_stays_missing() -> None:
    limit, used = drawn(CHART).plots[0].series
    assert list(limit.values) == [4.3, None]
    assert list(used.values) == [3.3, 7.2]


def test_the_workbook_inside_holds_the_same_figures() -> None:
    blob = drawn(CHART).part.chart_workbook.xlsx_part.blob
    rows = list(openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True))
    assert rows[1][-2:] == (4.3, 3.3)
    assert rows[2][-2:] == (None, 7.2)


def test_years_stand_under_their_kind() -> None:
    categories = drawn(CHART).plots[0].categories
    assert categories.depth == 2
    assert list(categories.flattened_labels) == [("Opex", "FY2027"), ("Opex", "FY2028")]


def test_a_bar_that_binds_has_its_own_colour_from_the_theme() -> None:
    used = drawn(CHART).plots[0].series[1]
    assert str(used.points[1].format.fill.fore_color.theme_color).startswith("TEXT_1")
    assert str(used.format.fill.fore_color.theme_color).startswith("ACCENT_1")


def test_a_label_says_what_the_report_says() -> None:
    limit = drawn(CHART).plots[0].series[0]
    assert limit.points[0].data_label.text_frame.text == "limit 4.3\n1.0 left"


def test_axes_say_quantity_and_unit() -> None:
    assert drawn(CHART).value_axis.axis_title.text_frame.text == "M€ a year"

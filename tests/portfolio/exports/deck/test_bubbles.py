"""Labels beside bubbles: never over each other, and as many as there is room for."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import nsuri
from pptx.slide import Slide

from portfolio.exports.deck import bubbles, render_deck
from portfolio.exports.deck.layouts import CHART, place
from portfolio.reports.deck_risk import value_against_risk
from portfolio.reports.deck_values import BubbleChart
from portfolio.services.exports import BoardPaper
from tests.portfolio.exports.made_reports import EXTRAS, made_report

BOX = place("chart", CHART).box


NAMES = {"c": nsuri("c")}


def bubble_charts(slide: Slide) -> list[Chart]:
    """The bubble charts of a slide."""
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]  # type: ignore[attr-defined]
    return [chart for chart in charts if chart.chart_type == XL_CHART_TYPE.BUBBLE]


def placed(chart: BubbleChart) -> list[tuple[float, float, float, float]]:
    """The rectangles of the labels that are drawn."""
    axes = bubbles._axes(chart, BOX)
    largest = max(p.size for s in chart.series for p in s.points)
    across = min(axes.plot[2], axes.plot[3]) / 4
    return [
        bubbles._beside(axes.at(p), across / 2 * (p.size / largest) ** 0.5, label, position)
        for p, (label, position) in bubbles._labels(chart, axes).items()
    ]


def test_no_label_touches_another_one_even_among_two_hundred() -> None:
    chart = value_against_risk(made_report(136, 64, long=True))[0].chart
    assert isinstance(chart, BubbleChart)
    assert not [pair for pair in combinations(placed(chart), 2) if bubbles._touch(*pair)]


def test_the_demo_names_its_largest_bubbles(demo_paper: BoardPaper) -> None:
    chart = value_against_risk(demo_paper.report)[0].chart
    assert isinstance(chart, BubbleChart)
    labels = [label for label, _ in bubbles._labels(chart, bubbles._axes(chart, BOX)).values()]
    assert len(labels) >= 6
    assert any(label.startswith("Complete the ERP") for label in labels)


def test_a_short_first_series_has_as_many_places_as_the_longest() -> None:
    report = made_report(60, 3)
    slide = next(s for s in Presentation(BytesIO(render_deck(report, EXTRAS))).slides if bubble_charts(s))
    (chart,) = bubble_charts(slide)
    first, *later = (
        [int(v.get("val")) for v in series._element.findall(".//c:numCache/c:ptCount", NAMES)]
        for series in chart.plots[0].series
    )
    assert len(first) == 3
    assert min(first) >= max(max(counts) for counts in later) > 3


def test_left_out_bubbles_are_hollow_and_lie_behind() -> None:
    chart = value_against_risk(made_report(5, 3))[0].chart
    assert isinstance(chart, BubbleChart)
    assert [s.hollow for s in chart.series] == [True] + [False] * (len(chart.series) - 1)

"""Labels beside bubbles: never over each other, and as many as there is room for."""

from __future__ import annotations

from itertools import combinations

from portfolio.exports.deck import bubbles
from portfolio.exports.deck.layouts import CHART, place
from portfolio.reports.deck_risk import value_against_risk
from portfolio.reports.deck_values import BubbleChart
from portfolio.services.exports import BoardPaper
from tests.portfolio.exports.made_reports import made_report

BOX = place("chart", CHART).box


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


def test_left_out_bubbles_are_hollow_and_lie_behind() -> None:
    chart = value_against_risk(made_report(5, 3))[0].chart
    assert isinstance(chart, BubbleChart)
    assert [s.hollow for s in chart.series] == [True] + [False] * (len(chart.series) - 1)

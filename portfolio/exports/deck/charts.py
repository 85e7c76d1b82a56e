"""Native bar charts with their workbook inside: whoever opens the deck can select, recolour and edit them."""

from __future__ import annotations

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.text.text import Font
from pptx.util import Pt

from portfolio.exports.deck.text import plain
from portfolio.exports.deck.theme import paint
from portfolio.reports.deck_values import BarChart, Series

LABEL_SIZE, AXIS_SIZE = 11, 11
_ROOM_FOR_LABEL = 0.09
"""Part of the axis under which a bar is too short to carry its label inside."""


_ROOM_OUTSIDE = 0.5
"""Part of the axis that is kept free beyond the lowest negative bar, for its label."""


def draw_bars(placeholder: ChartPlaceholder, chart: BarChart) -> None:
    """Put a bar chart into its placeholder."""
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.horizontal else XL_CHART_TYPE.COLUMN_CLUSTERED
    frame = placeholder.insert_chart(kind, _data(chart))
    describe(frame, chart.description)
    drawn: Chart = frame.chart
    base_style(drawn)
    plot = drawn.plots[0]
    plot.gap_width = _gap(chart)
    plot.overlap = 100 if chart.overlaid else (-5 if len(chart.series) > 1 else 0)
    for number, (series, value) in enumerate(zip(plot.series, chart.series, strict=True)):
        inside = chart.overlaid and number == len(chart.series) - 1
        _series(series, value, chart, inside=inside)
    _axes(drawn, chart)
    _legend(drawn, chart)


def _gap(chart: BarChart) -> int:
    return 45 if len(chart.categories) > 3 else 110


def _data(chart: BarChart) -> CategoryChartData:
    data = CategoryChartData(number_format=chart.number_format)
    if chart.groups:
        labels = iter(chart.categories)
        for name, count in chart.groups:
            group = data.add_category(plain(name))
            for _ in range(count):
                group.add_sub_category(plain(next(labels)))
    else:
        data.categories = [plain(c) for c in chart.categories]
    for series in chart.series:
        data.add_series(plain(series.name), series.values)
    return data


def describe(frame: object, description: str) -> None:
    """The alternative text that a screen reader says for a chart."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(description))  # type: ignore[attr-defined]


def base_style(chart: Chart) -> None:
    """The font and quiet ground of every chart."""
    chart.has_title = False
    chart.font.size = Pt(AXIS_SIZE)
    paint(chart.font.color, "ink")


def _series(series: BarSeries, value: Series, chart: BarChart, *, inside: bool) -> None:
    series.format.fill.solid()
    paint(series.format.fill.fore_color, value.colour)
    series.invert_if_negative = False
    for number, colour in enumerate(value.colours):
        if colour != value.colour:
            fill = series.points[number].format.fill
            fill.solid()
            paint(fill.fore_color, colour)
    for number, label in enumerate(value.labels):
        if label:
            _label(series, value, chart, number, inside=inside)


def _label(series: BarSeries, value: Series, chart: BarChart, number: int, *, inside: bool) -> None:
    label = series.points[number].data_label
    frame = label.text_frame
    frame.word_wrap = False
    for line, text in enumerate(plain(value.labels[number]).split("\n")):
        paragraph = frame.paragraphs[0] if line == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        label_font(run.font, "paper" if inside and _fits(value, chart, number) else ("ink" if line == 0 else "muted"))
        run.font.bold = line == 0
    label.position = XL_LABEL_POSITION.INSIDE_BASE if inside else XL_LABEL_POSITION.OUTSIDE_END


def label_font(font: Font, role: str) -> None:
    """The font of a label at a point."""
    font.size = Pt(LABEL_SIZE)
    paint(font.color, role)


def _fits(value: Series, chart: BarChart, number: int) -> bool:
    amount = value.values[number] or 0.0
    return amount >= _ROOM_FOR_LABEL * (chart.maximum or max(v or 0.0 for s in chart.series for v in s.values))


def _axes(drawn: Chart, chart: BarChart) -> None:
    values, categories = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = values.has_minor_gridlines = False
    drawn_values = [v for s in chart.series for v in s.values if v is not None]
    low, high = min(0.0, *drawn_values), chart.maximum or max(drawn_values, default=1.0)
    values.minimum_scale = low - (high - low) * _ROOM_OUTSIDE if low < 0 else 0.0
    if chart.maximum:
        values.maximum_scale = chart.maximum
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    axis_title(values, chart.axis)
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.width = Pt(0.75)
    paint(categories.format.line.color, "muted")
    categories.tick_labels.font.size = Pt(AXIS_SIZE)
    if chart.horizontal:
        categories.reverse_order = True
        categories.crosses = XL_AXIS_CROSSES.MAXIMUM


def axis_title(axis: object, text: str) -> None:
    """Quantity and unit along an axis, quiet."""
    frame = axis.axis_title.text_frame  # type: ignore[attr-defined]
    run = frame.paragraphs[0].add_run()
    run.text = plain(text)
    run.font.bold = False
    label_font(run.font, "muted")


def _legend(drawn: Chart, chart: BarChart) -> None:
    drawn.has_legend = chart.legend and len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(LABEL_SIZE)

"""The native bubble chart: areas for cost, names beside their bubbles where there is room and never over each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from pptx.chart.chart import Chart
from pptx.chart.data import BubbleChartData
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from portfolio.exports import measure
from portfolio.exports.deck.charts import axis_title, base_style, describe, label_font
from portfolio.exports.deck.layouts import Box
from portfolio.exports.deck.text import POINTS, plain
from portfolio.exports.deck.theme import SCHEME_NAMES, paint
from portfolio.reports.deck_values import BubbleChart, BubblePoint, BubbleSeries
from portfolio.reports.deck_words import short

LABEL_SIZE = 10
SCALE, SMALLEST_SCALE, MANY = 70, 25, 40
"""Bubble scale in percent, smaller where there are more than `MANY`; at 100 the largest bubble is a quarter of the
plot's shorter side across."""
PLOT = (0.085, 0.09, 0.895, 0.77)
"""Left, top, width and height of the plot within the chart, fixed so that we know where each bubble is."""

_HEADROOM = 0.08
"""Part of the span that is kept free over the highest bubble, which is round."""
_POSITIONS = (XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW)
_Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Axes:
    """The ends of both axes and the plot in points."""

    x: tuple[float, float]
    y: tuple[float, float]
    plot: _Rectangle
    step: float

    def at(self, point: BubblePoint) -> tuple[float, float]:
        left, top, width, height = self.plot
        across = (point.x - self.x[0]) / (self.x[1] - self.x[0])
        up = (point.y - self.y[0]) / (self.y[1] - self.y[0])
        return left + across * width, top + (1 - up) * height


def draw_bubbles(placeholder: ChartPlaceholder, chart: BubbleChart, box: Box) -> None:
    """Put the bubble chart into its placeholder."""
    data = BubbleChartData(number_format="0.0")
    for series in chart.series:
        rows = data.add_series(series.name)
        for point in series.points:
            rows.add_data_point(point.x, point.y, point.size)
    frame = placeholder.insert_chart(XL_CHART_TYPE.BUBBLE, data)
    describe(frame, chart.description)
    drawn: Chart = frame.chart
    base_style(drawn)
    _make_room(drawn)
    axes = _axes(chart, box)
    _draw_axes(drawn, chart, axes)
    _fix_plot(drawn)
    places = _labels(chart, axes)
    for drawn_series, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _colour(drawn_series, series)
        for number, point in enumerate(series.points):
            if point in places:
                _label(drawn_series.points[number], *places[point])
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False


def _make_room(drawn: Chart) -> None:
    """Give the first series as many places as the longest has points; those without a point stay empty.

    LibreOffice makes its table as long as the first series and drops that one when a later one is longer."""
    longest = max(len(series.values) for series in drawn.plots[0].series)
    for count in drawn.plots[0].series[0]._element.iter(qn("c:ptCount")):
        if count.getparent().tag == qn("c:numCache"):
            count.set("val", str(longest))


def _axes(chart: BubbleChart, box: Box) -> _Axes:
    points = [p for s in chart.series for p in s.points]
    high = max(p.y for p in points)
    low = min(p.y for p in points)
    right = min(100.0, max(20.0, -(-max(p.x for p in points) // 10) * 10 + 10))
    plot = tuple(part * box[2 + number % 2] * POINTS for number, part in enumerate(PLOT))
    span = max(high - min(low, 0.0), 0.1)
    step = _step(span)
    top, bottom = ((high + span * _HEADROOM) // step + 1) * step, (low // step) * step if low < 0 else 0.0
    # Bubbles of no risk at all are round as well: they get room to the left of zero.
    left = -_across(right) if min(p.x for p in points) < _across(right) / 2 else 0.0
    return _Axes((left, right), (bottom, top), (plot[0], plot[1], plot[2], plot[3]), step)


def _across(right: float) -> float:
    """The distance between the figures below the chart, in per cent of risk."""
    return 5.0 if right <= 30 else 10.0


def _step(span: float) -> float:
    """A round distance between grid lines: about six of them."""
    return next((s for s in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if span <= s * 6), 100.0)


def _draw_axes(drawn: Chart, chart: BubbleChart, axes: _Axes) -> None:
    across, up = drawn.category_axis, drawn.value_axis
    for axis, (low, high), title in ((across, axes.x, chart.x_axis), (up, axes.y, chart.y_axis)):
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.width = Pt(0.75)
        paint(axis.format.line.color, "muted")
        axis.tick_labels.font.size = Pt(LABEL_SIZE)
        axis_title(axis, title)
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = '0" %";;0" %"', False
    across.major_unit, across.crosses = _across(axes.x[1]), XL_AXIS_CROSSES.MINIMUM
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = (
        "0.0;−0.0;" if axes.step < 1 else "0;−0;",
        False,
    )
    up.major_unit = axes.step
    up.has_major_gridlines = True
    paint(up.major_gridlines.format.line.color, "line")
    up.major_gridlines.format.line.width = Pt(0.5)


def _fix_plot(drawn: Chart) -> None:
    left, top, width, height = PLOT
    area = drawn._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode '
            'val="edge"/>'
            f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h '
            f'val="{height}"/></c:manualLayout></c:layout>'
        ),
    )
    count = sum(len(series.values) for series in drawn.plots[0].series)
    drawn.plots[0].bubble_scale = max(SMALLEST_SCALE, round(SCALE * min(1.0, (MANY / count) ** 0.5)))


def _colour(drawn: object, series: BubbleSeries) -> None:
    """Filled and half transparent, or hollow: an overlapped bubble stays visible."""
    scheme = SCHEME_NAMES[series.colour]
    properties = drawn._element.get_or_add_spPr()  # type: ignore[attr-defined]
    for child in list(properties):
        properties.remove(child)
    alpha = 12000 if series.hollow else 75000
    fill = f'<a:solidFill><a:schemeClr val="{scheme}"><a:alpha val="{alpha}"/></a:schemeClr></a:solidFill>'
    edge = scheme if series.hollow else "bg1"
    line = f'<a:ln w="9525"><a:solidFill><a:schemeClr val="{edge}"/></a:solidFill></a:ln>'
    for part in (fill, line):
        properties.append(parse_xml(part.replace(">", f" {nsdecls('a')}>", 1)))


def _label(point: object, text: str, position: XL_LABEL_POSITION) -> None:
    label = point.data_label  # type: ignore[attr-defined]
    label.text_frame.word_wrap = False
    run = label.text_frame.paragraphs[0].add_run()
    run.text = plain(text)
    label_font(run.font, "ink")
    run.font.size = Pt(LABEL_SIZE)
    label.position = position


def _labels(chart: BubbleChart, axes: _Axes) -> dict[BubblePoint, tuple[str, XL_LABEL_POSITION]]:
    """A side for each label where it touches no other label, no bubble and not the plot's edge; else none.

    Bubbles count at full scale: some programs draw them so whatever the file says."""
    points = [p for s in chart.series for p in s.points]
    largest = max(p.size for p in points)
    across = min(axes.plot[2], axes.plot[3]) / 4
    radius = {p: across / 2 * (p.size / largest) ** 0.5 for p in points}
    taken: list[_Rectangle] = [_square(axes.at(p), radius[p] * 0.75) for p in points]
    placed: dict[BubblePoint, tuple[str, XL_LABEL_POSITION]] = {}
    for point in sorted((p for p in points if p.label), key=lambda p: -p.size):
        for label, position in product(_shorter(point.label), _POSITIONS):
            rectangle = _beside(axes.at(point), radius[point], label, position)
            if _inside(rectangle, axes.plot) and not any(_touch(rectangle, other) for other in taken):
                placed[point] = label, position
                taken.append(rectangle)
                break
    return placed


def _shorter(label: str) -> list[str]:
    """The label, and what to try where it has no room."""
    return list(dict.fromkeys((label, short(label, 22), short(label, 15))))


def _square(centre: tuple[float, float], half: float) -> _Rectangle:
    return centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half


def _beside(centre: tuple[float, float], radius: float, label: str, position: XL_LABEL_POSITION) -> _Rectangle:
    """Left, top, right and bottom of a label at one side of its bubble, with a little air."""
    x, y = centre
    width, height = measure.text_width(plain(label), LABEL_SIZE) + 6, LABEL_SIZE * measure.LINE_SPACING + 3
    reach = radius + 3
    if position in (XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.LEFT):
        left = x + reach if position == XL_LABEL_POSITION.RIGHT else x - reach - width
        return left, y - height / 2, left + width, y + height / 2
    top = y - reach - height if position == XL_LABEL_POSITION.ABOVE else y + reach
    return x - width / 2, top, x + width / 2, top + height


def _inside(rectangle: _Rectangle, plot: _Rectangle) -> bool:
    left, top, width, height = plot
    return (
        rectangle[0] >= left and rectangle[1] >= top and rectangle[2] <= left + width and rectangle[3] <= top + height
    )


def _touch(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

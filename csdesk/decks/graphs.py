"""The charts of a deck: native PowerPoint charts that a person can edit, with their text in the theme's colours."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree

from csdesk.decks.ink import Box, describe, scheme
from csdesk.decks.page import Page
from csdesk.domain.reviews.values import Bucket
from csdesk.domain.reviews.words import number

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NEAR = 0.075
"""Share of the axis within which two end labels would touch."""


def data(number_format: str, categories: Sequence[object]) -> Any:
    """The table behind a chart."""
    from pptx.chart import data

    make: Any = data.CategoryChartData
    made = make(number_format=number_format)
    made.categories = categories
    return made


def chart(page: Page, kind: str, box: Box, table: Any, alt: str) -> Any:
    """A chart on a page, without title and legend, its letters in the theme's second ink."""
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches, Pt

    places = [Inches(v) for v in (box.left, box.top, box.width, box.height)]
    frame = page.slide.shapes.add_chart(XL_CHART_TYPE[kind], *places, table)
    describe(frame, alt)
    made = frame.chart
    made.has_title = False
    made.has_legend = False
    made.font.size = Pt(12 * page.scale)
    made.font.color.theme_color = scheme("TEXT_2")
    return made


def plot_area(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Fix the inner plot area, as shares of the chart."""
    area = chart._chartSpace.xpath(".//c:plotArea")[0]  # noqa: SLF001  # no API for layouts
    for old in area.findall(f"{{{_C}}}layout"):
        area.remove(old)
    inner = "".join(
        f'<c:{name} val="{value:.4f}"/>'
        for name, value in zip("xywh", (left, top, width, height), strict=True)
    )
    area.insert(
        0,
        etree.fromstring(
            f'<c:layout xmlns:c="{_C}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
        ),
    )


def quiet_axes(chart: Any, *, top: float, step: float) -> None:
    """Values from 0, with a line at each step, and no ticks."""
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.util import Pt

    values = chart.value_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, top, step
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.theme_color = scheme("BACKGROUND_2")
    values.major_gridlines.format.line.color.brightness = 0.5
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.major_tick_mark = values.minor_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0.##", False
    if step >= 1:
        values.tick_labels.number_format = "#,##0"
    below = chart.category_axis
    below.format.line.color.theme_color = scheme("BACKGROUND_2")
    below.major_tick_mark = below.minor_tick_mark = XL_TICK_MARK.NONE


def nice_axis(highest: float) -> tuple[float, float]:
    """The top of an axis from 0, a line that no value goes beyond, and a round step: 2 to 4 lines."""
    if highest <= 0:
        return 1.0, 1.0
    size = 10.0 ** math.floor(math.log10(highest))
    steps = (size * factor for factor in (0.2, 0.25, 0.4, 0.5, 1.0, 2.0, 2.5))
    step = next(s for s in steps if highest / s <= 4 and (highest < 4 or s == int(s)))
    return math.ceil(highest / step) * step, step


def adoption_chart(
    page: Page, box: Box, points: Sequence[tuple[date, float]], licences: float | None, alt: str
) -> None:
    """Active users as a line on a scale of days, the licences as a dashed one, both labelled at the end."""
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    table = data("General", [on for on, _ in points])
    table.add_series("Active users", [value for _, value in points])
    if licences:
        table.add_series("Licences", [licences for _ in points])
    made = chart(page, "LINE", box, table, alt)
    top, step = nice_axis(max([value for _, value in points] + [licences or 0]))
    quiet_axes(made, top=top, step=step)
    label = 1.5 / box.width
    plot_area(made, 0.55 / box.width, 0.03, 1 - 0.55 / box.width - label, 0.85)
    _days_axis(made, points)
    active = made.plots[0].series[0]
    line(active, "ACCENT_1", 3.0)
    _end_label(active, len(points) - 1, f"{number(points[-1][1])} active", "ACCENT_1", 15, bold=True)
    _end_marker(active, len(points) - 1)
    if licences:
        limit = made.plots[0].series[1]
        line(limit, "TEXT_2", 1.25)
        limit.format.line.dash_style = MSO_LINE.DASH
        near = abs(licences - points[-1][1]) / top < _NEAR
        shift = -1 if licences >= points[-1][1] else 1
        nudge = shift * (_NEAR - abs(licences - points[-1][1]) / top) * 0.85 if near else 0.0
        _end_label(limit, len(points) - 1, f"{number(licences)} licences", "TEXT_2", 13, nudge=nudge)
    made.font.size = Pt(12 * page.scale)


def line(series: Any, colour: str, points: float) -> None:
    """A series as a plain line of so many points."""
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    series.smooth = False
    series.format.line.color.theme_color = scheme(colour)
    series.format.line.width = Pt(points)
    series.marker.style = XL_MARKER_STYLE.NONE


def _end_marker(series: Any, index: int) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    marker = series.points[index].marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.theme_color = scheme("ACCENT_1")
    marker.format.line.color.theme_color = scheme("ACCENT_1")


def _end_label(
    series: Any, index: int, text: str, colour: str, points: float, *, bold: bool = False, nudge: float = 0.0
) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    label = series.points[index].data_label
    run = label.text_frame.paragraphs[0].add_run()
    run.text = f"\u00a0{text}"
    run.font.size, run.font.bold = Pt(points), bold
    run.font.color.theme_color = scheme(colour)
    label.position = XL_LABEL_POSITION.RIGHT
    if nudge:
        element = label._dLbl  # noqa: SLF001  # no API for a label's place
        layout = etree.fromstring(
            f'<c:layout xmlns:c="{_C}"><c:manualLayout><c:x val="0"/><c:y val="{nudge:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )
        element.insert(1, layout)


def _days_axis(chart: Any, points: Sequence[tuple[date, float]]) -> None:
    """Real distances between days, and about six labels, with their year where there are several."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    axis = chart.category_axis
    one_year = points[0][0].year == points[-1][0].year
    axis.tick_labels.number_format = "d mmm" if one_year else "d mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    days = (points[-1][0] - points[0][0]).days
    element = chart._chartSpace.xpath(".//c:dateAx")  # noqa: SLF001  # no API for a date axis
    if not element:
        return
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in element[0].findall(f"{{{_C}}}{name}"):
            element[0].remove(old)
    unit = max(1, -(-days // 6))
    unit = -(-unit // 7) * 7 if unit > 3 else unit
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", str(unit)), ("majorTimeUnit", "days")):
        etree.SubElement(element[0], f"{{{_C}}}{name}").set("val", value)


def tickets_chart(page: Page, box: Box, buckets: Sequence[Bucket], alt: str) -> None:
    """Tickets by the week or month in which they were opened: closed by now, and still open."""
    from pptx.util import Pt

    table = data("0", [b.label for b in buckets])
    table.add_series("Closed by now", [b.closed for b in buckets])
    some_open = any(b.still_open for b in buckets)
    if some_open:
        table.add_series("Still open", [b.still_open for b in buckets])
    made = chart(page, "COLUMN_STACKED", box, table, alt)
    top, step = nice_axis(max(b.closed + b.still_open for b in buckets))
    quiet_axes(made, top=max(top, 2.0), step=max(step, 1.0))
    made.plots[0].gap_width, made.plots[0].overlap = 60, 100
    fill(made.plots[0].series[0], "ACCENT_1")
    if some_open:
        fill(made.plots[0].series[1], "TEXT_1")
        legend_above(page, made, 0.45 / box.width)
    plot_area(made, 0.45 / box.width, 0.11, 1 - 0.45 / box.width, 0.77)
    made.category_axis.tick_labels.font.size = Pt(10.5 * page.scale)
    _fewer_labels(made, len(buckets))


def legend_above(page: Page, chart: Any, left: float) -> None:
    """The names of the series over the chart, from `left`, a share of its width."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _to_the_left(chart.legend, left)
    chart.legend.font.size = Pt(12 * page.scale)
    chart.legend.font.color.theme_color = scheme("TEXT_2")


def _to_the_left(legend: Any, left: float) -> None:
    element = legend._element  # noqa: SLF001  # no API for a legend's place
    layout = etree.fromstring(
        f'<c:layout xmlns:c="{_C}"><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="0.005"/></c:manualLayout></c:layout>'
    )
    for old in element.findall(f"{{{_C}}}layout"):
        element.remove(old)
    element.find(f"{{{_C}}}legendPos").addnext(layout)


def _fewer_labels(chart: Any, count: int) -> None:
    element = chart._chartSpace.xpath(".//c:catAx")[0]  # noqa: SLF001  # no API for skipped labels
    skip = etree.Element(f"{{{_C}}}tickLblSkip")
    skip.set("val", str(max(1, -(-count // 16))))
    before = element.find(f"{{{_C}}}noMultiLvlLbl")
    if before is not None:
        before.addprevious(skip)


def fill(series: Any, colour: str) -> None:
    """A series in a colour of the theme."""
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = scheme(colour)
    series.format.line.fill.background()


def progress_chart(
    page: Page, box: Box, names: Sequence[str], shares: Sequence[float | None], thick: float, alt: str
) -> None:
    """One bar for each row of a table: the way that is done, and the rest. `thick` is a bar's height."""

    done = [0.0 if s is None else round(min(1.0, max(0.0, s)), 4) for s in shares]
    table = data("0%", list(names))
    table.add_series("Done", done)
    table.add_series(
        "Left", [0.0 if s is None else round(1.0 - d, 4) for s, d in zip(shares, done, strict=True)]
    )
    made = chart(page, "BAR_STACKED", box, table, alt)
    plot = made.plots[0]
    band = box.height / len(names)
    plot.gap_width, plot.overlap = max(0, min(500, round((band - thick) / thick * 100))), 100
    fill(plot.series[0], "ACCENT_1")
    fill(plot.series[1], "BACKGROUND_2")
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, 1
    made.value_axis.has_major_gridlines = False
    made.value_axis.visible = made.category_axis.visible = False
    made.category_axis.reverse_order = True
    plot_area(made, 0.0, 0.0, 1.0, 1.0)

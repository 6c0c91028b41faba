"""The charts of a board pack: a bridge of revenue, stacked months, the largest customers; native, to be edited."""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from csdesk.decks import graphs
from csdesk.decks.ink import Box, Run, scheme
from csdesk.decks.page import Page
from csdesk.domain.money import digits, whole_text
from csdesk.domain.pictures import Amount, Bridge, Pareto, Rung, Stacked, Staying

_LEVEL, _UP, _DOWN = "TEXT_2", "ACCENT_3", "ACCENT_2"
_LAYERS = {
    "Renewed": "ACCENT_4", "Committed": "ACCENT_1", "Likely": "ACCENT_3", "Unknown": "ACCENT_6",
    "Renewal at risk": "ACCENT_2", "Lost": "TEXT_1",
}  # fmt: skip
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CUT_FROM = 0.5
"""A bridge whose bars are all at least so high, of the highest, does not start at 0."""


def bridge_chart(page: Page, box: Box, bridge: Bridge, alt: str) -> None:
    """The bridge as stacked columns over an invisible first series."""
    ends, floor = list(_ends(bridge)), _floor_of(bridge)
    table = graphs.data("#,##0", [r.label for r in bridge.rungs])
    table.add_series(
        "Below", [0.0 if r.level else min(p) - floor for r, p in zip(bridge.rungs, ends, strict=True)]
    )
    for name, wanted in (("Level", _is_level), ("Up", _is_up), ("Down", _is_down)):
        table.add_series(
            name,
            [
                (max(p) - (floor if r.level else min(p))) if wanted(r) else 0.0
                for r, p in zip(bridge.rungs, ends, strict=True)
            ],
        )
    chart = graphs.chart(page, "COLUMN_STACKED", box, table, alt)
    top = (max(max(pair) for pair in ends) - floor or 1.0) * 1.145
    graphs.quiet_axes(chart, top=top, step=top)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.plots[0].gap_width, chart.plots[0].overlap = 40, 100
    chart.plots[0].series[0].format.fill.background()
    for series, colour in zip(list(chart.plots[0].series)[1:], (_LEVEL, _UP, _DOWN), strict=True):
        graphs.fill(series, colour)
    graphs.plot_area(chart, 0.0, 0.1, 1.0, 0.78)
    _label_rungs(page, box, bridge, ends, floor, top)


def _is_level(rung: Rung) -> bool:
    return rung.level


def _is_up(rung: Rung) -> bool:
    return not rung.level and rung.amount > 0


def _is_down(rung: Rung) -> bool:
    return not rung.level and rung.amount < 0


def _units(amount: Amount, currency: str) -> float:
    return float(Fraction(amount) / 10 ** digits(currency))


def _ends(bridge: Bridge) -> Iterator[tuple[float, float]]:
    """Between what each bar stands."""
    stood = 0.0
    for rung in bridge.rungs:
        value = _units(rung.amount, bridge.currency)
        before = 0.0 if rung.level else stood
        stood = value if rung.level else stood + value
        yield before, stood


def starts_at(bridge: Bridge) -> str:
    """Where the bars start, in words; empty where that is 0."""
    floor = round(_floor_of(bridge))
    return (
        f"Bars start at {whole_text(floor * 10 ** digits(bridge.currency), bridge.currency)}."
        if floor
        else ""
    )


def _floor_of(bridge: Bridge) -> float:
    """0, or a round amount below the lowest end of a bar where all of them stand high."""
    ends = list(_ends(bridge))
    high, least = max(max(pair) for pair in ends), min(after for _, after in ends)
    if high <= 0 or least / high < _CUT_FROM:
        return 0.0
    _, step = graphs.nice_axis(high)
    return float(max(0.0, (least * 0.9 // step) * step))


def _label_rungs(
    page: Page, box: Box, bridge: Bridge, ends: Sequence[tuple[float, float]], floor: float, top: float
) -> None:
    """The amount of each bar over it: as text on the slide, for a label of an invisible series would be no amount."""
    wide = box.width / len(bridge.rungs)
    for n, (rung, pair) in enumerate(zip(bridge.rungs, ends, strict=True)):
        share = (max(pair) - floor) / top
        up = box.top + box.height * (0.1 + 0.78 * (1 - share)) - 0.34
        said = whole_text(rung.amount, bridge.currency)
        words = said if rung.level or rung.amount < 0 else f"+{said}"
        page.text(Box(box.left + n * wide, up, wide, 0.3), [Run(words, 15, bold=rung.level)], align="c")


def stacked_chart(page: Page, box: Box, stacked: Stacked, alt: str) -> None:
    """Columns of layers, and a legend above."""
    table = graphs.data("#,##0", list(stacked.labels))
    for layer in stacked.layers:
        table.add_series(layer.name, [_units(a, stacked.currency) for a in layer.amounts])
    chart = graphs.chart(page, "COLUMN_STACKED", box, table, alt)
    totals = [
        _units(sum(column), stacked.currency)
        for column in zip(*(x.amounts for x in stacked.layers), strict=True)
    ]
    top, step = graphs.nice_axis(max(totals))
    graphs.quiet_axes(chart, top=top, step=step)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    for series, layer in zip(chart.plots[0].series, stacked.layers, strict=True):
        graphs.fill(series, _LAYERS.get(layer.name, "ACCENT_1"))
    graphs.legend_above(page, chart, 0.9 / box.width)
    graphs.plot_area(chart, 0.9 / box.width, 0.11, 1 - 0.9 / box.width, 0.77)


def pareto_chart(page: Page, box: Box, pareto: Pareto, alt: str) -> None:
    """Bars from the left, the largest on top, each with its amount."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    table = graphs.data("#,##0", [name for name, _ in pareto.rows])
    table.add_series("ARR", [_units(amount, pareto.currency) for _, amount in pareto.rows])
    chart = graphs.chart(page, "BAR_CLUSTERED", box, table, alt)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.category_axis.tick_labels.font.size = Pt(13 * page.scale)
    plot: Any = chart.plots[0]
    plot.gap_width = 45
    graphs.fill(plot.series[0], "ACCENT_1")
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    labels.font.size = Pt(13 * page.scale)
    labels.font.color.theme_color = scheme("TEXT_1")
    _on_one_line(labels)
    graphs.plot_area(chart, 0.27, 0.0, 0.66, 1.0)


def _on_one_line(labels: Any) -> None:
    """A chart that is not high has no room for an amount by LibreOffice's measure, which then breaks it."""
    element = labels._element  # noqa: SLF001  # no API for how a label wraps
    element.find(f"{{{_C}}}txPr").find(f"{{{_A}}}bodyPr").set("wrap", "none")


def staying_chart(page: Page, box: Box, staying: Staying, alt: str) -> None:
    """The curve of survival, from 0 to 100 %, months along the foot."""
    from pptx.chart.data import XyChartData

    made: Any = XyChartData
    table = made(number_format="0%")
    series = table.add_series("Still there")
    level = 1.0
    for months, share in staying.steps:
        series.add_data_point(float(months), level)
        level = float(share)
        series.add_data_point(float(months), level)
    chart = graphs.chart(page, "XY_SCATTER_LINES_NO_MARKERS", box, table, alt)
    graphs.quiet_axes(chart, top=1.0, step=0.25)
    chart.value_axis.tick_labels.number_format = "0%"
    along = chart.category_axis
    along.minimum_scale, along.major_unit, along.has_major_gridlines = 0, 12, False
    along.maximum_scale = (math.floor(float(staying.steps[-1][0]) / 12) + 1) * 12
    along.tick_labels.number_format, along.tick_labels.number_format_is_linked = '0" mo"', False
    graphs.line(chart.plots[0].series[0], "ACCENT_1", 3.0)
    graphs.plot_area(chart, 0.6 / box.width, 0.03, 1 - 0.75 / box.width, 0.85)

"""How a part of a figure is said: its value, on how many it rests, between what it lies."""

from csdesk.domain.figures.chart import Chart, Part, Shape
from csdesk.domain.money import half_up
from csdesk.domain.revenue.definitions import Unit
from csdesk.ui.formats import ABSENT, money
from csdesk.ui.numbers.words import value_text
from csdesk.wording import count

_PLURALS = {"loss": "losses"}


def value_of(part: Part, unit: Unit, currency: str) -> str:
    """The value beside a bar: money in whole units."""
    if part.value is None or unit is not Unit.MONEY:
        return value_text(part.value, unit, currency)
    return money(part.value, currency)


def counted(chart: Chart, part: Part) -> str:
    """On how many it rests."""
    return count(part.n, chart.counted, _PLURALS.get(chart.counted))


def between(part: Part, unit: Unit) -> str:
    """Between what it lies, such as −12 and 40; empty where nobody says."""
    if part.between is None:
        return ""
    times, sign = (100, " %") if unit is Unit.SHARE else (1, "")
    low, high = (f"{x * times:.0f}".replace("-", "−") for x in part.between)
    return f"between {low} and {high}{sign}"


def part_text(chart: Chart, number: int, currency: str) -> str:
    """Everything about one part, such as "Price: $3,600, 2 losses, together 46 %"."""
    part = chart.parts[number]
    so_far = chart.together[number] if chart.shape is Shape.PARETO else None
    said = [value_of(part, chart.unit, currency), counted(chart, part), between(part, chart.unit)]
    said.append(f"together {half_up(so_far * 100)} %" if so_far is not None else "")
    return f"{part.name}: {', '.join(x for x in said if x and x != ABSENT)}"


def part_lines(chart: Chart, currency: str) -> list[tuple[str, ...]]:
    """All parts as lines of cells: name, value, n, interval."""
    return [
        (p.name, value_text(p.value, chart.unit, currency), str(p.n), between(p, chart.unit))
        for p in chart.parts
    ]

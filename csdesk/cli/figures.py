"""What `numbers --more` prints: every further figure with what stands beside it, and all of it as JSON."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from csdesk.cli.amounts import UNKNOWN, percent, shown
from csdesk.cli.tables import aligned

if TYPE_CHECKING:
    from csdesk.domain.figures.chart import Chart
    from csdesk.domain.figures.figure import Figure, Unit

Value = Fraction | int | None


def figure_lines(figures: "Iterable[Figure]", currency: str) -> list[str]:
    """The figures by their headings, each with its n and its sentence."""
    lines: list[str] = []
    by_group: dict[str, list[Figure]] = {}
    for figure in figures:
        by_group.setdefault(figure.group.value, []).append(figure)
    for group, some in by_group.items():
        rows = [[f.title, value_text(f.value, f.unit, currency), f"n {f.n:,}", f.said] for f in some]
        lines += ["", group, *aligned(rows, right={1, 2})]
    return lines


def value_text(value: Value, unit: "Unit", currency: str) -> str:
    """A value as a person reads it."""
    from csdesk.domain.figures.figure import Unit
    from csdesk.domain.money import half_up

    if value is None:
        return UNKNOWN
    if unit is Unit.MONEY:
        return shown(value, currency)
    if unit is Unit.SHARE:
        return percent(Fraction(value))
    if unit is Unit.COUNT:
        return f"{value:,}"
    said = f"{half_up(value, 2 if unit is Unit.RATIO else 1)}".replace("-", "−")
    return f"{said} {unit.value}" if unit in {Unit.DAYS, Unit.MONTHS} else said


def figure_facts(figures: "Iterable[Figure]", currency: str) -> dict[str, object]:
    """The figures as JSON, by their keys."""
    return {f.key: _facts(f, currency) for f in figures}


def _facts(f: "Figure", currency: str) -> dict[str, object]:
    return {
        "title": f.title,
        "group": f.group.value.lower(),
        "value": _json(f.value, f.unit, currency),
        "unit": f.unit.value,
        "n": f.n,
        "said": f.said or None,
        "definition": f.says,
        "steps": [
            {"step": s.words, "value": _json(s.value, s.unit, currency), "unit": s.unit.value}
            for s in f.steps
        ],
        "rivals": [
            {"name": r.name, "value": _json(r.value, r.unit, currency), "unit": r.unit.value, "says": r.says}
            for r in f.rivals
        ],
        "behind": [
            {
                "id": b.account,
                "name": b.name,
                "what": b.what or None,
                "on": b.on.isoformat() if b.on else None,
                "value": _json(b.value, f.behind_unit, currency),
                "unit": f.behind_unit.value,
            }
            for b in f.behind
        ],
        "chart": _chart(f.chart, currency) if f.chart else None,
    }


def _chart(chart: "Chart", currency: str) -> dict[str, object]:
    """The figure in its parts; `low` and `high` are the interval of 95 % where there is one."""
    return {
        "title": chart.title.replace("\u00a0", " "),
        "shape": chart.shape.value.lower(),
        "unit": chart.unit.value,
        "counted": chart.counted,
        "parts": [
            {
                "name": p.name,
                "value": _json(p.value, chart.unit, currency),
                "n": p.n,
                "low": p.between[0] if p.between else None,
                "high": p.between[1] if p.between else None,
            }
            for p in chart.parts
        ],
    }


def _json(value: Value, unit: "Unit", currency: str) -> object:
    from csdesk.domain.figures.figure import Unit
    from csdesk.domain.money import amount_text

    if value is None:
        return None
    if unit is Unit.MONEY:
        return amount_text(value, currency)
    return int(value) if unit is Unit.COUNT else float(value)

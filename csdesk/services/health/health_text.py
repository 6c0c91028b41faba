"""A receipt in words and as JSON: the same lines, the same figures, on every way out."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any

from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.score import CUT, Score, State
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Unit
from csdesk.domain.money import half_up

_WIDTH = 70
_POINTS = 8
_SAID = {
    ("sponsor", 1): "both in place",
    ("sponsor", 0.5): "one of the two in place",
    ("sponsor", 0): "neither in place",
    ("contacts_in_place", 1): "one person only",
    ("open_cases", 0): "none of age",
    ("consent", 0): "in place",
    ("invoices_on_time", 0): "none late",
    ("payment", 0): "no failure",
    ("reactive_touches", 0): "none in 90 days",
}
"""Readings that a word says better than a number."""


def summary(score: Score) -> str:
    """One score in a line's words: "72.0 healthy, 57.2 to 76.1 at 81 % coverage"."""
    if score.state is State.SCORED:
        share = f"{_percent(score.coverage)} coverage"
        return f"{score.score} {score.band}, {score.low} to {score.high} at {share}"
    known = f"{score.fresh_weight} of {score.applicable_weight} weight known"
    yours = f"; yours: {score.judgement} of 5" if score.judgement is not None else ""
    since = f" until {score.starts_on}" if score.state is State.ONBOARDING else ""
    return f"{score.state.value}{since}, {known}{yours}"


def explain(receipt: Receipt, behind: Callable[[Line], list[str]] | None = None) -> list[str]:
    """The receipt as aligned text: groups with subtotals, lines, modifiers, and the total on a double rule.

    With `behind`, each line is followed by what it says of the rows behind it.
    """
    score, card = receipt.score, receipt.card
    lines = [f"{score.name}: {summary(score)}", _convention(card, receipt.as_of), ""]
    for group, points, members in receipt.groups():
        lines.append(_leader(group.value.capitalize(), points, dots=False))
        for member in members:
            lines.append(_line(member))
            lines += [f"    {row}" for row in (behind(member) if behind else ())]
    if score.without_modifiers is not None:
        lines += list(_total(score))
    lines += ["", *_missing(receipt)]
    lines += [f"Note: {flag}." for flag in receipt.flags]
    return lines


def _convention(card: Scorecard, day: date) -> str:
    return f"{card.name}, version {card.version}, as of {day.isoformat()}; {card.bands.convention}"


def _total(score: Score) -> Iterator[str]:
    yield " " * (_WIDTH - _POINTS) + "─" * _POINTS
    yield _leader("Without modifiers", score.without_modifiers, dots=False)
    for modifier in score.modifiers:
        yield _leader(f"{modifier.name}, since {modifier.since}", modifier.points)
        if modifier.clears_when:
            yield f"  clears when: {modifier.clears_when}"
    if score.cut_tenths:
        yield _leader(CUT, Decimal(score.cut_tenths).scaleb(-1))
    yield " " * (_WIDTH - _POINTS) + "─" * _POINTS
    yield _leader("Score", score.score, dots=False)
    yield " " * (_WIDTH - _POINTS) + "═" * _POINTS


def _leader(text: str, points: Decimal | None, *, dots: bool = True) -> str:
    if points is None:
        return text
    figure = str(points).replace("-", "−")
    gap = _WIDTH - len(text) - len(figure) - 2
    fill = ("." if dots and gap > 0 else " ") * max(gap, 0)
    return f"{text} {fill} {figure}"


def _line(line: Line) -> str:
    said = f"  {line.measure.name}  {reading_text(line)}  {_worth(line)} × {line.measure.weight}"
    return _leader(said, line.points)


def _worth(line: Line) -> str:
    return "" if line.sub_score is None else format(half_up(line.sub_score, 1), "f")


def reading_text(line: Line) -> str:
    """A reading as a person says it: "84 %", "8 days", "+6 %", "both in place"."""
    value = line.reading
    if value is None or isnan(value):  # gone quiet: nothing to read now
        return ""
    if said := _SAID.get((line.measure.key, value)):
        return said
    return figure_text(value, line.measure.unit)


def figure_text(value: float, unit: Unit) -> str:
    """A reading in its unit: "84 %", "8 days", "+6 %"."""
    if unit is Unit.SHARE:
        return _percent(value)
    if unit is Unit.LEAD:
        return "on plan" if abs(value) < 0.005 else f"{_percent(abs(value))} {_side(value)} plan"
    if unit is Unit.RATIO:
        return _signed(value - 1)
    number = format(half_up(Decimal(str(value)), 1).normalize(), ",f")
    if unit in {Unit.DAYS, Unit.SEVERE_DAYS}:
        severe = " × severity" if unit is Unit.SEVERE_DAYS else ""
        return f"{number} {'day' if number == '1' else 'days'}{severe}"
    return number


def _side(lead: float) -> str:
    return "ahead of" if lead > 0 else "behind"


def _percent(share: float) -> str:
    return f"{half_up(Decimal(str(share)) * 100)} %".replace("-", "−")


def _signed(share: float) -> str:
    text = _percent(share)
    return text if text.startswith(("−", "0")) else f"+{text}"


def _missing(receipt: Receipt) -> Iterator[str]:
    gone = receipt.missing
    if not gone:
        return
    weight = sum(x.measure.weight for x in gone)
    yield f"Absent or expired, {weight} of {receipt.score.applicable_weight} weight:"
    for line in gone:
        why = "absent" if line.state is LineState.ABSENT else f"expired since {line.expired_on}"
        yield f"  {line.measure.name} [{line.measure.weight}] {why}"
    if receipt.score.state is State.NOT_SCORED:
        yield f"A score needs {receipt.card.minimum_coverage} % of the weight. These columns help most:"
        yield from (f"  {x.measure.brings}" for x in gone[:3])


def score_facts(score: Score) -> dict[str, Any]:
    """A score as the JSON of `csdesk health`, without its lines."""
    return {
        "id": score.account,
        "account": score.name,
        "scorecard": score.card,
        "state": score.state.value,
        "score": _number(score.score),
        "band": score.band.value if score.band else None,
        "coverage": score.coverage,
        "low": _number(score.low),
        "high": _number(score.high),
        "without_modifiers": _number(score.without_modifiers),
        "judgement": score.judgement,
        "judged_on": score.judged_on,
        "scored_from": score.starts_on,
    }


def receipt_facts(receipt: Receipt, *, rows: bool = True) -> dict[str, Any]:
    """A receipt as the JSON of `csdesk health`; lines and modifiers add up exactly to the score.

    Without `rows`, which nobody looked for, those of a line are null.
    """
    score = receipt.score
    modifiers: list[dict[str, object]] = [
        {
            "name": m.name,
            "points": _number(m.points),
            "since": m.since,
            "clears_when": m.clears_when,
            "row": m.row,
        }
        for m in score.modifiers
    ]
    if score.cut_tenths:
        cut = score.cut_tenths / 10
        modifiers.append({"name": CUT, "points": cut, "since": None, "clears_when": None, "row": None})
    return score_facts(score) | {
        "version": receipt.card.version,
        "flags": list(receipt.flags),
        "lines": [_line_facts(x) if rows else _line_facts(x) | {"rows": None} for x in receipt.lines],
        "modifiers": modifiers,
    }


def _line_facts(line: Line) -> dict[str, Any]:
    value = line.reading
    return {
        "measure": line.measure.name,
        "group": line.measure.group.value,
        "state": line.state.value,
        "reading": None if value is None or isnan(value) else value,
        "unit": line.measure.unit.value,
        "observed_on": line.observed_on.isoformat() if line.observed_on else None,
        "age_days": line.age_days,
        "expired_on": line.expired_on.isoformat() if line.expired_on else None,
        "sub_score": _number(line.sub_score),
        "weight": line.measure.weight,
        "points": _number(line.points),
        "rows": list(line.rows),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

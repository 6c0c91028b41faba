"""The lines of a receipt as they are drawn: heads, readings, modifiers, and the total that adds up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from csdesk import wording
from csdesk.domain.health.receipt import Line, LineState, Receipt
from csdesk.domain.health.score import CUT, State
from csdesk.domain.phrases import first_of, lower, together, upper
from csdesk.services.health.health_text import reading_text
from csdesk.ui.account.behind import Behind, behind_line, behind_modifiers
from csdesk.ui.formats import day, signed
from csdesk.ui.kit.literal import ABSENT

_SHEETS = 3
_MOST = 6
"""How many absent measures are named where there is no score: what helps most was said before."""


class Row(StrEnum):
    """What a drawn line is."""

    HEAD = "head"
    LINE = "line"
    SUBTOTAL = "subtotal"
    MODIFIER = "modifier"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn line: words, the reading in words, points, and what stands behind it."""

    row: Row
    words: str
    points: str
    reading: str = ""
    behind: Behind | None = None

    @property
    def tip(self) -> str:
        """What stands behind it in a few lines."""
        return self.behind.tip if self.behind is not None else ""


def drawn(receipt: Receipt, today: date) -> list[Drawn]:
    """The receipt from top to bottom; its lines and modifiers add up exactly to the score."""
    lines: list[Drawn] = []
    for group, points, members in receipt.groups():
        lines.append(Drawn(Row.HEAD, wording.choice(group), _figure(points)))
        lines += [_reading(line, today) for line in members]
    score = receipt.score
    if score.score is None:
        return lines
    changed = bool(score.modifiers or score.cut_tenths)
    if changed:
        lines.append(Drawn(Row.SUBTOTAL, "Without modifiers", _figure(score.without_modifiers)))
    for modifier in score.modifiers:
        since = f", since {day(date.fromisoformat(modifier.since), today=today)}" if modifier.since else ""
        behind = behind_modifiers([modifier], today)
        lines.append(Drawn(Row.MODIFIER, modifier.name + since, signed(modifier.points), behind=behind))
    if score.cut_tenths:
        cut = signed(Decimal(score.cut_tenths).scaleb(-1))
        lines.append(Drawn(Row.MODIFIER, CUT, cut))
    words = "Score" if changed else "Score, no modifiers"
    lines.append(Drawn(Row.TOTAL, words, _figure(score.score)))
    return lines


def _reading(line: Line, today: date) -> Drawn:
    points, behind = _figure(line.points), behind_line(line, today)
    return Drawn(Row.LINE, line.measure.name, points, reading_text(line), behind)


def missing_sentence(receipt: Receipt, today: date) -> str:
    """What was absent or expired, with its weight; for an account without a score, what would help."""
    gone, score = receipt.missing, receipt.score
    if not gone:
        return ""
    weight = sum(x.measure.weight for x in gone)
    shown = gone if score.score is not None else gone[:_MOST]
    names = first_of([_gone(x, today) for x in shown], len(gone))
    said = f"Absent or expired, {weight} of {score.applicable_weight} weight: {names}."
    return upper(said)


def unscored_sentence(receipt: Receipt, today: date) -> str:
    """Why there is no score, and what would bring one."""
    score = receipt.score
    if score.state is State.SCORED:
        return ""
    if score.state is State.ONBOARDING and score.starts_on:
        start = day(date.fromisoformat(score.starts_on), today=today)
        return f"Not scored yet: the account is onboarding until {start}."
    known = f"{score.fresh_weight} of {score.applicable_weight} weight is known"
    need = f"Not scored: {known}, and a score needs {receipt.card.minimum_coverage} %."
    helps = "; ".join(_sheets_that_help(receipt))
    return f"{need} What helps most in your workbook: {helps}." if helps else need


def _sheets_that_help(receipt: Receipt) -> list[str]:
    """The sheets to add with their columns, the most useful first: those that bring a measure by themselves."""
    found: dict[str, str] = {}
    for line in receipt.missing:
        sheet, _, columns = line.measure.brings.partition(": ")
        if ";" not in columns:
            found.setdefault(sheet, f"a sheet {sheet} with {together(columns.split(', '))}")
    return list(found.values())[:_SHEETS]


def _gone(line: Line, today: date) -> str:
    name = line.measure.name
    name = name if name[:2].isupper() else lower(name)
    if line.state is LineState.EXPIRED and line.expired_on is not None:
        return f"{name} (expired {day(line.expired_on, today=today)})"
    return name


def _figure(points: Decimal | None) -> str:
    return ABSENT if points is None else f"{points:.1f}"

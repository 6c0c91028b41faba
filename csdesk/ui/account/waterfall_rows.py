"""The rows of the two waterfalls of an account: how its score is made, and why it changed between two days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from csdesk import wording
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.between import Part
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.standing import Standing
from csdesk.domain.health.waterfall import LEVELS, Step, StepKind, steps_between, steps_of
from csdesk.domain.phrases import lower
from csdesk.services.health.health_change import Change
from csdesk.services.health.health_text import reading_text
from csdesk.services.health.portfolio_text import part_words
from csdesk.services.health.standings import standing_words
from csdesk.ui.account.behind import Behind, behind_line, behind_modifiers
from csdesk.ui.account.waterfall import Drawn, Ruled
from csdesk.ui.formats import day, percent, signed

_TONES = {Band.HEALTHY: "good", Band.WATCH: "watch", Band.AT_RISK: "bad"}
_RECEIPT_HEADS = ("", "Reading", "Sub-score × weight", "Points")
_FEW, _LITTLE = 3, 1
"""More than so many parts of less than a point that others brought about are shown as one."""
_CHANGE_HEADS = ("", "", "", "Points")


def receipt_rows(receipt: Receipt, today: date) -> list[Drawn]:
    """How the score is made; empty where there is none."""
    return [_receipt_row(step, receipt, today) for step in steps_of(receipt)]


def _receipt_row(step: Step, receipt: Receipt, today: date) -> Drawn:
    score = receipt.score
    if step.kind is StepKind.LINE and (line := step.line) is not None:
        worth = "" if line.sub_score is None else f"{line.sub_score:.0f} × {line.measure.weight}"
        figure, said = f"{step.points:.1f}", reading_text(line)
        return Drawn(step, step.name, figure, "chart.0", said, worth, behind=behind_line(line, today))
    if step.kind is StepKind.SCORE:
        tone = _TONES.get(score.band, "info") if score.band else "info"
        span = (score.low, score.high) if score.low is not None and score.high is not None else None
        return Drawn(
            step, "Score", f"{step.end:.1f}", f"{tone}.fill", span=span if score.low != score.high else None
        )
    if step.kind in {StepKind.MODIFIER, StepKind.CUT}:
        role = "watch" if step.points < 0 else "good"
        behind = behind_modifiers([step.modifier], today) if step.modifier is not None else None
        figure = signed(step.points)
        return Drawn(step, step.name, figure, f"{role}.fill", behind=behind, ink=f"{role}.text")
    bar = "furniture.series_muted" if step.kind is StepKind.GROUP else "furniture.neutral_bar"
    return Drawn(step, wording.choice(step.name), f"{step.points:.1f}", bar)


def receipt_axis(bands: Bands) -> Ruled:
    """From 0 to 100, with the bands' lower bounds."""
    marks = ((bands.watch, f"watch from {bands.watch}"), (bands.healthy, f"healthy from {bands.healthy}"))
    return Ruled(0, 100, marks, _RECEIPT_HEADS)


def receipt_finding(receipt: Receipt, standing: Standing | None) -> str:
    """What the waterfall says: the score, since when it is in its band, and what costs most."""
    score = receipt.score
    if score.score is None or score.band is None:
        return ""
    same = standing is not None and standing.band is score.band
    said = f"{score.score} points, {standing_words(standing) if standing and same else score.band.value}"
    return f"{said}{_costs(receipt)}"


def _costs(receipt: Receipt) -> str:
    if (by := receipt.score.set_by_hand) is not None:
        return f"; {lower(by.name)}, computed it is {receipt.score.computed}"
    taken = min(receipt.score.modifiers, key=lambda m: m.tenths, default=None)
    if taken is not None and taken.tenths < 0:
        name = lower(taken.name)
        return f"; {name} takes {abs(taken.points)}"
    lost = {
        group.value: sum((_lost(x.points, x.measure.weight, receipt) for x in lines), Decimal(0))
        for group, _, lines in receipt.groups()
    }
    most = max(lost, key=lambda name: lost[name], default="")
    return f"; {most} is {lost[most]:.1f} below what it could give" if most and lost[most] >= 1 else ""


def _lost(points: Decimal | None, weight: int, receipt: Receipt) -> Decimal:
    return Decimal(100 * weight) / receipt.score.fresh_weight - (points or Decimal(0))


def receipt_remark(receipt: Receipt) -> str:
    """Between what the score would lie if all that is missing were bad, or good."""
    score = receipt.score
    if score.score is None:
        return ""
    if score.fresh_weight == score.applicable_weight:
        return "Everything that the scorecard asks for is known."
    known = percent(score.coverage)
    if score.set_by_hand is not None:
        return f"{known} of the weight is known. A score that was set by hand reverts by itself."
    return (
        f"{known} of the weight is known: {score.low} if all the rest were bad, {score.high} if it were good."
    )


def change_rows(change: Change, today: date) -> list[Drawn]:
    """From the score on one day, part by part, to that on the other; empty where a score or a difference is missing."""
    if change.then is None or change.now is None or not change.parts:
        return []
    names = tuple(f"Score on {day(on, today=today)}" for on in (change.since, change.as_of))
    parts, together = _gathered(change.parts)
    rows = [
        _change_row(s, today) for s in steps_between(change.then, change.now, parts, (names[0], names[1]))
    ]
    said = "\n".join(f"{signed(p.change)}  {part_words(p)}" for p in together)
    return [replace(row, alone=said) if row.step.part is parts[-1] and together else row for row in rows]


def _gathered(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The parts, with those that only count a little more or less as one, the last; and which these are."""
    small = [p for p in parts if p.share_alone and abs(p.change) < _LITTLE]
    total = sum((p.change for p in small), Decimal(0))
    if len(small) <= _FEW or not total:
        return list(parts), []
    name = f"{len(small)} measures that stand as they did count for {'more' if total > 0 else 'less'}"
    return [*(p for p in parts if p not in small), Part(name, None, total)], small


def _change_row(step: Step, today: date) -> Drawn:
    if step.kind in LEVELS:
        return Drawn(step, step.name, f"{step.end:.1f}", "furniture.neutral_bar")
    role = "good" if step.points > 0 else "watch"
    words = part_words(step.part) if step.part is not None else step.name
    behind = _behind_part(step.part, today) if step.part is not None else None
    return Drawn(step, words, signed(step.points), f"{role}.fill", behind=behind, ink=f"{role}.text")


def _behind_part(part: Part, today: date) -> Behind | None:
    return behind_line(part.line, today) if part.line is not None else behind_modifiers(part.modifiers, today)


def change_axis(rows: list[Drawn], bands: Bands) -> Ruled:
    """Around the levels between which the change lies, with the bands' lower bounds where these are near."""
    levels = [
        float(level) for r in rows for level in (r.step.begin, r.step.end) if r.step.kind is StepKind.PART
    ]
    levels += [float(r.step.end) for r in rows if r.step.kind in LEVELS]
    low, high = (min(levels), max(levels)) if levels else (0.0, 100.0)
    room = max(4.0, (high - low) * 0.25)
    low, high = max(0.0, low - room) if low >= 0 else low, high + room
    marks = [
        (edge, f"{name} from {edge}") for edge, name in ((bands.watch, "watch"), (bands.healthy, "healthy"))
    ]
    near = tuple((float(edge), words) for edge, words in marks if low < edge < high)
    return Ruled(low, high, near, _CHANGE_HEADS, 390, 1, 1)


def change_finding(change: Change, today: date) -> str:
    """How far it moved, and by what most."""
    first, last = (day(on, today=today) for on in (change.since, change.as_of))
    span = f"since {first}" if change.as_of == today else f"from {first} to {last}"
    span += ", each day as it was known" if change.known else ""
    if change.then is None or change.now is None:
        return f"What changed {span}"
    moved = change.now - change.then
    if not moved:
        return f"The same {span}"
    way = "Up" if moved > 0 else "Down"
    parts = [p for p in change.parts if (p.change > 0) == (moved > 0)]
    most = f", most by {lower(parts[0].name)}" if parts else ""
    return f"{way} {abs(moved)} {span}{most}"

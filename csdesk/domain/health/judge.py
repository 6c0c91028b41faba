"""Judging is pure: readings and a scorecard in, a score or its receipt out, in exact whole numbers."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from csdesk.domain.health.curve import POINT, curve
from csdesk.domain.health.readings import Column, Columns, OpenOverride, OpenRisk, Reading, Subject
from csdesk.domain.health.receipt import Line, LineState, Receipt, exact
from csdesk.domain.health.scope import ANYBODY, Likeness
from csdesk.domain.health.score import SET_BY, Modifier, Score, State
from csdesk.domain.health.scorecard import Scorecard
from csdesk.domain.health.terms import Measure
from csdesk.domain.money import split_whole
from csdesk.domain.risks import RISK_POINTS

_TENTH = POINT // 10
_NO_COLUMN = Column({})
_Plan = tuple[list[tuple[Mapping[int, Reading], Reading | None, int, Callable[[float], int], str]], int]
"""For accounts of one kind: (readings, the one of all others, weight, curve, the oldest day still fresh), and the
whole weight."""


class Judge:
    """The judgement of a scorecard over the readings of a day."""

    def __init__(self, card: Scorecard, columns: Columns, as_of: date) -> None:
        self.card = card
        self.as_of = as_of
        self._day = as_of.isoformat()
        self._columns = columns
        self._likeness = Likeness((m.scope for m in card.measures), as_of)
        self._plans: dict[tuple[object, ...], _Plan] = {}

    def score(self, subject: Subject) -> Score:
        """The score of an account."""
        total, fresh, applicable = self._weigh(subject)
        state = self._state(subject, fresh, applicable)
        modifiers = tuple(_modifier(r) for r in subject.risks) if subject.risks else ()
        if state is not State.SCORED:
            return Score(
                subject.account, subject.name, state, fresh, applicable,
                modifiers=modifiers, starts_on=subject.starts_on,
                judgement=subject.judgement, judged_on=subject.judged_on, card=self.card.name,
            )  # fmt: skip
        moved = sum(m.tenths for m in modifiers)
        without = _tenths(total, fresh)
        tenths = _within(without + moved)
        low = _within(_tenths(total, applicable) + moved)
        high = _within(_tenths(total + (applicable - fresh) * 100 * POINT, applicable) + moved)
        if subject.override is not None:
            modifiers = (*modifiers, _by_hand(subject.override, tenths))
            tenths = low = high = subject.override.score * 10
        band_of = self.card.bands.of
        return Score(
            subject.account, subject.name, state, fresh, applicable, tenths, band_of(tenths), without, low, high,
            band_of(low) is not band_of(high), modifiers,
            subject.starts_on, subject.judgement, subject.judged_on, self.card.name,
        )  # fmt: skip

    def worths(self, subject: Subject) -> dict[str, int]:
        """The sub-scores of an account in millionths by the measure's key, of its fresh readings alone."""
        found: dict[str, int] = {}
        for measure in self.card.measures:
            reading = self.reading(measure, subject)
            if reading is not None and self._applies(measure, subject):
                found[measure.key] = curve(measure.points_for(subject.model))(reading)
        return found

    def reading(self, measure: Measure, subject: Subject) -> float | None:
        """An account's fresh reading; None where it is absent or expired."""
        column = self._column(measure)
        found = column.values.get(subject.pk, column.otherwise)
        return found[0] if found and found[1] >= self._oldest(measure) else None

    def applies(self, measure: Measure, subject: Subject) -> bool:
        """Whether a measure is asked of an account on this day."""
        return self._applies(measure, subject)

    def receipt(self, subject: Subject) -> Receipt:
        """The score of an account with a line for every measure of the card."""
        score = self.score(subject)
        lines = [self._line(m, subject) for m in self.card.measures]
        if score.state is State.SCORED:
            lines = _with_points(lines, score.fresh_weight)
        return Receipt(self.card, self.as_of, score, tuple(lines))

    def _weigh(self, subject: Subject) -> tuple[int, int, int]:
        rows, applicable = self._plan(subject)
        total = fresh = 0
        pk = subject.pk
        for values, otherwise, weight, worth, oldest in rows:
            reading = values.get(pk, otherwise)
            if reading is not None and reading[1] >= oldest:
                total += weight * worth(reading[0])
                fresh += weight
        return total, fresh, applicable

    def _plan(self, subject: Subject) -> _Plan:
        kind = self._likeness.of(subject)
        if kind not in self._plans:
            mine = [m for m in self.card.measures if self._applies(m, subject)]
            rows = [
                (c.values, c.otherwise, m.weight, curve(m.points_for(subject.model)), self._oldest(m))
                for m, c in ((m, self._column(m)) for m in mine)
            ]
            self._plans[kind] = rows, sum(m.weight for m in mine)
        return self._plans[kind]

    def _applies(self, measure: Measure, subject: Subject) -> bool:
        return measure.scope is ANYBODY or measure.scope.fits(subject, self.as_of, unknown=True)

    def _column(self, measure: Measure) -> Column:
        return self._columns.get(measure.key, _NO_COLUMN)

    def _oldest(self, measure: Measure) -> str:
        return "" if measure.shelf is None else _ago(self.as_of, measure.shelf)

    def _state(self, subject: Subject, fresh: int, applicable: int) -> State:
        if subject.starts_on is not None and subject.starts_on > self._day:
            return State.ONBOARDING
        enough = fresh > 0 and fresh * 100 >= self.card.minimum_coverage * applicable
        return State.SCORED if enough else State.NOT_SCORED

    def _line(self, measure: Measure, subject: Subject) -> Line:
        if not self._applies(measure, subject):
            return Line(measure, LineState.NOT_APPLICABLE)
        column = self._column(measure)
        reading = column.values.get(subject.pk, column.otherwise)
        if reading is None:
            return Line(measure, LineState.ABSENT)
        if reading[1] < self._oldest(measure):
            return self._dated(measure, reading, LineState.EXPIRED, None)
        worth = curve(measure.points_for(subject.model))(reading[0])
        return self._dated(measure, reading, LineState.FRESH, exact(worth))

    def _dated(self, measure: Measure, reading: Reading, state: LineState, worth: Decimal | None) -> Line:
        value, day, rows = reading
        seen = date.fromisoformat(day) if day else None
        ended = None
        if state is LineState.EXPIRED and seen and measure.shelf is not None:
            ended = seen + timedelta(days=measure.shelf + 1)
        age = (self.as_of - seen).days if seen else None
        return Line(measure, state, value, seen, age, ended, worth, None, rows)


def _with_points(lines: list[Line], fresh_weight: int) -> list[Line]:
    worths = [int((x.sub_score or Decimal(0)).scaleb(6)) * x.measure.weight for x in lines]
    shares = split_whole(worths, fresh_weight * _TENTH)
    return [
        _pointed(x, Decimal(p).scaleb(-1)) if x.state is LineState.FRESH else x
        for x, p in zip(lines, shares, strict=True)
    ]


def _pointed(x: Line, points: Decimal) -> Line:
    """The line with its points; `replace` would take five times as long, for every line of every account."""
    return Line(
        x.measure, x.state, x.reading, x.observed_on, x.age_days, x.expired_on, x.sub_score, points,
        x.row_count, x.rows,
    )  # fmt: skip


def _modifier(risk: OpenRisk) -> Modifier:
    tenths, row = RISK_POINTS[risk.severity] * 10, f"risks/{risk.id}"
    return Modifier(f"Open risk: {risk.cause.value}", tenths, risk.since, risk.clears_when, row)


def _by_hand(override: OpenOverride, computed: int) -> Modifier:
    """The line that leads from the computed score to the one that a person set."""
    by = override.by or "hand"
    until = f"it reverts by itself after {override.until}; reason: {override.reason}"
    row = f"overrides/{override.id}"
    return Modifier(f"{SET_BY}{by}", override.score * 10 - computed, override.since, until, row)


def _tenths(total: int, weight: int) -> int:
    """The weighted mean in tenths of a point, half up."""
    return (2 * total + weight * _TENTH) // (2 * weight * _TENTH)


def _within(tenths: int) -> int:
    return min(1000, max(0, tenths))


@lru_cache(maxsize=256)
def _ago(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat()

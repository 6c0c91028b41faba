"""What stands behind a drawn row of a score: its rule, its arithmetic, and the rows of the book that it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from csdesk import wording
from csdesk.domain.health.receipt import Line
from csdesk.domain.health.score import Modifier
from csdesk.domain.health.terms import Measure
from csdesk.domain.phrases import upper
from csdesk.domain.risks import RISK_POINTS
from csdesk.services.health.health_text import reading_text
from csdesk.ui.formats import day, signed

_RISK = "An open risk takes {} until it is closed."
_BY_HAND = "A score that a person set stands in the place of the computed one until its last day."


@dataclass(frozen=True, slots=True)
class Behind:
    """`rows` are names of rows, "usage/…"; `measure` is the one that read them, if one did."""

    title: str
    rule: str
    arithmetic: str
    rows: tuple[str, ...]
    measure: Measure | None = None

    @property
    def tip(self) -> str:
        """The whole in a few lines, and how its rows are shown."""
        rows = wording.count(len(self.rows), "row")
        shown = f"{rows}; Enter or a click shows {'it' if len(self.rows) == 1 else 'them'}."
        return "\n".join(filter(None, (self.rule, self.arithmetic, shown if self.rows else NO_ROWS)))


NO_ROWS = "No row speaks against it."


def behind_line(line: Line, today: date) -> Behind:
    """What stands behind the line of a measure."""
    name, reading = line.measure.name, reading_text(line)
    rule = line.measure.rule.replace("*", "").rstrip(".")
    title = f"{name}: {reading}" if reading else name
    return Behind(title, f"{upper(rule)}.", _weighed(line, today), line.rows, line.measure)


def _weighed(line: Line, today: date) -> str:
    """How the reading became points."""
    parts = [] if line.observed_on is None else [f"Observed {day(line.observed_on, today=today)}."]
    if line.sub_score is not None:
        of = f"{line.sub_score:.1f} of 100, weight {line.measure.weight}"
        parts.append(f"{of}: {line.points} points." if line.points is not None else f"{of}.")
    return " ".join(parts)


def behind_modifiers(modifiers: Sequence[Modifier], today: date) -> Behind | None:
    """What stands behind modifiers of one name; None where none does."""
    if not modifiers:
        return None
    first = modifiers[0]
    rule = _BY_HAND if first.by_hand else _RISK.format(_by_severity())
    said = " ".join(_since(m, today) for m in modifiers)
    return Behind(first.name, rule, said, tuple(m.row for m in modifiers if m.row))


def _by_severity() -> str:
    first, *others = (f"{-points} points if {s.value}" for s, points in RISK_POINTS.items())
    return ", ".join([first, *(said.replace(" points", "") for said in others)])


def _since(modifier: Modifier, today: date) -> str:
    since = f" since {day(date.fromisoformat(modifier.since), today=today)}" if modifier.since else ""
    ends = modifier.clears_when or ""
    if not modifier.by_hand:
        ends = f"clears when: {ends}" if ends else "no clear condition yet"
    return f"{signed(modifier.points)}{since}; {ends.rstrip('.')}."

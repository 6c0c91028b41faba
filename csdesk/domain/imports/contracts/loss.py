"""A loss is what a row and its note say about a customer that left: when, where they say so, and why."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """What a note says about a customer that left: when, where it says so, and why."""

    on: date | None
    reason: str | None


def told_loss(record: Record, *, near: date | None) -> Loss:
    """When a row says, in its columns or its note, that its customer left, and why; `near` gives a note its year."""
    said = loss_of(record.get("account.notes"), near=near)
    on = record.get("account.lost_on") or record.get("subscription.cancelled_on") or said.on
    return Loss(on, record.get("account.lost_reason") or said.reason)


def dayless_told(rows: Sequence[int]) -> Iterator[str]:
    """What to tell of the lost customers in these rows of a sheet, whose contracts do not come."""
    if rows:
        which = first_of([*map(str, rows[:_SHOWN])], len(rows))
        yield (
            f"{counted(len(rows), 'row', 'tells')} a loss, and nothing says when it was: row {which}. "
            "No contract comes with such a row, as it would count as revenue."
        )


_SHOWN = 6
_GONE = (
    "churned churn lost canceled cancelled left gone terminated ended gekündigt gekuendigt verloren abgewandert "
    "beendet cancelado cancelada perdido perdida rescindido rescindida baja résilié résiliée resilie perdu perdue "
    "parti partie annulé annulée encerrado encerrada"
)
"""The words for what has left with which a note begins, in five languages."""
_LEFT = re.compile(
    rf"^\W*(?:{'|'.join(_GONE.split())})\b[\s:]*(?:on\s+|(?:am|zum|per|el|le|em)\s+(?=\d))?(.*)$",
    re.IGNORECASE | re.DOTALL,
)


def loss_of(note: str | None, *, near: date | None) -> Loss:
    """The day and reason in a note such as “Churned 30 Sep – went with competitor”; `near` gives its year."""
    if not note:
        return Loss(None, None)
    match = _LEFT.match(note)
    if not match:
        return Loss(None, note.strip())
    rest = match.group(1).strip()
    head, _, tail = re.sub(r"\s+[–—-]\s+|\s*:\s+|,\s+(?=[a-z])", "\x00", rest, count=1).partition("\x00")
    day = _note_day(head, near)
    reason = tail if day and tail else rest if not day else None
    return Loss(day, (reason or "").strip(" –—-:,.") or None)


def _note_day(text: str, near: date | None) -> date | None:
    typed = typed_day(text)
    if typed and typed.certain:
        return typed.certain
    if near is None or not re.fullmatch(r"[\w. ]{3,20}", text):
        return None
    options = []
    for year in (near.year - 1, near.year, near.year + 1):
        guess = typed_day(f"{text} {year}")
        if guess and guess.certain:
            options.append(guess.certain)
    return min(options, key=lambda d: abs((d - near).days), default=None)

"""A line that ends before it begins: its days changed places, its end is wrong, or its row is refused; asked once."""

from collections.abc import Iterator, Sequence
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.contracts.sold import days_backwards
from csdesk.domain.imports.contracts.terms import Backwards, Terms
from csdesk.domain.imports.reading.record import Record, said_in
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted

_ENDS = ("subscription.end", "subscription.renewal_date", "subscription.period_end")
_STARTS = ("subscription.start", "subscription.signed_on", "subscription.period_start")
_SHOWN = 3


def turned(sheet: Sheet, records: Sequence[Record], terms: Terms, asking: Asking) -> Backwards:
    """What becomes of lines whose days stand so."""
    header = next((h for target in _ENDS if (h := sheet.header(target))), "")
    if not header or not any(map(sheet.header, _STARTS)):
        return Backwards.REFUSE
    suspects = _suspects(records, *([t for t in some if sheet.header(t)] for some in (_ENDS, _STARTS)))
    found = [(r.row, days) for r in suspects if (days := days_backwards(r, terms))]
    if not found:
        return Backwards.REFUSE
    row, (start, end) = found[0]
    answer = asking.said(
        Question(
            key=f"backwards:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(row for row, _ in found),
            seen=tuple(
                f"row {row}: {spelled(start)} to {spelled(end)}" for row, (start, end) in found[:_SHOWN]
            ),
            choices=(
                Choice(
                    Backwards.SWAP,
                    f"The two days changed places: it runs from {spelled(end)} to {spelled(start)}",
                ),
                Choice(
                    Backwards.OPEN,
                    f"The end is wrong: it began on {spelled(start)}, and its end is not known",
                ),
                Choice(Backwards.REFUSE, "Refuse these rows, to be mended"),
            ),
            default=None,
            text=f"{counted(len(found), 'line')} would end before {'it' if len(found) == 1 else 'they'} began. "
            "What is right?",
            evidence=f"Row {row} ends on {spelled(end)}, and begins on {spelled(start)}.",
        )
    )
    return Backwards(answer) if answer else Backwards.REFUSE


def _suspects(records: Sequence[Record], ends: Sequence[str], starts: Sequence[str]) -> Iterator[Record]:
    """The rows that end no later than they begin, as far as two columns tell; most need not be looked at closer."""
    found: set[int] = set()
    for end in ends:
        for start in starts:
            pairs = zip(said_in(records, end), said_in(records, start), strict=True)
            found |= {
                at for at, (e, s) in enumerate(pairs) if isinstance(e, date) and s is not None and e <= s
            }
    return (records[at] for at in sorted(found))

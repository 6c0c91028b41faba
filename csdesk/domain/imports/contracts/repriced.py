"""An amount that differs from the book's is a correction, or a change from a day: asked once a sheet."""

from collections.abc import Iterable, Mapping
from datetime import date

from csdesk.domain.day_words import spelled
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.contracts.moved_on import NEW_TERM
from csdesk.domain.imports.contracts.steps import CORRECTION
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.subscriptions import Step

_PRICED = ("subscription.mrr", "subscription.arr", "subscription.amount", "subscription.quantity")


def taken_back(bench: Bench) -> frozenset[Where]:
    """Rows whose amount another row of the files takes back: in the end the line costs what the book says."""
    before = {s.id: s for s in bench.known.all(Step)} if bench.repriced else {}
    return frozenset(
        where for where, _, line, _ in bench.repriced if all(before.get(s.id) == s for s in bench.steps(line))
    )


def ask_amounts(
    sheets: Iterable[Sheet], bench: Bench, asking: Asking, *, but: frozenset[Where]
) -> Mapping[str, str]:
    """By sheet, what its amounts mean that differ from the book; those of the rows `but` do not."""
    found: dict[str, str] = {}
    for sheet in sheets:
        told = [
            (w[1], seen, first) for w, seen, _, first in bench.repriced if w[0] == sheet.name and w not in but
        ]
        if told and not sheet.mapping.own and (answer := asking.ask(_question(sheet, told))):
            found[sheet.name] = answer
    return found


def _question(sheet: Sheet, changed: list[tuple[int, str, date | None]]) -> Question:
    header = next((sheet.header(t) for t in _PRICED if sheet.header(t)), "amount")
    day = sheet.day.isoformat()
    return Question(
        key=f"changed:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=tuple(row for row, *_ in changed),
        seen=tuple(seen for _, seen, _ in changed[:5]),
        choices=(
            Choice(CORRECTION, "A correction: the new amount always held"),
            *_of_the_term(changed, sheet.day),
            Choice(day, f"A change from {spelled(sheet.day)}, the day of the file; another day may be given"),
        ),
        default=NEW_TERM if all(first for *_, first in changed) else day,
        text=f"{counted(len(changed), 'amount', 'differs')} from the book: correction, or change?",
        evidence="The book's amounts came with an earlier file.",
        free=True,
    )


def _of_the_term(changed: list[tuple[int, str, date | None]], day: date) -> list[Choice]:
    """From the first day of the new term, where contracts renewed by themselves."""
    days = sorted({first for *_, first in changed if first})
    if not days:
        return []
    named = spelled(days[0]) if len(days) == 1 else f"{spelled(days[0])} … {spelled(days[-1])}"
    others = "" if all(first for *_, first in changed) else f"; of the others, from {spelled(day)}"
    return [Choice(NEW_TERM, f"A change from the first day of the new term: {named}{others}")]

"""A sheet that came back twice, because a colleague copied it: what was changed on either counts, and counts once."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.targets import OMIT
from csdesk.domain.rounds.cells import Cells, Edited, Same
from csdesk.domain.rounds.found import Page
from csdesk.domain.rounds.plan import COPY
from csdesk.domain.values import dataclass

TAKE = "take"
"""The answer by which a row of the second sheet holds."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a page says beside an earlier one of its sheet: what is left of each, and a sentence on it."""

    page: Page
    cells: Cells
    before: Cells
    gained: tuple[Edited, ...]
    """The rows of the earlier page to which this one adds something."""


def repeated(
    page: Page, cells: Cells, first: Page, before: Cells, asking: Asking, called: Callable[[Edited], str]
) -> Repeated | None:
    """A page beside an earlier one of its sheet; None where it does not repeat a row of it, but goes on."""
    there = {*before.same.ids, *(row.id for row in before.edited)}
    ids = [*cells.same.ids, *(row.id for row in cells.edited)]
    again = sum(uid in there for uid in ids)
    if not again:
        return None
    told = {row.id: row for row in reversed(before.edited)}
    joined = {row.id: row for row in cells.edited if row.id in told and not row.problems.keys() & {*row.keys}}
    gained = {
        uid: _both(told[uid], row, called(told[uid]), (first, page), asking) for uid, row in joined.items()
    }
    new = [(row.id, row.texts) for row in before.new]
    rows = f"{counted(again, 'row')} of “{first.grid.name}”"
    note = f"“{page.grid.name}” repeats {rows}: what was changed or added on either counts, once."
    return Repeated(
        replace(page, notes=(*page.notes, note)),
        Cells(
            _with(cells.same, [*joined.values()]),
            tuple(row for row in cells.edited if joined.get(row.id) is not row),
            tuple(row for row in cells.new if (row.id, row.texts) not in new),
        ),
        replace(before, edited=tuple(_instead(row, told, gained) for row in before.edited)),
        tuple(row for uid, row in gained.items() if row is not told[uid]),
    )


def _instead(row: Edited, told: dict[str, Edited], gained: dict[str, Edited]) -> Edited:
    return gained[row.id] if row.id in gained and told[row.id] is row else row


def _both(one: Edited, other: Edited, name: str, pages: tuple[Page, Page], asking: Asking) -> Edited:
    """A row with what both say new; what they say differently is asked."""
    unlike = [k for k in other.keys if k in one.keys and one.says.get(k) != other.says.get(k)]
    taken = unlike if unlike and _ask(one, other, unlike, name, pages, asking) == TAKE else []
    fresh = [k for k in other.keys if k not in one.keys]
    if not taken and not fresh:
        return one
    brought = {*taken, *fresh}
    return replace(
        one,
        keys=(*one.keys, *fresh),
        says=_some(one.says, other.says, brought),
        texts=_some(one.texts, other.texts, brought),
        problems={k: p for k, p in one.problems.items() if k not in brought},
    )


def _some(one: Mapping[str, _T], other: Mapping[str, _T], keys: set[str]) -> dict[str, _T]:
    kept = {k: v for k, v in one.items() if k not in keys}
    return kept | {k: v for k, v in other.items() if k in keys}


def _ask(
    one: Edited, other: Edited, unlike: Sequence[str], name: str, pages: tuple[Page, Page], asking: Asking
) -> str | None:
    said = [", ".join(_told(row, p, unlike)) for row, p in zip((one, other), pages, strict=True)]
    names = [p.grid.name for p in pages]
    places = [f"row {row.number} of “{tab}”" for row, tab in zip((one, other), names, strict=True)]
    return asking.ask(
        Question(
            key=f"{COPY}:{names[1]}:{other.number}",
            sheet=names[1],
            rows=(other.number,),
            seen=tuple(said),
            choices=(
                Choice(TAKE, f"What “{names[1]}” says: {said[1]}"),
                Choice(OMIT, f"What “{names[0]}” says: {said[0]}"),
            ),
            default=None,
            text=f"{name}: {' and '.join(places)} differ. Which holds?",
            evidence=f"{said[0]}; {said[1]}",
        )
    )


def _told(row: Edited, page: Page, keys: Sequence[str]) -> Iterator[str]:
    heads = page.grid.rows[page.header]
    for key in keys:
        yield f"{heads[page.columns[key]]} {row.texts.get(key) or '–'}"


def _with(same: Same, rows: Sequence[Edited]) -> Same:
    numbers = array("L", [*same.numbers, *(row.number for row in rows)])
    return Same(numbers, [*same.ids, *(row.id for row in rows)])

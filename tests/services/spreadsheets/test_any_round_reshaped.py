"""Whatever a colleague does to the shape of a workbook, and saves it with another program: the merge is the same.

In one run rows are sorted anew, columns are moved, hidden and headed in other letters, a sheet gets another name, cells
are typed, rows come and go, and the book goes on meanwhile.
"""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.rounds.plan import Side
from csdesk.domain.touches import Touch
from csdesk.exchange.reading import read_here
from csdesk.services.spreadsheets.exports import export_book
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.store.book import Book
from tests.services.round_trip import add, write
from tests.services.spreadsheets.test_any_round import (
    DAY,
    NEW,
    USED,
    Edits,
    as_typed,
    bare,
    edits,
    key_of,
    put,
    said,
    seen,
    state,
)
from tests.trials import trials

Added = list[tuple[str, int | None, str]]
"""New touches: what was said, the minutes, the account by its name or its ID."""
SHEETS = ("Accounts", "Contacts", "Touches", "Steps", "Readings")
NAMED = {"Corvid, Inc.": "a-0", "a-1": "a-1"}


def reshaped(page: Any, chance: Random) -> None:
    """Sort the rows, move the columns, head some in other letters, hide some."""
    rows = [[(c.value, c.data_type, c.number_format) for c in row] for row in page.iter_rows()]
    head, body = rows[0], rows[1:]
    chance.shuffle(body)
    columns = list(range(len(head)))
    chance.shuffle(columns)
    for number, row in enumerate([head, *body], start=1):
        for at, column in enumerate(columns, start=1):
            cell = page.cell(number, at)
            cell.value, cell.data_type, cell.number_format = row[column]
    for cell in page[1]:
        if chance.random() < 0.3:
            cell.value = f" {str(cell.value).upper()} "
        page.column_dimensions[cell.column_letter].hidden = chance.random() < 0.2


def came_back(book: Book, typed: Edits, added: Added, removed: bool, shape: int) -> Source:
    """The book's workbook, edited, given another shape and saved by openpyxl."""
    chance = Random(shape)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        export_book(book, path, nouns=USED, today=DAY)
        workbook = openpyxl.load_workbook(path)
        for (noun, uid, name), value in typed.items():
            sheet, header, kind = key_of(noun, name)
            write(workbook[sheet], uid, header, as_typed(value, kind))
        touches = workbook["Touches"]
        if removed:
            touches.delete_rows(next(c.row for c in touches["A"] if c.value == "t-1"))
        for summary, minutes, account in added:
            add(touches, Account=account, On=DAY, Summary=summary, Minutes=minutes)
        for name in chance.sample(SHEETS, 2):
            reshaped(workbook[name], chance)
        workbook[chance.choice(SHEETS)].title = "From Anna"
        workbook.save(path)
        return read_here(path, day=DAY)


@trials(10)
@given(
    edits(typed=False, most=10),
    edits(typed=True, most=5),
    edits(typed=False, most=5),
    NEW,
    st.sampled_from([None, "keep", "remove"]),
    st.sampled_from(Side),
    st.integers(0, 10**6),
)
def test_a_workbook_of_another_shape_says_the_same(
    first: Edits, sheet: Edits, later: Edits, added: Added, goes: str | None, side: Side, shape: int
) -> None:
    with Book.in_memory() as book:
        put(book, first, bare())
        sent = state(book)
        typed = {p: in_fifteen_digits(v) for p, v in sheet.items() if not (goes and p[1] == "t-1")}
        source = came_back(book, typed, added, bool(goes), shape)
        put(book, later, [book.find(type(r), r.id) for r in bare()])
        ours = state(book)
        plan = plan_merge(book, source, {}, today=DAY, take=side)
        answers = {q.key: goes or "" for q in plan.open}
        assert [key.startswith("removed:") for key in answers] == ([True] if goes else [])
        plan = plan_merge(book, source, answers, today=DAY, take=side)
        assert ([r.what for r in plan.refused], plan.open, plan.notes) == ([], (), ())
        apply_merge(book, plan, today=DAY)
        assert touches_of(book, sent) == sorted((s, m, NAMED[a]) for s, m, a in map(shown, added))
        assert {t.id for t in book.all(Touch)} >= ({"t-0"} if goes == "remove" else {"t-0", "t-1"})
        if goes != "remove":
            edited = {p: v for p, v in typed.items() if v != in_fifteen_digits(sent[p])}
            theirs: Mapping[Any, Any] = {**sent, **edited}
            assert state(book) == {p: said(sent[p], theirs[p], ours[p], side) for p in sent}
        assert plan_merge(book, source, answers, today=DAY, take=side).changes_nothing


def in_fifteen_digits(value: Any) -> Any:
    """What a spreadsheet program takes of a number that is typed."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def shown(one: tuple[str, int | None, str]) -> tuple[str, int, str]:
    """A new touch, in an order; no minutes are fewer than any."""
    return str(seen(one[0])), -1 if one[1] is None else one[1], one[2]


def touches_of(book: Book, sent: Mapping[Any, Any]) -> list[tuple[str, int, str]]:
    """The touches that came."""
    there = {uid for _, uid, _ in sent}
    return sorted(
        (t.summary or "", -1 if t.minutes is None else t.minutes, t.account)
        for t in book.all(Touch)
        if t.id not in there
    )

"""Alike are two rows that may be one account: what each of them says, side by side, for the person who decides."""

from collections.abc import Iterable, Mapping

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.fields import Field, noun_of
from csdesk.domain.imports.bench.plan import Plan, SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.sheets.added import grid_of
from csdesk.domain.imports.tables.headers import blank, shown_header
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.values import dataclass
from csdesk.services.book.typed import written
from csdesk.store.book import Book

_LINES = 7
_FIRST = ("account.account", "account.domain", "account.external_id", "contact.name", "contact.email")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows: where each stands, and (header, of the one, of the other) for what either of them says."""

    one: str
    other: str
    lines: tuple[tuple[str, str, str], ...]


def pairs_of(book: Book, sources: Iterable[Source], plan: Plan) -> dict[str, Pair]:
    """Both rows of every question that asks whether two are the same, by the question's key."""
    read = tuple(sources)
    asked = [q for q in plan.questions if q.kind == "same"]
    found = ((q.key, _pair(book, read, plan, q)) for q in asked)
    return {key: pair for key, pair in found if pair is not None}


def _pair(book: Book, sources: tuple[Source, ...], plan: Plan, question: Question) -> Pair | None:
    sheet = _sheet(plan, question.sheet)
    if sheet is None:
        return None
    mine = cells_of(sources, sheet, question.rows[0])
    other = question.choices[0].value
    named, _, row = other.rpartition("!")
    place = _sheet(plan, named) if named else sheet
    if row.isdigit() and place is not None:
        title = f"Row {row}" if place is sheet else f"Row {row} of “{place.sheet}”"
        return _beside(sheet, title, question, mine, cells_of(sources, place, int(row)))
    account = book.find(Account, other)
    return _beside(sheet, "In the book", question, mine, _in_book(book, account)) if account else None


def _sheet(plan: Plan, name: str) -> SheetPlan | None:
    return next((s for s in plan.sheets if s.sheet == name), None)


def _beside(
    sheet: SheetPlan, title: str, question: Question, mine: Mapping[str, str], other: Mapping[str, str]
) -> Pair:
    headers = {c.target: c.header for c in sheet.columns if c.target}
    targets = dict.fromkeys([*(t for t in _FIRST if t in mine or t in other), *headers])
    said = [t for t in targets if (mine.get(t) or other.get(t)) and (t in other or t in _FIRST)]
    lines = tuple((headers.get(t, _word(t)), mine.get(t, ""), other.get(t, "")) for t in said[:_LINES])
    return Pair(f"Row {question.rows[0]}", title, lines)


def _word(target: str) -> str:
    return target.partition(".")[2].replace("_", " ").capitalize()


def cells_of(sources: Iterable[Source], sheet: SheetPlan, row: int) -> dict[str, str]:
    """What the cells of one row say, by where their columns go."""
    cells = row_of(sources, sheet, row)
    return {c.target: text for c, text in cells if c.target and text}


def row_of(sources: Iterable[Source], sheet: SheetPlan, row: int) -> list[tuple[Column, str]]:
    """The columns of a sheet with what one row says in each, as it stands in the file.

    Columns that became others, as products side by side do, stand behind those that did not.
    """
    grid = grid_of(sources, sheet.file, sheet.sheet)
    rows = grid.rows if grid is not None else ()
    cells = rows[row - 1] if 0 < row <= len(rows) else ()
    heads = rows[sheet.header_row - 1] if 0 < sheet.header_row <= len(rows) else ()
    known = {c.index for c in sheet.columns}
    apart = [
        Column(at, shown_header(head), None, 0, "", ())
        for at, head in enumerate(heads)
        if at not in known and not blank(head)
    ]
    return [(c, shown(cells[c.index]) if c.index < len(cells) else "") for c in (*sheet.columns, *apart)]


def _in_book(book: Book, account: Account) -> dict[str, str]:
    facts = {f"account.{f.key}": written(f, getattr(account, f.name), "") for f in _fields()}
    person = next(iter(book.all(Contact, account=account.id)), None)
    facts |= {"contact.name": person.name, "contact.email": person.email or ""} if person else {}
    return facts


def _fields() -> list[Field]:
    return [f for f in noun_of(Account).fields if f.key not in {"id", "parent"}]

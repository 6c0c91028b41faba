"""Which currency the amounts of a sheet are in that say none themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.cells.currencies import shared_with
from csdesk.domain.imports.cells.values import Amount, read_amount
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.contracts.steps import BOOK, CORRECTION
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.reading.signs import meant
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.targets import AMOUNTS, PRICED, RAMP

ROW = "row"
PRICES = (*PRICED, *RAMP)


def currency_of(sheet: Sheet, records: Sequence[Record], asking: Asking, currency: str) -> str | None:
    """The currency of unmarked amounts, as the header says it; asked where cells say another than the book's.

    None where nobody says one: then it is that of the line, else of the customer, else the book's.
    """
    said = _said_by_header(sheet)
    if said:
        return said
    amounts = [(r.row, a) for r in records if not _named(r) for a in _prices(r)]
    marks = Counter(
        a.currency for _, a in amounts if a.currency and not (a.bare and currency in shared_with(a.currency))
    )
    unmarked = [row for row, a in amounts if not a.currency]
    if not unmarked or set(marks) <= {currency}:
        return None
    return _asked(
        sheet, asking, currency, marks, unmarked, [row for row, a in amounts if a.currency in marks]
    )


def _prices(record: Record) -> Iterator[Amount]:
    """The amounts of a row that a customer pays."""
    if record.values:
        yield from (a for t in PRICES if isinstance(a := record.values.get(t), Amount))
    yield from (a for _, a in record.paid)


def _header(sheet: Sheet) -> str:
    """The first column of amounts."""
    return next(h for t in (*PRICES, *AMOUNTS) if (h := sheet.header(t)))


def _said_by_header(sheet: Sheet) -> str | None:
    paid = any(sheet.mapping.at(target) for target in AMOUNTS)
    money = (c.header for c in sheet.mapping.columns if needs_money(c))
    headers = (*map(sheet.header, PRICES), *money, sheet.name if paid else "")
    found = next((code for h in headers if (code := _code_in(h, sheet))), None)
    return found or _signed_beside(sheet)


def _signed_beside(sheet: Sheet) -> str | None:
    """The one currency whose sign other headers show: *£/pupil*."""
    signs = {sign for c in sheet.mapping.columns for sign in _SIGNS.intersection(c.header)}
    return _code_in(signs.pop(), sheet) if len(signs) == 1 else None


_SIGNS = frozenset("€£¥₹₽₺₩₪")
"""Signs that stand in a header for nothing else."""


def _code_in(text: str, sheet: Sheet) -> str | None:
    """The currency that a text names."""
    for word in re.split(r"[\s()\[\]]+", text):
        said = read_amount(f"1{word.upper()}") or read_amount(f"{word}1")
        if said and said.currency:
            return meant(said, sheet.mapping.signs).currency
    return None


def _named(record: Record) -> str | None:
    """The row's currency, as a column of its own says it."""
    said: str | None = record.get("subscription.currency") or record.get("account.currency")
    return said


def holds_for_all(sheet: Sheet, records: Sequence[Record], asking: Asking) -> bool:
    """Whether amounts are in the currency of their header also in rows that name another: asked once."""
    header, said = next(
        ((h, code) for t in PRICES if (code := _code_in(h := sheet.header(t), sheet))), ("", "")
    )
    others = {
        r.row: code
        for r in (records if said else ())
        if (code := _named(r)) not in {None, said} and any(not a.currency and a.number for a in _prices(r))
    }
    if not others:
        return False
    row, other = next(iter(others.items()))
    answer = asking.ask(
        Question(
            key=f"currency:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(others),
            seen=tuple(sorted({*map(str, others.values())})),
            choices=(
                Choice(said, f"All are in {said}, as “{header}” says"),
                Choice(ROW, f"Each is in the currency that its row names: in row {row} {other}"),
            ),
            default=said,
            text=f"{counted(len(others), 'row', 'names')} another currency than “{header}”. Which of them counts?",
            evidence=f"Row {row} names {other}, its amount stands under “{header}”.",
        )
    )
    return answer == said


def _asked(
    sheet: Sheet, asking: Asking, currency: str, marks: Counter[str], unmarked: list[int], marked: list[int]
) -> str | None:
    """As a person says; nothing is proposed where few are marked: these may be the ones that differ from the rest."""
    header = _header(sheet)
    home = next(iter(marks)) if len(marks) == 1 and marks.total() >= len(unmarked) else None
    seen = tuple(f"{code}: {counted(n, 'amount')}" for code, n in sorted(marks.items()))
    return asking.ask(
        Question(
            key=f"currency:{sheet.name}:{header}",
            sheet=sheet.name,
            rows=tuple(marked[:3]),
            seen=seen,
            choices=tuple(Choice(code, code) for code in sorted({currency, *marks})),
            default=home,
            text=f"Which currency are the amounts in “{header}” that name none?",
            evidence=f"{counted(len(unmarked), 'amount')} without a currency; {'; '.join(seen)}, "
            f"such as row {marked[0]}. The book's currency is {currency}.",
        )
    )


def ask_exchanged(sheets: Iterable[Sheet], bench: Bench, asking: Asking) -> dict[str, str]:
    """What amounts mean that are in another currency than the contract in the book, by sheet, as answered."""
    found = {}
    for sheet in sheets:
        exchanged = [(row, seen) for name, row, seen in bench.exchanged if name == sheet.name]
        answer = asking.said(_exchanged(sheet, exchanged)) if exchanged else None
        if answer:
            found[sheet.name] = answer
    return found


def _exchanged(sheet: Sheet, exchanged: list[tuple[int, str]]) -> Question:
    return Question(
        key=f"exchanged:{sheet.name}:{_header(sheet)}",
        sheet=sheet.name,
        rows=tuple(row for row, _ in exchanged),
        seen=tuple(seen for _, seen in exchanged[:5]),
        choices=(
            Choice(
                CORRECTION, "The book was wrong: these contracts always were in the currency of the sheet"
            ),
            Choice(BOOK, "The contracts stay as they are: the amounts of these rows are left out"),
        ),
        default=None,
        text=f"{counted(len(exchanged), 'amount', 'is')} in another currency than the contract in the book. "
        "Which of them holds?",
        evidence=f"{exchanged[0][1]}. A contract has one currency; a new one in another is a contract of its own.",
    )

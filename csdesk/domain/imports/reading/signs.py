"""A sign that several currencies share, a $, a ¥ or a kr, is one of them in a file: as it tells itself, or as asked."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from csdesk.domain.imports.cells.amounts import Amount, Mark, read_amount
from csdesk.domain.imports.cells.currencies import CROWNS, code_of, shared_with
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.columns.mapping import Column, SheetMapping
from csdesk.domain.imports.columns.needs import needs_money
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import CURRENCIES, Target
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_SIGN = re.compile(r"[$¥￥]|dollars|(?:^|[^a-z])[tmk]?kr(?:[^a-z]|$)|(?:^|[^a-z])rs", re.IGNORECASE)
"""What may be such a sign, at a glance."""
_SHOWN = {"USD": "$", "JPY": "¥", "SEK": "kr", "INR": "Rs"}
"""By what a sign is taken for: how it is called."""
_HOME = {
    word: code
    for code, words in {
        "SEK": "sweden sverige schweden suecia suede se swe",
        "NOK": "norway norge norwegen noruega norvege no nor",
        "DKK": "denmark danmark danemark dinamarca dk dnk",
        "ISK": "iceland island islandia islande is isl",
    }.items()
    for word in words.split()
}
"""The currencies of countries that write kr."""
_SITE = re.compile(r"[\w-]\.(se|no|dk|is)(?:[/:].*)?$", re.IGNORECASE)
"""The end of a domain, of an address or of a site of such a country."""
_SITES = frozenset({"account.domain", "contact.email"})
_COUNTRY = frozenset("country land pais pays country code landskod landekode location market".split())


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sign alone beside an amount, in a header or in a column of currencies."""

    taken: str
    row: int
    header: str


def signs_of(
    table: Table, mapping: SheetMapping, asking: Asking, currency: str, beside: Set[str]
) -> frozenset[str]:
    """The currencies that such signs mean in a table; `beside`: the sheets of its file, which are asked about once.

    `currency` is the book's. A $ means that of the USA, and a ¥ that of Japan, unless the book has another one with
    that sign. A kr is the book's where nothing in the table speaks against it.
    """
    seen = [*_seen(table, mapping)]
    return frozenset(
        _meant(
            taken, [s for s in seen if s.taken == taken], _hints(table, mapping, taken, currency), table, asking,
            currency, beside,
        )
        for taken in dict.fromkeys(s.taken for s in seen)
    )  # fmt: skip


def _seen(table: Table, mapping: SheetMapping) -> Iterator[_Seen]:
    named = _currency_columns(mapping)
    for column in (c for c in mapping.columns if needs_money(c)):
        bare = {c: a for c in set(table.column(column.index)) if (a := bare_sign(c))}
        above = sign_above(column.header)
        for row in table.rows if bare or above else ():
            cell = row.cell(column.index)
            told = any(not blank(c := row.cell(n.index)) and not bare_sign(c) for n in named)
            amount = bare.get(cell) if isinstance(cell, str) else None
            taken = amount.currency if amount else above if _unmarked(cell) else None
            if taken and not told:
                yield _Seen(taken, row.number, column.header)
    for column in named:
        for row in table.rows:
            if amount := bare_sign(row.cell(column.index)):
                yield _Seen(str(amount.currency), row.number, column.header)


def bare_sign(cell: Value) -> Amount | None:
    """The amount of a cell whose currency is told by such a sign alone, or 1 where it holds nothing else."""
    if not isinstance(cell, str) or not _SIGN.search(cell):
        return None
    amount = read_amount(cell, Mark.POINT) or read_amount(f"1{cell}", Mark.POINT)
    return amount if amount and amount.bare else None


def sign_above(header: str) -> str | None:
    """What a sign alone in a header is taken for: *ARR ($)*, *MRR kr*."""
    words = re.split(r"[\s()\[\]/]+", header) if _SIGN.search(header) else ()
    return next((a.currency for w in words if w and (a := bare_sign(w))), None)


def meant(amount: Amount, signs: Iterable[str]) -> Amount:
    """The amount in the currency that its sign means."""
    shared = shared_with(amount.currency) if amount.bare else frozenset()
    found = next((code for code in signs if code in shared), None)
    return replace(amount, currency=found) if found and found != amount.currency else amount


def read_currency(cell: Value, target: Target, column: Column, reading: Reading, synonyms: Synonyms) -> str:
    """The currency that a cell names by its code, its sign or its name. Raises: Unreadable."""
    code = code_of(fold(str(cell)))
    amount = None if code else read_amount(f"1{cell}")
    code = code or (meant(amount, reading.signs).currency if amount else None)
    if code is None:
        raise Unreadable("there is no such currency: it has three letters, such as EUR", "write its letters")
    return code


def _unmarked(cell: Value) -> bool:
    if isinstance(cell, bool) or blank(cell):
        return False
    return not isinstance(cell, str) or ((a := read_amount(cell, Mark.POINT)) is not None and not a.currency)


def _currency_columns(mapping: SheetMapping) -> list[Column]:
    return [c for c in mapping.columns if c.target in CURRENCIES]


def _hints(table: Table, mapping: SheetMapping, taken: str, currency: str) -> set[str]:
    """The currencies with this sign that the table names elsewhere; of crowns also by the countries in it.

    Where nothing else tells a crown, and the book has none, the ends of domains do.
    """
    shared = shared_with(taken)
    found: set[str] = set()
    for column in mapping.columns:
        country = taken in CROWNS and fold(column.header) in _COUNTRY
        if country:
            found |= {code for c in set(table.column(column.index)) if (code := _HOME.get(fold(str(c))))}
        elif needs_money(column) or column in _currency_columns(mapping):
            told = (_code(c) for c in (column.header, *set(table.column(column.index))) if isinstance(c, str))
            found |= {code for code in told if code in shared}
    return found if found or taken not in CROWNS or currency in shared else _of_sites(table, mapping)


def _of_sites(table: Table, mapping: SheetMapping) -> set[str]:
    """The crowns of the countries in which domains and addresses end."""
    cells = (str(cell) for c in mapping.columns if c.target in _SITES for cell in table.column(c.index))
    return {_HOME[end.group(1).casefold()] for cell in cells if (end := _SITE.search(cell.strip()))}


def _code(text: str) -> str | None:
    if not any(c.isalpha() for c in text):
        return None
    words = (text, *re.split(r"[\s()\[\]]+", text))
    said = (read_amount(w, Mark.POINT) or read_amount(f"1{w.upper()}") for w in words if w)
    return next((a.currency for a in said if a and a.currency and not a.bare), None)


def _meant(
    taken: str, seen: list[_Seen], hints: set[str], table: Table, asking: Asking, currency: str, beside: Set[str]
) -> str:  # fmt: skip
    shared, crowns = shared_with(taken), taken in CROWNS
    ours = currency if currency in shared else None
    if not crowns and ours in {None, taken}:
        return taken
    sign = _SHOWN[taken]
    before = next((q for q in asking.asked if q.sheet in beside and q.key.endswith(f" {sign}")), None)
    if before and before.kind == "currency":
        return before.answer or before.default or ours or taken
    sure = crowns and ours is not None and hints <= {ours}
    lean = (ours if sure else hints.copy().pop() if len(hints) == 1 else ours) if crowns else None
    codes = dict.fromkeys(
        filter(None, (lean, ours, *sorted(hints), *(("SEK", "NOK", "DKK") if crowns else (taken,))))
    )
    header, rows = seen[0].header, tuple(dict.fromkeys(s.row for s in seen))
    question = Question(
        key=f"currency:{table.sheet}:{header} {sign}",
        sheet=table.sheet,
        rows=rows[:3],
        seen=(f"{counted(len(seen), 'amount')} with a {sign}",),
        choices=tuple(Choice(c, f"{c}, as in the book" if c == currency else c) for c in codes),
        default=lean,
        text=f"Which currency are the amounts with a {sign} in “{header}”?",
        evidence=_why(hints, currency),
    )
    if sure:
        return asking.offer(question)
    return asking.ask(question) or ours or taken


def _why(hints: set[str], currency: str) -> str:
    speaks = f" The sheet speaks of {' and '.join(sorted(hints))}." if hints else ""
    return f"The book's currency is {currency}.{speaks}"

"""One amount in two currencies: each row has one of them, or one is worked out from the other, which is asked once."""

import re
from collections.abc import Iterator
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import Amount, read_amount
from csdesk.domain.imports.columns.content import fit, samples, shown
from csdesk.domain.imports.columns.mapping import DECIDED, JOINED, Column, SheetMapping
from csdesk.domain.imports.columns.named import known_by_words
from csdesk.domain.imports.sheets.joins import with_columns
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.tables import Table, blank
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.values import dataclass

_PAID = ("subscription.arr", "subscription.mrr", "subscription.amount")
_IN = frozenset({"in", "en", "em"})
_FITS = 0.5


@dataclass(frozen=True, slots=True)
class _Priced:
    """A column of amounts whose header says their currency, and the field that it names without that."""

    column: Column
    code: str
    target: str


def with_one_currency(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, currency: str
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with one amount a row, where two columns tell it in two currencies; its mapping; what to tell.

    `currency` is the book's.
    """
    priced = [] if mapping.own else [*_priced(table, mapping, synonyms)]
    first = next((p for p in priced if p.column.target), None)
    others = [p for p in priced if first and p is not first and p.code != first.code]
    if first is None or len(others) != 1 or others[0].column.because == JOINED:
        return table, mapping, []
    second = others[0]
    if second.target == first.target and _apart(table, first, second):
        return _joined(table, mapping, first, second)
    chosen = next((p for p in (second, first) if p.column.because == DECIDED and p.column.target), None)
    if chosen is None and second.column.because != DECIDED:
        answer = asking.ask(_question(table, first, second, currency))
        if answer == CUSTOM:
            return table, _sent(mapping, second, f"{mapping.noun}.{CUSTOM}"), []
        chosen = second if answer == second.target else first
    if chosen is second:
        mapping = _sent(_sent(mapping, first, None), second, second.target)
    elif second.column.because != DECIDED:
        mapping = _sent(mapping, second, None)
    return table, mapping, []


def _priced(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> Iterator[_Priced]:
    for column in mapping.columns:
        if column.target not in {None, *_PAID} or not column.samples or column.month:
            continue
        words = re.split(r"[\s()\[\]/]+", column.header.strip())
        codes = {w: a.currency for w in words if (a := _currency(w)) and a.currency}
        bare = fold(" ".join(w for w in words if w not in codes and w.lower() not in _IN))
        told = [name for name, *_ in known_by_words(bare, synonyms, "account") if name in _PAID]
        if len(codes) == 1 and told and fit(TARGETS[told[0]], table.cells(column.index), None) >= _FITS:
            yield _Priced(column, next(iter(codes.values())), column.target or told[0])


def _currency(word: str) -> Amount | None:
    return read_amount(f"1{word.upper()}") or read_amount(f"{word}1")


def _apart(table: Table, first: _Priced, second: _Priced) -> bool:
    """Whether no row has both, and each has some."""
    cells = [(r.cell(first.column.index), r.cell(second.column.index)) for r in table.rows]
    return not any(not blank(a) and not blank(b) for a, b in cells)


def _joined(
    table: Table, mapping: SheetMapping, first: _Priced, second: _Priced
) -> tuple[Table, SheetMapping, list[str]]:
    header = f"{first.column.header} + {second.column.header}"
    cells: list[Value] = [
        next(
            (f"{shown(c)} {p.code}" for p in (first, second) if not blank(c := r.cell(p.column.index))), None
        )
        for r in table.rows
    ]
    wider = with_columns(table, {header: cells})
    made = Column(
        wider.headers[-1].index, header, first.target, 1.0, "in the currency of each row", samples(cells)
    )
    aside = (
        replace(c, target=None, because=JOINED) if c in (first.column, second.column) else c
        for c in mapping.columns
    )
    note = (
        f"“{first.column.header}” and “{second.column.header}”: each row has its amount in one of them, and is kept in "
        "that currency."
    )
    return wider, replace(mapping, columns=(*aside, made)), [note]


def _sent(mapping: SheetMapping, priced: _Priced, target: str | None) -> SheetMapping:
    sent = replace(priced.column, target=target, confidence=1.0, because=DECIDED)
    return replace(mapping, columns=tuple(sent if c is priced.column else c for c in mapping.columns))


def _question(table: Table, first: _Priced, second: _Priced, currency: str) -> Question:
    one, other = first.column.header, second.column.header
    only = [
        r.number
        for r in table.rows
        if blank(r.cell(first.column.index)) and not blank(r.cell(second.column.index))
    ]
    default = {first.code: OMIT, second.code: second.target}.get(currency)
    says = f"The book counts in {currency}." if default else "Nothing in the sheet says it."
    alone = f" {counted(len(only), 'row', 'has')} only “{other}”, such as row {only[0]}." if only else ""
    return Question(
        key=f"column:{table.sheet}:{other}",
        sheet=table.sheet,
        rows=tuple(only),
        seen=second.column.samples,
        choices=(
            Choice(OMIT, f"“{one}” is what the contract says; “{other}” is worked out from it and left out"),
            Choice(
                second.target,
                f"“{other}” is what the contract says; “{one}” is worked out from it and left out",
            ),
            Choice(CUSTOM, f"“{one}” is what the contract says; “{other}” is kept as a custom field"),
        ),
        default=default,
        text=f"Which is the currency of these contracts, that of “{one}” or of “{other}”?",
        evidence=says + alone,
    )

"""One amount in several currencies: each row has its own, or one is worked out from the other, which is asked once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.currencies import shared_with
from csdesk.domain.imports.cells.grid import Value, shown_parts
from csdesk.domain.imports.cells.values import Amount, Mark, read_amount
from csdesk.domain.imports.columns.content import fit, shown
from csdesk.domain.imports.columns.mapping import DECIDED, JOINED, Column, SheetMapping
from csdesk.domain.imports.columns.named import known_by_words
from csdesk.domain.imports.sheets.made import with_made
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, column_key, counted
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import CUSTOM, OMIT, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.phrases import together
from csdesk.domain.values import dataclass

_PAID = ("subscription.arr", "subscription.mrr", "subscription.amount")
_IN = frozenset({"in", "en", "em"})
_FITS = 0.5
_NUMBER = re.compile(r" \(\d\)$")
"""What is shown behind a header that reads as another does without its signs: *ARR ($) (2)* beside *ARR (€)*."""


@dataclass(frozen=True, slots=True)
class _Priced:
    """A column of amounts in one currency, as its header says it, else all of its cells; and the field that it names.

    `said`: its header says it. `loose`: it is told by a sign alone that several have.
    """

    column: Column
    code: str
    target: str
    said: bool = True
    loose: bool = False

    def differs(self, other: "_Priced") -> bool:
        """Whether its currency is surely another one."""
        may_be = (self.loose or other.loose) and self.code in shared_with(other.code)
        return self.code != other.code and not may_be


def with_one_currency(
    table: Table, mapping: SheetMapping, synonyms: Synonyms, asking: Asking, currency: str
) -> tuple[Table, SheetMapping, list[str]]:
    """The table with one amount a row, where columns tell it in several currencies; its mapping; what to tell.

    `currency` is the book's.
    """
    priced = [] if mapping.own else [*_priced(table, mapping, synonyms)]
    first = next((p for p in priced if p.column.target), None)
    others = [p for p in priced if first and p is not first and p.differs(first)]
    if first is None or not others or any(p.column.because in {JOINED, DECIDED} for p in (first, *others)):
        return table, _decided(mapping, first, others), []
    alike = [first, *(p for p in others if p.target == first.target)]
    if len(alike) == len({p.code for p in alike}) > 1 and (held := _held(table, mapping, alike)):
        return _joined(table, mapping, alike, held)
    if len(others) != 1:
        return table, mapping, []
    answer = asking.ask(_question(table, first, others[0], currency))
    if answer == CUSTOM:
        return table, mapping.sent(others[0].column, CUSTOM), []
    return table, _chosen(mapping, first, others[0], second=answer == others[0].target), []


def _decided(mapping: SheetMapping, first: _Priced | None, others: Sequence[_Priced]) -> SheetMapping:
    """The mapping as a person sent one of two such columns."""
    if first is None or len(others) != 1:
        return mapping
    (second,) = others
    if second.column.because == DECIDED:
        return _chosen(mapping, first, second, second=True) if second.column.target else mapping
    return _chosen(mapping, first, second, second=False) if first.column.because == DECIDED else mapping


def _chosen(mapping: SheetMapping, first: _Priced, other: _Priced, *, second: bool) -> SheetMapping:
    """The mapping with the one of two columns that holds, and without the other."""
    if not second:
        return mapping.sent(other.column, OMIT)
    return mapping.sent(first.column, OMIT).sent(other.column, other.target)


def _priced(table: Table, mapping: SheetMapping, synonyms: Synonyms) -> Iterator[_Priced]:
    found = [*_with_codes(table, mapping, synonyms)]
    for column, target, codes in found if len(found) > 1 else []:
        if len(codes) == 1:
            yield _Priced(column, next(iter(codes)), target)
        elif not codes and (seen := _of_cells(table, column)):
            yield _Priced(column, seen[0], target, said=False, loose=seen[1])


def _with_codes(
    table: Table, mapping: SheetMapping, synonyms: Synonyms
) -> Iterator[tuple[Column, str, set[str]]]:
    """The columns of amounts, where each goes, and the currencies that its header names."""
    for column in mapping.columns:
        if column.target not in {None, *_PAID} or not column.samples or column.month:
            continue
        words = re.split(r"[\s()\[\]/]+", _NUMBER.sub("", column.header).strip())
        codes = {w: a.currency for w in words if (a := _currency(w)) and a.currency}
        bare = fold(" ".join(w for w in words if w not in codes and w.lower() not in _IN))
        told = [name for name, *_ in known_by_words(bare, synonyms, "account") if name in _PAID]
        if told and fit(TARGETS[told[0]], table.cells(column.index), None) >= _FITS:
            yield column, column.target or told[0], {*codes.values()}


def _of_cells(table: Table, column: Column) -> tuple[str, bool] | None:
    """The one currency of all amounts of a column, typed or shown, and whether a sign alone tells it; else None."""
    shown_in = {
        row + 1: sign
        for top, at, bottom, told in table.shown
        if at == column.index and (sign := shown_parts(told)[0])
        for row in range(top, bottom + 1)
    }
    found = set()
    for number, cell in table.numbered(column.index):
        amount = None if blank(cell) else read_amount(cell, Mark.POINT)
        if amount is None:
            continue
        told = amount if amount.currency else _currency(shown_in.get(number, ""))
        found.add((told.currency, told.bare) if told else (None, False))
    ((code, loose),) = found if len(found) == 1 else [(None, False)]
    return (code, loose) if code else None


def _currency(word: str) -> Amount | None:
    return read_amount(f"1{word.upper()}") or read_amount(f"{word}1")


def _held(table: Table, mapping: SheetMapping, priced: Sequence[_Priced]) -> list[_Priced | None] | None:
    """Row by row, the column in whose currency it is: the only one with an amount, or as the row names its currency.

    None where a row says neither.
    """
    said = mapping.at("subscription.currency") or mapping.at("account.currency")
    found: list[_Priced | None] = []
    for row in table.rows:
        some = [p for p in priced if _says_more(row.cell(p.column.index))]
        if len(some) > 1:
            named = _currency(str(row.cell(said.index) or "").strip()) if said else None
            some = [p for p in some if named and p.code == named.currency]
            if not some:
                return None
        found.append(some[0] if some else None)
    return found


def _apart(table: Table, priced: Sequence[_Priced]) -> bool:
    return all(sum(_says_more(row.cell(p.column.index)) for p in priced) < 2 for row in table.rows)


def _says_more(cell: Value) -> bool:
    """Whether a cell says more than that nothing is paid."""
    amount = None if blank(cell) else read_amount(cell, Mark.POINT)
    return not blank(cell) and (amount is None or amount.number != 0)


def _joined(
    table: Table, mapping: SheetMapping, priced: Sequence[_Priced], held: Sequence[_Priced | None]
) -> tuple[Table, SheetMapping, list[str]]:
    header = " + ".join(p.column.header for p in priced)
    cells: list[Value] = [
        _in_currency(row.cell(p.column.index), p.code) if p else row.cell(priced[0].column.index)
        for row, p in zip(table.rows, held, strict=True)
    ]
    for column in (p.column for p in priced):
        mapping = mapping.instead(column, replace(column, target=None, because=JOINED))
    wider, mapping = with_made(table, mapping, header, priced[0].target, cells, "in the currency of each row")
    which = (
        "its amount in one of them" if _apart(table, priced) else "an amount in the currency that it names"
    )
    note = f"{together([f'“{p.column.header}”' for p in priced])}: each row has {which}, and is kept in that currency."
    return wider, mapping, [note]


def _with_code(priced: _Priced) -> str:
    """What a column is called, with its currency where its header does not say it."""
    header = priced.column.header
    return f"“{header}”" if priced.said else f"“{header}” ({priced.code})"


def _in_currency(cell: Value, code: str) -> Value:
    amount = read_amount(cell, Mark.POINT)
    return cell if amount and amount.currency else f"{shown(cell)} {code}"


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
        key=column_key(table.sheet, other),
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
        text=f"Which is the currency of these contracts, that of {_with_code(first)} or of {_with_code(second)}?",
        evidence=says + alone,
    )

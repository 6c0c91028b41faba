"""A table is mapped: of what each of its columns may be, the one that fits, and what a person said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from csdesk.domain.imports.columns.content import FITS, fit, may_name, samples
from csdesk.domain.imports.columns.mapping import DECIDED, NEEDLESS, TOTAL, Column, SheetMapping
from csdesk.domain.imports.columns.named import SAME, Candidate, known_of_losses
from csdesk.domain.imports.columns.row_nouns import is_own, noun_of_table
from csdesk.domain.imports.columns.touches import with_reviews
from csdesk.domain.imports.columns.wanted import wanted_by
from csdesk.domain.imports.tables.header_months import every_of, months_of
from csdesk.domain.imports.tables.headers import Header, header_word
from csdesk.domain.imports.tables.headings import title_said
from csdesk.domain.imports.tables.questions import column_key
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CUSTOM, MONTH, MONTHS, OMIT, PAID, TARGETS, joins
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

NOBODY = "no column names the person"
PART = "what a contract costs stands in another column"
NO_MONTH = "its header names no month"


def map_table(
    table: Table,
    synonyms: Synonyms,
    *,
    noun: str | None = None,
    answers: Mapping[str, str] | None = None,
    told: Mapping[str, str] | None = None,
    of: str = "",
) -> SheetMapping:
    """Map a table; `noun` where a person said it, `answers` by `column:SHEET:HEADER`.

    `told` says where columns go, by header, in a table that the program `of` wrote.
    """
    word, own = (noun, is_own(table, noun)) if noun else noun_of_table(table, synonyms)
    wanted = {h.index: wanted_by(h, table, synonyms, word, told or {}, of) for h in table.headers}
    if word == "account" and not own and not of and title_said(table, synonyms, "lost"):
        wanted = {h.index: known_of_losses(fold(h.text), synonyms) or wanted[h.index] for h in table.headers}
    wanted = with_reviews(wanted, table.headers, synonyms)
    columns = _months(_placed(table, wanted, synonyms, word), table, synonyms)
    if not own and not any(c.target == "account.external_id" for c in columns):
        # an ID of a person's own sheet is another system's; one of the book's is recognised all the same
        columns = [
            replace(c, target="account.external_id") if c.target == "account.id" else c for c in columns
        ]
    columns = _of_somebody(_beside_mail(_of_losses(_of_open_items(columns))), word)
    columns = _beside_revenue(columns, synonyms)
    columns = [_needless(c, synonyms, told or {}) for c in columns]
    answered = (
        _answered(c, h, table.sheet, word, answers or {}) for c, h in zip(columns, table.headers, strict=True)
    )
    return SheetMapping(word, tuple(answered), own)


def _of_losses(columns: list[Column]) -> list[Column]:
    """The columns, in which a *Why* beside the day on which customers left says why they did."""
    there = {c.target for c in columns}
    if "account.lost_on" not in there or there & {"account.judgement", "account.lost_reason"}:
        return columns
    why = "account.judgement_reason"
    return [replace(c, target="account.lost_reason") if c.target == why else c for c in columns]


def _of_open_items(columns: list[Column]) -> list[Column]:
    """The columns, in which what is open of invoices is their amount where no column says another one."""
    there = {c.target for c in columns}
    if "invoice.open" not in there or "invoice.amount" in there:
        return columns
    return [replace(c, target="invoice.amount") if c.target == "invoice.open" else c for c in columns]


_PEOPLE = frozenset(f"contact.{key}" for key in ("name", "email", "first_name", "last_name"))
_OF_A_PERSON = frozenset(f"contact.{key}" for key in ("phone", "title", "influence", "sentiment"))


def _of_somebody(columns: list[Column], word: str) -> list[Column]:
    """The columns of a list of customers; what they say of a person has no place where no column names one."""
    if word not in {"account", "subscription"} or any(c.target in _PEOPLE for c in columns):
        return columns
    return [replace(c, target=None, because=NOBODY) if c.target in _OF_A_PERSON else c for c in columns]


def _beside_mail(columns: list[Column]) -> list[Column]:
    """The columns, in which *Primary* beside *Primary email* names the person, where no other column does."""
    mail = next((c for c in columns if c.target == "contact.email"), None)
    if mail is None or any(c.target in _PEOPLE and c is not mail for c in columns):
        return columns
    called = _MAIL.sub("", header_word(mail.header))
    return [
        replace(c, target="contact.name", because=f"beside “{mail.header}”")
        if c.target is None and header_word(c.header) == called and _are_words(c.samples)
        else c
        for c in columns
    ]


_MAIL = re.compile(r"(?: e ?mail| mail)(?: address)?$")


def _are_words(cells: Sequence[str]) -> bool:
    return bool(cells) and not any(c.isdigit() or c == "@" for cell in cells for c in cell)


def _beside_revenue(columns: list[Column], synonyms: Synonyms) -> list[Column]:
    """The columns, in which a *License fee* beside MRR or ARR is not what all of a contract costs."""
    if not {c.target for c in columns} & {"subscription.mrr", "subscription.arr"}:
        return columns
    return [
        replace(c, target=None, confidence=0.0, because=PART)
        if c.target == "subscription.amount" and header_word(c.header) in synonyms.lesser
        else c
        for c in columns
    ]


def _needless(column: Column, synonyms: Synonyms, told: Mapping[str, str]) -> Column:
    needless = told.get(column.header) == OMIT or fold(column.header) in synonyms.technical
    return replace(column, because=NEEDLESS) if needless and column.target is None else column


def _answered(column: Column, header: Header, sheet: str, word: str, answers: Mapping[str, str]) -> Column:
    said = answers.get(column_key(sheet, column.header))
    said, name = joins(said) if said else (None, "")
    if said == CUSTOM:
        said = f"{word}.{CUSTOM}"
    if said is None or (said not in TARGETS and said != OMIT):
        return column
    if said in MONTHS and column.month is None:
        return _as_month(column, header, said)
    target = None if said == OMIT else said
    return replace(column, target=target, field=name, confidence=SAME, because=DECIDED)


def _as_month(column: Column, header: Header, said: str) -> Column:
    """A column that a person sent to the months: its header must name one."""
    span = months_of(header)
    if span is None:
        return replace(column, target=None, because=NO_MONTH)
    return replace(column, target=said, confidence=SAME, because=DECIDED, month=span[0], every=span[1])


def _placed(table: Table, wanted: dict[int, list[Candidate]], synonyms: Synonyms, word: str) -> list[Column]:
    """The columns with where they go; the first name on a list of customers is theirs where no other can be."""
    columns = _settle(table, wanted, synonyms)
    name = next((c for c in columns if c.target == "contact.name"), None)
    if name is None or word != "account" or any(c.target == "account.account" for c in columns):
        return columns
    before = (c for c in columns[: columns.index(name)] if c.target is None)
    if any(may_name(table.column(c.index)) for c in before):  # whose names these are is asked
        return columns
    wanted[name.index] = [("account.account", name.confidence, "the only name here")]
    return _settle(table, wanted, synonyms)


def _settle(table: Table, wanted: dict[int, list[Candidate]], synonyms: Synonyms) -> list[Column]:
    offers = []
    for header in table.headers:
        for named, confidence, because in wanted[header.index]:
            target = TARGETS.get(named)
            if target is None or fit(target, table.cells(header.index), synonyms) < FITS:
                continue
            offers.append((-confidence, header.index, named, because))
    taken, used = dict[int, Column](), set[str]()
    shown = {h.index: h for h in table.headers}
    for less, index, name, because in sorted(offers):
        if index in taken or name in used:
            continue
        used.add(name)
        taken[index] = Column(index, shown[index].text, name, -less, because, samples(table.cells(index)))
    return [taken.get(h.index) or _nowhere(h, table) for h in table.headers]


def _nowhere(header: Header, table: Table) -> Column:
    return Column(header.index, header.text, None, 0.0, "you decide", samples(table.cells(header.index)))


def _months(columns: list[Column], table: Table, synonyms: Synonyms) -> list[Column]:
    spans = {h.index: span for h in table.headers if (span := months_of(h))}
    every = every_of(table.headers)
    if every is None:
        return columns
    numbers, totals = TARGETS[PAID], synonyms.values["totals"]
    firsts = {first for first, months in spans.values() if months == every}

    def month(c: Column) -> Column:
        if c.target is not None:
            return c
        first, months = spans.get(c.index, (None, 0))
        if months == every and fit(numbers, table.cells(c.index), None) >= FITS:
            return replace(c, target=MONTH, confidence=0.93, because="months", month=first, every=every)
        adds_up = months > every and first in firsts
        return replace(c, because=TOTAL) if adds_up or fold(c.header) in totals else c

    return [month(c) for c in columns]

"""A mapping says where each column of a sheet goes, how sure that is, and because of what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from csdesk.domain.imports.cells.beside import without_tax_words
from csdesk.domain.imports.cells.custom import Custom
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.grid import letter
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.columns.content import TELLS, fit, may_name, samples, speaks
from csdesk.domain.imports.columns.named import (
    CELLS,
    KNOWN,
    SAME,
    WHOM,
    Candidate,
    allowed,
    known_by_words,
    known_of_losses,
    what_says,
)
from csdesk.domain.imports.columns.row_nouns import is_own, noun_of_table
from csdesk.domain.imports.columns.ruled_out import RECURRING, are_numbers, is_doubtful, ruled_out, says_it
from csdesk.domain.imports.columns.stage_of import with_stage_of_renewals
from csdesk.domain.imports.columns.touches import with_reviews
from csdesk.domain.imports.tables.header_months import every_of, months_of
from csdesk.domain.imports.tables.headers import header_word
from csdesk.domain.imports.tables.tables import Header, Table, blank, title_said
from csdesk.domain.imports.vocabulary.price_words import said_period, says_billing
from csdesk.domain.imports.vocabulary.targets import (
    ASK,
    BOTH_DAYS,
    CUSTOM,
    MONTH,
    MONTHS,
    OMIT,
    PAID,
    TARGETS,
    joins,
)  # fmt: skip
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.subscriptions import Period

DECIDED = "you decided"
NEEDLESS = "its program's own"
TOTAL = "it adds up the months"
RENAMED = "whether it is an old column under a new name is asked"
COUNTED = "it is counted from a day that another column says"
JOINED = "it is read with the amounts of its row"
APART = "it tells readings apart"
NOBODY = "no column names the person"
PART = "what a contract costs stands in another column"
NO_MONTH = "its header names no month"
LINES_COME = "the lines come with"
_ALIKE = 84
"""From which likeness of two headers (per cent, rapidfuzz ratio) one is taken for the other."""
_SHORT = 3
"""Up to how many letters a known name is too short for a header to be like it: a *date* is no *ate*, until."""
_FITS = 0.5
"""Which share of a column's cells must read as its field's kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its target or None, and why. `confidence` is 0 to 1."""

    index: int
    header: str
    target: str | None
    confidence: float
    because: str
    samples: tuple[str, ...]
    month: date | None = None
    """The first day of the month or quarter that its header names, where it is one of several such."""
    every: int = 1
    """How many months its header names."""
    field: str = ""
    """The name of the field of one's own that it is joined to; empty where that is called as its header is."""
    custom: Custom | None = None
    """How it is read as a custom field, where it goes to one."""
    order: Order | None = None
    """Which way round its typed days are read; None where none was typed in numbers."""
    mark: Mark | None = None
    """Which sign marks its typed decimals; None where no number was typed."""
    minor: bool = False
    """Whether its amounts are in the smallest unit of their currency: cents."""
    times: int = 1
    """By what its amounts are multiplied: thousands, millions."""

    @property
    def sent(self) -> str | None:
        """The target, with the field of one's own that it is joined to: `account.custom:Zodiac`."""
        return f"{self.target}:{self.field}" if self.target and self.field else self.target

    @property
    def undecided(self) -> bool:
        """Whether it holds something, has no place, and nobody said anything of it yet."""
        return (
            self.target is None
            and bool(self.samples)
            and self.because not in {DECIDED, NEEDLESS, TOTAL, COUNTED, JOINED, APART, RENAMED}
        )


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """A sheet's noun and columns; `own`: it is the csdesk workbook's; `signs`: which currencies its kr, $ … mean."""

    noun: str
    columns: tuple[Column, ...]
    own: bool = False
    signs: frozenset[str] = frozenset()

    def at(self, target: str) -> Column | None:
        """The column that goes there."""
        return next((c for c in self.columns if c.target == target), None)

    def instead(self, column: Column, new: Column) -> "SheetMapping":
        """The same with another column in the place of one."""
        return replace(self, columns=tuple(new if c is column else c for c in self.columns))

    def sent(self, column: Column, answer: str | None) -> "SheetMapping":
        """The same with a column where a person sent it: to a field, to one of their own, or nowhere."""
        target = {CUSTOM: f"{self.noun}.{CUSTOM}", OMIT: None}.get(answer or OMIT, answer)
        return self.instead(column, replace(column, target=target, confidence=SAME, because=DECIDED))

    @property
    def names_accounts(self) -> bool:
        """Whether any column says whom a row is about."""
        return any(self.at(target) for target in WHOM)

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """The columns that nobody has a place for, though they hold something."""
        return tuple(c for c in self.columns if c.target is None and c.samples)

    @property
    def undecided(self) -> tuple[Column, ...]:
        """Those of them of which nobody said anything yet."""
        return tuple(c for c in self.columns if c.undecided)


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
    wanted = {h.index: _wanted(h, table, synonyms, word, told or {}, of) for h in table.headers}
    if word == "account" and not own and not of and title_said(table, synonyms, "lost"):
        wanted = {h.index: known_of_losses(fold(h.text), synonyms) or wanted[h.index] for h in table.headers}
    wanted = with_reviews(wanted, table.headers, synonyms)
    columns = _months(_placed(table, wanted, synonyms, word), table, synonyms)
    if not own and not any(c.target == "account.external_id" for c in columns):
        # an ID of a person's own sheet is another system's; one of the book's is recognised all the same
        columns = [
            replace(c, target="account.external_id") if c.target == "account.id" else c for c in columns
        ]
    columns = _beside_revenue(_of_somebody(_of_losses(_of_open_items(columns)), word), synonyms)
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


_OF_A_DEAL = frozenset(
    {"record id", "deal id", "opportunity id", "deal record id", "hs object id", "hubspot id", "id"}
)
"""IDs of other programs that tell a deal from others, and no customer."""


def _wanted(
    header: Header, table: Table, synonyms: Synonyms, word: str, told: Mapping[str, str], of: str
) -> list[Candidate]:
    """Where a column may go: as its program means it, or as its words say."""
    target = told.get(header.text)
    if target in {OMIT, ASK} or (target is None and fold(header.text) in synonyms.technical):
        return []
    if target is None and word != "invoice" and _adds_up(header, table, synonyms):
        return []
    if target is not None:
        return [(target, SAME, f"as {of} calls it" if of else what_says(target))]
    found = (
        known_by_words(fold(header.text), synonyms, word)
        if of
        else _candidates(header, table, synonyms, word)
    )
    if not of and word in {"account", "subscription"}:
        found = with_stage_of_renewals(found, header, table, synonyms)
    of_a_deal = word == "opportunity" and fold(header.text) in _OF_A_DEAL
    if not of and word in {"account", "subscription"} and _tells_both_days(found, header, table):
        return [(BOTH_DAYS, KNOWN, CELLS)]
    cells, fields = table.cells(header.index), {name for name, *_ in found}
    out = frozenset[str]() if of else ruled_out(header, table.headers, synonyms, cells, fields)
    return [c for c in found if not (of_a_deal and c[0].startswith("account.")) and c[0] not in out]


_OF_A_TERM = frozenset(
    {BOTH_DAYS, *(f"subscription.{key}" for key in ("term_months", "period", "start", "end", "renewal_date"))}
)
"""Fields by whose names a column may be called that tells the first and the last day in one cell."""


def _tells_both_days(found: list[Candidate], header: Header, table: Table) -> bool:
    if not any(name in _OF_A_TERM for name, *_ in found) or says_billing(header.text, periods=True):
        return False
    cells = [c for c in table.cells(header.index) if not blank(c)]
    return bool(cells) and fit(TARGETS[BOTH_DAYS], cells, None) >= _FITS


def _adds_up(header: Header, table: Table, synonyms: Synonyms) -> bool:
    """Whether a column is called a total, and is one of others: it may be the only one that says what is paid."""
    word = fold(header.text)
    if word not in synonyms.values["totals"]:
        return False
    if synonyms.columns.get(word) not in RECURRING:
        return True
    others = (fold(h.text) for h in table.headers if h is not header)
    return any(o not in synonyms.values["totals"] and RECURRING & {_last(o, synonyms)} for o in others)


def _last(word: str, synonyms: Synonyms) -> str:
    """Where the last words of a header go that are known: *crm mrr* is an MRR."""
    words = word.split()
    return next((t for i in range(len(words)) if (t := synonyms.columns.get(" ".join(words[i:])))), "")


def _needless(column: Column, synonyms: Synonyms, told: Mapping[str, str]) -> Column:
    needless = told.get(column.header) == OMIT or fold(column.header) in synonyms.technical
    return replace(column, because=NEEDLESS) if needless and column.target is None else column


def _answered(column: Column, header: Header, sheet: str, word: str, answers: Mapping[str, str]) -> Column:
    said = answers.get(f"column:{sheet}:{column.header}")
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


def _candidates(header: Header, table: Table, synonyms: Synonyms, word: str) -> list[Candidate]:
    folded = header_word(header.text)
    bare = header_word(without_tax_words(header.text))
    if found := known_by_words(folded, synonyms, word) or known_by_words(bare, synonyms, word):
        return found
    if header.text == f"column {letter(header.index)}":
        return _by_content(header, table, synonyms, word)
    words = {w: t for w, t in synonyms.columns.items() if word == "account" or t.startswith(f"{word}.")}
    words |= {w: f"{word}.{key}" for w, key in synonyms.logs.get(word, {}).items()}
    alike = process.extract(folded, list(words), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    long = [w for w in words if len(w) > 5]
    inside = process.extract(folded, long, scorer=fuzz.token_set_ratio, score_cutoff=99, limit=3)
    near = [(words[w], round(score / 100, 2)) for w, score, _ in alike if len(w) > _SHORT] + [
        (words[w], 0.8) for w, *_ in inside if says_it(w, TARGETS[words[w]], folded)
    ]
    near = [(_as_timed(name, header.text), sure) for name, sure in near]
    near = [n for n in near if not is_doubtful(n[0], header.text, [h.text for h in table.headers])]
    said = [(TARGETS[name], sure) for name, sure in near if len(folded) > 3]
    cells = table.column(header.index)
    return [
        (target.name, sure, "similar")
        for target, sure in said
        if speaks(target, cells, synonyms) and not are_numbers(target, cells)
    ]


def _as_timed(name: str, header: str) -> str:
    """Where a column goes that is called nearly so: a year's amount or a month's only where its own words say that."""
    wanted = {"subscription.mrr": Period.MONTH, "subscription.arr": Period.YEAR}.get(name)
    return name if wanted is None or said_period(header) is wanted else "subscription.amount"


def _by_content(header: Header, table: Table, synonyms: Synonyms, word: str) -> list[Candidate]:
    """Where a column goes that nobody named, as far as its cells can be nothing else."""
    for name in ("contact.email", "account.domain"):
        cells = [c for c in table.cells(header.index) if not blank(c)]
        if cells and allowed(name, word) and fit(TARGETS[name], cells, synonyms) >= TELLS:
            return [(name, _ALIKE / 100, CELLS)]
    return []


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
            if target is None or fit(target, table.cells(header.index), synonyms) < _FITS:
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
        if months == every and fit(numbers, table.cells(c.index), None) >= _FITS:
            return replace(c, target=MONTH, confidence=0.93, because="months", month=first, every=every)
        adds_up = months > every and first in firsts
        return replace(c, because=TOTAL) if adds_up or fold(c.header) in totals else c

    return [month(c) for c in columns]

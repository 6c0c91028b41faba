"""A mapping says where each column of a sheet goes, how sure that is, and because of what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from csdesk.domain.imports.content import TELLS, fit, samples, speaks
from csdesk.domain.imports.days import Order
from csdesk.domain.imports.header_months import every_of, months_of
from csdesk.domain.imports.tables import Header, Table, bare_header, blank, letter
from csdesk.domain.imports.targets import (
    ASK,
    CUSTOM,
    CUSTOM_MARK,
    MONTH,
    MONTHS,
    NOW,
    OF_THE_BOOK,
    OMIT,
    PAID,
    SHEET_NOUNS,
    TARGETS,
    own_headers,
)  # fmt: skip
from csdesk.domain.imports.values import Mark
from csdesk.domain.imports.words import Synonyms, fold

if TYPE_CHECKING:
    from csdesk.domain.imports.customs import Custom

SAME, KNOWN, KNOWN_BUT_UNIT = 1.0, 0.97, 0.94
DECIDED = "you decided"
NEEDLESS = "its program's own"
TOTAL = "it adds up the months"
NO_MONTH = "its header names no month"
LINES_COME = "the lines come with"
_BESIDE = 0.01
"""How much less sure a column is of a noun beside the row's own."""
_ALIKE = 84
"""From which likeness of two headers (per cent, rapidfuzz ratio) one is taken for the other."""
_FITS = 0.5
"""Which share of a column's cells must read as its field's kind."""


@dataclass(frozen=True, slots=True)
class _Named:
    name: str


_CELLS = "its cells are such"
_INSTEAD = {
    "invoice.paid_on": "invoice.paid", "churn.reason": "churn.detail", "account.status": "account.judgement"
}  # fmt: skip
"""What a column is whose header says a field, and whose cells say yes or no, or are sentences, or coloured dots."""
Candidate = tuple[_Named, float, str]


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
    custom: "Custom | None" = None
    """How it is read as a custom field, where it goes to one."""
    order: Order | None = None
    """Which way round its typed days are read; None where none was typed in numbers."""
    mark: Mark | None = None
    """Which sign marks its typed decimals; None where no number was typed."""
    minor: bool = False
    """Whether its amounts are in the smallest unit of their currency: cents."""

    @property
    def undecided(self) -> bool:
        """Whether it holds something, has no place, and nobody said anything of it yet."""
        return self.target is None and bool(self.samples) and self.because not in {DECIDED, NEEDLESS, TOTAL}


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """A sheet's mapping: which noun its rows are, and its columns. `own` is the csdesk workbook's own sheet."""

    noun: str
    columns: tuple[Column, ...]
    own: bool = False

    def at(self, target: str) -> Column | None:
        """The column that goes there."""
        return next((c for c in self.columns if c.target == target), None)

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
    word, own = (noun, _is_own(table, noun)) if noun else noun_of_table(table, synonyms)
    wanted = {h.index: _wanted(h, table, synonyms, word, told or {}, of) for h in table.headers}
    columns = _months(_placed(table, wanted, synonyms, word), table, synonyms)
    if not own and not any(c.target == "account.external_id" for c in columns):
        # an ID of a person's own sheet is another system's; one of the book's is recognised all the same
        columns = [
            replace(c, target="account.external_id") if c.target == "account.id" else c for c in columns
        ]
    columns = [_needless(c, synonyms, told or {}) for c in columns]
    answered = (
        _answered(c, h, table.sheet, word, answers or {}) for c, h in zip(columns, table.headers, strict=True)
    )
    return SheetMapping(word, tuple(answered), own)


def _wanted(
    header: Header, table: Table, synonyms: Synonyms, word: str, told: Mapping[str, str], of: str
) -> list[Candidate]:
    """Where a column may go: as its program means it, or as its words say."""
    target = told.get(header.text)
    if fold(header.text) in synonyms.technical or target in {OMIT, ASK}:
        return []
    if target is None and fold(header.text) in synonyms.values["totals"]:
        return []
    if target is not None:
        return [(_Named(target), SAME, f"as {of} calls it" if of else "the headings among the rows say it")]
    return _known(fold(header.text), synonyms, word) if of else _candidates(header, table, synonyms, word)


def _needless(column: Column, synonyms: Synonyms, told: Mapping[str, str]) -> Column:
    needless = told.get(column.header) == OMIT or fold(column.header) in synonyms.technical
    return replace(column, because=NEEDLESS) if needless and column.target is None else column


def _answered(column: Column, header: Header, sheet: str, word: str, answers: Mapping[str, str]) -> Column:
    said = answers.get(f"column:{sheet}:{column.header}")
    if said == CUSTOM:
        said = f"{word}.{CUSTOM}"
    if said is None or (said not in TARGETS and said != OMIT):
        return column
    if said in MONTHS and column.month is None:
        return _as_month(column, header, said)
    return replace(column, target=None if said == OMIT else said, confidence=SAME, because=DECIDED)


def _as_month(column: Column, header: Header, said: str) -> Column:
    """A column that a person sent to the months: its header must name one."""
    span = months_of(header)
    if span is None:
        return replace(column, target=None, because=NO_MONTH)
    return replace(column, target=said, confidence=SAME, because=DECIDED, month=span[0], every=span[1])


def noun_of_table(table: Table, synonyms: Synonyms) -> tuple[str, bool]:
    """Which noun the rows of a table are, and whether it is the csdesk workbook's own sheet."""
    if own := _own_word(table, synonyms):
        return own, True
    hint = _hint(table.sheet, synonyms)
    few = _matched(table, synonyms, "account") <= 3 and not _sells(table, synonyms)
    if few and every_of(table.headers):
        return "usage", False
    scores = {word: _matched(table, synonyms, word) for word in SHEET_NOUNS}
    fits = [w for w in scores if w == "account" or _complete(table, synonyms, w)]
    return max(fits, key=lambda w: (scores[w] + (3 if w == hint else 0), w == "account", w)), False


_OF_A_LOSS = frozenset({"subscription.reason", "subscription.cancelled_on", "subscription.external_id"})


def _sells(table: Table, synonyms: Synonyms, besides: frozenset[str] = frozenset()) -> bool:
    """Whether a sheet says what a contract costs or how long it runs."""
    targets = {synonyms.columns.get(fold(h.text), "") for h in table.headers} - besides
    return any(
        t.startswith("subscription.") for t in targets - {"subscription.quantity", "subscription.product"}
    )


def _own_word(table: Table, synonyms: Synonyms) -> str | None:
    """The noun of a sheet of the csdesk workbook; a name that people give to other rows too needs more than a name."""
    name = fold(table.sheet)
    word = next((w for w, n in SHEET_NOUNS.items() if n.sheet and fold(n.sheet) == name), None)
    if word is None or not _is_own(table, word):
        return None
    return word if synonyms.sheets.get(name, word) == word or _whole(table, word) else None


def _hint(sheet: str, synonyms: Synonyms) -> str | None:
    name = fold(sheet)
    own = {fold(n.sheet): word for word, n in SHEET_NOUNS.items() if n.sheet}
    known = own | dict(synonyms.sheets)
    if name in known:
        return known[name]
    inside = [w for w in known if f" {w} " in f" {name} "]
    return known[max(inside, key=len)] if inside else None


def _is_own(table: Table, word: str) -> bool:
    own = own_headers(word)
    named = [fold(h.text) for h in table.headers if not h.text.endswith(CUSTOM_MARK)]
    sheet = SHEET_NOUNS[word].sheet or ""
    return (
        fold(table.sheet) == fold(sheet) and all(n in own for n in named) and "account" in {*named, "account"}
    )


_NEEDED = {
    "contact": ("contact.name",),
    "touch": ("touch.on",),
    "ticket": ("ticket.opened_at",),
    "survey": ("survey.score",),
    "usage": ("usage.value", "usage.on"),
    "invoice": ("invoice.amount", "invoice.issued_on"),
    "task": ("task.title",),
    "milestone": ("milestone.milestone",),
    "objective": ("objective.objective",),
    "reading": ("reading.on", "reading.value"),
    "signal": ("signal.on",),
    "risk": ("risk.cause", "risk.opened_on"),
    "renewal": ("renewal.due_on",),
    "subscription": (),
    "step": ("step.from",),
    "promise": ("promise.promise",),
    "opportunity": ("opportunity.opportunity",),
    "advocacy": ("advocacy.kind",),
    "feedback": ("feedback.on", "feedback.feedback"),
    "churn": ("churn.lost_on",),
    "rate": ("rate.from_currency", "rate.to_currency", "rate.on", "rate.rate"),
}
_NAMED = {word: {word} for word in ("signal", "promise", "opportunity", "advocacy", "churn")}
_NAMED |= {"feedback": {"feedback", "survey"}}
"""Nouns that only a sheet that is called so holds."""


def _matched(table: Table, synonyms: Synonyms, word: str) -> int:
    """How many different fields the headers name, if a row were that noun; ties go to a sheet of customers."""
    return len({c[0][0].name for h in table.headers if (c := _known(fold(h.text), synonyms, word))})


def _complete(table: Table, synonyms: Synonyms, word: str) -> bool:
    sells = word == "churn" and _sells(table, synonyms, besides=_OF_A_LOSS)
    if word not in _NEEDED or word == "product" or sells:
        return False
    found = {c[0][0].name for h in table.headers if (c := _known(fold(h.text), synonyms, word))}
    if (word != "signal" or "signal.kind" not in found) and _misnamed(table, synonyms, word):
        return False
    return (word in OF_THE_BOOK or bool(found & WHOM)) and all(n in found for n in _NEEDED[word])


def _misnamed(table: Table, synonyms: Synonyms, word: str) -> bool:
    return word in _NAMED and _hint(table.sheet, synonyms) not in _NAMED[word]


def _whole(table: Table, word: str) -> bool:
    """Whether a sheet whose name people give to others too has every column that a row of the noun needs."""
    named = {fold(h.text) for h in table.headers}
    return all(fold(f.header) in named for f in SHEET_NOUNS[word].fields[1:] if f.required)


WHOM = frozenset({"account.account", "account.external_id", "account.id", "subscription.external_id"})
"""What says whom a row is about: an account, or a line of one."""
_ANYWHERE = WHOM - {"account.id"}
_COMPANIONS = {"touch": ("task",), "objective": ("milestone",)}
"""What else a row of facts may feed: a follow-up beside a touch, a milestone beside an objective."""


def _allowed(target: str, word: str) -> bool:
    if word == "account" or target in _ANYWHERE:
        return True
    if word == "subscription" and target == "account.churned":
        return True
    return target not in NOW and target.split(".", maxsplit=1)[0] in {word, *_COMPANIONS.get(word, ())}


def _known(header: str, synonyms: Synonyms, word: str) -> list[Candidate]:
    """Where a folded header goes by its words alone, surest first."""
    found: list[Candidate] = []
    own = own_headers(word)
    for text, surer in ((header, 0.0), (bare_header(header), KNOWN - KNOWN_BUT_UNIT)):
        if text in own:
            found.append((_Named(own[text]), SAME - surer, "same name"))
        for noun in (word, *_COMPANIONS.get(word, ())):
            if key := synonyms.logs.get(noun, {}).get(text):
                beside = 0.0 if noun == word else _BESIDE
                found.append((_Named(f"{noun}.{key}"), KNOWN - surer - beside, "a known name"))
        target = synonyms.columns.get(text)
        if target and _allowed(target, word):
            found.append((_Named(target), KNOWN - surer, "a known name"))
        if found:
            break
    instead = [(_INSTEAD[n.name], min(sure, KNOWN) - _BESIDE) for n, sure, _ in found if n.name in _INSTEAD]
    return found + [(_Named(name), sure, _CELLS) for name, sure in instead]


def _candidates(header: Header, table: Table, synonyms: Synonyms, word: str) -> list[Candidate]:
    folded = fold(header.text)
    if found := _known(folded, synonyms, word):
        return found
    if header.text == f"column {letter(header.index)}":
        return _by_content(header, table, synonyms, word)
    words = {w: t for w, t in synonyms.columns.items() if word == "account" or t.startswith(f"{word}.")}
    words |= {w: f"{word}.{key}" for w, key in synonyms.logs.get(word, {}).items()}
    alike = process.extract(folded, list(words), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    long = [w for w in words if len(w) > 5]
    inside = process.extract(folded, long, scorer=fuzz.token_set_ratio, score_cutoff=99, limit=3)
    near = [(words[w], round(score / 100, 2)) for w, score, _ in alike] + [
        (words[w], 0.8) for w, *_ in inside
    ]
    said = [n for n in near if len(folded) > 3 and speaks(TARGETS[n[0]], table.cells(header.index), synonyms)]
    return [(_Named(name), sure, "similar") for name, sure in said]


def _by_content(header: Header, table: Table, synonyms: Synonyms, word: str) -> list[Candidate]:
    """Where a column goes that nobody named, as far as its cells can be nothing else."""
    for name in ("contact.email", "account.domain"):
        cells = [c for c in table.cells(header.index) if not blank(c)]
        if cells and _allowed(name, word) and fit(TARGETS[name], cells, synonyms) >= TELLS:
            return [(_Named(name), _ALIKE / 100, _CELLS)]
    return []


def _placed(table: Table, wanted: dict[int, list[Candidate]], synonyms: Synonyms, word: str) -> list[Column]:
    """The columns with where they go; the first name on a list of customers is theirs where no other is."""
    columns = _settle(table, wanted, synonyms)
    name = next((c for c in columns if c.target == "contact.name"), None)
    if name is None or word != "account" or any(c.target == "account.account" for c in columns):
        return columns
    wanted[name.index] = [(_Named("account.account"), name.confidence, "the only name here")]
    return _settle(table, wanted, synonyms)


def _settle(table: Table, wanted: dict[int, list[Candidate]], synonyms: Synonyms) -> list[Column]:
    offers = []
    for header in table.headers:
        for named, confidence, because in wanted[header.index]:
            target = TARGETS.get(named.name)
            if target is None or fit(target, table.cells(header.index), synonyms) < _FITS:
                continue
            offers.append((-confidence, header.index, named.name, because))
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

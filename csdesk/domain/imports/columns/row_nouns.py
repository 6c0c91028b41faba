"""What the rows of a table are: the noun that its headers and its name speak for."""

from csdesk.domain.imports.cells.beside import without_tax_words
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.named import WHOM, known_by_words
from csdesk.domain.imports.columns.persons import NAMES, persons_in
from csdesk.domain.imports.tables.header_months import every_of
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import CUSTOM_MARK, OF_THE_BOOK, SHEET_NOUNS, own_headers
from csdesk.domain.imports.vocabulary.words import Synonyms, fold


def noun_of_table(table: Table, synonyms: Synonyms) -> tuple[str, bool]:
    """Which noun the rows of a table are, and whether it is the csdesk workbook's own sheet."""
    if own := _own_word(table, synonyms):
        return own, True
    hints = _hints(table, synonyms)
    spelt = _spelt(table)
    if "contact" in hints and _names_people(table, synonyms):
        return "contact", False
    few = len(_named(spelt, synonyms, "account")) <= 3 and not _sells(table, synonyms)
    if few and every_of(table.headers) is not None:
        return "usage", False
    named = {word: _named(spelt, synonyms, word) for word in SHEET_NOUNS}
    if _hint(table.sheet, synonyms) == "risk":  # without days they are open since that of the sheet
        named["risk"].add("risk.opened_on")
    asked = _MAILED if _told_by_mail(table, synonyms) else frozenset({"touch"})
    nameless = frozenset() if _names_anybody(table, synonyms) else asked
    sells = _sells(table, synonyms, besides=_OF_A_LOSS)
    fits = [
        word
        for word, found in named.items()
        if word == "account" or _complete(word, found, hints, nameless=nameless, sells=sells)
    ]
    if "contact" in fits and _of_several(table, synonyms):
        fits.remove("contact")
    if "contact" in fits and not hints and _pays(table, synonyms):
        fits.remove("contact")
    if "contact" in fits and not hints and _of_people(table, synonyms):
        hints = frozenset({"contact"})
    return max(fits, key=lambda w: (len(named[w]) + (3 if w in hints else 0), w == "account", w)), False


_OF_ITS_OWN = frozenset({"contact.first_name", "contact.last_name", "contact.title", "contact.roles"})
"""What a list of people says of them, and one of customers seldom."""


def _of_people(table: Table, synonyms: Synonyms) -> bool:
    """Whether a sheet tells of people alone: whose they are is the only thing that it says of a customer."""
    words = (header_word(h.text) for h in table.headers)
    told = {synonyms.columns.get(w, "") for w in words if synonyms.value("row", w) != "contact"}
    strange = {t for t in told if t and not t.startswith("contact.") and t not in _BESIDE_PEOPLE}
    if _says_seats(table, synonyms):
        return strange <= {"subscription.product"}
    return not strange and len(told & _OF_ITS_OWN) > 0


def _names_people(table: Table, synonyms: Synonyms) -> bool:
    """Whether a sheet says how people are called, and nothing of a company: their *Name* is that of no customer."""
    told = {synonyms.columns.get(header_word(h.text), "") for h in table.headers} - {""}
    others = {t for t in told if not t.startswith("contact.")}
    return "contact.name" in told and others <= _BESIDE_PEOPLE - WHOM


def _says_seats(table: Table, synonyms: Synonyms) -> bool:
    """Whether a *Plan* is that of each person, and no product of their company: *Admin*, *Member*."""
    headers = [
        h for h in table.headers if synonyms.columns.get(header_word(h.text)) == "subscription.product"
    ]
    cells = [shown(c) for h in headers for c in set(table.cells(h.index)) if not blank(c)]
    return bool(cells) and all(synonyms.value("seat", c) for c in cells)


_BESIDE_PEOPLE = WHOM | {
    "account.notes", "account.status", "account.tags", "account.domain", "subscription.signed_on",
}  # fmt: skip
"""What a list of people may say that a list of customers says of a customer."""


def _of_several(table: Table, synonyms: Synonyms) -> bool:
    """Whether a row names several people of a customer in one cell, and says nothing else of a person."""
    told = {h: c[0][0] for h in table.headers if (c := known_by_words(fold(h.text), synonyms, "contact"))}
    if any(t.startswith("contact.") and t not in NAMES for t in told.values()):
        return False
    cells = (c for h, t in told.items() if t == "contact.name" for c in table.cells(h.index))
    return any(len(persons_in(c)) > 1 for c in cells if isinstance(c, str))


_OF_A_LOSS = frozenset({"subscription.reason", "subscription.cancelled_on", "subscription.external_id"})


def _sells(table: Table, synonyms: Synonyms, besides: frozenset[str] = frozenset()) -> bool:
    """Whether a sheet says what a contract costs or how long it runs."""
    targets = {synonyms.columns.get(header_word(h.text), "") for h in table.headers} - besides
    return any(
        t.startswith("subscription.") for t in targets - {"subscription.quantity", "subscription.product"}
    )


def _pays(table: Table, synonyms: Synonyms) -> bool:
    """Whether a sheet says what a customer pays by the month or the year, which a list of people alone does not."""
    return any(synonyms.columns.get(header_word(h.text)) in _PAID for h in table.headers)


_PAID = frozenset({"subscription.mrr", "subscription.arr"})


def _own_word(table: Table, synonyms: Synonyms) -> str | None:
    """The noun of a sheet of the csdesk workbook; a name that people give to other rows too needs more than a name."""
    name = fold(table.sheet)
    word = next((w for w, n in SHEET_NOUNS.items() if n.sheet and fold(n.sheet) == name), None)
    if word is None:
        return next((w for w in SHEET_NOUNS if is_own(table, w)), None)
    if not is_own(table, word):
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


def _hints(table: Table, synonyms: Synonyms) -> frozenset[str]:
    """The nouns that a sheet is called by: by its name, else by a header, where none tells of a contract."""
    words = {header_word(h.text): h for h in table.headers}
    hint = _hint(table.sheet, synonyms)
    if hint and not (hint == "milestone" and _OF_A_CONTRACT & {synonyms.columns.get(w) for w in words}):
        return frozenset({hint})
    said = {w: found for w in words if (found := synonyms.value("row", w))}
    levels = {w for w, found in said.items() if found == "risk" and _says_how_much(table, words[w], synonyms)}
    said = {w: found for w, found in said.items() if w not in levels}
    if _OF_A_CONTRACT & {synonyms.columns.get(w) for w in words if w not in said}:
        return frozenset()
    return frozenset(said.values())


def _says_how_much(table: Table, header: Header, synonyms: Synonyms) -> bool:
    """Whether a *Risk* is low, medium or high, and no cause of one."""
    cells = [c for c in table.cells(header.index) if isinstance(c, str)]
    return bool(cells) and all(synonyms.value("risk", c) for c in cells)


_OF_A_CONTRACT = frozenset(
    f"subscription.{key}"
    for key in (
        "mrr",
        "arr",
        "renewal_date",
        "start_and_end",
        "auto_renew",
        "notice_days",
        "notice_by",
        "period",
    )
)
"""What only customers and their contracts say."""


def is_own(table: Table, word: str) -> bool:
    """Whether a table is the csdesk workbook's own sheet of a noun: by its name, else by all of its columns."""
    own, noun = own_headers(word), SHEET_NOUNS[word]
    named = {fold(h.text) for h in table.headers if not h.text.endswith(CUSTOM_MARK)}
    every = {fold(f.header) for f in noun.fields}
    called = fold(table.sheet) == fold(noun.sheet or "") or (len(every) >= _ENOUGH and named >= every)
    return called and named <= own.keys()


_ENOUGH = 4
"""From how many columns on no other sheet has all of a noun's by chance."""


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
_OR = {
    "contact.name": ("contact.first_name", "contact.last_name"),
    "invoice.amount": ("invoice.open",),
}
"""What may stand for a field that a row needs."""
_OF_A_TICKET = frozenset(
    f"ticket.{key}" for key in ("external_id", "subject", "severity", "closed_at", "status")
)
"""What tells a ticket from an answer of a day."""
_NAMED = {word: {word} for word in ("signal", "promise", "opportunity", "advocacy", "churn")}
_NAMED |= {"feedback": {"feedback", "survey"}}
"""Nouns that only a sheet that is called so holds."""


def _spelt(table: Table) -> list[tuple[str, ...]]:
    """The headers folded, each with and without what it says of tax."""
    return [tuple(dict.fromkeys((fold(h.text), fold(without_tax_words(h.text))))) for h in table.headers]


def _named(spelt: list[tuple[str, ...]], synonyms: Synonyms, word: str) -> set[str]:
    """The fields that the headers name, if a row were that noun; ties go to a sheet of customers."""
    known = (next(filter(None, (known_by_words(w, synonyms, word) for w in ways)), None) for ways in spelt)
    return {c[0][0] for c in known if c}


def _names_anybody(table: Table, synonyms: Synonyms) -> bool:
    """Whether a header says whom a row is about, be it a person."""
    return any(synonyms.columns.get(header_word(h.text)) in {*WHOM, "contact.name"} for h in table.headers)


def _told_by_mail(table: Table, synonyms: Synonyms) -> bool:
    """Whether a header says whose mail address a row has."""
    return any(synonyms.columns.get(header_word(h.text)) == "contact.email" for h in table.headers)


_MAILED = frozenset({"touch", "survey"})
"""Whose these are may be told by a person's address alone."""


def _complete(
    word: str, found: set[str], hints: frozenset[str], *, nameless: frozenset[str], sells: bool
) -> bool:
    """Whether the headers name all that a row of the noun needs; whose `nameless` rows are can be asked."""
    if word not in _NEEDED or word == "product" or (word == "churn" and sells):
        return False
    misnamed = word in _NAMED and not hints & _NAMED[word]
    if misnamed and (word != "signal" or "signal.kind" not in found):
        return False
    if word == "ticket" and not found & _OF_A_TICKET:
        return False
    whose = word in OF_THE_BOOK or bool(found & WHOM) or word in nameless
    return whose and all(found & {n, *_OR.get(n, ())} for n in _NEEDED[word])


def _whole(table: Table, word: str) -> bool:
    """Whether a sheet whose name people give to others too has every column that a row of the noun needs."""
    named = {fold(h.text) for h in table.headers}
    return all(fold(f.header) in named for f in SHEET_NOUNS[word].fields[1:] if f.required)

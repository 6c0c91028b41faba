"""Where a column may go: as its program means it, or as its words and its cells say."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from csdesk.domain.imports.cells.beside import without_tax_words
from csdesk.domain.imports.cells.grid import letter
from csdesk.domain.imports.columns.content import FITS, TELLS, fit, speaks
from csdesk.domain.imports.columns.named import (
    CELLS,
    KNOWN,
    SAME,
    Candidate,
    allowed,
    known_by_words,
    what_says,
)
from csdesk.domain.imports.columns.ruled_out import RECURRING, are_numbers, is_doubtful, ruled_out, says_it
from csdesk.domain.imports.columns.stage_of import with_stage_of_renewals
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.price_words import said_period, says_billing
from csdesk.domain.imports.vocabulary.targets import ASK, BOTH_DAYS, OMIT, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.subscriptions import Period

_ALIKE = 84
"""From which likeness of two headers (per cent, rapidfuzz ratio) one is taken for the other."""
_SHORT = 3
"""Up to how many letters a known name is too short for a header to be like it: a *date* is no *ate*, until."""

_OF_A_DEAL = frozenset(
    {"record id", "deal id", "opportunity id", "deal record id", "hs object id", "hubspot id", "id"}
)
"""IDs of other programs that tell a deal from others, and no customer."""


def wanted_by(
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
    return bool(cells) and fit(TARGETS[BOTH_DAYS], cells, None) >= FITS


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

"""Content is what a column's cells look like: the evidence beside its header."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from csdesk.domain.accounts import Stage, Status
from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.both_days import tells_both_days
from csdesk.domain.imports.cells.days import cell_day, no_such_day, typed_day
from csdesk.domain.imports.cells.durations import LENGTHS, first_and_renewals
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.imports.cells.marks import read_mark
from csdesk.domain.imports.cells.nothing import is_no_day, nothing_in
from csdesk.domain.imports.cells.said_beside import left_on, renews_beside
from csdesk.domain.imports.cells.spans import LAST
from csdesk.domain.imports.cells.term_words import runs_monthly, told_term
from csdesk.domain.imports.cells.undated import cell_span, so_far_ahead, undated
from csdesk.domain.imports.cells.values import (
    Mark,
    read_amount,
    read_choice,
    read_count,
    read_domain,
    read_email,
    read_judgement,
    read_status,
    read_yes_no,
)
from csdesk.domain.imports.cells.worded import tells_about, without_lead
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.several import each_of
from csdesk.domain.imports.vocabulary.targets import (
    BOTH_DAYS,
    CHURN_RISK,
    CSAT,
    DAYS_LEFT,
    DEAL_STATUS,
    DISCOUNT,
    LINE_STATUS,
    NOTICE_LEFT,
    NPS,
    PERIOD,
    RATED,
    Target,
)
from csdesk.domain.imports.vocabulary.words import Synonyms, fold

FITS = 0.5
"""Which share of a column's cells must read as its field's kind."""
TELLS = 0.9
"""Which share of the cells of a column without a header must read as a field's kind to be taken for it."""
_APART = 0.6
"""Which share of a column's cells must differ for it to name customers."""
_LONGEST = 60
_LONGEST_TERM = 240
"""How many months a contract has at most: a larger number is none."""
_SEEN = 3
_MANY = 400
"""How many cells are looked at."""


def samples(cells: Iterable[Value]) -> tuple[str, ...]:
    """The first three different cells of a column, as text."""
    found: list[str] = []
    for number, cell in enumerate(cells):
        if cell is None:
            continue
        text = shown(cell)
        if text and text not in found:
            found.append(text)
        if len(found) == _SEEN or (found and number > _MANY):
            break
    return tuple(found)


def shown(cell: Value) -> str:
    """A cell as a person would read it back."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ", "minutes")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Fault):
        return cell.text
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return " ".join(str(cell).split())[:120]


def may_name(cells: Sequence[Value]) -> bool:
    """Whether the cells of a column could each name a customer: most are filled, with words that differ."""
    filled = [c for c in cells if not blank(c)]
    if not filled or len(filled) < len(cells) / 2 or not all(map(_is_words, filled)):
        return False
    return len({shown(c) for c in filled}) >= _APART * len(filled)


def _is_words(cell: Value) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST or "@" in cell or not any(map(str.isalpha, cell)):
        return False
    return read_amount(cell, Mark.POINT) is None and not is_day(cell)


def fit(target: Target, cells: Iterable[Value], synonyms: Synonyms | None) -> float:
    """Which share of the filled cells reads as the target's kind; 1 where there is none to look at."""
    many = islice(cells, _MANY)
    told = (part for c in many for part in each_of(c)) if target.name in DISCOUNT else many
    filled = [c for c in told if not blank(c) and not isinstance(c, Fault)]
    if synonyms is not None and (target.kind is not Kind.TEXT or target.name in _ADDRESSES):
        filled = [c for c in filled if not isinstance(c, str) or nothing_in(c, synonyms) is None]
    if not filled:
        return 1.0
    if target.name == "account.judgement" and any(isinstance(c, str) and fold(c) in _GRADES for c in filled):
        return 0.0
    if target.name == "account.stage" and synonyms is not None and _says_status(filled, synonyms):
        return 0.0
    reads = _reader(target, synonyms)
    return sum(1 for c in filled if reads(c)) / len(filled)


_ADDRESSES = frozenset({"contact.email", "account.domain"})
"""Texts that cannot be just any words."""
_GRADES = frozenset("bcdef")
"""Letters beside which an A is a grade, and not amber."""


def speaks(target: Target, cells: Iterable[Value], synonyms: Synonyms) -> bool:
    """Whether a column says a word of the field's vocabulary, of *yes or no* nothing else; other fields take any."""
    if target.kind is Kind.YES_NO:
        return fit(target, cells, synonyms) == 1
    if target.choices is None:
        return True
    filled = [c for c in islice(cells, _MANY) if not blank(c)]
    words = (part for c in filled for part in str(c).replace(";", ",").split(","))
    choices, vocabulary = target.choices, target.vocabulary
    return not filled or any(read_choice(w, choices, synonyms, vocabulary) is not None for w in words)


def _says_status(cells: Sequence[Value], synonyms: Synonyms) -> bool:
    """Whether a column says who is a customer yet, and not where on their way: *Lead*, *Customer*."""
    words = {fold(c) for c in cells if isinstance(c, str)}
    stages = {w for w in words if read_choice(w, Stage, synonyms, "stage") is not None}
    if words & {*synonyms.values["deal"]} - stages:
        return all(read_status(w, synonyms) for w in words)
    return words != stages and all(read_choice(w, Status, synonyms, "status") for w in words)


def _reader(target: Target, synonyms: Synonyms | None) -> Callable[[Value], bool]:
    if target.name in _BY_NAME:
        return _BY_NAME[target.name]
    if synonyms is not None:
        words = _by_words(target, synonyms)
        if words:
            return words
    if target.kind in {Kind.DAY, Kind.INSTANT}:
        return lambda c: _tells_a_day(c) or (synonyms is not None and runs_monthly(c, target, synonyms))
    if target.field in LENGTHS:
        return lambda c: _is_length(c, target, synonyms)
    if target.kind in {Kind.MONEY, Kind.EXACT, Kind.WHOLE, Kind.NUMBER}:
        numbers = read_count if target.counts else read_amount
        return lambda c: (
            numbers(c, Mark.POINT) is not None or (target.field == "notice_days" and tells_length(c))
        )
    if target.name == "account.account":
        return lambda c: not isinstance(c, date) and not _FILE.search(str(c))
    if target.name in _PEOPLE:
        return lambda c: isinstance(c, str) and read_amount(c, Mark.POINT) is None
    return lambda c: not isinstance(c, date)


_BY_NAME: dict[str, Callable[[Value], bool]] = {
    BOTH_DAYS: tells_both_days,
    NPS: lambda c: (a := read_amount(c)) is not None and a.number in range(11) and not a.percent,
    CSAT: lambda c: (a := read_amount(c, Mark.POINT)) is not None and 0 <= a.number <= 100 and not a.currency,
    DAYS_LEFT: lambda c: so_far_ahead(c) is not None,
    NOTICE_LEFT: lambda c: so_far_ahead(c) is not None,
    PERIOD: lambda c: not isinstance(c, date) and not tells_both_days(c),
}


def _is_length(cell: Value, target: Target, synonyms: Synonyms | None) -> bool:
    count = read_count(cell, Mark.POINT)
    if count is not None:
        return target.field != "term_months" or count.number <= _LONGEST_TERM
    if LENGTHS[target.field][0](cell, "", None) is not None:
        return True
    if synonyms is None:
        return False
    told = told_term(cell, target, synonyms) is not None or renews_beside(cell, synonyms) is not None
    return told or (target.field == "term_months" and first_and_renewals(cell) is not None)


_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|pdf)\b", re.IGNORECASE)
"""What a cell holds that has a picture or a file, and no name."""
_PEOPLE = frozenset(
    f"contact.{key}"
    for key in ("name", "first_name", "last_name", "sponsor", "champion", "administrator", "billing")
) | {"account.csm"}
"""Columns of people, whom nobody calls by a number."""


_NUMBERED = {"ticket.severity": "severity", **dict.fromkeys(RATED, "rating")}
"""Numbers that may be said in words → their vocabulary."""


def _by_words(target: Target, synonyms: Synonyms) -> Callable[[Value], bool] | None:
    if target.name == "account.judgement":
        return lambda c: read_judgement(c, synonyms) is not None
    if target.name == "contact.email":
        return lambda c: read_email(c) is not None
    if target.name == "account.domain":
        return lambda c: read_domain(c) is not None
    if target.name == CHURN_RISK:
        return lambda c: isinstance(c, str) and synonyms.value("risk", c) is not None
    if words := _NUMBERED.get(target.name):
        rated = target.name in RATED
        return lambda c: (
            read_amount(c) is not None
            or synonyms.value(words, str(c)) is not None
            or (rated and read_mark(c) is not None)
        )
    if target.name == "account.status":
        return lambda c: _is_status(c, synonyms)
    if target.name == "churn.reason" and target.choices:
        reasons = target.choices
        return lambda c: read_choice(c, reasons, synonyms, "churn_reason") is not None
    if target.name in _SURE and target.choices:
        choices = target.choices
        return lambda c: read_choice(c, choices, synonyms, target.vocabulary) is not None
    if target.kind is Kind.YES_NO:
        paid = synonyms.values["paid"] if target.name == "invoice.paid" else {}
        return lambda c: read_yes_no(c, synonyms) is not None or fold(str(c)) in paid
    return None


_SURE = frozenset(
    {
        "opportunity.kind",
        DEAL_STATUS,
        LINE_STATUS,
        "task.party",
        "milestone.party",
        "task.status",
        "contact.status",
    }
)
"""Columns whose headers say other things, too: half of their cells must be words of the field."""


def _is_status(cell: Value, synonyms: Synonyms) -> bool:
    said = read_status(cell, synonyms) is not None or read_yes_no(cell, synonyms) is not None
    return said or left_on(cell, synonyms) is not None


def _tells_a_day(cell: Value) -> bool:
    """Whether a cell says when something is, be it in words of which nobody knows the day yet."""
    if not isinstance(cell, str):
        return is_day(cell)
    told = (cell, without_lead(cell, None))
    if tells_about(cell) or any(is_day(text) or undated(text, LAST) for text in told):
        return True
    return no_such_day(cell) or is_no_day(cell)


def is_day(cell: Value) -> bool:
    """Whether a cell can be read as a day, or as a month or quarter one of whose days it is."""
    if cell_day(cell) is not None or (isinstance(cell, str) and typed_day(cell) is not None):
        return True
    return cell_span(cell) is not None


def tells_length(cell: Value) -> bool:
    """Whether a text has a number in it, and is no day."""
    return isinstance(cell, str) and any(c.isdigit() for c in cell) and not tells_a_day(cell)


def tells_a_day(text: str) -> bool:
    """Whether a text is a day, be it one without a year, where the length of a notice should stand: *by 30 Sep*."""
    bare = without_lead(text, LAST)
    return any(typed_day(t) is not None or ((u := undated(t, LAST)) and u.typed) for t in (text, bare))

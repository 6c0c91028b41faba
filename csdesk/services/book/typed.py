"""What a person typed for one field becomes its value; or one sentence says what was expected instead."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from csdesk.domain.days import said_day
from csdesk.domain.errors import DayBothWays, FieldNeeded, FieldRefused, NotADay
from csdesk.domain.fields import Field, Kind
from csdesk.domain.imports.cells.days import typed_day
from csdesk.domain.imports.cells.special import Unreadable
from csdesk.domain.imports.cells.values import (
    Amount,
    Mark,
    read_amount,
    read_choice,
    read_judgement,
    read_yes_no,
)
from csdesk.domain.imports.reading.shares import PERCENTS, share_of
from csdesk.domain.money import amount_text, is_code, to_minor
from csdesk.domain.name_list import names_of, names_text
from csdesk.services.book.synonyms import synonyms

RANGES = {"judgement": (1, 5), "severity": (1, 4)}
"""Whole numbers that stand for a scale."""
CODES = frozenset({"currency", "from_currency", "to_currency"})
"""Texts that are the code of a currency."""
COMING = frozenset(
    "due_on target_on forecast_on end expires_on expected_on away_until not_before planned_on call_on".split()
)
PAST = frozenset(
    "on achieved_on agreed_on answered_on asked_on bridged_on called_on closed_on done_on failed_on found_on given_on "
    "issued_on judged_on known_on opened_on opted_out_on paid_on promised_on seen_on sent_on settled_on signed_on "
    "told_back_on".split()
)
"""Days without their year lie ahead in the first, behind in the second; in all others a day needs its year."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a text needs to know: today, the row's currency, and how numbers are written.

    `resolve(table, text)` gives the id that a text names in a table, or None.
    """

    today: date
    currency: str
    resolve: Callable[[str, str], str | None]
    mark: Mark = Mark.POINT


def read_text(field: Field, text: str, context: Context) -> Any:
    """The value of a field; empty is not known. Raises: FieldNeeded, FieldRefused, DayBothWays."""
    bare = text.strip()
    if not bare:
        if field.required:
            raise FieldNeeded(field=field.header)
        return () if field.kind in {Kind.CHOICES, Kind.REFERENCES} else None
    return _READERS[field.kind](field, bare, context)


def written(field: Field, value: Any, currency: str) -> str:
    """The text that would be typed for a value; empty for not known."""
    if value is None:
        return ""
    if field.kind is Kind.MONEY:
        return amount_text(value, currency)
    if field.kind is Kind.YES_NO:
        return "yes" if value else "no"
    if field.kind in {Kind.DAY, Kind.INSTANT}:
        return str(value.isoformat())
    if isinstance(value, tuple):
        return names_text(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(field: Field, text: str, context: Context) -> str:
    del context
    if field.key not in CODES:
        return text
    if not is_code(text.upper()):
        _refuse(field, text, "a currency's three letters, such as EUR")
    return text.upper()


def _whole(field: Field, text: str, context: Context) -> int:
    if field.key == "judgement":
        judged = read_judgement(int(text) if text.isdigit() else text, synonyms())
        if judged is None:
            _refuse(field, text, "a judgement from 1 to 5")
        return judged
    low, high = RANGES.get(field.key, (0, 10**9))
    amount = _amount(text, context)
    if amount is None or amount.number != int(amount.number) or not low <= amount.number <= high:
        below = amount is not None and amount.number < 0
        wanted = "0 or more" if below else "a whole number"
        _refuse(field, text, f"a whole number from {low} to {high}" if field.key in RANGES else wanted)
    return int(amount.number)


def _number(field: Field, text: str, context: Context) -> float:
    amount = _amount(text, context)
    if amount is None:
        _refuse(field, text, "a number")
    return float(amount.number)


def _exact(field: Field, text: str, context: Context) -> Decimal:
    amount = _amount(text, context)
    if field.key == "discount":
        return _share(field, text, amount)
    if amount is None:
        _refuse(field, text, "a number")
    return amount.number / 100 if amount.percent else amount.number


def _share(field: Field, text: str, amount: Amount | None) -> Decimal:
    """A discount as an import reads one: 20, 20 % and 0.2 are the same."""
    share = Decimal(-1)
    with suppress(Unreadable):
        share = share_of(amount, percents=field.key == PERCENTS, hundredths=False) if amount else share
    if share < 0:
        _refuse(field, text, "a share from 0 to 100 %, such as 20, 20 % or 0.2")
    return share


def _money(field: Field, text: str, context: Context) -> int:
    amount = _amount(text, context)
    if amount is None or amount.percent or amount.currency not in {None, context.currency}:
        _refuse(field, text, f"an amount in {context.currency}")
    return to_minor(amount.number, context.currency)


def _amount(text: str, context: Context) -> Amount | None:
    amount = read_amount(text, context.mark)
    return amount if amount and abs(amount.number) < Decimal(10) ** 15 else None


def _day(field: Field, text: str, context: Context) -> date:
    typed = typed_day(text)
    if typed is not None and typed.certain is None:
        raise DayBothWays(field=field.header, text=text)
    ahead = True if field.key in COMING else False if field.key in PAST else None
    try:
        return said_day(text, today=context.today, ahead=ahead)
    except NotADay:
        year = " with its year" if ahead is None else ""
        _refuse(field, text, f"a day{year}, such as 24 Nov 2025")


def _instant(field: Field, text: str, context: Context) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day = _day(field, text, context)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _yes_no(field: Field, text: str, context: Context) -> bool:
    del context
    said = read_yes_no(text, synonyms())
    if said is None:
        _refuse(field, text, "yes or no")
    return said


def _choice(field: Field, text: str, context: Context) -> Any:
    del context
    assert field.choices is not None
    found = read_choice(text, field.choices, synonyms(), field.key)
    if found is None:
        words = ", ".join(c.value for c in field.choices)
        _refuse(field, text, f"one of: {words}")
    return found


def _choices(field: Field, text: str, context: Context) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_choice(field, name, context) for name in names_of(text)))


def _reference(field: Field, text: str, context: Context) -> str:
    assert field.refers is not None
    found = context.resolve(field.refers, text)
    if found is None:
        _refuse(field, text, f"found in {field.refers}")
    return found


def _references(field: Field, text: str, context: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_reference(field, name, context) for name in names_of(text)))


def _refuse(field: Field, text: str, wanted: str) -> NoReturn:
    raise FieldRefused(field=field.header, text=text, wanted=wanted)


_READERS: dict[Kind, Callable[[Field, str, Context], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.EXACT: _exact,
    Kind.MONEY: _money,
    Kind.DAY: _day,
    Kind.INSTANT: _instant,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}

"""Cells: what is typed into a list of accounts, field by field, for one account or for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import FieldNeeded, FieldRefused
from csdesk.domain.fields import noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.progress import Progress
from csdesk.services.accounts.account_facts import AccountFact
from csdesk.services.accounts.bulk import written
from csdesk.services.book.custom import cell
from csdesk.services.book.custom_typed import plain_text, said_otherwise
from csdesk.services.book.editing import changed_row, parted, read_texts, set_fields
from csdesk.services.book.typed import Context, read_text
from csdesk.store.book import Book

ALONE = frozenset({"account", "external_id", "domain"})
"""Fields that say which account it is: no two accounts get the same by one step."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is to be written, and what it is called."""

    accounts: list[Account]
    values: list[CustomValue]
    gone: list[CustomValue]
    label: str


def type_cells(
    book: Book,
    accounts: Sequence[AccountId],
    texts: Mapping[str, str],
    *,
    today: date,
    progress: Progress | None = None,
) -> ChangeSet | None:
    """Give fields of accounts, also custom ones, a text each, in one change; an empty text makes one not known.

    All accounts take it or none. None where all are so already.
    Raises: NoSuchField, FieldNeeded, FieldRefused, DayBothWays, AccountExists …; EditStopped where `progress` says
    False.
    """
    if not texts.get("status", "-").strip():
        raise FieldNeeded(field=noun_of(Account).field("status").header)
    if len(accounts) == 1:
        return set_fields(book, "account", accounts[0], texts, today=today)
    typed = _typed(book, accounts, texts, today)
    if not (typed.accounts or typed.values or typed.gone):
        return None
    with book.change(Verb.SET, label=typed.label, today=today) as change:
        written(book, [*typed.accounts, *typed.values], progress)
        for value in typed.gone:
            book.drop(value)
    return change.done


def _typed(book: Book, accounts: Sequence[AccountId], texts: Mapping[str, str], today: date) -> _Typed:
    noun, wanted = noun_of(Account), set(accounts)
    own, custom = parted(book, noun, texts)
    for key in own:
        if key in ALONE and own[key].strip():
            wanted_ = "something that several accounts can share"
            raise FieldRefused(field=noun.field(key).header, text=own[key], wanted=wanted_)
    read = read_texts(book, noun, own, today=today)
    chosen = [a for a in book.all(Account) if a.id in wanted]
    after = [changed_row(book, a, read, today=today) for a in chosen] if read else chosen
    put: list[CustomValue] = []
    gone: list[CustomValue] = []
    for field_, text in custom.items():
        more, less = said_otherwise(book, {a.id: a.id for a in chosen}, field_, text)
        put, gone = put + more, gone + less
    headers = [noun.field(key).header for key in own] + [field_.name for field_ in custom]
    changed = [a for a, before in zip(after, chosen, strict=True) if a != before]
    touched = {str(a.id) for a in changed} | {v.row for v in [*put, *gone]}
    return _Typed(changed, put, gone, _label(headers, touched, chosen))


def _label(headers: Sequence[str], touched: set[str], chosen: Sequence[Account]) -> str:
    """What the step is called: *Stage of 3 accounts*; of one account its name."""
    if len(touched) == 1:
        return next(a.account for a in chosen if a.id in touched)
    what = headers[0] if len(headers) == 1 else f"{len(headers)} fields"
    return f"{what} of {len(touched):,} accounts"


def read_cell(fact: AccountFact, text: str, *, today: date) -> Any:
    """What a list shows of a text once it is typed; whether the book takes it is only known there.

    Raises: FieldNeeded, FieldRefused, DayBothWays.
    """
    if fact.custom is not None:
        return cell(plain_text(text, fact.custom), fact.custom.kind)
    value = read_text(noun_of(Account).field(fact.key), text, Context(today, "", _as_it_is))
    if value is None and fact.key == "status":
        raise FieldNeeded(field=fact.header)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _as_it_is(_: str, text: str) -> str:
    return text

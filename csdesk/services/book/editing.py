"""Editing is adding, changing and removing any row by its fields, as they are typed: one change each."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue, custom_key, custom_keys, moved
from csdesk.domain.errors import (
    FieldNeeded,
    NoSuchField,
    NoSuchNoun,
    NoSuchRow,
    StillReferred,
)
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.milestones import Milestone
from csdesk.domain.names import name_key
from csdesk.domain.nouns import NOUNS
from csdesk.domain.objectives import Objective
from csdesk.domain.products import Product
from csdesk.domain.rates import Rate
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.touches import Touch
from csdesk.services.book.custom import custom_fields, values_of
from csdesk.services.book.custom_typed import said_otherwise, write_custom
from csdesk.services.book.editing_rules import RULES
from csdesk.services.book.following import followed
from csdesk.services.book.loss_calls import told_of_call
from csdesk.services.book.neighbours import Neighbours
from csdesk.services.book.row_currency import refuse_other_decimals, row_currency
from csdesk.services.book.typed import Context, read_text, written
from csdesk.services.book.which_account import find_account
from csdesk.store.accounts import accounts_named
from csdesk.store.book import Book

Texts = Mapping[str, str]
"""What was typed, by field key."""


def editable() -> list[Noun]:
    """The nouns that a person can add, change and remove: those of the workbook."""
    return [noun_of(n) for n in NOUNS if noun_of(n).sheet]


def noun_named(word: str) -> Noun:
    """The editable noun of a singular word. Raises: NoSuchNoun."""
    nouns = editable()
    for noun in nouns:
        if noun.word == word.strip().lower():
            return noun
    raise NoSuchNoun(name=word, nouns=", ".join(n.word for n in nouns))


def add_row(book: Book, noun: str, texts: Texts, *, today: date, mark: Mark = Mark.POINT) -> ChangeSet:
    """Add one row; what is not given is not known, or the noun's default.

    Raises: NoSuchNoun, NoSuchField, FieldNeeded, FieldRefused, DayBothWays, AccountExists, TouchInFuture …
    """
    spec = noun_named(noun)
    texts, own = parted(book, spec, texts)
    given = _read(book, spec, None, texts, today, mark)
    for field in spec.fields[1:]:
        if field.required and given.get(field.name) is None:
            raise FieldNeeded(field=field.header)
    given = {name: value for name, value in given.items() if value is not None}
    if spec.type is Task:
        given.setdefault("created_on", today)
    value = _checked(book, None, spec.type(id=book.new_id(), **given), today)
    put, gone = _said(book, value, own, mark)
    with book.change(Verb.ADD, label=labelled(book, value), today=today) as change:
        book.put(value)
        write_custom(book, put, gone)
    return change.done


def set_fields(
    book: Book, noun: str, id_: str, texts: Texts, *, today: date, mark: Mark = Mark.POINT
) -> ChangeSet | None:
    """Change fields of one row; an empty text makes a field not known. None where all is so already.

    Raises: NoSuchNoun, NoSuchRow, NoSuchField, FieldNeeded, FieldRefused, DayBothWays …
    """
    spec = noun_named(noun)
    before = row_of(book, spec, id_)
    texts, own = parted(book, spec, texts)
    after = changed_row(book, before, _read(book, spec, before, texts, today, mark), today=today)
    put, gone = _said(book, after, own, mark)
    if after == before and not put and not gone:
        return None
    call = list(told_of_call(book, before, after)) if isinstance(after, Task) else []
    with book.change(Verb.SET, label=labelled(book, after), today=today) as change:
        if after != before:
            book.put_all([after, *call])
        write_custom(book, put, gone)
    return change.done


def parted(book: Book, noun: Noun, texts: Texts) -> tuple[Texts, dict[CustomField, str]]:
    """The texts of the noun's own fields by key, and those of custom fields. Raises: NoSuchField."""
    known = {f.key for f in noun.fields[1:]}
    if known.issuperset(texts):
        return texts, {}
    custom = custom_keys(custom_fields(book, noun.word), {f.key for f in noun.fields})
    own: dict[CustomField, str] = {}
    for key, text in texts.items():
        if key not in known:
            field = custom.get(custom_key(key))
            if field is None:
                raise NoSuchField(field=key, fields=", ".join([*(f.key for f in noun.fields[1:]), *custom]))
            own[field] = text
    return {key: text for key, text in texts.items() if key in known}, own


def _said(
    book: Book, row: Any, own: Mapping[CustomField, str], mark: Mark
) -> tuple[list[CustomValue], list[CustomValue]]:
    """What a row says in custom fields once it is as it will be: the values to put and those to drop."""
    account = account_of(book, row)
    owner = account.id if account else None
    put, gone = moved(values_of(book, [row.id]), owner), list[CustomValue]()
    for field, text in own.items():
        more, less = said_otherwise(book, {row.id: owner}, field, text, mark)
        put, gone = put + more, gone + less
    return put, gone


def read_texts(
    book: Book, noun: Noun, texts: Texts, *, today: date, mark: Mark = Mark.POINT
) -> dict[str, Any]:
    """The values of texts that are to stand in many rows, by attribute.

    Raises: NoSuchField, FieldNeeded, FieldRefused, DayBothWays.
    """
    return _read(book, noun, None, texts, today, mark)


def changed_row(book: Book, before: Any, given: Mapping[str, Any], *, today: date) -> Any:
    """A row with other values, and what follows from them; None gives back a field's default.

    Raises: what the noun's rule says.
    """
    after = _checked(book, before, with_values(before, given), today)
    return followed(before, after, set(given), today)


def with_values(before: Any, given: Mapping[str, Any]) -> Any:
    """A row with other values by attribute; None gives back a field's default."""
    defaults = {f.name: f.default for f in dataclasses.fields(type(before))}
    filled = {
        name: defaults[name] if value is None and defaults[name] is not dataclasses.MISSING else value
        for name, value in given.items()
    }
    return dataclasses.replace(before, **filled)


def remove_row(book: Book, noun: str, id_: str, *, today: date) -> ChangeSet:
    """Remove one row; its last image stays in the journal.

    Raises: NoSuchNoun, NoSuchRow, StillReferred while others belong to it.
    """
    spec = noun_named(noun)
    value = row_of(book, spec, id_)
    if isinstance(value, Contact) and any(
        value.id in t.contacts for t in book.all(Touch, account=value.account)
    ):
        raise StillReferred(noun=spec.word, name=value.name)
    with book.change(Verb.REMOVE, label=labelled(book, value), today=today) as change:
        for custom in values_of(book, [value.id]):
            book.drop(custom)
        book.drop(value)
    return change.done


def row_of(book: Book, noun: Noun, id_: str) -> Any:
    """The row of an id; an account also by what else names it. Raises: NoSuchRow, NoSuchAccount …"""
    if noun.word == "account":
        return find_account(book, id_)
    found: Any = book.find(noun.type, id_.strip())
    if found is None:
        raise NoSuchRow(noun=noun.word, id=id_)
    return found


def texts_of(book: Book, value: Any) -> dict[str, str]:
    """What would be typed for every field of a row, by key."""
    noun, currency = noun_of(type(value)), row_currency(book, value)
    return {f.key: written(f, getattr(value, f.name), currency) for f in noun.fields[1:]}


def called(book: Book, value: Any) -> str:
    """What a person calls the row: the account's name, and for what has none its own."""
    account = account_of(book, value)
    if account is not None:
        return account.account
    if isinstance(value, Rate):
        return f"{value.from_currency}/{value.to_currency}"
    noun = noun_of(type(value))
    return str(getattr(value, noun.title))


def titled(book: Book, value: Any) -> str:
    """A row by its own title and by whose it is: "Send summary, Nettleton Bank"."""
    owner, noun = called(book, value), noun_of(type(value))
    own = "" if noun.title == "id" else str(getattr(value, noun.field(noun.title).name) or "")
    alone = isinstance(value, Rate) or own in {"", owner}
    return owner if alone else f"{own}, {owner}"


def labelled(book: Book, value: Any) -> str:
    """What a change of a row is labelled: "task Send summary, Nettleton Bank"; an account is its name."""
    said, noun = titled(book, value), noun_of(type(value))
    if isinstance(value, Account):
        return said
    return f"{noun.word} of {said}" if noun.title == "id" else f"{noun.word} {said}"


def account_of(book: Book, value: Any) -> Account | None:
    """The account whose row it is, by its contract or its objective where the row names no account itself."""
    if isinstance(value, Account):
        return value
    owner: str | None = getattr(value, "account", None)
    line: str | None = getattr(value, "subscription", None)
    objective: str | None = getattr(value, "objective", None)
    if owner is None and line is not None:
        owner = _owner(book.find(Subscription, line))
    elif owner is None and objective is not None:
        owner = _owner(book.find(Objective, objective))
    return book.find(Account, owner) if owner else None


def _owner(row: Subscription | Objective | None) -> str | None:
    return row.account if row else None


def _read(book: Book, noun: Noun, before: Any, texts: Texts, today: date, mark: Mark) -> dict[str, Any]:
    """The values of the texts by attribute; references are read first, because a currency may hang on them."""
    known = {f.key: f for f in noun.fields[1:]}
    for key in texts:
        if key not in known:
            raise NoSuchField(field=key, fields=", ".join(known))
    given: dict[str, Any] = {}

    def resolve(table: str, text: str) -> str | None:
        return _resolved(book, table, text, given.get("account") or getattr(before, "account", None))

    plain = Context(today, "USD", resolve, mark)
    first = [f for f in known.values() if f.key in texts and f.kind is not Kind.MONEY]
    for field in first:
        given[field.name] = read_text(field, texts[field.key], plain)
    money = [f for f in known.values() if f.key in texts and f.kind is Kind.MONEY]
    context = dataclasses.replace(plain, currency=row_currency(book, before, given)) if money else plain
    return given | {f.name: read_text(f, texts[f.key], context) for f in money}


def _resolved(book: Book, table: str, text: str, account: str | None) -> str | None:
    """The id that a text names in a table, as far as only one row is meant; of contacts those of the account."""
    noun: type = next(n for n in NOUNS if noun_of(n).table == table)
    if noun is Account and book.find(Account, text) is None:
        named = accounts_named(book, text)
        return named[0][0] if len(named) == 1 else None
    found: Any = book.find(noun, text)
    if (
        isinstance(found, Contact | Milestone | Subscription)
        and account is not None
        and found.account != account
    ):
        return None
    if found is not None or noun not in {Product, Contact, Milestone}:
        return text if found is not None else None
    near: list[Any] = book.all(Product) if noun is Product else book.all(noun, account=account)
    title = noun_of(noun).field(noun_of(noun).title).name
    same: list[str] = [row.id for row in near if name_key(getattr(row, title)) == name_key(text)]
    return same[0] if len(same) == 1 else None


def _checked(book: Book, before: Any, after: Any, today: date) -> Any:
    """The row, if it can be so. Raises: what its noun's rule says.

    A rule asks only about what changes: what came by import as it is can still be edited elsewhere.
    """
    refuse_other_decimals(book, before, after)
    rule = RULES.get(type(after))
    if rule:
        rule(Neighbours(book), before, after, today)
    return after


def reach(book: Book, milestone: str, on: date | None, *, today: date) -> ChangeSet | None:
    """Say that a milestone was reached on a day, or with None that it was not. Raises: NoSuchRow."""
    given = {"achieved_on": on.isoformat()} if on else {"achieved_on": "", "achieved": ""}
    return set_fields(book, noun_of(Milestone).word, milestone, given, today=today)


def task_of(book: Book, task: str) -> Task | None:
    """The task of an id; None where it is gone."""
    return book.find(Task, task)


def finish_task(book: Book, task: str, *, done: bool, today: date) -> ChangeSet | None:
    """Say that a task is done, or that it is open again. Raises: NoSuchRow."""
    status = TaskStatus.DONE if done else TaskStatus.OPEN
    return set_fields(book, noun_of(Task).word, task, {"status": status.value}, today=today)

"""Merging makes two accounts, or two contacts of one account, into one: all history is carried, one undo."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.churn import Churn
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import MergeRefused
from csdesk.domain.fields import Field, Kind, noun_of
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.opportunities import Opportunity
from csdesk.services.book.custom import carried
from csdesk.services.book.editing import called, noun_named, row_of, titled
from csdesk.services.book.keeping import keep_before
from csdesk.services.book.row_currency import row_currency
from csdesk.services.book.typed import written
from csdesk.store.accounts import names
from csdesk.store.book import Book

MERGED = frozenset({"account", "contact"})
"""The nouns of which two can become one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both rows know, and know differently."""

    field: Field
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a merge would do: whose fields differ, and how many rows would change their place."""

    word: str
    kept: str
    other: str
    kept_id: str
    other_id: str
    differences: tuple[Difference, ...]
    rows: int


def others_of(book: Book, noun: str, id_: str) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """The row with its name, and those that it can be merged with, by name. Raises: NoSuchRow."""
    spec = noun_named(noun)
    row = row_of(book, spec, id_)
    if isinstance(row, Contact):
        there = [(str(c.id), c.name) for c in book.all(Contact, account=row.account)]
        own = (str(row.id), row.name)
    else:
        there = [(str(account), name) for account, name in names(book)]
        own = (str(row.id), str(row.account))
    others = [(other, name) for other, name in there if other != row.id]
    return own, sorted(others, key=lambda o: (o[1].casefold(), o[0]))


def propose_merge(book: Book, noun: str, keep: str, other: str) -> Proposal:
    """What merging `other` into `keep` would do. Raises: NoSuchNoun, NoSuchRow, MergeRefused."""
    kept, gone = _both(book, noun, keep, other)
    found = tuple(
        Difference(f, written(f, a, "USD"), written(f, b, "USD"))
        for f in noun_of(type(kept)).fields[1:]
        if (a := getattr(kept, f.name)) != (b := getattr(gone, f.name)) and _known(a) and _known(b)
    )
    rows = sum(1 for _ in _moved(book, kept, gone))
    title = noun_of(type(kept)).field(noun_of(type(kept)).title).name
    return Proposal(noun, getattr(kept, title), getattr(gone, title), kept.id, gone.id, found, rows)


def merge(
    book: Book, noun: str, keep: str, other: str, take: Mapping[str, bool], *, today: date
) -> ChangeSet:
    """Merge `other` into `keep`; `take` names the differing fields whose value comes from `other`.

    What only one of the two knows is kept. Raises: NoSuchNoun, NoSuchRow, MergeRefused, BackupFailed.
    """
    kept, gone = _both(book, noun, keep, other)
    chosen = {}
    for field in noun_of(type(kept)).fields[1:]:
        a, b = getattr(kept, field.name), getattr(gone, field.name)
        chosen[field.name] = b if _known(b) and (not _known(a) or take.get(field.key, False)) else a
        if field.refers == noun_of(type(kept)).table and chosen[field.name] in {kept.id, gone.id}:
            chosen[field.name] = None
    merged = dataclasses.replace(kept, **chosen)
    _refuse_other_money(book, merged, (kept, gone))
    keep_before(book, "a merge")
    label = titled(book, merged) if isinstance(merged, Contact) else called(book, merged)
    with book.change(Verb.MERGE, label=label, today=today) as change:
        custom, doubled = carried(book, kept, gone)
        book.put_all([merged, *_moved(book, kept, gone), *custom])
        for value in doubled:
            book.drop(value)
        book.drop(gone)
    return change.done


def _both(book: Book, noun: str, keep: str, other: str) -> tuple[Any, Any]:
    spec = noun_named(noun)
    if spec.word not in MERGED:
        raise MergeRefused(what=f"{spec.word}s are not merged")
    kept, gone = row_of(book, spec, keep), row_of(book, spec, other)
    if kept.id == gone.id:
        raise MergeRefused(what=f"both are the same {spec.word}")
    if isinstance(kept, Contact) and kept.account != gone.account:
        raise MergeRefused(what="the two people are at different accounts")
    if isinstance(kept, Account) and (_far_above(book, kept, gone) or _far_above(book, gone, kept)):
        raise MergeRefused(what="one stands above the other, with a third between them")
    return kept, gone


def _refuse_other_money(book: Book, merged: Any, both: tuple[Any, Any]) -> None:
    """Refuse what would say an amount in another currency: opportunities and losses have that of their account."""
    if not isinstance(merged, Account):
        return
    then = row_currency(book, merged)
    for account in both:
        now = row_currency(book, account)
        rows: list[Any] = [r for r in book.all(Churn, account=account.id) if r.subscription is None]
        rows += book.all(Opportunity, account=account.id)
        amounts = sum(row.amount is not None for row in rows)
        if now != then and amounts:
            said = f"{account.account} has opportunities or losses with amounts in {now} ({amounts:,})"
            raise MergeRefused(what=f"{said}, and {then} would say others: take {now}, or change these first")


def _far_above(book: Book, low: Account, high: Account) -> bool:
    """Whether an account stands above another with others between them: merged, they would be a circle."""
    seen: set[str] = {low.id}
    step = book.find(Account, low.parent) if low.parent and low.parent != high.id else None
    while step is not None and step.id not in seen:
        seen.add(step.id)
        if step.parent == high.id:
            return True
        step = book.find(Account, step.parent) if step.parent else None
    return False


def _moved(book: Book, kept: Any, gone: Any) -> Iterator[Any]:
    """Every row that speaks of the one that goes, speaking of the one that stays."""
    table = noun_of(type(kept)).table
    for noun in NOUNS:
        for field in noun_of(noun).fields:
            if field.refers != table:
                continue
            if field.kind is Kind.REFERENCE:
                rows: list[Any] = book.all(noun, **{field.key: gone.id})
                moved = [dataclasses.replace(r, **{field.name: kept.id}) for r in rows if r.id != kept.id]
                yield from (_once(book, row, kept) for row in moved)
            else:
                yield from _listed(book, noun, field.name, kept, gone)


def _once(book: Book, row: Any, kept: Any) -> Any:
    """A plan has one first value: the one of the account that stays."""
    if isinstance(row, Milestone) and row.first_value:
        there = any(m.first_value for m in book.all(Milestone, account=kept.id))
        return dataclasses.replace(row, first_value=not there)
    return row


def _listed(book: Book, noun: type, name: str, kept: Any, gone: Any) -> Iterator[Any]:
    rows: list[Any] = book.all(noun, account=gone.account)
    for row in rows:
        ids = getattr(row, name)
        if gone.id in ids:
            new = tuple(dict.fromkeys(kept.id if i == gone.id else i for i in ids))
            yield dataclasses.replace(row, **{name: new})


def _known(value: Any) -> bool:
    return value not in (None, (), "")

"""The book as a merge sees it: rows as they stand, typed when they are needed, and rules for what changes."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from csdesk import wording
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import CsdeskError
from csdesk.domain.fields import Noun, noun_of
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.rounds.plan import Since
from csdesk.domain.rounds.sent import Sent
from csdesk.domain.rounds.words import Plain
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.traces import differences
from csdesk.services.book.custom import custom_fields
from csdesk.services.book.editing import with_values
from csdesk.services.book.editing_rules import RULES
from csdesk.services.book.following import followed
from csdesk.services.book.neighbours import Neighbours
from csdesk.services.book.row_currency import refuse_other_decimals
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from csdesk.store.plain import PlainRow, plain_rows, value_of
from csdesk.store.rows import mapper
from csdesk.store.traces import added_since, taken_back_of_row, traces_of_row


class BookNow:
    """One book, read noun by noun when a merge asks; good while nobody writes."""

    def __init__(self, book: Book, sent: Sent, *, today: date) -> None:
        self._book, self._after, self._today = book, sent.n, today
        self._sent = {sheet.noun.word: sheet.rows for sheet in sent.sheets}
        self._rows: dict[type, dict[str, PlainRow]] = {}
        self._came: dict[type, dict[str, Any]] = {}
        self._said: dict[str, dict[str, CustomValue]] | None = None
        self._coming: dict[str, Account | Subscription] = {}
        self._default = book.preference(CURRENCY) or "USD"

    @property
    def is_older(self) -> bool:
        """Whether the book's history ends before the workbook went out: it was restored from a backup."""
        return newest_number(self._book) < self._after

    def rows(self, noun: Noun) -> Mapping[str, PlainRow]:
        """The rows of a noun as they stand in the book, by id."""
        if noun.type not in self._rows:
            sent = self._sent.get(noun.word, {})
            now = plain_rows(self._book, noun)
            now = [was if (was := sent.get(str(row[0]))) == row else row for row in now]
            self._rows[noun.type] = {
                str(row[0]): row for row in now
            }  # most rows, and ids, are those that were sent
        return self._rows[noun.type]

    def value(self, noun: Noun, uid: str) -> Any | None:
        """The row of that id; None where it is gone."""
        row = self.rows(noun).get(uid)
        return None if row is None else value_of(noun, row)

    def came(self, noun: Noun) -> Mapping[str, Any]:
        """The rows that merges brought after the workbook went out, as they came, by id; some are gone since."""
        if noun.type not in self._came:
            self._came[noun.type] = added_since(self._book, noun.type, Verb.MERGE_FILE, after=self._after)
        return self._came[noun.type]

    def was(self, noun: Noun, cells: Mapping[str, Plain]) -> Any:
        """The value of a row as it was sent; fields that came later take their defaults."""
        return mapper(noun.type).from_text(json.dumps(dict(cells)))

    def customs(self, noun: Noun) -> tuple[CustomField, ...]:
        """The custom fields of a noun."""
        return tuple(custom_fields(self._book, noun.word))

    def said(self, noun: Noun) -> Mapping[str, Mapping[str, CustomValue]]:
        """What rows say in custom fields; ids are unlike for all nouns."""
        del noun
        if self._said is None:
            self._said = {}
            for value in self._book.all(CustomValue):
                self._said.setdefault(value.row, {})[value.field] = value
        return self._said

    def currency(self, noun: Noun, facts: Mapping[str, Any]) -> str:
        """In which currency a row's amounts are: its own, its subscription's, its account's, the book's."""
        own = any(f.key == "currency" for f in noun.fields) and facts.get("currency")
        if own:
            return str(own)
        for key, above in (("subscription", Subscription), ("account", Account)):
            uid = facts.get(key)
            if not isinstance(uid, str):
                continue
            row: Any = self._coming.get(uid) or self.value(noun_of(above), uid)
            if row is not None and row.currency:
                return str(row.currency)
        return self._default

    def comes(self, value: Any) -> None:
        """A row that comes with the merge: what belongs to it is in its currency."""
        if isinstance(value, Account | Subscription):
            self._coming[value.id] = value

    def settled(self, noun: Noun, before: Any | None, uid: str, given: Mapping[str, Any]) -> Any | str:
        """The row with these facts, and what follows from them; or a sentence that says why it cannot be."""
        try:
            if before is not None:
                return self._changed(before, given)
            return self._fresh(noun, uid, given)
        except CsdeskError as refused:
            return wording.happened(refused)

    def refusals(self, coming: Collection[Any]) -> Mapping[str, str]:
        """Why rows that come cannot be so beside each other and what stays, by id."""
        beside, found = Neighbours(self._book, coming), dict[str, str]()
        for value in coming:
            rule = RULES.get(type(value))
            try:
                if rule:
                    rule(beside, self.value(noun_of(type(value)), value.id), value, self._today)
            except CsdeskError as refused:
                found[value.id] = wording.happened(refused)
        return found

    def _changed(self, before: Any, given: Mapping[str, Any]) -> Any:
        after = with_values(before, given)
        refuse_other_decimals(self._book, before, after)
        return followed(before, after, set(given), self._today)

    def _fresh(self, noun: Noun, uid: str, given: Mapping[str, Any]) -> Any:
        facts = {name: value for name, value in given.items() if value is not None}
        if any(f.key == "currency" for f in noun.fields) and noun.type is not Account:
            facts.setdefault("currency", self.currency(noun, {**facts, "currency": None}))
        return noun.type(id=uid, **facts)

    def kept_answers(self) -> list[KeptAnswer]:
        """What was answered in earlier merges."""
        return self._book.all(KeptAnswer)

    def since(self, noun: Noun, uid: str, field: str) -> Since | None:
        """Who last changed a field in the book after the workbook went out; it may be who undid an older change."""
        cls: type = noun.type
        custom = next((v for v in self.said(noun).get(uid, {}).values() if v.field == field), None)
        if custom is not None:
            cls, uid, field = CustomValue, custom.id, "value"
        standing = (t for t in traces_of_row(self._book, cls, uid) if t.n > self._after)
        for trace in (*standing, *taken_back_of_row(self._book, cls, uid, after=self._after)):
            if any(d.field.key == field for d in differences(trace.row)):
                return Since(trace.n, trace.at, trace.who, wording.operation_after(trace.verb, ""))
        return None


def in_order(values: tuple[Any, ...]) -> list[Any]:
    """The values so that references point backwards."""
    order = {noun: at for at, noun in enumerate(NOUNS)}
    return sorted(values, key=lambda v: order[type(v)])

"""The rows that go out: every noun's, as they stand in the book, with what a sheet calls the others they refer to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import Kind, Noun, noun_of
from csdesk.domain.names import name_key
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY
from csdesk.domain.rounds.words import Shown, Telling, cleaned
from csdesk.domain.subscriptions import Subscription
from csdesk.services.book.custom import custom_fields
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from csdesk.store.plain import PlainRow, plain_rows

_PARTS = (",", ";", " and ")
"""What parts the names of a list: who has it in the name is listed by the id."""
_UNSEEN = " \ufeff\u200b\u2060\u00a0"
_OWNED = "account"


class RowsOut:
    """The rows of a book, read noun by noun when they are asked for, and kept."""

    def __init__(self, book: Book, as_of: date | None = None) -> None:
        self.book, self.as_of, self.n = book, as_of, newest_number(book)
        self.default_currency = book.preference(CURRENCY) or "USD"
        self._nouns = {noun_of(n).table: noun_of(n) for n in NOUNS}
        self._rows: dict[str, list[PlainRow]] = {}
        self._names: dict[str, Shown] = {}
        self._currencies: dict[str, dict[str, str]] = {}

    def rows(self, noun: Noun) -> list[PlainRow]:
        """The rows in order of entry; looking back, as they were then."""
        if noun.table not in self._rows:
            self._rows[noun.table] = plain_rows(self.book, noun, as_of=self.as_of)
        return self._rows[noun.table]

    def names(self, table: str) -> Shown:
        """What a sheet calls the rows of a table: the name where it is theirs alone, else the id."""
        if table not in self._names:
            noun = self._nouns[table]
            self._names[table] = shown_names(noun, self.rows(noun))
        return self._names[table]

    def telling(self, noun: Noun) -> Telling:
        """The words for the rows of a noun."""
        return Telling({f.refers: self.names(f.refers) for f in noun.fields if f.refers})

    def currencies(self, noun: Noun) -> list[str]:
        """In which currency each row's amounts are: its own, its subscription's, its account's, the book's."""
        places = {f.key: at for at, f in enumerate(noun.fields)}
        own = places.get("currency")
        found = []
        for row in self.rows(noun):
            code = str(row[own]) if own is not None and row[own] else self._referred(row, places)
            found.append(code or self.default_currency)
        return found

    def said(self, noun: Noun) -> dict[str, dict[str, str]]:
        """What the rows of a noun say in custom fields: row → field → plain value."""
        fields = {f.id for f in custom_fields(self.book, noun.word)}
        found: dict[str, dict[str, str]] = {}
        for value in self.book.all(CustomValue) if fields else ():
            if value.field in fields:
                found.setdefault(value.row, {})[value.field] = value.value
        return found

    def _referred(self, row: PlainRow, places: Mapping[str, int]) -> str | None:
        for key, noun in (("subscription", noun_of(Subscription)), (_OWNED, noun_of(Account))):
            uid = row[places[key]] if key in places else None
            if uid is not None and (code := self._currency_of(noun).get(str(uid))):
                return code
        return None

    def _currency_of(self, noun: Noun) -> dict[str, str]:
        if noun.table not in self._currencies:
            at = [f.key for f in noun.fields].index("currency")
            self._currencies[noun.table] = {str(r[0]): str(r[at]) for r in self.rows(noun) if r[at]}
        return self._currencies[noun.table]


def shown_names(noun: Noun, rows: Sequence[PlainRow]) -> dict[str, str]:
    """What a sheet calls each row: its name, if that is nobody else's, else its id.

    A name is looked for within the account where all who use it name the account, too.
    """
    keys = [f.key for f in noun.fields]
    title = keys.index(noun.title)
    if noun.title == "id" or noun.fields[title].kind is not Kind.TEXT:
        return {}
    users = [(n, f) for n in map(noun_of, NOUNS) for f in n.fields if f.refers == noun.table]
    alone = noun.title == _OWNED or not all(any(f.key == _OWNED for f in n.fields) for n, _ in users)
    listed = any(f.kind is Kind.REFERENCES for _, f in users)
    owner = None if alone or _OWNED not in keys else keys.index(_OWNED)
    outside = keys.index("external_id") if "external_id" in keys else 0
    ids = {str(row[at]) for row in rows for at in (0, outside) if row[at]}
    named = [(str(row[0]), str(row[title] or ""), row[owner] if owner else None) for row in rows]
    seen = Counter((of, name_key(name)) for _, name, of in named)
    return {
        uid: name
        for uid, name, of in named
        if seen[of, name_key(name)] == 1 and name not in ids and _is_name(name, listed=listed)
    }


def _is_name(name: str, *, listed: bool) -> bool:
    """Whether a text in a cell is read back as this name, also in a list of names."""
    if not name.strip(_UNSEEN) or "\n" in name or cleaned(name) != name or len(name) > 300:
        return False
    return not (listed and any(sign in name for sign in _PARTS))

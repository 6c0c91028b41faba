"""Bulk editing: one field of many accounts in one change, with what it would do said before."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import CsdeskError, EditStopped, NoSuchField
from csdesk.domain.fields import Field, noun_of
from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key
from csdesk.domain.progress import Progress, tell
from csdesk.domain.values import dataclass
from csdesk.services.book.custom import as_field
from csdesk.services.book.custom_typed import said_otherwise
from csdesk.services.book.editing import changed_row, parted, read_texts
from csdesk.store.book import Book

ONE_BY_ONE = frozenset({"id", "account", "external_id", "domain", "score_from", "judged_on"})
"""Fields that say which account it is, or that follow from others: never those of many."""


class Way(StrEnum):
    """What happens to the field."""

    SET = "set"
    ADD = "add"
    """One tag more."""
    TAKE = "take"
    """One tag less."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a bulk edit would do: the accounts as they would be, how many are so already, and who refuses why."""

    header: str
    changed: tuple[Account, ...]
    same: int
    refused: tuple[tuple[str, CsdeskError], ...] = ()
    """Names, each with the reason."""
    values: tuple[CustomValue, ...] = ()
    """Of a custom field: what the accounts say in it."""
    gone: tuple[CustomValue, ...] = ()


def bulk_fields() -> tuple[Field, ...]:
    """The fields that can be changed of many accounts at once, the most usual first."""
    fields = [f for f in noun_of(Account).fields if f.key not in ONE_BY_ONE]
    return tuple(sorted(fields, key=lambda f: _FIRST.index(f.key) if f.key in _FIRST else len(_FIRST)))


def bulk_custom(keys: Mapping[str, CustomField]) -> tuple[Field, ...]:
    """Custom fields by their keys, as fields that are changed of many accounts at once."""
    return tuple(as_field(key, field) for key, field in keys.items())


_FIRST = (
    "segment",
    "csm",
    "stage",
    "status",
    "touch_model",
    "tags",
    "region",
    "industry",
    "channel",
    "judgement",
)


def bulk_of(
    book: Book, accounts: Sequence[AccountId], field: str, text: str, *, way: Way = Way.SET, today: date
) -> Bulk:
    """What a bulk edit would do; nothing is written. An empty text makes the field not known.

    Raises: NoSuchField, FieldNeeded, FieldRefused, DayBothWays for a text that no account can have.
    """
    if field in ONE_BY_ONE:
        raise NoSuchField(field=field, fields=", ".join(f.key for f in bulk_fields()))
    own, custom = parted(book, noun_of(Account), {field: text})
    wanted = set(accounts)
    chosen = [a for a in book.all(Account) if a.id in wanted]
    for each, said in custom.items():
        return _custom(book, chosen, each, said)
    spec = noun_of(Account).field(field)
    read = read_texts(book, noun_of(Account), own, today=today) if way is Way.SET else {}
    changed, refused, same = [], [], 0
    for before in chosen:
        given = read or {"tags": _tags(before.tags, text, way)}
        try:
            after = changed_row(book, before, given, today=today)
        except CsdeskError as error:
            refused.append((before.account, error))
            continue
        same += after == before
        if after != before:
            changed.append(after)
    return Bulk(spec.header, tuple(changed), same, tuple(refused))


def _custom(book: Book, chosen: Sequence[Account], field: CustomField, text: str) -> Bulk:
    put, gone = said_otherwise(book, {a.id: a.id for a in chosen}, field, text)
    touched = {value.row for value in [*put, *gone]}
    changed = tuple(a for a in chosen if a.id in touched)
    same = len(chosen) - len(changed)
    return Bulk(field.name, changed, same, values=tuple(put), gone=tuple(gone))


def edit_many(
    book: Book,
    accounts: Sequence[AccountId],
    field: str,
    text: str,
    *,
    way: Way = Way.SET,
    today: date,
    progress: Progress | None = None,
) -> ChangeSet | None:
    """Change one field of many accounts in one change; those that refuse stay as they are.

    None where all are so already. Raises: as `bulk_of`, the reason where every account refuses, and EditStopped
    where `progress` says False: then nothing was changed.
    """
    bulk = bulk_of(book, accounts, field, text, way=way, today=today)
    if not bulk.changed:
        if bulk.refused:
            raise bulk.refused[0][1]
        return None
    with book.change(Verb.SET, label=_label(bulk), today=today) as change:
        written(book, bulk.values or (() if bulk.gone else bulk.changed), progress)
        for value in bulk.gone:
            book.drop(value)
    return change.done


_STEP = 250


def written(book: Book, rows: Sequence[Account | CustomValue], progress: Progress | None) -> None:
    """Write rows inside a change, some at a time. Raises: EditStopped."""
    for at in range(0, len(rows), _STEP):
        tell(progress, at, len(rows), EditStopped)
        book.put_all(rows[at : at + _STEP])
    tell(progress, len(rows), len(rows), EditStopped)


def _label(bulk: Bulk) -> str:
    many = len(bulk.changed)
    return f"{bulk.header} of {many:,} accounts" if many > 1 else bulk.changed[0].account


def _tags(before: str | None, text: str, way: Way) -> str | None:
    """Tags with one more or one less; they are words with commas between."""
    tags = [tag.strip() for tag in (before or "").split(",") if tag.strip()]
    named = {name_key(tag): tag.strip() for tag in text.split(",") if tag.strip()}
    if way is Way.TAKE:
        kept = [tag for tag in tags if name_key(tag) not in named]
        return before if kept == tags else ", ".join(kept) or None
    there = {name_key(tag) for tag in tags}
    more = [tag for key, tag in named.items() if key not in there]
    return before if not more else ", ".join(tags + more)

"""Views: a list's filters, order and columns, kept in the book under a name."""

from dataclasses import replace
from datetime import date

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import FieldNeeded, FieldRefused, NoSuchRow
from csdesk.domain.looks import SHIPPED, Look, filters_text, sort_text
from csdesk.domain.names import name_key
from csdesk.domain.views import ACCOUNTS, View
from csdesk.store.book import Book

_LONGEST = 60


def views_of(book: Book) -> list[View]:
    """The views of the Accounts page that this book keeps, in order of names."""
    return sorted(book.all(View, screen=ACCOUNTS), key=lambda v: (name_key(v.name), v.name, v.id))


def save_view(book: Book, name: str, look: Look, *, today: date, view: str | None = None) -> ChangeSet | None:
    """Keep a look under a name; with `view`, in the place of that one. None where it is kept so already.

    Raises: FieldNeeded, FieldRefused where the name is taken or too long, NoSuchRow.
    """
    before = _found(book, view) if view else None
    wanted = _free_name(book, name, ACCOUNTS, before)
    texts = filters_text(look.filters), sort_text(look.sort)
    columns = None if look.columns is None else ",".join(look.columns)
    made = View(
        id=before.id if before else book.new_id(),
        name=wanted,
        screen=ACCOUNTS,
        filters=texts[0],
        sort=texts[1],
        columns=columns,
    )
    if made == before:
        return None
    with book.change(Verb.SET if before else Verb.ADD, label=_label(made), today=today) as change:
        book.put(made)
    return change.done


def rename_view(book: Book, view: str, name: str, *, today: date) -> ChangeSet | None:
    """Give a view another name. Raises: FieldNeeded, FieldRefused, NoSuchRow."""
    before = _found(book, view)
    after = replace(before, name=_free_name(book, name, before.screen, before))
    if after == before:
        return None
    with book.change(Verb.SET, label=_label(after), today=today) as change:
        book.put(after)
    return change.done


def remove_view(book: Book, view: str, *, today: date) -> ChangeSet:
    """Remove a view; undo brings it back. Raises: NoSuchRow."""
    before = _found(book, view)
    with book.change(Verb.REMOVE, label=_label(before), today=today) as change:
        book.drop(before)
    return change.done


def _label(view: View) -> str:
    return f"view {view.name}"


def _found(book: Book, view: str) -> View:
    found = book.find(View, view)
    if found is None:
        raise NoSuchRow(noun="view", id=view)
    return found


def _free_name(book: Book, name: str, screen: str, before: View | None) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise FieldNeeded(field="Name")
    if len(wanted) > _LONGEST:
        raise FieldRefused(field="Name", text=wanted[:20] + "…", wanted=f"at most {_LONGEST} letters long")
    taken = [v.name for v in book.all(View, screen=screen) if before is None or v.id != before.id]
    taken += [shipped.name for shipped in SHIPPED]
    if name_key(wanted) in {name_key(other) for other in taken}:
        raise FieldRefused(field="Name", text=wanted, wanted="a name that no other view has")
    return wanted

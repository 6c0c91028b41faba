"""Who looks after the customers of a book, and who of them is written in several ways."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.csms import Csms, Same, same_people
from csdesk.domain.phrases import count
from csdesk.store.book import Book
from csdesk.store.week import csms, csms_said


def csms_of(book: Book) -> Csms:
    """Whose weeks and numbers there are."""
    names = csms(book)
    if len(names) < 2:
        return Csms(names)
    said = Counter(csms_said(book))
    return Csms(names, tuple(Same(one, full, said[one]) for one, full in same_people(said).items()))


def make_one(book: Book, names: Mapping[str, str], *, today: date) -> ChangeSet:
    """Call the CSMs of accounts otherwise, each as `names` say, in one change."""
    changed = [replace(a, csm=names[a.csm]) for a in book.all(Account) if a.csm and a.csm in names]
    with book.change(Verb.SET, label=f"CSM of {count(len(changed), 'account')}", today=today) as change:
        book.put_all(changed)
    return change.done

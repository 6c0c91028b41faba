"""Readings of use are folded by month: the newest of each measure, and how many there were."""

from datetime import date

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.usage import Usage
from csdesk.store.book import Book
from csdesk.store.use import use_by_month

ONE, TWO, ANA = AccountId("one"), AccountId("two"), ContactId("ana")


def test_a_month_holds_the_newest_reading_of_each_measure_up_to_a_day(book: Book, today: date) -> None:
    def read(id_: str, day: int, value: float, measure: str = "active users", month: int = 10) -> Usage:
        return Usage(id=id_, account=ONE, measure=measure, on=date(2025, month, day), value=value)

    with book.change(Verb.ADD, today=today):
        book.put_all([Account(id=ONE, account="One"), Account(id=TWO, account="Two")])
        book.put(Contact(id=ANA, account=ONE, name="Ana"))
        book.put_all([read("a", 6, 1), read("b", 27, 3), read("c", 13, 2), read("d", 20, 9, "licences")])
        book.put_all([read("e", 3, 4, month=11), read("f", 24, 5, month=11)])
        hers = Usage(id="g", account=ONE, contact=ANA, measure="key feature", on=date(2025, 10, 28), value=7)
        others = Usage(id="h", account=TWO, measure="licences", on=date(2025, 10, 1), value=8)
        book.put_all([hers, others])
    october, november = use_by_month(book, ONE, as_of=date(2025, 11, 23))
    assert october.last == (("active users", date(2025, 10, 27), 3.0), ("licences", date(2025, 10, 20), 9.0))
    assert (october.readings, october.people, october.on) == (5, 1, date(2025, 10, 28))
    assert (november.last, november.readings) == ((("active users", date(2025, 11, 3), 4.0),), 1)
    assert use_by_month(book, ONE, as_of=date(2025, 10, 1)) == []

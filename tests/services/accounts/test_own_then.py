"""What accounts said in custom fields on an earlier day: as it was, and as it was known."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.custom import CustomField, CustomKind
from csdesk.domain.ids import AccountId
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.cells import type_cells
from csdesk.services.book.custom import custom_values
from csdesk.services.book.history import redo, undo
from csdesk.services.book.knowing import looking_back
from csdesk.store.book import Book

ONE, TWO = AccountId("1"), AccountId("2")


class Days:
    """A book on which something is typed on chosen days of September."""

    def __init__(self) -> None:
        self.day = 1
        self.book = Book.in_memory(clock=self._now)

    def _now(self) -> datetime:
        return datetime(2025, 9, self.day, 12).astimezone(UTC)

    @property
    def today(self) -> date:
        return date(2025, 9, self.day)

    def typed(self, day: int, account: AccountId, text: str) -> None:
        self.day = day
        type_cells(self.book, [account], {"owner": text}, today=self.today)

    def said(self, day: int, known_on: int | None = None) -> dict[str, str]:
        known = date(2025, 9, known_on) if known_on else None
        with looking_back(self.book, date(2025, 9, day), known_on=known) as seen:
            values = custom_values(seen, "account").get("Owner", {})
            assert {r.id: r.own["f"] for r in account_rows(seen, as_of=self.today) if r.own} == values
            return values


@pytest.fixture
def days() -> Iterator[Days]:
    made = Days()
    with made.book as book:
        with book.change(Verb.ADD, today=made.today):
            book.put_all([Account(id=ONE, account="Corvid"), Account(id=TWO, account="Opal")])
            book.put(CustomField(id="f", of_noun="account", name="Owner", kind=CustomKind.TEXT))
        yield made


def test_a_value_is_the_one_of_the_end_of_the_day(days: Days) -> None:
    days.typed(3, ONE, "Ana")
    days.typed(7, ONE, "Bo")
    days.typed(7, ONE, "Bea")
    assert [days.said(d) for d in (3, 6, 7, 9)] == [{"1": "Ana"}, {"1": "Ana"}, {"1": "Bea"}, {"1": "Bea"}]


def test_before_its_first_entry_the_first_value_holds_but_was_not_known(days: Days) -> None:
    days.typed(3, ONE, "Ana")
    days.typed(7, ONE, "Bo")
    assert days.said(2) == {"1": "Ana"}
    assert days.said(2, known_on=2) == {}
    assert days.said(2, known_on=5) == {"1": "Ana"}
    assert days.said(8, known_on=5) == {"1": "Ana"}


def test_what_was_emptied_stood_there_until_then_also_when_something_else_came_later(days: Days) -> None:
    days.typed(3, ONE, "Ana")
    days.typed(5, ONE, "")
    days.typed(5, TWO, "Cy")
    days.typed(9, ONE, "Dee")
    assert days.said(4) == {"1": "Ana", "2": "Cy"}
    assert days.said(6) == {"2": "Cy"}
    assert days.said(9) == {"1": "Dee", "2": "Cy"}
    assert days.said(6, known_on=4) == {"1": "Ana"}


def test_what_is_undone_today_was_never_said(days: Days) -> None:
    days.typed(3, ONE, "Ana")
    days.typed(5, ONE, "Bo")
    days.day = 8
    undo(days.book, today=days.today)
    assert [days.said(d) for d in (4, 6, 8)] == [{"1": "Ana"}] * 3
    days.day = 9
    redo(days.book, today=days.today)
    assert [days.said(d) for d in (4, 6, 9)] == [{"1": "Ana"}, {"1": "Bo"}, {"1": "Bo"}]

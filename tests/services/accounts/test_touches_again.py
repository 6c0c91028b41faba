"""A touch whose words a person changed in the book comes once, also when its list comes again."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.touches import Touch
from csdesk.services.book.editing import set_fields
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

TODAY = date(2025, 11, 24)
CUSTOMERS = (("Customer", "MRR"), ("Pinder Glass", 100))
HEAD = ("Customer", "Date", "Type", "Summary")
PRICES = ("Pinder Glass", date(2025, 11, 3), "Call", "Spoke of prices")
PLAN = ("Pinder Glass", date(2025, 11, 3), "Call", "Spoke of the plan")


def planned(book: Book, *rows: tuple[Value, ...]) -> Plan:
    grids = (Grid("Customers", CUSTOMERS), Grid("Touches", (HEAD, *rows)))
    return plan_import(book, [Source("crm.xlsx", repr(rows), TODAY, grids)], {}, today=TODAY)


def brought(book: Book, *rows: tuple[Value, ...]) -> None:
    assert apply_import(book, planned(book, *rows), today=TODAY)


def words(book: Book) -> list[str]:
    return sorted(t.summary for t in book.all(Touch))


def given_other_words(book: Book, was: str, now: str) -> None:
    (uid,) = [t.id for t in book.all(Touch) if t.summary == was]
    set_fields(book, "touch", uid, {"summary": now}, today=TODAY)


@pytest.fixture
def told(book: Book) -> Book:
    brought(book, PRICES)
    given_other_words(book, "Spoke of prices", "Spoke of prices: they stay")
    return book


def test_a_touch_with_new_words_in_the_book_comes_no_second_time(told: Book) -> None:
    again = planned(told, PRICES)
    assert again.count(Result.NEW) == 0
    assert [q.key for q in again.open] == []
    apply_import(told, again, today=TODAY)
    assert words(told) == ["Spoke of prices: they stay"]


def test_another_touch_of_that_day_is_a_touch_of_its_own(told: Book) -> None:
    brought(told, PRICES, PLAN)
    assert words(told) == ["Spoke of prices: they stay", "Spoke of the plan"]


def test_two_touches_of_one_day_stay_two_where_one_got_new_words(book: Book) -> None:
    brought(book, PRICES, PLAN)
    given_other_words(book, "Spoke of prices", "Spoke of prices: they stay")
    assert planned(book, PRICES, PLAN).count(Result.NEW) == 0
    assert planned(book, PLAN, PRICES).count(Result.NEW) == 0


def test_the_touch_is_known_by_its_own_words_again_when_the_change_is_undone(told: Book) -> None:
    undo(told, today=TODAY)
    assert planned(told, PRICES).count(Result.NEW) == 0
    assert words(told) == ["Spoke of prices"]

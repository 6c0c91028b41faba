"""Cohorts are a view of their own from ten losses on; until then they wait under More, and say what they need."""

from datetime import date

from PySide6.QtCore import Qt

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.figures.figure import Figure
from csdesk.domain.ids import AccountId
from csdesk.domain.products import Product
from csdesk.store.book import Book
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.window import Window
from tests.domain.revenue.contracts import monthly, step
from tests.ui.hands import click, press
from tests.ui.numbers.views import offered, segment
from tests.ui.windows import settled

ALL = ["Overview", "Trend", "Cohorts", "By dimension", "More"]


def lose(book: Book, n: int, *, today: date) -> ChangeSet:
    """Customers of three months, all of them lost."""
    product = book.all(Product)[0].id
    with book.change(Verb.ADD, label="Gone", today=today) as change:
        for i in range(n):
            book.put_all(
                [
                    Account(id=AccountId(f"gone{i}"), account=f"Gone {i}"),
                    monthly(
                        "2024-01-01", cancelled="2024-04-01", id=f"g{i}", account=f"gone{i}", product=product
                    ),
                    step("2024-01-01", 10_000, of=f"g{i}"),
                ]
            )
    return change.done


def losses(page: NumbersPage) -> int:
    return page.found.stays.lost if page.found else 0


def test_a_book_with_five_losses_has_no_cohorts_yet_and_more_says_how_many_they_need(
    page: NumbersPage,
) -> None:
    assert losses(page) == 5
    assert offered(page) == [x for x in ALL if x != "Cohorts"]
    click(segment(page, "More"))
    settled(lambda: bool(page.further.figures.rows.rows))
    for key in ("kept_a_year", "survival"):
        page.further.figures.choose(key)
        row = page.further.figures.chosen_row()
        assert isinstance(row, Figure)
        assert (row.value, page.further.said.text().split(".")[0]) == (None, "Needs 10 losses: 5 so far")


def test_with_the_tenth_loss_cohorts_are_offered_and_without_it_no_more(page: NumbersPage) -> None:
    page.desk.do(lose, 5)
    settled(lambda: losses(page) == 10)
    assert offered(page) == ALL
    click(segment(page, "Cohorts"))
    settled(lambda: bool(page.cohorts.table.rows.rows))
    rows = page.cohorts.table.rows.rows
    assert sum(c.accounts for c in rows) == 60
    assert page.cohorts.accounts.accessibleDescription().startswith("All, Kaplan and Meier: ")
    page.desk.undo()
    settled(lambda: losses(page) == 5)
    assert page.views.value == "overview"
    assert page.bridge.isVisible()
    assert "Cohorts" not in offered(page)


def test_a_cohort_is_chosen_in_the_table_or_by_its_curve_and_has_its_accounts(
    window: Window, page: NumbersPage
) -> None:
    page.desk.do(lose, 5)
    settled(lambda: losses(page) == 10)
    click(segment(page, "Cohorts"))
    view = page.cohorts
    settled(lambda: bool(view.table.rows.rows))
    assert view.table.horizontalScrollBar().maximum() == 0
    view.table.choose("2024-Q1")
    members = {row.name: (row.what, row.value) for row in view.behind.rows.rows}
    assert len(members) == 9
    assert members["Gone 0"] == ("lost after 3 months", 0)
    lonely = next(run for run in view.accounts._runs if run.name == "2022-Q3")
    at = view.accounts._at(*lonely.points[-1])
    click(view.accounts, at.toPoint())
    assert view.table.chosen_row() == next(c for c in view.table.rows.rows if c.quarter == "2022-Q3")
    assert [row.what for row in view.behind.rows.rows] == ["lost after 24 months"]
    view.table.setFocus()
    press(view.table, Qt.Key.Key_Return)
    assert view.behind.hasFocus()
    assert page.account() == view.behind.rows.rows[0].account
    press(view.behind, Qt.Key.Key_Escape)
    assert view.table.hasFocus()

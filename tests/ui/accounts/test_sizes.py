"""Accounts is usable with none, one and ten thousand of them, and with names that would be obeyed elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.looks import CUSTOMERS
from csdesk.domain.query import Compare
from csdesk.services.accounts.accounts import AccountRow
from csdesk.store.book import Book
from csdesk.ui.accounts.account_form import AccountForm
from csdesk.ui.accounts.bulk_sheet import BulkSheet
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.window import Window
from tests.journeys.hostile import DAY, NAMES, hostile_book
from tests.ui.hands import click, press, type_in
from tests.ui.windows import settled, shown


def page_of(window: Window) -> AccountsPage:
    window.go("accounts")
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    return page


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[AccountsPage]:
    made = shown(hostile_book(tmp_path / "hostile.csdesk"))
    page = page_of(made)
    settled(lambda: bool(page.model.all_rows))
    page.bar.set_filters(())
    yield page
    made.close()


def many(rows: list[AccountRow], count: int) -> list[AccountRow]:
    found = []
    for number in range(count):
        row = rows[number % len(rows)]
        line = replace(row.line, id=AccountId(str(number)), account=f"{row.account} {number}", search_key="")
        found.append(AccountRow(line, row.money, row.score, row.weeks))
    return found


def test_without_accounts_the_page_says_what_will_be_here_and_no_key_fails(empty: Window) -> None:
    page = page_of(empty)
    settled(page.empty.isVisible)
    for hidden in (page.bar, page.views, page.choose, page.inspector):
        assert not hidden.isVisible()
    for key in (Qt.Key.Key_F, Qt.Key.Key_E, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press(page, key)
    page.deeds.edit()
    page.table.copy()
    page.views.choose_name("My risks")
    assert page.empty.isVisible()
    assert page.can("accounts.narrow") is False
    assert not empty.grab().isNull()


def test_who_started_empty_adds_the_first_account_by_keys(empty: Window) -> None:
    """*Start empty: add the first account by hand* leads to a page that says how."""
    page = page_of(empty)
    settled(page.by_hand.isVisible)
    page.by_hand.setFocus()
    press(page.by_hand, Qt.Key.Key_Return)
    form = empty.findChild(AccountForm)
    assert isinstance(form, AccountForm)
    settled(form.isActiveWindow)
    type_in(form.account.edit, "Corvid")
    press(form.account.edit, Qt.Key.Key_Return)
    assert form.isVisible()  # Enter is not Cancel: what was typed stays
    press(form.account.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: [r.line.account for r in page.model.rows] == ["Corvid"])


def test_one_account_is_one_row_and_says_so_in_the_singular(tmp_path: Path) -> None:
    path = tmp_path / "one.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=DAY):
        book.put(Account(id=AccountId("a"), account="Corvid"))
    window = shown(path)
    page = page_of(window)
    settled(lambda: bool(page.model.rows))
    assert page.bar.count.text() == "1 account"
    page.bar.keep(Compare("arr", ">", "1"))
    assert page.nothing.isVisible()
    press(page.nothing, Qt.Key.Key_Escape)
    assert [r.account for r in page.model.rows] == ["Corvid"]
    assert not window.grab().isNull()
    window.close()


def test_ten_thousand_accounts_are_filtered_sorted_chosen_and_copied(page: AccountsPage) -> None:
    rows = many(list(page.model.all_rows), 10_000)
    page._show(rows)
    page.bar.set_filters((CUSTOMERS,))
    customers = len(page.model.rows)
    assert customers == sum(r.line.status == "customer" for r in rows)
    type_in(page.words.edit, "halden")
    assert {r.account.split()[0] for r in page.model.rows} == {"Halden"}
    page.words.set_text("")
    page.bar.keep(Compare("arr", ">=", "60000"))
    assert all((r.arr or 0) >= 6_000_000 for r in page.model.rows)
    page.bar.set_filters(())
    page.table.sort_by(page.model.column_number("arr"), descending=True)
    page.table.sort_by(page.model.column_number("account"), add=True)
    keys = [(-(r.arr or 0), r.account.casefold()) for r in page.model.rows if r.arr is not None]
    assert [k[0] for k in keys] == sorted(k[0] for k in keys)
    page.table.selectAll()
    assert len(page.table.copied().splitlines()) == len(rows)
    assert page.bar.count.text().startswith("10,000 accounts, 10,000 selected, $")
    assert not page.grab().isNull()


def test_every_hostile_name_is_filtered_by_its_own_cell(hostile: AccountsPage) -> None:
    page, seen = hostile, set()
    for name in [r.account for r in page.model.all_rows]:
        page.bar.set_filters(())
        number = next(n for n, r in enumerate(page.model.rows) if r.account == name)
        index = page.model.index(number, 0)
        page.table.scrollTo(index)
        page.menus.open_cell(page.table.visualRect(index).center())
        menu = page.menus.menu
        assert menu is not None
        assert len(menu.actions()[0].text()) < 120
        menu.actions()[0].trigger()
        menu.close()
        assert name in {r.account for r in page.model.rows}
        assert {r.account.casefold() for r in page.model.rows} == {name.casefold()}
        seen.add(name)
    assert len(seen) >= len(NAMES)


def labels_that_read_markup(root: QWidget) -> list[str]:
    found = [w for w in root.findChildren(QLabel) if w.isVisible()]
    return [w.text() for w in found if w.textFormat() is not Qt.TextFormat.PlainText]


def test_no_hostile_name_is_obeyed_in_chips_inspector_or_bulk_sheet(hostile: AccountsPage) -> None:
    page = hostile
    for name in NAMES:
        page.bar.set_filters((Compare("account", "!=", name),))
        assert page.bar.chips.chips[0].geometry().right() <= page.bar.chips.width()
    page.bar.set_filters(())
    for number in range(len(page.model.rows)):
        page.table.selectRow(number)
        assert labels_that_read_markup(page) == []
    first = page.model.rows[0].account
    page.table.selectAll()
    page.deeds.edit()
    sheet = page.window().findChildren(BulkSheet)[0]
    sheet.field.set_value("parent")
    sheet._turn()
    sheet.value.set_text(first)
    sheet._ask()
    settled(lambda: bool(sheet.refusals.text()) or bool(sheet.value.refusal()))
    assert labels_that_read_markup(sheet) == []
    assert not sheet.grab().isNull()
    sheet.close()


def test_a_double_click_on_the_title_of_a_view_opens_its_menu_once(page: AccountsPage) -> None:
    click(page.views)
    menu = page.views.menu_open
    assert menu.isVisible()
    menu.close()
    assert not menu.isVisible()

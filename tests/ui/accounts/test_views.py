"""Views: named looks at the accounts are chosen from a menu, saved, changed and removed, each with its undo."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction

from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.looks import SHIPPED
from csdesk.domain.query import Compare
from csdesk.domain.views import View
from csdesk.services.accounts.newcomers import AccountDraft, add_account
from csdesk.services.book.views import views_of
from csdesk.settings import load
from csdesk.store.book import Book
from csdesk.ui.accounts.columns_sheet import ColumnsSheet
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.kit.menus import Menu
from csdesk.ui.shell.sheets.name_sheet import NameSheet
from csdesk.ui.window import Window
from tests.ui.accounts.conftest import Said
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, put_away, settled

ALT = Qt.KeyboardModifier.AltModifier
HOSTILE = "<b>& '; DROP TABLE views;--</b>"


def kept(window: Window) -> list[View]:
    assert window.desk is not None
    return answer_of(window.desk, views_of)


def offered(page: AccountsPage) -> dict[str, QAction]:
    """What the views menu says, with what it does."""
    click(page.views)
    menu = page.views.menu_open
    assert isinstance(menu, Menu)
    menu.close()
    return {a.text().partition("\t")[0]: a for a in menu.actions() if a.text()}


def save_as(page: AccountsPage, name: str) -> NameSheet:
    """Save the list as it is, under a name."""
    page.keeper.ask_name()
    sheet = page.keeper.sheet
    assert sheet is not None
    sheet.name.set_text(name)
    click(sheet.save)
    return sheet


def headers(page: AccountsPage) -> list[str]:
    return [page.model.columns[n].header for n in page.table.columns_shown()]


@pytest.mark.parametrize("number", range(len(SHIPPED)))
def test_every_view_that_is_shipped_shows_some_accounts_of_the_sample(
    page: AccountsPage, number: int
) -> None:
    page.views.choose(SHIPPED[number])
    assert page.model.rows
    assert page.views.label_text() == SHIPPED[number].name
    assert len(page.bar.chips.chips) == len(SHIPPED[number].look.filters)


def test_v_opens_the_menu_with_all_names(page: AccountsPage) -> None:
    press(page.table, Qt.Key.Key_V)
    menu = page.views.menu_open
    texts = [a.text() for a in menu.actions() if a.text()]
    menu.close()
    assert texts == [*(s.name for s in SHIPPED), "Save as a view…"]
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Renewing next"]


def test_a_view_is_saved_in_the_book_and_chosen_again(page: AccountsPage, window: Window) -> None:
    page.bar.keep(Compare("arr", ">", "50000"))
    page.table.sort_by(page.model.column_number("arr"), descending=True)
    names = [r.account for r in page.model.rows]
    page.keeper.ask_name()
    sheet = page.keeper.sheet
    assert sheet is not None
    type_in(sheet.name.edit, "Large ones")
    press(sheet.name.edit, Qt.Key.Key_Return)
    settled(lambda: page.views.label_text() == "Large ones")
    page.views.choose_name("All accounts")
    assert [r.account for r in page.model.rows] != names
    page.views.choose_name("Large ones")
    assert [r.account for r in page.model.rows] == names
    assert [v.name for v in kept(window)] == ["Large ones"]


def test_a_name_that_is_taken_is_refused_in_its_sheet(page: AccountsPage, window: Window) -> None:
    sheet = save_as(page, "my RISKS")
    settled(lambda: bool(sheet.name.refusal()))
    assert sheet.isVisible()
    assert kept(window) == []


def test_undo_takes_a_saved_view_back(page: AccountsPage, window: Window) -> None:
    save_as(page, "Mine")
    settled(lambda: page.views.label_text() == "Mine")
    window.undo()
    settled(lambda: page.views.label_text() == "Renewing next")
    assert kept(window) == []


def test_a_view_is_updated_renamed_and_removed_from_the_menu(page: AccountsPage, window: Window) -> None:
    save_as(page, "Mine")
    settled(lambda: page.views.label_text() == "Mine")
    page.bar.keep(Compare("arr", ">", "1"))
    assert page.views.label_text() == "Mine, changed"
    offered(page)["Update “Mine”"].trigger()
    settled(lambda: page.views.label_text() == "Mine")
    assert "arr" in kept(window)[0].filters
    offered(page)["Rename…"].trigger()
    sheet = page.keeper.sheet
    assert sheet is not None
    assert sheet.name.text() == "Mine"
    sheet.name.set_text("Ours")
    click(sheet.save)
    settled(lambda: page.views.label_text() == "Ours")
    offered(page)["Remove “Ours”"].trigger()
    settled(lambda: page.views.label_text() == "Renewing next")
    assert kept(window) == []


def test_a_hostile_name_is_shown_letter_by_letter(page: AccountsPage, window: Window) -> None:
    save_as(page, HOSTILE)
    settled(lambda: page.views.label_text().startswith("<b>&"))
    assert any(text.startswith("<b>&&") for text in offered(page))
    assert not window.grab().isNull()
    assert kept(window)[0].name == HOSTILE


def test_a_view_that_somebody_else_wrote_holds_what_can_be_read(page: AccountsPage, window: Window) -> None:
    filters = (
        '[["=","status","customer"],["=","colour","red"],["<","renewal_on","soon"],["regex","x","(a+)+$"]]'
    )
    view = View(id="v", name="Theirs", filters=filters, sort="-nothing,arr", columns="arr,nothing,health")

    def put(book: Book, *, today: date) -> ChangeSet:
        with book.change(Verb.ADD, label="x", today=today) as change:
            book.put(view)
        return change.done

    assert window.desk is not None
    said = Said(window)
    window.desk.do(put)
    settled(lambda: "Theirs" in page.views.names())
    page.views.choose_name("Theirs")
    assert len(page.bar.filters) == 1
    assert [by.key for by in page.model.order] == ["arr"]
    assert headers(page) == ["Account", "ARR", "Health"]
    assert any("3 filters of the view “Theirs” cannot be read" in text for text in said.texts)


def test_c_chooses_the_columns_and_a_view_keeps_them(page: AccountsPage, window: Window) -> None:
    press(page.table, Qt.Key.Key_C)
    settled(lambda: bool(page.window().findChildren(ColumnsSheet)))
    sheet = page.window().findChildren(ColumnsSheet)[0]
    last = next(n for n in range(sheet.list.count()) if sheet.list.item(n).text() == "Sponsor")
    sheet.list.setCurrentRow(last)
    press(sheet.list, Qt.Key.Key_Space)
    assert headers(page)[-1] == "Sponsor"
    press(sheet.list, Qt.Key.Key_Up, ALT)
    sheet.list.setCurrentRow(1)
    press(sheet.list, Qt.Key.Key_Down, ALT)
    assert headers(page)[1:3] == ["Health", "ARR"]
    sheet.list.setCurrentRow(0)
    press(sheet.list, Qt.Key.Key_Space)
    assert headers(page)[0] == "Account"
    sheet.close()
    save_as(page, "With sponsor")
    settled(lambda: page.views.label_text() == "With sponsor")
    assert kept(window)[0].columns is not None
    page.views.choose_name("Renewing next")
    assert "Sponsor" not in headers(page)
    page.views.choose_name("With sponsor")
    assert headers(page)[1:3] == ["Health", "ARR"]


def test_a_column_that_is_dragged_stays_there(page: AccountsPage) -> None:
    header = page.table.horizontalHeader()
    header.moveSection(header.visualIndex(page.model.column_number("arr")), 0)
    assert page.columns.chosen is not None
    assert page.columns.chosen[0] == "arr"
    page.reload()
    settled(lambda: headers(page)[0] == "ARR")


def test_a_column_is_hidden_from_its_head(page: AccountsPage) -> None:
    header = page.table.horizontalHeader()
    number = page.model.column_number("coverage")
    page.menus.open_head(QPoint(header.sectionViewportPosition(number) + 5, 5))
    assert page.menus.menu is not None
    next(a for a in page.menus.menu.actions() if a.text() == "Hide this column").trigger()
    page.menus.menu.close()
    assert "Known" not in headers(page)


def test_the_width_that_a_person_gave_a_column_is_remembered(page: AccountsPage, window: Window) -> None:
    header, number = page.table.horizontalHeader(), page.model.column_number("arr")
    edge = QPoint(header.sectionViewportPosition(number) + header.sectionSize(number) - 1, 10)
    before = header.sectionSize(number)
    from PySide6.QtTest import QTest

    QTest.mouseMove(header.viewport(), edge)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(40, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert header.sectionSize(number) == before + 40
    assert f"arr:{before + 40}" in load().column_widths
    assert window.desk is not None
    again = AccountsPage(window.desk)
    assert again.table.columnWidth(number) == before + 40
    again.deleteLater()


def test_the_list_begins_at_the_view_that_was_chosen_last_in_this_book(
    page: AccountsPage, window: Window
) -> None:
    assert window.desk is not None
    offered(page)["Largest first"].trigger()
    again = AccountsPage(window.desk)
    assert again.views.current.name == "Largest first"
    assert [by.key for by in again.model.order] == [by.key for by in page.model.order]
    save_as(page, "Mine")
    settled(lambda: page.views.current.name == "Mine")
    mine = AccountsPage(window.desk)
    settled(lambda: mine.views.current.name == "Mine")
    window.desk.undo()
    settled(lambda: page.views.current.name == SHIPPED[0].name)
    without = AccountsPage(window.desk)
    assert without.views.current.name == SHIPPED[0].name
    put_away(again, mine, without)


def test_every_order_is_shown_and_the_sort_chip_adds_one(page: AccountsPage) -> None:
    click(page.bar.chips.adders[1])
    menu = next(m for m in page.bar.findChildren(Menu) if m.isVisible())
    by_arr = next(a for a in menu.actions() if a.text().startswith("ARR"))
    by_arr.trigger()
    menu.close()
    assert [by.key for by in page.model.order] == ["renewal_on", "arr"]
    assert page.table.place_in_order(page.model.column_number("arr")) == 1


def test_the_palette_goes_to_a_view_from_any_page(window: Window) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.search.palette
    assert palette is not None
    type_in(palette.field, "my risks")
    settled(lambda: bool(palette.list.chosen()) and not palette.searching)
    press(palette.field, Qt.Key.Key_Return)
    settled(lambda: window.page("accounts") is not None)  # at once, or when the names are read
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: bool(page.model.rows))
    assert page.views.label_text() == "My risks"
    assert {r.score.band for r in page.model.rows if r.score and r.score.band} == {"at risk"}


def test_the_sum_of_a_list_says_of_how_many_customers_nobody_knows_what_they_pay(
    page: AccountsPage, window: Window
) -> None:
    whole = page.summary()
    assert whole.endswith(" ARR")
    assert window.desk is not None
    window.desk.do(add_account, AccountDraft("Unpriced"))
    settled(lambda: page.summary() != whole)
    before, after = (said.partition(" accounts, ")[2] for said in (whole, page.summary()))
    assert after == before + ", not known for 1 customer"

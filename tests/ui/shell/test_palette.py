"""The palette: whom and what a person means by a few letters, and that it is done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import BookReadOnly
from csdesk.domain.ids import AccountId
from csdesk.domain.looks import Look
from csdesk.domain.query import Compare
from csdesk.services.book.editing import set_fields
from csdesk.services.book.views import save_view, views_of
from csdesk.services.book.which_account import find_account, named_accounts
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.actions.catalogue import action
from csdesk.ui.formats import money
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.shell.elsewhere import place_of
from csdesk.ui.shell.palette.entries import Entry, Group, Scope
from csdesk.ui.shell.palette.palette import Palette
from csdesk.ui.shell.sheets.brief_sheet import BriefSheet
from csdesk.ui.shell.sheets.keys_sheet import KeysSheet
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, settled, shown

CTRL = Qt.KeyboardModifier.ControlModifier
EVIL = "<b>Bold</b> &amp; =SUM(A1)"


def opened(window: Window, text: str = "") -> Palette:
    """The palette, open by its key, with a text typed."""
    press(window, Qt.Key.Key_K, CTRL)
    palette = window.search.palette
    assert palette is not None
    settled(lambda: palette.directory is not None)
    type_in(palette.field, text)
    answered(palette)
    return palette


def answered(palette: Palette) -> None:
    """Wait until the book has said what was said."""
    settled(lambda: not palette.searching)


def entries(palette: Palette, group: Group) -> list[Entry]:
    return [e for e in palette.list.lines.lines if isinstance(e, Entry) and e.group is group]


def headings(palette: Palette) -> list[str]:
    return [line for line in palette.list.lines.lines if isinstance(line, str)]


def chosen(palette: Palette) -> str:
    entry = palette.list.chosen()
    return entry.text if entry else ""


def test_it_groups_accounts_contacts_what_to_do_and_where_to_go(window: Window) -> None:
    palette = opened(window, "fin")
    assert headings(palette)[:5] == ["Accounts", "Contacts", "Touches", "Tickets", "Notes"]
    assert headings(palette)[5] == "Do, for Financiality"
    assert [e.text for e in entries(palette, Group.ACCOUNTS)] == ["Financiality", "Gable & Finch"]
    assert chosen(palette) == "Financiality"
    palette.field.setText("import")
    assert headings(palette)[-2:] == ["Do", "Go to"]
    assert [e.caps for e in entries(palette, Group.GO)] == [("Alt", "6")]


def test_enter_on_an_account_opens_its_page(window: Window) -> None:
    palette = opened(window, "financ")
    press(palette.field, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    assert page.portrait is not None
    assert page.portrait.account.account == "Financiality"
    assert (window.shown(), palette.isVisible()) == (page, False)


def test_enter_before_the_names_are_read_opens_what_they_say(window: Window) -> None:
    window.search.open()
    palette = window.search.palette
    assert palette is not None
    assert palette.directory is None
    type_in(palette.field, "financ")
    press(palette.field, Qt.Key.Key_Return)
    settled(lambda: window.page("account") is not None)


def test_enter_on_a_contact_opens_the_people_of_its_account(window: Window) -> None:
    palette = opened(window, "joe smith")
    entry = palette.list.chosen()
    assert entry is not None
    assert entry.group is Group.CONTACTS
    assert "Financiality" in entry.beside
    press(palette.field, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    assert page.bar.tabText(page.bar.currentIndex()) == "People"


def test_a_contact_found_by_its_mail_says_the_mail(window: Window) -> None:
    palette = opened(window, "joe.smith@")
    found = entries(palette, Group.CONTACTS)
    assert [e.text for e in found] == ["Joe Smith"]
    assert found[0].beside.startswith("joe.smith@")


def test_a_screen_is_gone_to(window: Window) -> None:
    palette = opened(window, "renewals")
    while (entry := palette.list.chosen()) is not None and entry.group is not Group.GO:
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Return)
    assert window.shown() is window.page("renewals")


def test_a_greater_sign_leaves_actions_only_each_with_its_key(window: Window) -> None:
    palette = opened(window, ">")
    assert headings(palette) == ["Do"]
    found = entries(palette, Group.DO)
    assert len(found) > 8
    here = [e for e in found if place_of(e.id) is None]
    assert all(e.caps == action(e.id).caps != () for e in here)
    assert all(e.beside for e in found if e not in here)
    type_in(palette.field, "keys")
    press(palette.field, Qt.Key.Key_Return)
    assert window.findChildren(KeysSheet)


def test_actions_that_begin_with_the_text_come_first_and_short_texts_begin_a_word(window: Window) -> None:
    palette = opened(window, ">to")
    assert {e.text for e in entries(palette, Group.DO)} == {"Log touch", "New touch", "Back to today"}
    palette.field.setText(">open")
    assert [e.text for e in entries(palette, Group.DO)] == ["Open account", "Open a book"]
    palette.field.setText(">account")
    found = [e for e in entries(palette, Group.DO) if place_of(e.id) is None]
    assert [e.text for e in found] == ["Open account"]


def test_only_what_works_now_is_listed(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    assert window.desk is not None
    window.desk.do(save_view, "Mine", Look())
    settled(lambda: window.desk is not None and bool(window.desk.way.back))
    listed = {e.id for e in entries(opened(window, ">"), Group.DO)}
    assert {"week.done", "week.touch", "undo", "touch.new"} <= listed
    assert not {"redo", "find", "accounts.deck"} & listed
    for column in page.columns:
        column.list.clearSelection()
        column.list.setCurrentIndex(column.list.model().index(-1, -1))
    assert page.chosen() is None
    window.search.open()
    about_an_item = {"week.done", "week.open", "week.snooze", "week.touch", "week.later", "week.why"}
    assert not about_an_item & {e.id for e in window.search.offered()}


def test_a_book_that_can_only_be_read_offers_no_change(window: Window) -> None:
    assert window.desk is not None
    window.desk.bar(BookReadOnly(book="a book"))
    offered = {e.id for e in window.search.offered() if e.group is Group.DO}
    assert {"week.open", "keys"} <= offered
    assert not {"week.done", "week.touch", "touch.new", "undo"} & offered


def test_an_action_of_the_page_acts_on_what_is_chosen_there(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    item = page.chosen()
    assert item is not None
    palette = opened(window, ">done")
    assert [e.id for e in entries(palette, Group.DO)] == ["week.done"]
    press(palette.field, Qt.Key.Key_Return)
    settled(lambda: window.toast.text() == f"Done: {item.item.candidate.title}")


def test_what_is_offered_for_an_account_is_done_for_it(window: Window) -> None:
    palette = opened(window, "halden")
    works = [e.id for e in entries(palette, Group.DO)]
    assert works == ["account.touch", "account.deck", "account.brief"]
    while (entry := palette.list.chosen()) is not None and entry.id != "account.touch":
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Return)
    form = window.findChildren(TouchForm)[0]
    settled(lambda: form.who.text() == "Halden Freight")
    form.close()


def test_the_call_brief_of_an_account_is_shown_as_soon_as_it_is_read(window: Window) -> None:
    palette = opened(window, "halden")
    while (entry := palette.list.chosen()) is not None and entry.id != "account.brief":
        press(palette.field, Qt.Key.Key_Down)
    press(palette.field, Qt.Key.Key_Return)
    settled(lambda: bool(window.findChildren(BriefSheet)))
    assert isinstance(window.shown(), AccountPage)
    window.findChildren(BriefSheet)[0].close()


def test_what_the_page_offers_says_for_whom(window: Window) -> None:
    page = window.page("week")
    assert isinstance(page, WeekPage)
    assert window.desk is not None
    account = answer_of(window.desk, lambda book: dict(named_accounts(book)))[page.account()]  # type: ignore[index]
    assert {e.beside for e in entries(opened(window, ">snooze"), Group.DO)} == {account}


def test_what_another_page_offers_is_found_and_led_to(window: Window) -> None:
    for typed, text in (
        ("renew", "Renew"),
        ("merge", "Merge accounts"),
        ("export", "Print or export the renewals"),
        ("objective", "New objective"),
        ("risk", "New risk"),
        ("milestone", "New milestone"),
    ):
        assert text in {e.text for e in entries(opened(window, f">{typed}"), Group.DO)}
    press(opened(window, ">new objective").field, Qt.Key.Key_Return)
    assert isinstance(window.shown(), AccountPage)
    press(opened(window, ">renew").field, Qt.Key.Key_Return)
    page = window.shown()
    assert page is not None
    assert page.id == "renewals"


def test_arrows_go_round_and_over_the_headings(window: Window) -> None:
    palette = opened(window, "fin")
    press(palette.field, Qt.Key.Key_Up)
    last = palette.list.lines.lines[-1]
    assert palette.list.chosen() is last
    press(palette.field, Qt.Key.Key_Down)
    assert chosen(palette) == "Financiality"
    for _ in range(2):
        press(palette.field, Qt.Key.Key_Down)
    assert palette.list.chosen() is entries(palette, Group.CONTACTS)[0]


def test_the_mouse_chooses_and_a_click_beside_closes(window: Window) -> None:
    palette = opened(window, "fin")
    second = entries(palette, Group.ACCOUNTS)[1]
    row = palette.list.lines.lines.index(second)
    box = palette.list.visualRect(palette.list.lines.index(row))
    click(palette.list.viewport(), box.center())
    settled(lambda: isinstance(window.shown(), AccountPage))
    opened(window)
    click(palette, QPoint(4, 400))
    assert not palette.isVisible()


def test_tab_looks_through_one_kind_alone(window: Window) -> None:
    palette = opened(window, "e")
    press(palette.field, Qt.Key.Key_Tab)
    assert (palette.scope, headings(palette)) == (Scope.ACCOUNTS, ["Accounts"])
    assert len(entries(palette, Group.ACCOUNTS)) > 8
    press(palette.field, Qt.Key.Key_Tab)
    assert headings(palette) == ["Contacts"]
    press(palette.field, Qt.Key.Key_Backtab)
    press(palette.field, Qt.Key.Key_Backtab)
    assert palette.scope is Scope.EVERYTHING
    assert QApplication.focusWidget() is palette.field


def test_nothing_found_says_so_and_enter_does_nothing(window: Window) -> None:
    palette = opened(window, "nobody at all")
    assert palette.nothing.text() == "Nothing was found for “nobody at all”."
    assert palette.list.isHidden()
    press(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_esc_goes_back_to_where_the_keyboard_was(window: Window) -> None:
    page = window.page("week")
    assert page is not None
    page.begin()
    before = QApplication.focusWidget()
    palette = opened(window, "zzz")
    press(palette.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert opened(window).field.text() == ""


def test_a_letter_or_a_click_in_the_bar_opens_it(window: Window) -> None:
    window.topbar.finder.setFocus()
    type_in(window.topbar.finder, "f")
    palette = window.search.palette
    assert palette is not None
    assert (palette.field.text(), window.topbar.finder.text()) == ("f", "")
    type_in(palette.field, "in")
    assert palette.field.text() == "fin"
    press(palette.field, Qt.Key.Key_Escape)
    page = window.page("week")
    assert page is not None
    page.begin()
    before = QApplication.focusWidget()
    click(window.topbar.finder)
    assert palette.isVisible()
    press(palette.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_another_place_that_takes_the_keyboard_closes_it(window: Window) -> None:
    palette = opened(window)
    window.go("accounts")
    assert not palette.isVisible()


def test_everything_has_a_name_and_the_choice_is_read_aloud(window: Window) -> None:
    palette = opened(window, "fin")
    for widget in (palette, palette.field, palette.list):
        assert widget.accessibleName()
    settled(lambda: bool(palette.list.lines.beside))
    palette.read_aloud()
    said = palette.field.accessibleDescription()
    assert said.startswith(f"Financiality, Accounts, {money(29_000_00, 'USD')}, renews 29 Jun 2026, health ")
    press(palette.field, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription().startswith("Gable & Finch, Accounts")


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "hostile.csdesk"
    with Book.create(path) as book, book.change(Verb.IMPORT, label="names", today=date(2025, 11, 24)):
        book.put(Account(id=AccountId("evil"), account=EVIL))
    made = shown(path)
    yield made
    made.close()


def test_a_name_is_shown_letter_by_letter(hostile: Window) -> None:
    palette = opened(hostile, "<b>")
    assert [e.text for e in entries(palette, Group.ACCOUNTS)] == [EVIL]
    assert palette.list.lines.index(1).data() == EVIL
    palette.field.setText("<i>zzz</i>")
    answered(palette)
    assert palette.nothing.text() == "Nothing was found for “<i>zzz</i>”."
    palette.field.setText("sum")
    hostile.grab()


def test_a_change_of_the_book_is_found_at_once(window: Window) -> None:
    palette = opened(window, "corviday")
    assert window.desk is not None
    assert palette.list.isHidden()
    account = answer_of(window.desk, lambda book: find_account(book, "Financiality"))
    window.desk.do(set_fields, "account", account.id, {"account": "Corviday Bank"})
    settled(lambda: chosen(palette) == "Corviday Bank")


def test_a_renewal_that_cannot_be_placed_is_offered_no_category(window: Window) -> None:
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.chosen() is not None)
    card = page.chosen()
    assert card is not None
    assert card.category is None
    offered = {e.id for e in window.search.offered()}
    assert {"renewals.renew", "renewals.terms"} <= offered
    assert not {"renewals.category", "renewals.3", "renewals.onward"} & offered


def test_a_kept_view_is_found_and_shown_before_accounts_was(window: Window) -> None:
    assert window.desk is not None
    window.desk.do(save_view, "Mine over 50k", Look((Compare("arr", ">", "50000"),)))
    settled(lambda: bool(window.desk and answer_of(window.desk, views_of)))
    assert window.page("accounts") is None
    palette = opened(window, "mine over")
    assert [e.text for e in entries(palette, Group.GO)] == ["Mine over 50k"]
    press(palette.field, Qt.Key.Key_Return)
    page = window.page("accounts")
    assert isinstance(page, AccountsPage)
    settled(lambda: page.bar.filters == (Compare("arr", ">", "50000"),))
    assert page.views.label_text() == "Mine over 50k"

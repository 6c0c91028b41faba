"""Customers like this one in the window: chosen keys, relaxed live, the same figures as on the command line."""

import json

from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from csdesk.cli.program import program
from csdesk.domain.revenue.lookalike import Key
from csdesk.services.book.editing import add_row
from csdesk.services.health.lookalike_text import facts
from csdesk.ui.account.page import AccountPage
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.shell.sheets.alike_sheet import AlikeSheet
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import opened, sheet
from tests.ui.hands import click, press
from tests.ui.windows import all_done, settled


def alike_sheet(window: Window) -> AlikeSheet:
    found = sheet(window, AlikeSheet)
    assert isinstance(found, AlikeSheet)
    settled(lambda: found.found is not None)
    return found


def of_account(window: Window) -> AlikeSheet:
    press(opened(window).timeline, Qt.Key.Key_K)
    return alike_sheet(window)


def test_the_sheet_says_what_the_command_line_says(window: Window) -> None:
    shown = of_account(window)
    assert window.desk is not None
    assert shown.found is not None
    words = ["lookalike", "Financiality", "--book", str(window.desk.path), "--json"]
    assert facts(shown.found, TODAY.isoformat()) == json.loads(CliRunner().invoke(program, words).stdout)
    said = shown.rounds.accessibleDescription()
    first = shown.found.first
    assert f"Came to it {first.tested}" in said
    assert f"Lost {first.lost}" in said


def test_a_key_that_is_switched_off_finds_as_many_as_it_said(window: Window) -> None:
    shown = of_account(window)
    assert shown.found is not None
    assert shown.me is not None
    chosen = [key for key in Key if shown.me.facts.get(key) is not None]
    key = shown.found.keys[0]
    promised = shown.found.without[key]
    assert promised > len(shown.found.alike)
    click(shown.toggles.toggles[chosen.index(key)])
    assert shown.found is not None
    assert key not in shown.found.keys
    assert len(shown.found.alike) == promised == len(shown.table.rows.rows)
    words = ["lookalike", "Financiality", *(w for k in shown.found.keys for w in ("--key", k.value))]
    assert window.desk is not None
    told = CliRunner().invoke(program, [*words, "--book", str(window.desk.path), "--json"]).stdout
    assert json.loads(told) == facts(shown.found, TODAY.isoformat())


def test_with_every_key_off_everybody_is_alike(window: Window) -> None:
    shown = of_account(window)
    for toggle in shown.toggles.toggles:
        if toggle.isChecked():
            click(toggle)
    assert shown.found is not None
    assert shown.me is not None
    assert len(shown.found.alike) == len([p for p in shown._others if p.account != shown.me.account])


def test_a_customer_in_the_list_opens(window: Window) -> None:
    shown = of_account(window)
    wanted = shown.table.rows.rows[0].account
    shown.table.selectRow(0)
    press(shown.table, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None and page.portrait.account.id == wanted)


def test_an_account_of_a_bar_leads_to_customers_like_it(window: Window) -> None:
    window.go("numbers")
    numbers = window.page("numbers")
    assert isinstance(numbers, NumbersPage)
    settled(lambda: bool(numbers.table.rows.rows))
    numbers.table.selectRow(0)
    click(numbers.alike)
    shown = alike_sheet(window)
    assert shown.me is not None
    assert shown.me.account == numbers.account()


def test_a_renewal_leads_to_customers_like_its_own(window: Window) -> None:
    window.go("renewals")
    renewals = window.page("renewals")
    assert isinstance(renewals, RenewalsPage)
    settled(lambda: renewals.chosen() is not None)
    window.activateWindow()
    renewals.take_focus()
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_K)
    again = alike_sheet(window)
    assert again.me is not None
    assert again.me.account == renewals.account()


def test_of_whom_nothing_is_known_it_says_so(window: Window) -> None:
    assert window.desk is not None
    window.desk.do(add_row, "account", {"account": "Bare Ltd", "status": "prospect"})
    all_done(window.desk)
    press(opened(window, "Bare Ltd").timeline, Qt.Key.Key_K)
    shown = alike_sheet(window)
    assert shown._says.text() == "Nothing is known of Bare Ltd by which others would be alike."
    assert shown.toggles.toggles == []

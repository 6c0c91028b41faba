"""The currencies of the settings: rates are added, changed and removed, and Numbers follows."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt

from csdesk.domain.rates import Rate
from csdesk.services.book.editing import add_row
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.shell.sheets.rate_sheet import RateSheet
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.pages import settings_of
from tests.ui.windows import answer_of, settled

DAY = date(2025, 11, 24)


def rates(window: Window) -> list[Decimal]:
    assert window.desk is not None
    return [r.rate for r in answer_of(window.desk, lambda book: book.all(Rate))]


def sheet_of(window: Window) -> RateSheet:
    settled(lambda: bool(window.findChildren(RateSheet)))
    return window.findChildren(RateSheet)[-1]


def test_a_rate_is_added_by_hand_and_stands_in_the_list(window: Window) -> None:
    page = settings_of(window)
    assert page.money.table.isHidden()
    click(page.money.add)
    sheet = sheet_of(window)
    type_in(sheet.fields["from_currency"].edit, "eur")
    assert sheet.fields["to_currency"].text() == "USD"
    type_in(sheet.fields["rate"].edit, "1.0824")
    press(sheet.fields["rate"].edit, Qt.Key.Key_Return)
    settled(lambda: rates(window) == [Decimal("1.0824")])
    settled(lambda: not page.money.table.isHidden())
    assert page.money.table.rows.rows[0].of_day == ("EUR", "USD", DAY)


def test_what_is_no_rate_is_refused_beside_its_field(window: Window) -> None:
    page = settings_of(window)
    click(page.money.add)
    sheet = sheet_of(window)
    for key, text in (("from_currency", "USD"), ("rate", "1")):
        type_in(sheet.fields[key].edit, text)
    click(sheet.save)
    settled(lambda: bool(sheet.fields["to_currency"].refusal()))
    assert rates(window) == []


def test_a_rate_is_changed_and_removed(window: Window) -> None:
    assert window.desk is not None
    said = {"from_currency": "EUR", "to_currency": "USD", "on": "2025-01-01", "rate": "1.1"}
    window.desk.do(add_row, "rate", said)
    page = settings_of(window)
    settled(lambda: len(page.money.table.rows.rows) == 1)
    page.money.table.opened.emit(page.money.table.rows.rows[0])
    sheet = sheet_of(window)
    type_in(sheet.fields["rate"].edit, "5")
    click(sheet.save)
    settled(lambda: rates(window) == [Decimal(5)])
    settled(lambda: page.money.table.rows.rows[0].rate == 5)
    assert not page.money.remove.isEnabled()
    page.money.table.choose(page.money.table.rows.rows[0].id)
    click(page.money.remove)
    settled(lambda: rates(window) == [])


def test_numbers_says_which_rate_is_missing_and_has_it_after_it_was_added(window: Window) -> None:
    assert window.desk is not None
    account = answer_of(window.desk, lambda b: b.rows("SELECT uid FROM accounts ORDER BY pk LIMIT 1"))[0][0]
    product = answer_of(window.desk, lambda b: b.rows("SELECT uid FROM products ORDER BY pk LIMIT 1"))[0][0]
    line = {"account": account, "product": product, "currency": "EUR", "start": "2020-01-01"}
    window.desk.do(add_row, "subscription", line)
    settled(lambda: bool(_euros(window)))
    step = {"subscription": _euros(window)[0][0], "from": "2020-01-01", "amount": "100"}
    window.desk.do(add_row, "step", step)
    window.go("numbers")
    page = window.findChild(NumbersPage)
    assert isinstance(page, NumbersPage)
    settled(lambda: page.found is not None and page.found.missing is not None)
    assert "EUR/USD on 31 Oct 2024" in page.missing.text()
    click(page.missing.add)
    sheet = sheet_of(window)
    type_in(sheet.fields["rate"].edit, "1.1")
    click(sheet.save)
    settled(lambda: page.found is not None and page.found.missing is None)
    assert page.missing.isHidden()
    assert page.found is not None
    assert page.found.numbers.converted


def _euros(window: Window) -> list[tuple[str]]:
    assert window.desk is not None
    return answer_of(window.desk, lambda b: b.rows("SELECT uid FROM subscriptions WHERE currency = 'EUR'"))

"""An amount that is not known is named, with the way to the account, wherever figures rest on it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from csdesk.domain.accounts import Account
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.ids import SubscriptionId
from csdesk.domain.products import Product
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.spans import Span
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import all_done, settled

IN_OCTOBER = date(2025, 10, 20)


def on_request(book: Book, start: date, until: date | None, *, today: date) -> ChangeSet:
    """A monthly contract of the first account by name for the first product, whose amount nobody said."""
    account = min(book.all(Account), key=lambda a: a.account)
    product = min(book.all(Product), key=lambda p: p.product)
    with book.change(Verb.ADD, today=today) as change:
        book.put(
            Subscription(
                id=SubscriptionId("asked"),
                account=account.id,
                product=product.id,
                start=start,
                cancelled_on=until,
                period=Period.MONTH,
            )
        )
    return change.done


def ask_for(page: NumbersPage, start: date, until: date | None = None) -> None:
    before = page.found
    page.desk.do(on_request, start, until)
    all_done(page.desk)
    settled(lambda: page.found is not before)


def test_no_note_stands_where_every_amount_is_known(page: NumbersPage) -> None:
    assert page.unpriced.isHidden()


def test_the_overview_and_every_dimension_name_the_account_and_the_product(page: NumbersPage) -> None:
    ask_for(page, IN_OCTOBER)
    assert page.unpriced.isVisible()
    assert "no amount for Alder & Wren (Analytics) on 31 Oct 2025:" in page.unpriced.text()
    click(segment(page, "By dimension"))
    assert page.unpriced.isVisible()


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_the_note_leads_to_the_account(page: NumbersPage, by: str) -> None:
    ask_for(page, IN_OCTOBER)
    button = page.unpriced.open
    button.setFocus()
    if by == "click":
        click(button)
    else:
        press(button, Qt.Key.Key_Return)
    settled(lambda: not page.isVisible())
    account = page.window().findChild(AccountPage)
    assert account is not None
    settled(lambda: "Alder & Wren" in {x.text() for x in account.findChildren(QLabel)})


def test_the_trend_names_what_only_its_earlier_months_lack(page: NumbersPage) -> None:
    ask_for(page, date(2025, 2, 10), until=date(2025, 3, 20))
    page.spans.set_value(Span.LAST_QUARTER)
    page.spans.chosen.emit(Span.LAST_QUARTER)
    settled(lambda: page.found is not None and page.found.numbers.first == date(2025, 7, 1))
    assert page.unpriced.isHidden()
    click(segment(page, "Trend"))
    settled(page.unpriced.isVisible)
    assert "on 28 Feb 2025" in page.unpriced.text()
    click(segment(page, "Overview"))
    assert page.unpriced.isHidden()

"""The board stays where the person is: what is decided goes to its column, and the next card takes its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.preferences import CLOCK, CURRENCY, Preference
from csdesk.domain.products import Product
from csdesk.domain.renewals import Category, Renewal
from csdesk.store.book import Book
from csdesk.ui.renewals.board import Head
from csdesk.ui.renewals.card_paint import _lines, broken
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.renewals.spans import Span
from csdesk.ui.renewals.strip import _short
from csdesk.ui.theme import font, px
from csdesk.ui.window import Window
from tests.domain.revenue.contracts import day, step, subscription
from tests.ui.hands import click, press
from tests.ui.renewals.conftest import opened
from tests.ui.renewals.test_page import at, choose, column, form_of, window_of
from tests.ui.windows import settled

_TOLD = (Category.UNKNOWN, Category.AT_RISK, Category.LIKELY, Category.COMMITTED)


def _many(path: Path) -> Path:
    """Forty renewals of 20 billion rupiah each, in four categories, and one line whose notice is not known."""
    with Book.create(path) as book, book.change(Verb.DEMO, today=day("2025-11-24")):
        book.put_all(
            [
                Preference(id=CLOCK, value="2025-11-24"),
                Preference(id=CURRENCY, value="IDR"),
                Product(id=ProductId("p1"), product="Analytics"),
            ]
        )
        for n in range(41):
            id_, account = subscription(id=f"s{n}").id, AccountId(f"a{n:02}")
            notice = 30 if n else None
            line = subscription(
                "2025-01-01",
                "2025-12-31",
                id=id_,
                account=account,
                currency="IDR",
                auto_renew=True,
                notice_days=notice,
            )
            book.put_all(
                [
                    Account(id=account, account=f"Customer {n:02}"),
                    line,
                    step("2025-01-01", 20_000_000_001 * 100, of=id_),
                    Renewal(
                        id=f"r{n}",
                        account=account,
                        subscription=id_,
                        due_on=day("2025-12-31"),
                        category=_TOLD[n % 4],
                    ),
                ]
            )
    return path


@pytest.fixture
def many(tmp_path: Path) -> Iterator[RenewalsPage]:
    window, made = opened(_many(tmp_path / "many.csdesk"))
    yield made
    window.close()


def _renew(page: RenewalsPage, account: str) -> None:
    press(choose(page, account), Qt.Key.Key_R)
    click(form_of(page).save)
    settled(lambda: at(page, "Renewed", account))


def test_after_a_decision_the_next_card_of_the_column_is_chosen(many: RenewalsPage) -> None:
    likely = column(many, "Likely").list
    names = [c.row.account for c in likely.held.cards]
    _renew(many, names[2])
    chosen = many.chosen()
    assert chosen is not None
    assert chosen.row.account == names[3]
    assert many.board.place() == (3, 2)


def test_a_decision_scrolls_no_other_column(many: RenewalsPage) -> None:
    unknown = column(many, "Unknown").list.verticalScrollBar()
    unknown.setValue(150)
    _renew(many, column(many, "Likely").list.held.cards[0].row.account)
    assert unknown.value() == 150


def test_a_decision_that_is_undone_leaves_the_choice_where_it_is(many: RenewalsPage) -> None:
    names = [c.row.account for c in column(many, "Likely").list.held.cards]
    _renew(many, names[2])
    window_of(many).undo()
    settled(lambda: at(many, "Likely", names[2]))
    chosen = many.chosen()
    assert chosen is not None
    assert chosen.row.account == names[3]


def test_seven_columns_with_sums_of_twelve_digits_stand_side_by_side_at_1280(many: RenewalsPage) -> None:
    _renew(many, column(many, "Likely").list.held.cards[0].row.account)
    assert len(many.board.columns) == 7
    wider = 0 if QFontInfo(many.font()).family() == "Inter" else 60
    assert many.board.horizontalScrollBar().maximum() <= wider, "more than other letters are wider"
    head = column(many, "Committed")
    assert (head._total.text(), head._total.toolTip()) == ("200.00B IDR", "200,000,000,010 IDR")


def test_the_strip_tells_amounts_short_before_it_cuts_them(many: RenewalsPage) -> None:
    first = many.strip._figures[0]
    assert first._amount.text() == "820.00B IDR"
    assert "820,000,000,041 IDR" in first.toolTip()
    assert many.strip._row.sizeHint().width() <= many.strip.width()
    _renew(many, column(many, "Likely").list.held.cards[0].row.account)
    assert first._amount.text() == "820.00B IDR", "also once something was changed"
    window_of(many).resize(1920, 1080)
    settled(lambda: first._amount.text() == "820,000,000,041 IDR")


def test_a_letter_alone_does_not_begin_a_line_of_a_card(qtbot: QtBot) -> None:
    metrics = QFontMetrics(font("small"))
    room = metrics.horizontalAdvance("Notice 1 Dec, 7")
    assert broken("Notice 1 Dec, 7 d", metrics, room + 1) == ["Notice 1 Dec,", "7\u00a0d"]
    assert broken("", metrics, room) == []


def test_a_name_of_wide_letters_leaves_the_next_deadline_whole(qtbot: QtBot) -> None:
    metrics = QFontMetrics(font("small"))
    for name in ("北京东方国际贸易与供应链管理股份有限公司", "W" * 80):
        assert metrics.horizontalAdvance(_short(name)) <= px(180)
    assert _short("Dunmore Foods") == "Dunmore Foods"


def test_with_the_inspector_beside_it_seven_columns_are_whole_at_1280(window: Window) -> None:
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    page.spans.set_value(Span.THIS_QUARTER)
    page._choose_span()
    settled(lambda: page.found is not None and page.found.board.first == page.first)
    card = page.chosen()
    assert card is not None
    page.look(card)
    QApplication.processEvents()
    assert len(page.board.columns) == 7
    wider = 0 if QFontInfo(page.font()).family() == "Inter" else 60
    assert page.board.horizontalScrollBar().maximum() <= wider, "more than other letters are wider"
    assert len({one._title.height() for one in page.board.columns}) == 1


def test_sums_of_twelve_digits_stand_side_by_side_beside_the_inspector_at_1280(many: RenewalsPage) -> None:
    _renew(many, column(many, "Likely").list.held.cards[0].row.account)
    card = many.chosen()
    assert card is not None
    many.look(card)
    QApplication.processEvents()
    board = many.board
    assert (len(board.columns), board.horizontalScrollBar().maximum()) == (7, 0)
    told = [text.left for text in _lines(card, 64)]
    assert {"20.00B", "IDR"} <= set(told), "the currency has a line of its own before the figure is cut"
    assert all(one.width() >= one.least(Head.CLOSE) for one in board.columns)
    window_of(many).resize(1920, 1080)
    QApplication.processEvents()
    widths = {one.width() for one in board.columns}
    assert max(widths) - min(widths) <= 1

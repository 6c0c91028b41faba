"""The Renewals page: everything a person does on it, by clicks and keys, on a book of its own."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, QRect, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from csdesk.domain.preferences import FISCAL_YEAR
from csdesk.domain.renewals import Category, Outcome, Renewal
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.touches import Touch
from csdesk.services.book.preferences import prefer
from csdesk.services.renewals.renewals import DueRenewal, Unplaced, renewals_due
from csdesk.store.book import Book
from csdesk.ui.renewals.board import Column
from csdesk.ui.renewals.card_list import RenewalList
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.category_form import CategoryForm
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.renewals.renew_form import RenewForm
from csdesk.ui.renewals.spans import Span, days_of
from csdesk.ui.renewals.terms_form import TermsForm
from csdesk.ui.renewals.words import notice_text
from csdesk.ui.shell.sheets.brief_sheet import BriefSheet
from csdesk.ui.shell.sheets.loss_sheet import LossSheet
from csdesk.ui.window import Window
from tests.domain.revenue.contracts import day, subscription
from tests.services.renewals.filling import fill
from tests.ui.account.rooms import sheet
from tests.ui.hands import click, press, type_in
from tests.ui.windows import answer_of, settled

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
T = TypeVar("T")


def window_of(page: RenewalsPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def titles(page: RenewalsPage) -> list[tuple[str, list[str]]]:
    return [(c.pile.title, [card.row.account for card in c.pile.cards]) for c in page.board.columns]


def column(page: RenewalsPage, title: str) -> Column:
    return next(c for c in page.board.columns if c.pile.title == title)


def at(page: RenewalsPage, title: str, account: str) -> bool:
    return any(
        c.pile.title == title and account in [x.row.account for x in c.pile.cards] for c in page.board.columns
    )


def choose(page: RenewalsPage, account: str) -> RenewalList:
    """Choose a card by a click, as a person does."""
    for one in page.board.columns:
        for row, card in enumerate(one.pile.cards):
            if card.row.account == account:
                box = one.list.visualRect(one.list.held.index(row))
                click(one.list.viewport(), box.center())
                assert page.chosen() == card
                return one.list
    raise AssertionError(account)


def form_of(page: RenewalsPage) -> RenewForm:
    settled(lambda: bool(window_of(page).findChildren(RenewForm)))
    return window_of(page).findChildren(RenewForm)[-1]


def category_form(page: RenewalsPage) -> CategoryForm:
    settled(lambda: bool(window_of(page).findChildren(CategoryForm)))
    return window_of(page).findChildren(CategoryForm)[-1]


def rows_of(page: RenewalsPage, noun: type[T], **filters: object) -> list[T]:
    return answer_of(page.desk, lambda book: book.all(noun, **filters))


def test_what_cannot_be_placed_stands_first_and_every_category_has_its_column(page: RenewalsPage) -> None:
    assert titles(page) == [
        ("Cannot be placed", ["Founder & Sons", "Late Answer"]),
        ("Unknown", ["Halden Freight"]),
        ("Renewal at risk", []),
        ("Likely", []),
        ("Committed", ["Dunmore Foods"]),
        ("Lost, notified", ["Marrow & Pine"]),
    ]


def test_no_span_and_no_view_hides_what_cannot_be_placed(page: RenewalsPage) -> None:
    for number in (0, 1):
        click(page.views._group.button(number))
        for span in Span:
            page.spans.set_value(span)
            page.spans.activated.emit(page.spans.currentIndex())
            first, last = days_of(span, page.desk.today)
            settled(_Shows(page, first, last))
            assert titles(page)[0] == ("Cannot be placed", ["Founder & Sons", "Late Answer"])
    click(page.views._group.button(2))
    assert [c.row.account for c in page.table.unplaced.rows.rows] == ["Founder & Sons", "Late Answer"]
    assert page.table.unplaced.isVisible()


class _Shows:
    """Whether the page shows these days."""

    def __init__(self, page: RenewalsPage, first: date, last: date) -> None:
        self._page, self._days = page, (first, last)

    def __call__(self) -> bool:
        found = self._page.found
        return found is not None and (found.board.first, found.board.last) == self._days


def test_a_card_says_what_is_missing_and_what_that_costs(page: RenewalsPage) -> None:
    founder, late = column(page, "Cannot be placed").pile.cards
    assert (founder.notice, founder.amount) == ("Notice and auto-renewal not known", "$9,000")
    assert late.notice == "Past its end, undecided"
    assert column(page, "Cannot be placed").pile.total == "$14,000"


def test_a_card_says_what_the_customer_can_still_do_and_how_the_day_is_counted(page: RenewalsPage) -> None:
    (card,) = column(page, "Unknown").pile.cards
    assert card.notice == "Notice 2 Dec, 8 d"
    assert "31 Jan 2026 less 60 calendar days is Tuesday 2 Dec 2025." in card.tip
    tip = column(page, "Unknown").list.held.data(
        column(page, "Unknown").list.held.index(0), Qt.ItemDataRole.ToolTipRole
    )
    assert "60 calendar days" in str(tip)


def test_the_figures_of_the_strip_add_up_to_what_is_due(page: RenewalsPage) -> None:
    said = {box._name.text(): box._amount.text() for box in page.strip._figures}
    assert said == {
        "Due": "$115,500",
        "Committed": "$36,700",
        "Likely": "$0",
        "Renewal at risk": "$0",
        "Lost": "$17,600",
        "Forecast, likely": "$36,700",
    }
    assert page.strip._figures[0]._said.text() == "3 in all, 1 unknown"
    assert page.strip._figures[5]._said.text() == "worst $36,700, best $97,900"


def test_the_sidebar_counts_the_renewals_that_wait_for_a_category(page: RenewalsPage) -> None:
    entry = window_of(page).sidebar._entries["renewals"]
    settled(lambda: entry._count == 1)
    press(choose(page, "Halden Freight"), Qt.Key.Key_3)
    settled(lambda: entry._count == 0)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Qt.Key.Key_2, "Renewal at risk"),
        (Qt.Key.Key_3, "Likely"),
        (Qt.Key.Key_4, "Committed"),
        (Qt.Key.Key_5, "Lost, notified"),
    ],
)
def test_a_digit_gives_the_chosen_renewal_a_category_and_ctrl_z_takes_it_back(
    page: RenewalsPage, key: Qt.Key, title: str
) -> None:
    press(choose(page, "Halden Freight"), key)
    settled(lambda: at(page, title, "Halden Freight"))
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.row.account == "Halden Freight"
    if key is Qt.Key.Key_5:  # a loss asks why
        why = sheet(window_of(page), LossSheet)
        assert isinstance(why, LossSheet)
        press(why, Qt.Key.Key_Escape)
        window_of(page).activateWindow()
        settled(window_of(page).isActiveWindow)
    press(window_of(page), Qt.Key.Key_Z, CTRL)
    settled(lambda: at(page, "Unknown", "Halden Freight"))
    assert rows_of(page, Renewal, account="a1") == []


def test_c_offers_the_categories_with_their_keys(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_C)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [a.text() for a in menu.actions() if a.text()]
    assert texts[:2] == ["Unknown\t1", "Renewal at risk\t2"]
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Committed\t4"]
    next(a for a in menu.actions() if a.text().startswith("Likely")).trigger()
    menu.close()
    settled(lambda: at(page, "Likely", "Dunmore Foods"))
    assert rows_of(page, Renewal, account="a2")[0].reason == "Verbal yes"


def test_the_categories_open_beside_the_card_they_are_for_and_hide_nothing_of_it(page: RenewalsPage) -> None:
    cards = choose(page, "Halden Freight")
    card = cards.visualRect(cards.currentIndex())
    shown = QRect(cards.viewport().mapToGlobal(card.topLeft()), card.size())
    press(cards, Qt.Key.Key_C)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    near = QRect(menu.pos(), menu.sizeHint())
    menu.close()
    assert not near.intersects(shown)
    assert near.adjusted(-8, -8, 8, 8).intersects(shown)


def test_shift_right_asks_why_before_it_moves(page: RenewalsPage) -> None:
    press(choose(page, "Halden Freight"), Qt.Key.Key_Right, SHIFT)
    form = category_form(page)
    assert form.category.value is Category.AT_RISK
    assert at(page, "Unknown", "Halden Freight")
    type_in(form.reason.edit, "Silent since October")
    type_in(form.forecast.edit, "40,000")
    press(form.reason.edit, Qt.Key.Key_Return)
    settled(lambda: at(page, "Renewal at risk", "Halden Freight"))
    (row,) = rows_of(page, Renewal, account="a1")
    assert (row.reason, row.forecast) == ("Silent since October", 4_000_000)
    assert "Silent since October" in column(page, "Renewal at risk").pile.cards[0].text


def test_esc_leaves_the_category_as_it_was(page: RenewalsPage) -> None:
    press(choose(page, "Halden Freight"), Qt.Key.Key_Right, SHIFT)
    form = category_form(page)
    press(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert at(page, "Unknown", "Halden Freight")


def test_a_forecast_that_is_no_number_is_refused_beside_its_field(page: RenewalsPage) -> None:
    press(choose(page, "Halden Freight"), Qt.Key.Key_Right, SHIFT)
    form = category_form(page)
    type_in(form.forecast.edit, "much")
    click(form.save)
    assert form.forecast.refusal() == "A number, such as 29,000"
    assert form.forecast.text() == "much"
    assert form.isVisible()


def dropped_on(target: RenewalList, source: RenewalList) -> None:
    """Let go of what is dragged from one list over another, as Qt says it."""
    data = source.held.mimeData([source.currentIndex()])
    event = _Drop(source, data)
    target.dropEvent(event)


class _Drop(QDropEvent):
    def __init__(self, source: RenewalList, data: QMimeData) -> None:
        super().__init__(
            QPointF(20, 20),
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._from = source

    def source(self) -> RenewalList:
        """Where it was dragged from."""
        return self._from


def test_a_card_dropped_on_another_category_asks_why(page: RenewalsPage) -> None:
    source = choose(page, "Halden Freight")
    dropped_on(column(page, "Likely").list, source)
    form = category_form(page)
    assert form.category.value is Category.LIKELY
    click(form.save)
    settled(lambda: at(page, "Likely", "Halden Freight"))


def test_nothing_can_be_dropped_on_what_cannot_be_placed(page: RenewalsPage) -> None:
    assert not column(page, "Cannot be placed").list.acceptDrops()
    assert column(page, "Likely").list.acceptDrops()
    held = column(page, "Cannot be placed").list.held
    assert not held.flags(held.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_r_renews_for_the_same_term_at_the_same_price_in_one_step(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    form = form_of(page)
    assert (form.end.day(), form.quantity.text(), form.price.text()) == (date(2026, 12, 31), "10", "3670.00")
    before = len(rows_of(page, Subscription))
    press(form.quantity.edit, Qt.Key.Key_Return, CTRL)
    settled(lambda: at(page, "Renewed", "Dunmore Foods"))
    settled(lambda: not window_of(page).findChildren(RenewForm))
    (row,) = rows_of(page, Renewal, account="a2")
    assert (row.outcome, row.new_arr, row.category) == (Outcome.RENEWED, 3_670_000, Category.COMMITTED)
    assert len(rows_of(page, Subscription)) == before + 1
    assert [t.summary for t in rows_of(page, Touch)] == [
        "Renewed: Analytics to 31 Dec 2026, ARR 36700.00 USD."
    ]
    window_of(page).undo()
    settled(lambda: at(page, "Committed", "Dunmore Foods"))
    assert len(rows_of(page, Subscription)) == before
    assert rows_of(page, Touch) == []


def test_the_new_amount_follows_every_letter(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    form = form_of(page)

    def amounts() -> list[tuple[str, str]]:
        return [(line.words, line.figure) for line in form.amounts._lines]

    assert amounts() == [
        ("ARR until now", "$36,700.00"),
        ("Change", "$0.00"),
        ("ARR from 1 Jan 2026", "$36,700.00"),
    ]
    form.quantity.edit.selectAll()
    type_in(form.quantity.edit, "12")
    assert amounts()[1:] == [("Change, +20.00 %", "+$7,340.00"), ("ARR from 1 Jan 2026", "$44,040.00")]
    type_in(form.uplift.edit, "-5")
    assert amounts()[2] == ("ARR from 1 Jan 2026", "$41,838.00")
    type_in(form.uplift.edit, "x")
    assert amounts()[-1] == ("ARR from 1 Jan 2026", "–")
    assert not form.amounts._lines[-1].total
    press(form.uplift.edit, Qt.Key.Key_Backspace)
    click(form.save)
    settled(lambda: at(page, "Renewed", "Dunmore Foods"))
    assert rows_of(page, Renewal, account="a2")[0].outcome is Outcome.EXPANDED
    assert rows_of(page, Renewal, account="a2")[0].new_arr == 4_183_800


def test_an_end_before_the_term_begins_is_refused_in_one_sentence(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    form = form_of(page)
    form.end.setDate(form.end.date().addYears(-1))
    click(form.save)
    settled(form._refusal.isVisible)
    assert form._refusal.text() == (
        "The term would end on 31 Dec 2025, before it begins on 1 Jan 2026. Give a later day."
    )
    assert form.isVisible()
    assert at(page, "Committed", "Dunmore Foods")
    form.end.setDate(form.end.date().addYears(1))
    click(form.save)
    settled(lambda: at(page, "Renewed", "Dunmore Foods"))


def test_a_loss_needs_no_figures(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    form = form_of(page)
    form.outcome.set_value(Outcome.LOST)
    form.outcome.activated.emit(form.outcome.currentIndex())
    assert not form.quantity.isEnabled()
    assert form.save.label_text() == "Record the loss"
    assert form.amounts._lines[-1].figure == "$0.00"
    type_in(form.reason.edit, "Closing stores")
    click(form.save)
    settled(lambda: at(page, "Lost, notified", "Dunmore Foods"))
    (row,) = rows_of(page, Renewal, account="a2")
    assert (row.outcome, row.reason, row.category) == (Outcome.LOST, "Closing stores", Category.COMMITTED)


def test_what_is_past_its_end_can_be_renewed_from_where_it_ended(page: RenewalsPage) -> None:
    press(choose(page, "Late Answer"), Qt.Key.Key_R)
    form = form_of(page)
    assert form.amounts._lines[-1].words == "ARR from 1 Nov 2025"
    click(form.save)
    settled(lambda: titles(page)[0] == ("Cannot be placed", ["Founder & Sons"]))


def test_when_it_was_lost_after_its_end_is_asked_with_the_arithmetic(page: RenewalsPage) -> None:
    press(choose(page, "Late Answer"), Qt.Key.Key_R)
    form = form_of(page)
    assert not form.last.isEnabled()
    form.outcome.set_value(Outcome.LOST)
    form.outcome.activated.emit(form.outcome.currentIndex())
    assert form.last.isEnabled()
    assert form.amounts._lines[-1].words == "ARR from 1 Nov 2025"
    assert form.worth.text().startswith("Lost with its term; the 24 days since then")
    form.last.setDate(QDate(2025, 11, 5))
    assert "Within a week of it a loss counts at the end." in form.worth.text()
    form.last.setDate(QDate(2025, 11, 20))
    assert form.amounts._lines[-1].words == "ARR from 21 Nov 2025"
    assert form.worth.text() == "It went on without a contract from 1 Nov 2025: 20 days."
    click(form.save)
    settled(lambda: titles(page)[0] == ("Cannot be placed", ["Founder & Sons"]))
    assert window_of(page).toast.text() == "Late Answer: lost after 20 Nov 2025"
    (row,) = rows_of(page, Renewal, account="a5")
    assert (row.outcome, row.due_on) == (Outcome.LOST, day("2025-11-20"))


def test_lost_by_its_key_asks_for_the_day_where_the_term_is_over(page: RenewalsPage) -> None:
    page.spans.set_value(Span.THIS_QUARTER)
    page.spans.activated.emit(page.spans.currentIndex())
    settled(lambda: at(page, "Unknown", "Late Answer"))
    unknown = column(page, "Unknown").list
    unknown.setFocus()
    unknown.choose(0)
    press(unknown, Qt.Key.Key_5)
    assert form_of(page).outcome.value is Outcome.LOST
    assert rows_of(page, Renewal, account="a5") == []


def test_the_toast_says_what_was_decided(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    click(form_of(page).save)
    settled(lambda: at(page, "Renewed", "Dunmore Foods"))
    assert window_of(page).toast.text() == "Dunmore Foods: renewed to 31 Dec 2026"


def test_a_renewed_card_is_not_renewed_twice(page: RenewalsPage) -> None:
    press(choose(page, "Dunmore Foods"), Qt.Key.Key_R)
    click(form_of(page).save)
    settled(lambda: at(page, "Renewed", "Dunmore Foods"))
    settled(lambda: not window_of(page).findChildren(RenewForm))
    window_of(page).activateWindow()  # a desktop does that when a form closes
    settled(lambda: QApplication.activeWindow() is window_of(page))
    cards = choose(page, "Dunmore Foods")
    for key in (Qt.Key.Key_R, Qt.Key.Key_C, Qt.Key.Key_2):
        window_of(page).toast.hide()
        press(cards, key)
        assert "Undo takes the decision back" in window_of(page).toast.text()
    assert len(rows_of(page, Subscription)) == 7


def test_t_completes_a_line_so_that_it_can_be_placed(page: RenewalsPage) -> None:
    press(choose(page, "Founder & Sons"), Qt.Key.Key_T)
    settled(lambda: bool(window_of(page).findChildren(TermsForm)))
    form = window_of(page).findChildren(TermsForm)[-1]
    assert (form.end.day(), form.notice.days.text(), form.rolls.value) == (date(2026, 6, 30), "", None)
    type_in(form.notice.days.edit, "some")
    click(form.save)
    assert form.notice.days.refusal() == "Whole days, such as 30"
    form.notice.days.edit.clear()
    type_in(form.notice.days.edit, "30")
    form.rolls.set_value(True)
    press(form.notice.days.edit, Qt.Key.Key_Return)
    settled(lambda: titles(page)[0] == ("Cannot be placed", ["Late Answer"]))
    (line,) = rows_of(page, Subscription, account="a4")
    assert (line.notice_days, line.auto_renew, line.end) == (30, True, date(2026, 6, 30))
    window_of(page).undo()
    settled(lambda: titles(page)[0] == ("Cannot be placed", ["Founder & Sons", "Late Answer"]))


def test_space_shows_how_the_deadline_is_counted_and_closes_it_again(page: RenewalsPage) -> None:
    cards = choose(page, "Halden Freight")
    press(cards, Qt.Key.Key_Space)
    assert page.inspector.isVisible()
    said = [(line.words, line.figure) for line in page.inspector._deadline._lines]
    assert said == [
        ("Last day of the term", "Sat 31 Jan 2026"),
        ("Notice, calendar days", "−60 d"),
        ("Last day to give notice", "Tue 2 Dec 2025"),
        ("Act by", "Tue 2 Dec 2025"),
    ]
    settled(lambda: bool(page.inspector._offer._lines))
    assert page.inspector._offer._lines[1].figure == "31 Jan 2027"
    assert cards.hasFocus()
    press(cards, Qt.Key.Key_Space)
    assert not page.inspector.isVisible()


def test_a_line_that_stands_in_both_lists_stays_chosen_where_it_was(page: RenewalsPage) -> None:
    page.spans.set_value(Span.YEAR)
    page.spans.activated.emit(page.spans.currentIndex())
    settled(lambda: at(page, "Unknown", "Founder & Sons"))
    cards = column(page, "Unknown").list
    row = [c.row.account for c in cards.held.cards].index("Founder & Sons")
    assert cards.held.cards[row].notice == "Notice and auto-renewal not known"
    click(cards.viewport(), cards.visualRect(cards.held.index(row)).center())
    press(cards, Qt.Key.Key_3)
    settled(lambda: at(page, "Likely", "Founder & Sons"))
    chosen = page.chosen()
    assert chosen is not None
    assert isinstance(chosen.row, DueRenewal)
    assert chosen.row.account == "Founder & Sons"


@pytest.mark.parametrize(
    ("notice_days", "auto_renew", "as_of", "words"),
    [
        (60, None, "2025-11-24", "Notice 2 Dec; auto-renewal not known"),
        (60, None, "2025-12-03", "Notice was due 2 Dec; auto-renewal not known"),
        (None, True, "2025-11-24", "Renews; notice not known"),
        (None, None, "2025-11-24", "Notice and auto-renewal not known"),
        (None, False, "2025-11-24", "Ends on 31 Jan 2026 unless signed"),
        (60, True, "2025-12-02", "Notice 2 Dec, today"),
        (60, True, "2025-12-03", "Renews, can no longer leave"),
    ],
)
def test_what_is_known_of_leaving_is_said_and_never_just_passed(
    book: Book, notice_days: int | None, auto_renew: bool | None, as_of: str, words: str
) -> None:
    fill(book, subscription("2025-02-01", "2026-01-31", notice_days=notice_days, auto_renew=auto_renew))
    today = day(as_of)
    (due,) = renewals_due(book, today, day("2026-02-28"), as_of=today)
    assert notice_text(due, today) == words


def test_the_arrows_go_through_the_columns_that_have_cards(page: RenewalsPage) -> None:
    cards: QWidget = choose(page, "Halden Freight")
    press(cards, Qt.Key.Key_Right)
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.row.account == "Dunmore Foods"
    press(column(page, "Committed").list, Qt.Key.Key_Left)
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.row.account == "Halden Freight"


def test_enter_opens_the_account(page: RenewalsPage) -> None:
    wanted: list[object] = []
    page.opening.connect(wanted.append)
    press(choose(page, "Halden Freight"), Qt.Key.Key_Return)
    assert wanted == ["a1"]


def test_by_month_every_month_of_the_span_has_a_column(page: RenewalsPage) -> None:
    click(page.views._group.button(1))
    assert titles(page)[1:] == [
        ("November", []),
        ("December", ["Dunmore Foods", "Marrow & Pine"]),
        ("January 2026", ["Halden Freight"]),
        ("February 2026", []),
    ]
    press(choose(page, "Halden Freight"), Qt.Key.Key_2)
    settled(lambda: column(page, "January 2026").pile.cards[0].text.startswith("Renewal at risk"))


def test_the_table_sorts_and_takes_the_same_keys(page: RenewalsPage) -> None:
    choose(page, "Dunmore Foods")
    click(page.views._group.button(2))
    table = page.table.due
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.row.account == "Dunmore Foods"
    table.sort_by(table.rows.column_number("arr"), descending=True)
    assert [c.row.account for c in table.rows.rows] == ["Halden Freight", "Dunmore Foods", "Marrow & Pine"]
    table.setFocus()
    press(table, Qt.Key.Key_3)
    settled(
        lambda: any(c.row.account == "Dunmore Foods" and _is(c, Category.LIKELY) for c in table.rows.rows)
    )
    press(table, Qt.Key.Key_Space)
    assert page.inspector.isVisible()


def _is(card: Card, category: Category) -> bool:
    return isinstance(card.row, DueRenewal) and card.row.category is category


def test_a_row_that_cannot_be_placed_is_chosen_instead_of_the_other(page: RenewalsPage) -> None:
    click(page.views._group.button(2))
    click(page.table.due.viewport(), page.table.due.visualRect(page.table.due.rows.index(0, 0)).center())
    unplaced = page.table.unplaced
    click(unplaced.viewport(), unplaced.visualRect(unplaced.rows.index(1, 0)).center())
    chosen = page.chosen()
    assert chosen is not None
    assert isinstance(chosen.row, Unplaced)
    assert page.table.due.chosen_rows() == []


def test_the_deadlines_go_into_a_calendar(
    page: RenewalsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "renewals.ics"

    def chosen(*_args: object) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    offered = {a.text(): a for a in page.out.open_menu().actions()}
    offered["Save as calendar"].trigger()
    settled(path.exists)
    settled(lambda: "4 entries written" in window_of(page).toast.text())
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 4


def test_an_empty_book_says_what_will_be_here(
    empty_page: RenewalsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty_page.empty.isVisible()
    assert not empty_page.board.isVisible()
    assert not empty_page.spans.isVisible()
    assert empty_page.summary() == ""
    asked: list[object] = []

    def chosen(*given: object) -> tuple[str, str]:
        asked.append(given)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    assert empty_page.empty.button is not None
    click(empty_page.empty.button)
    assert len(asked) == 1


def test_where_nothing_is_due_a_longer_span_is_offered(far_page: RenewalsPage) -> None:
    assert far_page.nothing_due.isVisible()
    assert far_page.nothing_due.button is not None
    click(far_page.nothing_due.button)
    settled(lambda: at(far_page, "Unknown", "Far Away"))
    assert far_page.spans.value is Span.YEAR
    assert not far_page.nothing_due.isVisible()


def test_a_card_is_as_high_as_its_words_need_in_any_width(page: RenewalsPage) -> None:
    cards = column(page, "Cannot be placed").list

    def tall() -> int:
        return cards.visualRect(cards.held.index(0)).height()

    before = tall()
    window_of(page).resize(2000, 900)
    settled(lambda: tall() < before)
    window_of(page).resize(1280, 900)
    settled(lambda: tall() == before)


@pytest.mark.parametrize(
    ("today", "span", "first", "last"),
    [
        (date(2025, 11, 24), Span.NEXT_90, date(2025, 11, 24), date(2026, 2, 22)),
        (date(2025, 11, 24), Span.THIS_QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        (date(2025, 11, 24), Span.NEXT_QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), Span.YEAR, date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 12, 31), Span.NEXT_QUARTER, date(2025, 1, 1), date(2025, 3, 31)),
        (date(2024, 3, 31), Span.THIS_QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_a_span_is_counted_from_today(today: date, span: Span, first: date, last: date) -> None:
    assert days_of(span, today) == (first, last)


def test_a_price_that_does_not_come_out_even_is_shown_with_its_digits(page: RenewalsPage) -> None:
    press(choose(page, "Halden Freight"), Qt.Key.Key_R)
    form = form_of(page)
    form.price.edit.selectAll()
    type_in(form.price.edit, "6,120.005")
    assert form._decision().price == Decimal("612000.5")
    assert form.amounts._lines[-1].figure == "$61,200.05"


def test_b_shows_the_one_page_about_the_renewal(page: RenewalsPage) -> None:
    press(choose(page, "Halden Freight"), Qt.Key.Key_B)
    brief = sheet(window_of(page), BriefSheet)
    assert isinstance(brief, BriefSheet)
    assert brief.brief.title.startswith("Halden Freight, renewal brief")
    assert brief.pdf.isVisible()


def test_quarters_are_those_of_the_year_of_the_book(page: RenewalsPage) -> None:
    page.desk.do(prefer, FISCAL_YEAR, "2")
    settled(lambda: page.spans.itemText(1) == "This fiscal quarter")
    page.spans.set_value(Span.THIS_QUARTER)
    page.spans.activated.emit(page.spans.currentIndex())
    settled(_Shows(page, date(2025, 11, 1), date(2026, 1, 31)))
    page.desk.do(prefer, FISCAL_YEAR, "")
    settled(_Shows(page, date(2025, 10, 1), date(2025, 12, 31)))
    assert page.spans.itemText(1) == "This quarter"

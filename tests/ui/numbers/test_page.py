"""The Numbers page: every figure and bar opens what it is made of, by clicks and keys."""

from datetime import date
from pathlib import Path

import pptx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from csdesk.domain.accounts import Account
from csdesk.domain.files import FileKind
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.revenue.definitions import Metric
from csdesk.services.book.editing import set_fields
from csdesk.services.book.preferences import prefer_all
from csdesk.services.numbers.numbers_by import DIMENSIONS
from csdesk.services.numbers.numbers_lists import Bar
from csdesk.services.outgoing.files import board_files
from csdesk.services.renewals.losses import losses
from csdesk.ui.numbers.board_strip import _inner
from csdesk.ui.numbers.page import NumbersPage
from csdesk.ui.numbers.spans import Span, days_of
from csdesk.ui.shell.sheets.file_sheet import FileSheet
from csdesk.ui.shell.sheets.losses_sheet import LossesSheet
from csdesk.ui.theme import font
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import sheet
from tests.ui.hands import click, press
from tests.ui.numbers.views import segment
from tests.ui.windows import all_done, answer_of, settled


def click_bar(page: NumbersPage, number: int) -> None:
    assert page.found is not None
    slot = page.bridge.width() / len(page.found.bars)
    click(page.bridge, QPoint(int(slot * (number + 0.5)), page.bridge.height() // 2))


def test_every_bar_opens_a_list_that_adds_up_to_it(page: NumbersPage) -> None:
    assert page.found is not None
    seen = []
    for number, bar in enumerate(page.found.bars):
        click_bar(page, number)
        seen.append(page.bridge.bar)
        rows = page.table.rows.rows
        assert sum(r.amount for r in rows) == page.found.bars[bar], bar
    assert seen == [bar for bar in Bar if bar is not Bar.FX]


def test_the_numbers_and_the_board_pack_of_one_csm(
    page: NumbersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.whose.isHidden()  # all accounts of the sample are one person's
    account = answer_of(page.desk, lambda book: book.all(Account))[0].id
    page.desk.do(set_fields, "account", account, {"csm": "Ann Poe"})
    settled(lambda: not page.whose.isHidden())
    menu = page.whose.offer()
    assert [a.text() for a in menu.actions()] == ["Everybody", "Ann Poe", "Mary Harrison"]
    menu.actions()[1].trigger()
    settled(lambda: page.found is not None and page.found.numbers.closing_accounts == 1)
    assert page.out.file_name().startswith("Numbers of Ann Poe")
    file = tmp_path / "hers.pptx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(page.pack)
    settled(file.exists)
    said = [s.text_frame.text for s in pptx.Presentation(str(file)).slides[0].shapes if s.has_text_frame]
    assert any("customers of Ann Poe" in text for text in said)
    page.whose.turn("")
    settled(lambda: page.found is not None and page.found.numbers.closing_accounts > 1)


def test_the_losses_that_wait_are_those_of_the_csm_whose_numbers_are_shown(page: NumbersPage) -> None:
    settled(lambda: not page.losses.isHidden())
    hers = answer_of(page.desk, lambda book: losses(book, as_of=TODAY))[0].loss
    page.desk.do(set_fields, "account", hers.account, {"csm": "Ann Poe"})
    settled(lambda: not page.whose.isHidden())
    page.whose.turn("Ann Poe")
    settled(lambda: page.losses.text() == "1 loss: why?")
    press(page, Qt.Key.Key_W)
    window = page.window()
    assert isinstance(window, Window)
    shown = sheet(window, LossesSheet)
    assert isinstance(shown, LossesSheet)
    settled(lambda: shown.found is not None)
    assert {told.loss.account for told in shown.found or ()} == {hers.account}
    assert shown.windowTitle() == "Losses of Ann Poe"
    shown.close()
    page.whose.turn("")
    settled(lambda: page.losses.text() != "1 loss: why?")


def test_the_total_stands_below_the_last_row_and_no_bar_moves_the_bridge(page: NumbersPage) -> None:
    assert page.found is not None
    page.window().resize(1280, 800)
    high = set()
    for number, bar in enumerate(page.found.bars):
        click_bar(page, number)
        high.add(page.bridge.height())
        assert page.table.rows.rowCount() == len(page.found.lists[bar])
        settled(lambda: page.total.y() - page.table.geometry().bottom() < 9)
    assert len(high) == 1


def test_the_period_is_whole_beside_all_buttons_of_the_head(page: NumbersPage) -> None:
    page.window().resize(1280, 800)
    page.views.offer("cohorts", offered=True)
    page.packs.show()
    settled(lambda: page.window().width() == 1280)
    said = page._span
    assert said.text() == "1 November 2024 to 31 October 2025, closed period, USD, MRR"
    settled(lambda: said.fontMetrics().horizontalAdvance(said.fitting()) <= said.contentsRect().width())
    assert said.fitting() in {said.text(), "1 Nov 2024 to 31 Oct 2025, closed, USD"}
    assert said.fitting() == said.text() or said.toolTip()
    assert "Export" in page.export.toolTip()


def test_on_half_a_screen_figures_and_what_stands_below_them_are_whole_and_of_one_size(
    page: NumbersPage,
) -> None:
    strip = page.strip
    strip.resize(812, strip.height())
    room = _inner(strip._box(0)).width()
    assert strip._size() == "title"
    for _, value, _, short in strip._figures:
        assert QFontMetrics(font("title", tabular=True)).horizontalAdvance(value) <= room
        assert QFontMetrics(font("small")).horizontalAdvance(short) <= room, short
    strip.resize(1920, strip.height())
    assert strip._size() == "figure"


def test_on_half_a_screen_the_period_is_not_cut(page: NumbersPage) -> None:
    page.window().resize(860, 800)
    settled(lambda: page.window().width() == 860 and page._span.fitting() == "")
    assert "31 October 2025" in page._span.toolTip()


def test_left_and_right_walk_over_bars_and_figures(page: NumbersPage) -> None:
    page.bridge.setFocus()
    press(page.bridge, Qt.Key.Key_Left)
    assert page.bridge.bar is Bar.CONTRACTION
    page.strip.setFocus()
    press(page.strip, Qt.Key.Key_Right)
    seen = [page.strip.defined]
    assert page.panel.steps.accessibleName() == "How it is made"
    press(page.strip, Qt.Key.Key_Left)
    press(page.strip, Qt.Key.Key_Left)
    assert [*seen, page.strip.defined] == [Metric.GRR, Metric.NRR]


def test_by_keys_from_a_bar_to_an_account_and_back(window: Window, page: NumbersPage) -> None:
    page.bridge.setFocus()
    press(page.bridge, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.account() == page.table.rows.rows[0].account
    press(page.table, Qt.Key.Key_Escape)
    assert page.bridge.hasFocus()
    assert page.bridge.bar is Bar.CHURN


def test_figures_and_bars_are_copied_as_they_stand(page: NumbersPage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    page.strip.setFocus()
    press(page.strip, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "GRR\t95.16 %\tnever above 100 %"
    press(page.bridge, Qt.Key.Key_C, control)
    copied = dict(line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    assert list(copied) == [bar.value for bar in Bar if bar is not Bar.FX]
    assert copied["Churn"] == "−$6096.67"


def test_another_period_is_read_anew(page: NumbersPage) -> None:
    before = page.found
    page.spans.setCurrentIndex(list(Span).index(Span.LAST_YEAR))
    page.spans.activated.emit(page.spans.currentIndex())
    settled(lambda: page.found is not before)
    assert page.found is not None
    assert (page.found.numbers.first, page.found.numbers.last) == (date(2024, 1, 1), date(2024, 12, 31))


def test_the_figures_of_a_dimension_are_read_when_it_is_chosen(page: NumbersPage) -> None:
    click(segment(page, "By dimension"))
    settled(lambda: bool(page.dimension.table.rows.rows))
    segments = [value for value, _ in page.dimension.table.rows.rows]
    page.dimension.by.setCurrentIndex(DIMENSIONS.index("tenure"))
    page.dimension.by.activated.emit(page.dimension.by.currentIndex())
    settled(lambda: [value for value, _ in page.dimension.table.rows.rows] != segments)
    assert sum(n.closing_accounts for _, n in page.dimension.table.rows.rows) == 49


def test_an_empty_book_says_where_numbers_come_from(empty: Window) -> None:
    empty.go("numbers")
    page = empty.findChild(NumbersPage)
    assert isinstance(page, NumbersPage)
    settled(lambda: page.found is not None)
    assert page.empty.isVisible()
    assert page.isAncestorOf(
        QApplication.focusWidget() or page
    )  # the next step has the keyboard, not the sidebar
    assert not page.strip.isVisible()


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.TWELVE, date(2024, 2, 1), date(2025, 1, 31)),
        (Span.YEAR, date(2025, 1, 1), date(2025, 2, 28)),
        (Span.LAST_YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (Span.QUARTER, date(2025, 1, 1), date(2025, 2, 28)),
        (Span.LAST_QUARTER, date(2024, 10, 1), date(2024, 12, 31)),
        (Span.MONTH, date(2025, 2, 1), date(2025, 2, 28)),
        (Span.LAST_MONTH, date(2025, 1, 1), date(2025, 1, 31)),
    ],
)
def test_a_period_is_closed_at_both_ends(span: Span, first: date, last: date) -> None:
    assert days_of(span, date(2025, 2, 28)) == (first, last)


def test_the_period_follows_the_fiscal_year_of_the_settings(page: NumbersPage) -> None:
    page.desk.do(prefer_all, {"fiscal_year": "4"})
    all_done(page.desk)
    settled(lambda: page.spans.itemText(list(Span).index(Span.LAST_YEAR)) == "Last fiscal year")
    page.spans.set_value(Span.LAST_YEAR)
    page.spans.chosen.emit(Span.LAST_YEAR)
    settled(lambda: page.found is not None and page.found.numbers.first == date(2024, 4, 1))
    assert page.found is not None
    assert page.found.numbers.last == date(2025, 3, 31)


def test_the_board_pack_is_written_for_the_period_that_is_shown(
    page: NumbersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "board"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.spans.set_value(Span.YEAR)
    click(page.pack)
    settled(file.with_suffix(".pptx").exists)
    first = pptx.Presentation(str(file.with_suffix(".pptx"))).slides[0]
    words = [s.text_frame.text.replace("\u00a0", " ") for s in first.shapes if s.has_text_frame]
    assert "Board pack, 1 January to 24 November 2025" in words


def test_a_board_pack_is_in_the_export_log_and_found_beside_its_button(
    page: NumbersPage, tmp_path: Path
) -> None:
    assert page.packs.isHidden()
    undoable = page.desk.way.back
    page.board_deck.write(None, tmp_path / "board.pptx")
    settled(lambda: not page.packs.isHidden())
    (kept,) = answer_of(page.desk, board_files)
    assert (kept.account, kept.place) == (None, str(tmp_path / "board.pptx"))
    assert (kept.kind, kept.profile, kept.added_on) == (FileKind.DECK, Profile.BOARD, page.desk.today)
    assert page.desk.way.back == undoable
    menu = page.packs.show_files()
    assert [action.text() for action in menu.actions()] == ["board, 24 Nov"]
    menu.actions()[0].trigger()
    (sheet,) = page.window().findChildren(FileSheet)
    assert not sheet.go.isHidden()

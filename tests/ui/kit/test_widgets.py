"""The kit's widgets: they say what they are given, letter by letter, and do what is clicked."""

import gc
from enum import StrEnum
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from csdesk.ui import theme
from csdesk.ui.kit.badges import Badge, Chip
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check, Choice, Radio
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.fields import Field, TextArea
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.health_line import HealthLine
from csdesk.ui.kit.labels import elided, label, on_baseline, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.literal import literal, one_line, tip
from csdesk.ui.kit.marks import Shape, paint_line, paint_shape
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.notes import Empty, Note
from csdesk.ui.kit.ring import Ring
from csdesk.ui.kit.ring import Ring as FocusRing
from csdesk.ui.kit.segments import Segmented, Tabs
from csdesk.ui.kit.status import StatusLine
from csdesk.ui.kit.toasts import Toast
from csdesk.ui.kit.toggles import Toggle
from csdesk.ui.theme.look import LOOK
from tests.ui.hands import click, press, type_in
from tests.ui.kit.gallery import gallery
from tests.ui.windows import job_text

HOSTILE = "<img src=x> & Sons"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


W = TypeVar("W", bound=QWidget)


def _shown(qtbot: QtBot, widget: W) -> W:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_markup_in_a_label_is_letters(qtbot: QtBot) -> None:
    as_label, as_known_plain = label(HOSTILE), QLabel("x" * 18)
    for widget in (as_label, as_known_plain):
        qtbot.addWidget(widget)
    assert as_label.textFormat() == Qt.TextFormat.PlainText
    assert as_label.text() == HOSTILE
    assert as_label.sizeHint().width() > as_known_plain.sizeHint().width() / 2


@pytest.mark.parametrize("make", [label, elided, paragraph, Badge])
def test_every_label_is_plain_text(make: type[QLabel], qtbot: QtBot) -> None:
    made = make(HOSTILE)
    qtbot.addWidget(made)
    assert (made.textFormat(), made.text()) == (Qt.TextFormat.PlainText, HOSTILE)


def test_an_ampersand_in_a_button_is_a_letter_and_no_shortcut(qtbot: QtBot) -> None:
    button = _shown(qtbot, Button(HOSTILE))
    assert button.label_text() == button.accessibleName() == HOSTILE
    assert button.text() == "<img src=x> && Sons"
    assert button.shortcut().isEmpty()


def test_markup_in_a_tool_tip_is_letters(qtbot: QtBot) -> None:
    button = _shown(qtbot, Button("Apply"))
    button.forbid(HOSTILE)
    QToolTip.showText(QPoint(5, 5), button.toolTip(), button)
    shown = next(w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))
    assert isinstance(shown, QLabel)
    assert "<img" not in shown.text()
    assert "&lt;img src=x&gt; &amp; Sons" in shown.text()
    QToolTip.hideText()


def test_a_long_label_is_cut_with_its_whole_text_in_the_tool_tip(qtbot: QtBot) -> None:
    words = elided("Customer " * 40)
    words.resize(120, 20)
    _shown(qtbot, words)
    assert tip(words.text()) == words.toolTip()
    words.setText("Short")
    assert words.toolTip() == ""


@pytest.mark.parametrize("size", [10, 11, 12, 12.5, 13, 14, 14.67, 16, 17, 19.5, 26])
def test_a_chip_is_read_whole_at_every_size_of_the_letters(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: float
) -> None:
    monkeypatch.setattr(LOOK, "base_px", size)
    chip = Chip("Status", "Customer")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert chip.shown() == ("Status", "Customer")


def test_days_and_amounts_are_shown_whole_in_fewer_words_or_not_at_all(qtbot: QtBot) -> None:
    words = elided()
    words.set_texts("1 November 2024 to 31 October 2025", "to 31 Oct 2025", or_nothing=True)
    words.resize(900, 20)
    _shown(qtbot, words)
    assert words.fitting() == "1 November 2024 to 31 October 2025"
    words.resize(words.fontMetrics().horizontalAdvance("to 31 Oct 2025") + 1, 20)
    assert words.fitting() == "to 31 Oct 2025"
    words.resize(words.fontMetrics().horizontalAdvance("to 31 Oct") + 1, 20)
    assert words.fitting() == ""
    assert tip(words.text()) == words.toolTip()


def test_of_a_long_text_no_letter_stands_alone(qtbot: QtBot) -> None:
    words = elided("header in row 1")
    words.resize(words.fontMetrics().horizontalAdvance("h…") + 2, 20)
    _shown(qtbot, words)
    nothing = elided("")
    nothing.resize(words.size())
    _shown(qtbot, nothing)
    assert words.grab().toImage() == nothing.grab().toImage()


def test_control_characters_do_not_break_a_line() -> None:
    assert one_line("two\nlines\x00and\ttabs") == "two lines and tabs"
    assert one_line("abc\u202e\u2067def") == "abcdef"
    assert literal("R&D") == "R&&D"


@pytest.mark.parametrize(
    "text", ["84\u202f%", "1\u00a0234", "\u0646\u06cc\u200c\u0647\u0627", "\U0001f469\u200d\U0001f4bb"]
)
def test_what_names_and_figures_need_stays_in_a_line(text: str) -> None:
    assert one_line(text) == text


def test_a_barred_button_says_why_and_cannot_be_clicked(qtbot: QtBot) -> None:
    button = _shown(qtbot, Button("Apply 14 rows", kind=Kind.PRIMARY))
    button.forbid("2 answers are missing.")
    clicks: list[str] = []
    button.clicked.connect(lambda: clicks.append("click"))
    click(button)
    assert clicks == []
    assert button.accessibleDescription() == "2 answers are missing."
    assert "2 answers are missing." in button.toolTip()
    button.allow()
    click(button)
    assert (clicks, button.toolTip()) == (["click"], "")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_ring_as_space_does(qtbot: QtBot, key: Qt.Key) -> None:
    clicks: list[str] = []
    for pushed in (Button("Plan my week"), Chip("Stage", "Onboarding"), Toggle("Band", "watch")):
        pushed.clicked.connect(lambda: clicks.append("clicked"))
        press(_shown(qtbot, pushed), key)
    assert clicks == ["clicked"] * 3


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = _shown(qtbot, Button(icon="more", kind=Kind.FLAT, name="More"))
    assert button.accessibleName() == "More"
    assert "More" in button.toolTip()


def test_the_ring_comes_with_the_tab_key_and_not_with_the_mouse(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = Button("One"), Button("Two")
    for button in (first, second):
        column.addWidget(button)
    _shown(qtbot, window)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.findChildren(Ring) == []
    press(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    (ring,) = window.findChildren(Ring)
    assert ring.geometry().contains(second.geometry())
    assert ring.isVisible()


def test_tab_stops_at_the_chosen_segment_also_where_no_person_chose_it(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    first, views = Button("One"), Segmented([(1, "Board"), (2, "Month"), (3, "Table")], "View")
    column.addWidget(first)
    column.addWidget(views)
    _shown(qtbot, window)
    views.set_value(3)
    first.setFocus()
    press(first, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.accessibleName() == "Table"
    press(here, Qt.Key.Key_Tab)
    assert first.hasFocus(), "and at no other"


def test_the_ring_goes_with_its_button(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button = Button("One")
    column.addWidget(button)
    _shown(qtbot, window)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(window.findChildren(Ring)) == 1
    button.deleteLater()
    qtbot.waitUntil(lambda: window.findChildren(Ring) == [])


def test_a_refused_field_keeps_what_was_typed_and_says_why_until_it_is_mended(qtbot: QtBot) -> None:
    field = _shown(qtbot, Field(name="Amount"))
    type_in(field.edit, "29k")
    field.refuse("A number, such as 29,000")
    assert (field.text(), field.refusal()) == ("29k", "A number, such as 29,000")
    assert field.edit.property("refused") is True
    with qtbot.waitSignal(field.changed) as told:
        press(field.edit, Qt.Key.Key_Backspace)
    assert told.args == ["29"]
    assert (field.refusal(), field.edit.property("refused")) == ("", False)


def test_a_form_names_its_fields(qtbot: QtBot) -> None:
    form, field, choice = Form(), Field(), Choice([(1, "one")])
    form.row("R&D budget", field, hint="In whole dollars.")
    form.row("Direction", choice)
    _shown(qtbot, form)
    assert (field.edit.accessibleName(), choice.accessibleName()) == ("R&D budget", "Direction")


def test_a_choice_gives_back_the_very_value_it_was_given(qtbot: QtBot) -> None:
    choice = _shown(qtbot, Choice([(way, way.value) for way in Direction], name="Direction"))
    with qtbot.waitSignal(choice.chosen) as told:
        press(choice, Qt.Key.Key_Down)
    assert told.args[0] is Direction.OUTBOUND
    assert choice.value is Direction.OUTBOUND
    with pytest.raises(ValueError, match="not in list"):
        choice.set_value("sideways")


def test_words_beside_a_box_are_clickable(qtbot: QtBot) -> None:
    check, radio = _shown(qtbot, Check("Keep & remember")), _shown(qtbot, Radio("Day first"))
    click(check, QPoint(60, check.height() // 2))
    click(radio, QPoint(60, radio.height() // 2))
    assert check.isChecked()
    assert radio.isChecked()


def test_the_cross_of_a_chip_removes_and_its_words_open(qtbot: QtBot) -> None:
    chip = _shown(qtbot, Chip("Stage", HOSTILE))
    clicks: list[str] = []
    chip.clicked.connect(lambda: clicks.append("opened"))
    chip.removed.connect(lambda: clicks.append("removed"))
    click(chip, QPoint(20, 10))
    click(chip, QPoint(chip.width() - 10, 10))
    press(chip, Qt.Key.Key_Delete)
    assert clicks == ["opened", "removed", "removed"]


def test_a_menu_shows_names_as_they_are_and_does_what_is_chosen(qtbot: QtBot) -> None:
    done: list[str] = []
    menu = Menu("Views")
    action = menu.offer(HOSTILE, lambda: done.append("view"), keys="Alt+1")
    menu.offer("Not now", lambda: done.append("never"), enabled=False)
    button = _shown(qtbot, Button("View", chevron=True))
    menu.open_below(button)
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    assert (action.text(), done) == ("<img src=x> && Sons\tAlt+1", ["view"])
    menu.deleteLater()


def test_tab_leaves_a_text_of_several_lines(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    area, button = TextArea("Agreed", name="What came of it"), Button("Save")
    column.addWidget(area)
    column.addWidget(button)
    _shown(qtbot, window)
    area.setFocus()
    press(area, Qt.Key.Key_Tab)
    assert (button.hasFocus(), area.toPlainText()) == (True, "Agreed")


def test_a_segment_is_chosen_by_click_and_by_arrow(qtbot: QtBot) -> None:
    control = _shown(qtbot, Segmented([("month", "By month"), ("category", "By category")], "View"))
    assert control.value == "month"
    with qtbot.waitSignal(control.chosen) as told:
        press(control, Qt.Key.Key_Right)
    assert (told.args, control.value) == (["category"], "category")
    click(control)
    control.set_value("month")
    assert control.value == "month"


def test_tabs_show_their_counts_and_switch_by_key(qtbot: QtBot) -> None:
    tabs = Tabs("Rows")
    for text, count in (("All", 46), ("New", 3), (HOSTILE, None)):
        tabs.set_count(tabs.add(text), count)
    _shown(qtbot, tabs)
    before = tabs.sizeHint().width()
    tabs.set_count(1, 3000)
    assert tabs.sizeHint().width() > before
    with qtbot.waitSignal(tabs.currentChanged) as told:
        press(tabs, Qt.Key.Key_Right)
    assert told.args == [1]
    assert tabs.tabText(2) == "<img src=x> && Sons"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 800)
    return _shown(qtbot, made)


def test_undo_on_a_toast_undoes_once(window: QWidget, qtbot: QtBot) -> None:
    toast, undone = Toast(window), []
    toast.say("Renewal moved to At risk", lambda: undone.append("renewal"))
    assert toast.isVisible()
    button = toast.findChild(Button)
    assert isinstance(button, Button)
    click(button)
    assert (undone, toast.isVisible()) == (["renewal"], False)
    button.click()
    assert undone == ["renewal"]


def test_the_next_toast_takes_the_place_and_the_undo_of_the_last(window: QWidget, qtbot: QtBot) -> None:
    toast, undone = Toast(window), []
    toast.say("First", lambda: undone.append(1))
    toast.say(HOSTILE)
    button = toast.findChild(Button)
    assert isinstance(button, Button)
    assert not button.isVisible()
    button.click()
    assert (undone, toast.text()) == ([], HOSTILE)


def test_a_toast_stands_in_the_middle_of_the_bottom_also_after_a_resize(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Saved")
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    window.resize(900, 600)
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    assert toast.geometry().bottom() < 600 - theme.height("status")


def test_a_toast_with_a_long_name_shows_all_of_it(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Saved")
    low = toast.height()
    toast.say("Merged " + "x" * 300, lambda: None)
    assert toast.height() > 2 * low


def test_what_was_written_takes_two_lines_and_the_tip_tells_all_of_it(window: QWidget) -> None:
    toast, name = Toast(window), "The Honourable Company of Edinburgh Makers review 2025-11-24.pptx"
    said = f"12 slides written: {name}."
    more = " 3 tasks of ours left out: to show one, add it as a promise. Your company is not named on it."
    toast.say("Saved", lambda: None)
    two = toast.height() + theme.px(theme.current().type["body"].line)
    for text in (said, said + more):
        toast.say(text, lambda: None, keys=(), button="Open", file=name)
        assert toast.height() <= two
        assert (toast.text(), "review 2025-11-24.pptx" in toast.shown()) == (text, text == said)
    assert toast.shown().startswith("12 slides written: The Hono…-24.pptx. 3 tasks")
    assert toast.shown().endswith("…")
    assert any("Your company is not named" in label.toolTip() for label in toast.findChildren(QLabel))
    toast.say("Done", file=name)
    assert toast.shown() == "Done"


def test_a_note_grows_with_its_text(qtbot: QtBot) -> None:
    note = Note("Short.", "watch")
    qtbot.addWidget(note)
    one = note.heightForWidth(300)
    note.say("A term that is unconfirmed is shown 12 months after signing. " * 3, "info")
    assert note.heightForWidth(300) > one


def test_a_paragraph_loses_no_word(qtbot: QtBot) -> None:
    words = paragraph("one two three\nfour " + "y" * 90)
    qtbot.addWidget(words)
    lines = words.lines_at(60)
    assert "".join(lines).replace(" ", "") == "onetwothreefour" + "y" * 90
    assert all(words.fontMetrics().horizontalAdvance(line) <= 60 for line in lines)


def test_an_empty_place_offers_the_next_step(qtbot: QtBot) -> None:
    empty = _shown(qtbot, Empty("No promises yet", "They are listed here.", "Promise", keys=("P",)))
    assert empty.button is not None
    with qtbot.waitSignal(empty.clicked):
        click(empty.button)


def test_a_job_shows_its_count_and_can_be_cancelled(qtbot: QtBot) -> None:
    line = _shown(qtbot, StatusLine("Cancel"))
    line.show_facts([("check", "Saved 10:42"), "Backup today"])
    assert job_text(line) == ""
    line.show_job("Reading Q4.xlsx", 28, 46)
    assert job_text(line) == "Reading Q4.xlsx, 28 of 46"
    cross = next(button for button in line.findChildren(Button) if button.isVisible())
    with qtbot.waitSignal(line.cancelled):
        click(cross)
    line.end_job()
    assert job_text(line) == ""


def test_a_ledger_reads_aloud_what_it_shows(qtbot: QtBot) -> None:
    ledger = _shown(
        qtbot, Ledger([Line("Key feature", "−9.4"), Line("Change", "−9.4", total=True)], "What moved it")
    )
    assert ledger.accessibleDescription() == "Key feature −9.4; Change −9.4"
    assert ledger.height() >= 2 * theme.height("table_row_compact")


def test_words_of_a_ledger_that_have_no_room_beside_their_figure_stand_above_it(qtbot: QtBot) -> None:
    page = QWidget()
    ledger = Ledger([Line("Opening MRR, 46 accounts", "$98,400,061,505.00")])
    QVBoxLayout(page).addWidget(ledger)
    qtbot.addWidget(page)
    page.show()
    row, found = theme.height("table_row_compact"), []
    for wide in (500, 240, 500):
        page.resize(wide, 200)
        QApplication.processEvents()
        found.append(ledger.height())
    assert found == [row, 2 * row, row]


def test_what_follows_a_health_without_a_score_stands_beside_its_words(qtbot: QtBot) -> None:
    line = _shown(qtbot, HealthLine(Health(Shape.NOT_SCORED, "Not scored"), words="onboarding"))
    alone = _shown(qtbot, HealthLine(Health(Shape.NOT_SCORED, "Not scored")))
    advance = line.fontMetrics().horizontalAdvance
    assert alone.sizeHint().width() > theme.px(18) + advance("Not scored")
    assert line.sizeHint().width() > alone.sizeHint().width() + advance("onboard")


def test_labels_of_two_sizes_stand_on_one_baseline(qtbot: QtBot) -> None:
    page = QWidget()
    title, said = label("Import", "title"), label("46 rows", "small")
    page.setLayout(on_baseline(title, said))
    _shown(qtbot, page)

    def baseline(words: QLabel) -> int:
        return words.y() + words.contentsMargins().top() + words.fontMetrics().ascent()

    assert baseline(title) == baseline(said)


def _drawn(shape: Shape, *, hatched: bool = False) -> QImage:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_shape(painter, QPoint(10, 10).toPointF(), shape, hatched=hatched)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Mono)


def test_bands_differ_by_shape_and_not_by_colour_alone() -> None:
    pictures = [_drawn(shape, hatched=hatched) for shape in Shape for hatched in (False, True)]
    assert sum(one == other for one in pictures for other in pictures) == len(pictures) + 2


def test_a_quiet_line_stays_flat_and_a_gap_stays_open() -> None:
    def rows_touched(points: tuple[float | None, ...]) -> int:
        image = QImage(60, 30, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        paint_line(painter, image.rect().toRectF(), points, Shape.WATCH)
        painter.end()
        return sum(any(image.pixel(x, y) & 0xFFFFFF != 0xFFFFFF for x in range(50)) for y in range(30))

    assert rows_touched((50, 51, 50, 51, 50)) <= 4
    assert rows_touched((20, 60, 30, 70, 40)) > 20
    assert rows_touched((50, None, None, None, None)) <= 3


def test_the_gallery_shows_the_whole_kit(qtbot: QtBot) -> None:
    page = _shown(qtbot, gallery())
    assert page.findChildren(Button)
    assert not page.grab().isNull()


@pytest.mark.parametrize("how", ["dropped", "later", "target", "centre"])
def test_a_ring_says_nothing_when_what_it_stands_around_goes(
    how: str, capfd: pytest.CaptureFixture[str]
) -> None:
    window, inside, button = QMainWindow(), QWidget(), Button("Go")
    window.setCentralWidget(inside)
    column = QVBoxLayout(inside)
    column.addWidget(button)
    window.show()
    ring = FocusRing(button)
    if how == "later":
        window.deleteLater()
    elif how == "target":
        button.deleteLater()
    elif how == "centre":
        taken = window.takeCentralWidget()
        assert taken is not None
        taken.deleteLater()
    else:
        window.close()
    del window, inside, button, column
    gc.collect()
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = [line for line in capfd.readouterr().err.splitlines() if "propagateSizeHints" not in line]
    assert said == []
    assert how != "target" or not isValid(ring)


@pytest.mark.parametrize("name", ["known to us since the days of the reseller " * 3, "W" * 90, "Q&A " * 30])
def test_a_long_name_in_a_form_stands_on_several_lines_and_leaves_its_field_the_room(
    qtbot: QtBot, name: str
) -> None:
    form, short, long = Form(), Field(), Field()
    form.row("Phone", short)
    form.row(name, long)
    form.setFixedWidth(500)
    _shown(qtbot, form)
    assert form.minimumSizeHint().width() <= 500
    assert long.width() > 250
    words = next(w for w in form.findChildren(QLabel) if w.text() == one_line(name))
    assert words.height() > 2 * words.fontMetrics().height()
    assert long.edit.accessibleName() == name


def test_a_judgement_is_read_whole_in_the_line_of_health(qtbot: QtBot) -> None:
    line = _shown(qtbot, HealthLine(Health(Shape.HEALTHY, "Healthy, yours", judged=True)))
    words = line.fontMetrics().horizontalAdvance("Healthy, yours")
    assert line.sizeHint().width() >= words + theme.px(18)
    image = line.grab().toImage()
    ground = image.pixelColor(image.width() - 1, 0)
    drawn = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(8, 20))]
    assert max(drawn) - min(drawn) > words

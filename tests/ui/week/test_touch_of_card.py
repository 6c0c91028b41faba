"""A touch that is logged from a card of the week closes the card, where the talk was what it asked for."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.week.plan import Planned
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.week.page import WeekPage
from csdesk.ui.window import Window
from tests.ui.hands import click, press, type_in
from tests.ui.pages import week
from tests.ui.windows import answer_of, settled

CTRL = Qt.KeyboardModifier.ControlModifier


def logging(page: WeekPage, wanted: Callable[[Planned], bool]) -> tuple[TouchForm, Planned]:
    """The form as `L` opens it on the first open card that is wanted."""
    held = [(column.list, row, c) for column in page.columns for row, c in enumerate(column.list.held.cards)]
    list_, row, card = next((x, n, c) for x, n, c in held if not c.done and wanted(c))
    list_.setFocus()
    list_.choose(row)
    press(list_, Qt.Key.Key_L)
    form = page.window().findChildren(TouchForm)[-1]
    settled(lambda: bool(form.who.text()))
    return form, card


def is_call(card: Planned) -> bool:
    return card.item.candidate.kind is TouchKind.CALL


def is_done(page: WeekPage, card: Planned) -> bool:
    meant = card.item.candidate
    held = [c for column in page.columns for c in column.list.held.cards if c.done]
    return any(
        (c.item.candidate.account, c.item.candidate.title) == (meant.account, meant.title) for c in held
    )


def log(form: TouchForm, said: str) -> None:
    type_in(form.text, said)
    press(form.text, Qt.Key.Key_Return, CTRL)


def touches(window: Window, said: str) -> list[Touch]:
    assert window.desk is not None
    return [t for t in answer_of(window.desk, lambda book: book.all(Touch)) if t.summary == said]


def test_a_talk_closes_the_call_that_it_was_and_one_undo_takes_both_back(window: Window) -> None:
    page = week(window)
    form, card = logging(page, is_call)
    assert form.over.isChecked()
    assert form.over.text() == card.item.candidate.title
    log(form, "They sign")
    settled(lambda: is_done(page, card))
    assert len(touches(window, "They sign")) == 1
    window.undo()
    settled(lambda: not is_done(page, card))
    assert not touches(window, "They sign")


def test_a_message_that_waits_for_its_answer_leaves_the_card_open(window: Window) -> None:
    page = week(window)
    form, card = logging(page, is_call)
    form.direction.set_value(Direction.OUTBOUND)
    form.direction.chosen.emit(Direction.OUTBOUND)
    assert not form.over.isChecked()
    log(form, "Left a message")
    settled(lambda: bool(touches(window, "Left a message")))
    assert not is_done(page, card)


def test_work_that_is_no_talk_stays_open_unless_it_is_ticked(window: Window) -> None:
    page = week(window)
    form, card = logging(page, lambda c: c.item.candidate.kind is TouchKind.OTHER)
    assert not form.over.isChecked()
    click(form.over)
    log(form, "Sent, and talked through")
    settled(lambda: is_done(page, card))


def test_the_next_touch_and_a_touch_with_another_account_are_not_about_the_card(window: Window) -> None:
    page = week(window)
    form, card = logging(page, is_call)
    named = form.who.text()
    form.who.set_text("Financiality" if named != "Financiality" else "Umber Studio")
    assert form.over.isHidden()
    form.who.set_text(named)
    assert not form.over.isHidden()
    type_in(form.text, "First")
    click(form.more)
    settled(lambda: is_done(page, card))
    settled(form.over.isHidden)
    log(form, "Second")
    settled(lambda: bool(touches(window, "Second")))

"""The touch form: minutes are only known when somebody gave them, and a promise is kept with its touch."""

from datetime import timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QSignalSpy

from csdesk.domain.contacts import Contact
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Party
from csdesk.domain.touches import Touch, TouchKind
from csdesk.services.book.editing import add_row
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.hands import click, press, type_in
from tests.ui.windows import all_done, answer_of, settled

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: Window) -> TouchForm:
    press(window, Qt.Key.Key_T, CTRL)
    form = window.findChildren(TouchForm)[-1]
    settled(lambda: bool(form.who.text()))
    return form


def logged(window: Window, form: TouchForm, said: str) -> Touch:
    def found() -> list[Touch]:
        assert window.desk is not None
        return [t for t in answer_of(window.desk, lambda book: book.all(Touch)) if t.summary == said]

    type_in(form.text, said)
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: bool(found()))
    return found()[0]


def test_usual_minutes_are_only_proposed(window: Window) -> None:
    form = opened(window)
    assert form.minutes.text() == "30 min, usual"
    form.kind.set_value(TouchKind.MEETING)
    form._kind_chosen(TouchKind.MEETING)
    assert form.minutes.text() == "60 min, usual"
    assert logged(window, form, "Nobody looked at the clock").minutes is None


def test_minutes_that_somebody_gave_stay_whatever_the_kind(window: Window) -> None:
    form = opened(window)
    form.minutes.setValue(45)
    assert form.minutes.text() == "45 min"
    form._kind_chosen(TouchKind.MEETING)
    assert logged(window, form, "Three quarters of an hour").minutes == 45


def test_what_they_promised_is_kept_with_the_touch_and_goes_with_its_undo(window: Window) -> None:
    assert window.desk is not None
    form = opened(window)
    assert not form.promise_on.isEnabled()
    type_in(form.promise.edit, "Name an administrator")
    assert form.promise_on.isEnabled()
    form.promised_by.set_value(Party.CUSTOMER)
    logged(window, form, "They will say who")

    def promises() -> list[Promise]:
        assert window.desk is not None
        every = answer_of(window.desk, lambda book: book.all(Promise))
        return [p for p in every if p.promise == "Name an administrator"]

    (promise,) = promises()
    assert (promise.promised_by, promise.status) == (Party.CUSTOMER, PromiseStatus.OPEN)
    assert (promise.promised_on, promise.due_on) == (TODAY, TODAY + timedelta(days=14))
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("touch logged")))
    window.undo()
    settled(lambda: not promises())


def add_contact(window: Window, account: str, name: str) -> None:
    assert window.desk is not None
    window.desk.do(add_row, "contact", {"account": account, "name": name})
    all_done(window.desk)


def test_the_only_one_who_is_there_is_named_and_of_another_account_the_other(empty: Window) -> None:
    assert empty.desk is not None
    for account in ("Rook", "Wren", "Crow"):
        empty.desk.do(add_row, "account", {"account": account})
    add_contact(empty, "Rook", "Ito, Ben")
    add_contact(empty, "Wren", "Ana Ilves")
    add_contact(empty, "Crow", "Joe Smith")
    add_contact(empty, "Crow", "Joe Brown")
    form = TouchForm.open_over(empty, empty.desk, None)
    settled(lambda: bool(form._by_name))
    type_in(form.who.edit, "Rook")
    settled(lambda: form.people.text() == '"Ito, Ben"')
    form.who.edit.selectAll()
    type_in(form.who.edit, "Wren")
    settled(lambda: form.people.text() == "Ana Ilves")
    form.who.edit.selectAll()
    type_in(form.who.edit, "Crow")
    settled(lambda: form.people.text() == "")
    assert not any(form.typed()[1:])


def test_a_touch_with_one_whose_name_has_a_comma_makes_nobody_new(empty: Window) -> None:
    assert empty.desk is not None
    empty.desk.do(add_row, "account", {"account": "Rook"})
    add_contact(empty, "Rook", "Ito, Ben")
    form = TouchForm.open_over(empty, empty.desk, None)
    settled(lambda: bool(form._by_name))
    type_in(form.who.edit, "Rook")
    settled(lambda: form.people.text() == '"Ito, Ben"')
    form.people.edit.selectAll()
    type_in(form.people.edit, "Ito, Ben")
    logged(empty, form, "Talked about the next bar")
    assert [c.name for c in answer_of(empty.desk, lambda book: book.all(Contact))] == ["Ito, Ben"]


def test_who_was_typed_stays_and_a_form_with_only_what_it_proposed_is_closed_without_a_word(
    empty: Window,
) -> None:
    assert empty.desk is not None
    empty.desk.do(add_row, "account", {"account": "Rook"})
    add_contact(empty, "Rook", "Ben Ito")
    form = TouchForm.open_over(empty, empty.desk, None)
    settled(lambda: bool(form._by_name))
    said = QSignalSpy(form.put_away)
    type_in(form.people.edit, "Eva Long")
    type_in(form.who.edit, "Rook")
    settled(lambda: form._there == ("Ben Ito",))
    assert form.people.text() == "Eva Long"
    form.people.edit.selectAll()
    press(form.people.edit, Qt.Key.Key_Delete)
    form.reject()
    assert said.count() == 0
    again = TouchForm.open_over(empty, empty.desk, None)
    settled(lambda: bool(again._by_name))
    type_in(again.who.edit, "Rook")
    settled(lambda: again.people.text() == "Ben Ito")
    put_away = QSignalSpy(again.put_away)
    again.reject()
    assert put_away.count() == 0


def test_a_touch_without_a_word_is_refused_below_its_words_and_the_sheet_grows_with_the_sentence(
    window: Window,
) -> None:
    form = opened(window)
    before = form.height()
    click(form.save)
    settled(lambda: form._form.refusal(form.text) != "")
    assert form._form.refusal(form.text) == "A touch needs a word on what came of it. Write one sentence."
    assert form.text.property("refused")
    assert form._refusal.isHidden()
    assert form.height() > before
    logged(window, form, "They will say who")


def test_a_touch_of_tomorrow_is_refused_at_its_day_in_words(window: Window) -> None:
    form = opened(window)
    form.day.setMaximumDate(QDate(2026, 12, 31))
    form.day.setDate(QDate(2026, 9, 1))
    type_in(form.text, "Not yet")
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: form._form.refusal(form.day) != "")
    assert form._form.refusal(form.day).startswith("A touch on 1 Sep 2026 lies after today, 24 Nov 2025.")
    form.day.setDate(QDate(2025, 11, 24))
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: bool(window.desk and window.desk.way.back.startswith("touch logged")))


def test_a_first_name_that_two_have_is_refused_at_the_names(empty: Window) -> None:
    assert empty.desk is not None
    empty.desk.do(add_row, "account", {"account": "Crow"})
    add_contact(empty, "Crow", "Joe Smith")
    add_contact(empty, "Crow", "Joe Brown")
    form = TouchForm.open_over(empty, empty.desk, None)
    settled(lambda: bool(form._by_name))
    type_in(form.who.edit, "Crow")
    type_in(form.people.edit, "Joe")
    type_in(form.text, "Who was it")
    press(form.text, Qt.Key.Key_Return, CTRL)
    settled(lambda: "could be any of: Joe Brown, Joe Smith" in form.people.refusal())

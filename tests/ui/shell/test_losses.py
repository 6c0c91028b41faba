"""Losses in the window: the list, the question why, and that it is asked when something is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from csdesk.domain.accounts import Account, Status
from csdesk.domain.churn import Churn, Ground, Reason, Root
from csdesk.domain.tasks import Task
from csdesk.services.book.editing import set_fields
from csdesk.services.book.which_account import find_account
from csdesk.services.renewals.losses import losses
from csdesk.ui.renewals.page import RenewalsPage
from csdesk.ui.shell.asking import Asking
from csdesk.ui.shell.sheets.loss_sheet import LossSheet
from csdesk.ui.shell.sheets.losses_sheet import LossesSheet
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import opened, sheet
from tests.ui.hands import click, press, type_in
from tests.ui.windows import all_done, answer_of, settled


def open_losses(window: Window) -> int:
    assert window.desk is not None
    found = answer_of(window.desk, lambda book: losses(book, as_of=TODAY))
    return sum(not told.loss.answered for told in found)


def listed(window: Window) -> LossesSheet:
    window.go("renewals")
    page = window.page("renewals")
    assert isinstance(page, RenewalsPage)
    settled(lambda: page.losses.isVisible() and page.found is not None)
    press(page, Qt.Key.Key_W)
    found = sheet(window, LossesSheet)
    assert isinstance(found, LossesSheet)
    settled(lambda: found.found is not None)
    return found


def asked(window: Window) -> LossSheet:
    found = sheet(window, LossSheet)
    assert isinstance(found, LossSheet)
    return found


def records(window: Window, name: str) -> list[Churn]:
    assert window.desk is not None
    return answer_of(window.desk, lambda book: book.all(Churn, account=find_account(book, name).id))


def test_the_list_has_what_has_no_reason_and_all_of_them(window: Window) -> None:
    shown = listed(window)
    assert len(shown.table.rows.rows) == open_losses(window) > 0
    press(shown.views, Qt.Key.Key_Right)
    assert window.desk is not None
    assert len(shown.table.rows.rows) == len(answer_of(window.desk, lambda b: losses(b, as_of=TODAY)))


def test_an_answer_takes_the_loss_off_the_list_and_plans_the_call(window: Window) -> None:
    shown = listed(window)
    before, name = len(shown.table.rows.rows), "Marrow & Pine"
    number = [t.loss.name for t in shown.table.rows.rows].index(name)
    shown.table.selectRow(number)
    press(shown.table, Qt.Key.Key_Return)
    why = asked(window)
    assert (why.root.value, why.reason.value) == (Root.OUTSIDE, Reason.CLOSED)
    why.ground.set_value(Ground.STATED)
    type_in(why.evidence.edit, "They said so")
    why.avoidable.set_value(False)
    click(why.save)
    settled(lambda: len(shown.table.rows.rows) == before - 1)
    (record,) = records(window, name)
    assert (record.reason, record.ground, record.avoidable) == (Reason.CLOSED, Ground.STATED, False)
    assert window.desk is not None
    account = answer_of(window.desk, lambda b: find_account(b, name))
    assert (account.status, account.lost_on) == (Status.LOST, date(2026, 1, 1))
    calls = answer_of(window.desk, lambda b: [t for t in b.all(Task) if t.cause == f"churn:{record.id}"])
    assert [t.due_on for t in calls] == [date(2026, 1, 12)]


def test_what_is_not_known_yet_is_kept_so_and_stays_listed(window: Window) -> None:
    shown = listed(window)
    before = len(shown.table.rows.rows)
    shown.table.selectRow(0)
    press(shown.table, Qt.Key.Key_Return)
    why = asked(window)
    name = why._loss.name
    why.root.set_value(None)
    why._root_chosen()
    assert why.save.text() == "Keep as not known yet"
    click(why.save)
    settled(lambda: bool(records(window, name)))
    settled(lambda: len(shown.table.rows.rows) == before)
    assert records(window, name)[0].reason is Reason.NOT_KNOWN


def test_unavoidable_without_evidence_is_refused_and_what_was_typed_stays(window: Window) -> None:
    shown = listed(window)
    shown.table.selectRow(0)
    press(shown.table, Qt.Key.Key_Return)
    why = asked(window)
    why.avoidable.set_value(False)
    click(why.save)
    settled(lambda: not why._refusal.isHidden())
    assert "evidence" in why._refusal.text()
    assert why.isVisible()


def test_a_loss_in_the_window_is_asked_about_at_once(window: Window) -> None:
    assert window.desk is not None
    window.desk.do(set_fields, "account", "Halden Freight", {"status": "lost", "lost_on": "2025-11-20"})
    why = asked(window)
    assert why._loss.name == "Halden Freight"
    assert "still counted" in " ".join(w.text() for w in why.findChildren(type(why._refusal)))


def test_an_undo_asks_nothing(window: Window) -> None:
    assert window.desk is not None
    asking = window.desk.findChild(Asking)
    assert isinstance(asking, Asking)
    window.desk.do(set_fields, "account", "Halden Freight", {"status": "lost", "lost_on": "2025-11-20"})
    asked(window).close()
    window.undo()
    all_done(window.desk)
    window.redo()
    all_done(window.desk)
    settled(lambda: not asking._desk.busy)
    assert not any(isinstance(w, LossSheet) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_new_loss_on_an_account_asks_about_the_one_without_a_reason(window: Window) -> None:
    page = opened(window, "Alder & Wren")
    page.work.add("churn")
    why = asked(window)
    assert (why._told.product, why._loss.whole) == ("Analytics", False)
    assert why.calls.isEnabled() is False
    assert window.desk is not None
    assert isinstance(answer_of(window.desk, lambda b: find_account(b, "Alder & Wren")), Account)


@pytest.mark.parametrize("root", list(Root))
def test_each_root_offers_its_own_reasons(window: Window, root: Root) -> None:
    page = opened(window, "Alder & Wren")
    page.work.add("churn")
    why = asked(window)
    why.root.set_value(root)
    why._root_chosen()
    assert {r.value for r in why.reason._values} >= {root.value}
    assert Reason.NOT_KNOWN not in why.reason._values


def test_a_day_that_nobody_said_is_asked_for_and_not_made_up(window: Window) -> None:
    assert window.desk is not None
    window.desk.do(set_fields, "account", "Halden Freight", {"status": "lost"})
    why = asked(window)
    assert why._loss.lost_on is None
    click(why.save)
    settled(lambda: not why._refusal.isHidden())
    assert "Lost on" in why._refusal.text()
    assert records(window, "Halden Freight") == []
    click(why.knows_day)
    click(why.save)
    settled(lambda: bool(records(window, "Halden Freight")))
    assert records(window, "Halden Freight")[0].lost_on == TODAY

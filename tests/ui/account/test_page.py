"""The Account page: everything a person does on it, by clicks and keys, on a book of its own."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget

from csdesk.domain.contacts import Contact, Role
from csdesk.domain.ids import AccountId
from csdesk.domain.milestones import Milestone
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.timeline import EntryKind
from csdesk.services.book.editing import add_row, set_fields
from csdesk.ui.account.edit_sheet import EditSheet
from csdesk.ui.account.editors import AreaEditor, ChecksEditor, ChoiceEditor, LineEditor
from csdesk.ui.account.merge_sheet import MergeSheet
from csdesk.ui.account.page import AccountPage
from csdesk.ui.account.plan import ObjectiveBar
from csdesk.ui.account.receipt_lines import Row
from csdesk.ui.account.source_sheet import SourceSheet
from csdesk.ui.accounts.page import AccountsPage
from csdesk.ui.formats import money
from csdesk.ui.kit.ring import RING, Ring
from csdesk.ui.shell.deck import DeckWriter
from csdesk.ui.shell.sheets.brief_sheet import BriefSheet
from csdesk.ui.shell.sheets.touch_form import TouchForm
from csdesk.ui.theme import font
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.account.rooms import BARE, NAME, edit_sheet, opened, sheet, tabs, task
from tests.ui.hands import click, press, type_in
from tests.ui.windows import all_done, answer_of, settled

CTRL = Qt.KeyboardModifier.ControlModifier


def test_enter_in_accounts_opens_the_account_and_esc_goes_back(window: Window) -> None:
    window.go("accounts")
    accounts = window.page("accounts")
    assert isinstance(accounts, AccountsPage)
    settled(lambda: bool(accounts.model.rows))
    chosen = accounts.table.chosen_row()
    assert chosen is not None
    press(accounts.table, Qt.Key.Key_Return)
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    assert page.name.text() == chosen.account
    assert page.back.label_text() == "Accounts"
    press(page.timeline, Qt.Key.Key_Escape)
    settled(accounts.isVisible)


def test_a_figure_of_the_head_leads_by_keyboard_to_what_it_comes_from(window: Window) -> None:
    page = opened(window)
    for figure, tab in (("ARR", "Money"), ("First value", "Plan"), ("Sponsor", "People")):
        cell = page.top.cells[figure]
        cell.setFocus(Qt.FocusReason.TabFocusReason)
        assert any(ring.isVisible() for ring in window.findChildren(Ring))
        press(cell, Qt.Key.Key_Return)
        assert page.bar.tabText(page.bar.currentIndex()) == tab
    page.top.cells["Renewal"].setFocus(Qt.FocusReason.TabFocusReason)
    press(page.top.cells["Renewal"], Qt.Key.Key_Tab)
    assert page.top.health.hasFocus()
    press(page.top.health, Qt.Key.Key_Space)
    assert page.receipt.view.hasFocus()


def test_enter_in_the_week_opens_the_account_and_back_leads_to_the_week(window: Window) -> None:
    week = window.page("week")
    assert week is not None
    account = week.account()
    press(QApplication.focusWidget() or week, Qt.Key.Key_Return)
    settled(lambda: isinstance(window.page("account"), AccountPage))
    page = window.page("account")
    assert isinstance(page, AccountPage)
    settled(lambda: page.portrait is not None)
    assert page.account() == account
    click(page.back)
    assert week.isVisible()


def test_the_header_says_the_outcome_and_six_figures(window: Window) -> None:
    page = opened(window)
    assert page.top.outcome.text().startswith("New advisers are certified")
    assert page.top.experience.text().startswith("How: Short video calls")
    figures = {name: cell.value.text() for name, cell in page.top.cells.items()}
    assert figures == {
        "ARR": money(2_900_000, "USD"),
        "Renewal": "29 Jun 2026",
        "First value": "Not confirmed",
        "Licences": "101 of 120",
        "Sponsor": "Joe Smith",
    }
    assert page.top.cells["Renewal"].badge.text() == "Assumed"
    assert page.top.cells["Renewal"].below.text() == "Notice and auto-renewal not known"
    assert page.top.cells["Sponsor"].below.text() == "Talked 4 days ago"
    assert page.top.health.word == "Healthy"
    assert page.top.health.below.text().endswith("coverage")
    assert page.stage.text() == "Value realization"
    settled(lambda: len(page.top.health.health.line) == 12)


def test_the_timeline_shows_what_is_planned_then_what_happened_newest_first(window: Window) -> None:
    page = opened(window)
    entries = page.timeline.entries()
    planned = [e for e in entries if e.planned]
    past = [e.on for e in entries if not e.planned and e.on is not None]
    assert len(planned) == 3
    assert past == sorted(past, reverse=True)
    assert {e.kind for e in entries} >= {EntryKind.TOUCH, EntryKind.TICKET, EntryKind.SURVEY, EntryKind.RISK}


def test_a_filter_narrows_the_timeline(window: Window) -> None:
    page = opened(window)
    click(next(b for b in page.views.findChildren(QPushButton) if b.accessibleName() == "Tickets"))
    assert {e.kind for e in page.timeline.entries()} == {EntryKind.TICKET}


def test_the_receipt_adds_up_to_the_score_exactly(window: Window) -> None:
    page = opened(window)
    lines = page.receipt.view._all

    def total(row: Row) -> Decimal:
        return sum((Decimal(d.points.replace("−", "-")) for d in lines if d.row is row), Decimal(0))

    assert total(Row.LINE) == total(Row.HEAD) == total(Row.SUBTOTAL)
    assert total(Row.SUBTOTAL) + total(Row.MODIFIER) == total(Row.TOTAL)
    assert total(Row.MODIFIER) == Decimal("-6.0")


def test_the_receipt_fits_without_scrolling_and_its_heads_are_the_first_to_go(window: Window) -> None:
    page = opened(window)
    bar = page.receipt.area.verticalScrollBar()
    assert bar.maximum() == 0
    assert Row.HEAD not in {d.row for d in page.receipt.view.drawn()}
    window.resize(1920, 1080)
    settled(lambda: Row.HEAD in {d.row for d in page.receipt.view.drawn()})
    assert bar.maximum() == 0


def test_a_click_on_a_line_of_the_receipt_shows_the_rows_behind_it(window: Window) -> None:
    page = opened(window)
    view = page.receipt.view
    click(view, QPoint(20, 19 * 3 + 8))
    found = sheet(window, SourceSheet)
    assert isinstance(found, SourceSheet)
    assert len(found.model.rows) == 12
    assert {row.title for row in found.model.rows} == {"key feature"}
    press(found.table, Qt.Key.Key_Return)
    assert edit_sheet(window).facts.noun.word == "usage"


def test_question_mark_goes_to_the_receipt_and_enter_shows_its_rows(window: Window) -> None:
    page = opened(window)
    page.explain()
    assert page.receipt.view.hasFocus()
    press(page.receipt.view, Qt.Key.Key_Down)
    press(page.receipt.view, Qt.Key.Key_Return)
    assert isinstance(sheet(window, SourceSheet), SourceSheet)


def test_the_ring_of_the_receipt_stands_outside_of_its_letters_and_goes_with_the_focus(
    window: Window,
) -> None:
    page = opened(window)
    page.explain()
    view = page.receipt.view
    press(view, Qt.Key.Key_Down)
    (ring,) = [r for r in window.findChildren(Ring) if r.isVisible()]
    host = ring.parentWidget()
    assert isinstance(host, QWidget)
    top = view.mapTo(host, QPoint(0, view.row_top(view.current)))
    row = QRect(top, QSize(view.width(), view.tall(view.current)))
    assert ring.geometry().left() + RING < row.left()
    assert ring.geometry().right() - RING > row.right()
    assert (ring.geometry().top(), ring.geometry().bottom()) == (row.top(), row.bottom())
    page.timeline.setFocus()
    assert not ring.isVisible()


def test_below_the_figures_of_a_narrow_head_every_word_can_be_read(window: Window) -> None:
    page = opened(window)
    window.resize(960, 540)
    settled(lambda: page.top.width() < 960)
    below = [page.top.health.below, *(cell.below for cell in page.top.cells.values())]
    settled(lambda: all(words.height() >= words.heightForWidth(words.width()) for words in below))
    assert any(len(words.lines_at(words.width())) == 2 for words in below)


def test_a_click_on_a_tasks_circle_does_it_and_undo_takes_it_back(window: Window) -> None:
    page = opened(window)
    row = next(r for r in page.plan.rows if r.words == "Agree who confirms first value")
    click(row, QPoint(8, 12))
    settled(lambda: task(window, row.words).status is TaskStatus.DONE)
    settled(lambda: any(r.words == row.words and r.icon == "done" for r in page.plan.rows))
    press(page.timeline, Qt.Key.Key_Z, CTRL)
    settled(lambda: task(window, "Agree who confirms first value").status is TaskStatus.OPEN)


def test_space_on_a_milestone_says_that_it_was_reached_today(window: Window) -> None:
    page = opened(window)
    row = next(r for r in page.plan.rows if r.words == "All six branches on")
    press(row, Qt.Key.Key_Space)
    settled(lambda: any(r.words == row.words and r.icon == "done" for r in page.plan.rows))
    assert window.desk is not None
    milestones = answer_of(window.desk, lambda book: book.all(Milestone))
    assert next(m for m in milestones if m.milestone == "All six branches on").achieved_on == TODAY


def test_e_edits_the_account_and_only_what_is_different_is_changed(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_E)
    form = edit_sheet(window)
    outcome = form.editors["required_outcome"]
    assert isinstance(outcome, AreaEditor)
    outcome.area.selectAll()
    type_in(outcome.area, "Certified in 20 days")
    assert form.texts() == {"required_outcome": "Certified in 20 days"}
    press(outcome.area, Qt.Key.Key_Return, CTRL)
    settled(lambda: page.top.outcome.text() == "Certified in 20 days")
    settled(
        lambda: not any(isinstance(w, EditSheet) and w.isVisible() for w in QApplication.topLevelWidgets())
    )
    window.undo()
    settled(lambda: page.top.outcome.text().startswith("New advisers"))


def test_what_cannot_be_is_refused_beside_its_field_and_stays_as_typed(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_E)
    form = edit_sheet(window)
    signed = form.editors["signed_on"]
    assert isinstance(signed, LineEditor)
    signed.field.edit.clear()
    type_in(signed.field.edit, "03/04/2025")
    click(form.save)
    settled(lambda: bool(signed.refusal()))
    assert signed.refusal() == "Signed on: “03/04/2025” can be read both ways."
    assert signed.text() == "03/04/2025"
    assert form.isVisible()
    assert page.portrait is not None
    assert page.portrait.account.signed_on is not None


def test_nothing_changed_closes_the_form_without_a_change(window: Window) -> None:
    page = opened(window)
    way = window.desk.way if window.desk else None
    press(page.timeline, Qt.Key.Key_E)
    form = edit_sheet(window)
    click(form.save)
    settled(
        lambda: not any(isinstance(w, EditSheet) and w.isVisible() for w in QApplication.topLevelWidgets())
    )
    assert window.desk is not None
    assert window.desk.way == way


def test_enter_on_an_entry_of_the_timeline_edits_its_row(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_Return)
    form = edit_sheet(window)
    assert (form.facts.noun.word, form.facts.id) == ("task", page.timeline.entries()[0].id)


def test_enter_in_a_field_never_removes_the_row(window: Window) -> None:
    """*Remove* is the first button of the form, and Qt gives Enter to the first."""
    page = opened(window)
    press(page.timeline, Qt.Key.Key_Return)
    form = edit_sheet(window)
    title = form.editors["title"]
    assert isinstance(title, LineEditor)
    press(title.field.edit, Qt.Key.Key_Return)
    assert window.desk is not None
    all_done(window.desk)
    assert form.isVisible()
    assert form.facts.id in {t.id for t in answer_of(window.desk, lambda book: book.all(Task))}


def test_the_roles_of_a_contact_are_ticked(window: Window) -> None:
    page = opened(window)
    people = tabs(page, "People").people
    assert people.table.isVisible()
    people.table.choose(next(p.contact.id for p in people.model.rows if p.contact.name == "Renee Walsh"))
    press(people.table, Qt.Key.Key_Return)
    roles = edit_sheet(window).editors["roles"]
    assert isinstance(roles, ChecksEditor)
    click(roles.checks["champion"], QPoint(8, 12))
    click(edit_sheet(window).save)
    settled(lambda: _roles(window, "Renee Walsh") == "Champion, user")


def _roles(window: Window, name: str) -> str:
    assert window.desk is not None
    contact = next(c for c in answer_of(window.desk, lambda book: book.all(Contact)) if c.name == name)
    return ", ".join(str(r) for r in contact.roles).capitalize()


def test_a_contact_is_added_from_its_tab(window: Window) -> None:
    page = opened(window)
    people = tabs(page, "People").people
    assert people.add is not None
    click(people.add)
    form = edit_sheet(window)
    name, status = form.editors["name"], form.editors["status"]
    assert isinstance(name, LineEditor)
    assert isinstance(status, ChoiceEditor)
    click(form.save)
    settled(lambda: name.refusal() == "Name is needed.")
    type_in(name.field.edit, "Ben Ito")
    click(form.save)
    settled(lambda: "Ben Ito" in [p.contact.name for p in people.model.rows])


def test_a_person_who_was_in_a_touch_is_not_removed(window: Window) -> None:
    page = opened(window)
    people = tabs(page, "People").people
    people.table.choose(next(p.contact.id for p in people.model.rows if Role.SPONSOR in p.contact.roles))
    press(people.table, Qt.Key.Key_Return)
    form = edit_sheet(window)
    click(form.remove)
    settled(form._refusal.isVisible)
    assert form._refusal.text() == ("contact Joe Smith still has rows that belong to it. Remove those first.")


def test_two_accounts_become_one_field_by_field_and_undo_parts_them(window: Window) -> None:
    page = opened(window, "Bare")
    page.work.merge_account()
    form = sheet(window, MergeSheet)
    assert isinstance(form, MergeSheet)
    type_in(form.other.edit, "Nobody")
    press(form.other.edit, Qt.Key.Key_Return)
    assert form.other.refusal().startswith("No other account has this name.")
    form.other.edit.clear()
    type_in(form.other.edit, "vid analyt")
    press(form.other.edit, Qt.Key.Key_Return)
    settled(lambda: form.proposal is not None)
    assert form.other.text() == "Corvid Analytics"
    assert list(form.choices) == ["account"]
    form.choices["account"].set_value(True)
    click(form.save)
    settled(lambda: page.name.text() == "Corvid Analytics")
    assert page.portrait is not None
    assert page.account() == BARE
    assert len(page.portrait.timeline) > 50
    window.undo()
    settled(lambda: page.name.text() == "Bare")


def test_two_people_are_merged_from_the_form_of_one(window: Window) -> None:
    page = opened(window)
    people = tabs(page, "People").people
    people.table.choose(next(p.contact.id for p in people.model.rows if p.contact.name == "Renee Walsh"))
    press(people.table, Qt.Key.Key_Return)
    click(edit_sheet(window).merge)
    form = sheet(window, MergeSheet)
    assert isinstance(form, MergeSheet)
    type_in(form.other.edit, "Tom Alvarez")
    press(form.other.edit, Qt.Key.Key_Return)
    settled(lambda: form.proposal is not None)
    click(form.save)
    settled(lambda: len(people.model.rows) == 4)


def test_the_tabs_show_the_contracts_and_the_plan(window: Window) -> None:
    page = opened(window)
    sold = tabs(page, "Money").sold
    texts = [c.text(row) for row in sold.model.rows for c in sold.model.columns]
    assert "Assumed" in texts
    assert f"{money(2_900_000, 'USD', cents=True)} a year" in texts
    assert len(tabs(page, "Plan").plan.tasks.model.rows) == 12
    assert tabs(page, "Notes").notes.notes.text().startswith("Onboarding by Shannon Jones")


def test_a_figure_of_the_head_leads_to_what_it_comes_from(window: Window) -> None:
    page = opened(window)
    click(page.top.cells["ARR"])
    assert page.bar.tabText(page.bar.currentIndex()) == "Money"
    click(page.top.cells["Sponsor"])
    assert page.bar.tabText(page.bar.currentIndex()) == "People"
    click(page.top.health)
    assert page.receipt.view.hasFocus()
    click(page.top.outcome)
    assert edit_sheet(window).editors["required_outcome"].focusProxy() is QApplication.focusWidget()


def test_the_plan_leaves_a_narrow_window_and_comes_back(window: Window) -> None:
    page = opened(window)
    window.resize(900, 700)
    settled(lambda: not page.plan.isVisible())
    settled(lambda: page.timeline.width() > 400)
    window.resize(1280, 800)
    settled(page.plan.isVisible)


@pytest.mark.parametrize("wide", [860, 1024, 1100, 1280])
def test_no_figure_of_the_overview_and_no_view_of_its_timeline_is_cut_at_any_width(
    window: Window, wide: int
) -> None:
    page = opened(window)
    window.resize(wide, 700)
    settled(lambda: page.width() <= wide)
    QApplication.processEvents()
    right = page.receipt.view.mapTo(page, page.receipt.view.rect().topRight()).x()
    assert right < page.width()
    assert page.receipt.view.width() <= page.receipt.area.viewport().width()
    assert page.views.width() >= page.views.sizeHint().width()


def test_where_it_is_narrow_the_whole_name_stands_and_the_badges_beside_it_go(window: Window) -> None:
    page = opened(window, "Quillfeather Press")
    assert not page.stage.isHidden()
    window.resize(900, 700)
    settled(page.stage.isHidden)
    QApplication.processEvents()
    assert page.name.width() >= page.name.sizeHint().width()
    window.resize(1280, 800)
    settled(lambda: not page.stage.isHidden())


def test_a_step_with_a_long_name_has_its_day_on_a_line_below(window: Window) -> None:
    page = opened(window, "Quillfeather Press")
    long = next(r for r in page.plan.rows if r.words == "The first team works alone on time")
    settled(lambda: long.said_at(long.width()) == ("", long.right))
    settled(lambda: 30 < long.height() < 60)
    short = next(r for r in page.plan.rows if r.words == "All sites live")
    assert short.said_at(short.width()) == (short.right, "")
    assert short.height() < 30


def test_a_day_in_a_table_of_the_account_is_never_cut(window: Window) -> None:
    page = opened(window, "Quillfeather Press")
    window.resize(860, 700)
    page.show_part("People")
    assert page.tabs is not None
    table = page.tabs.people.table
    talked = next(n for n, c in enumerate(table.rows.columns) if c.key == "talked")
    needed = QFontMetrics(font("body", tabular=True)).horizontalAdvance("18 Oct 2024")
    settled(lambda: table.isVisible() and table.columnWidth(talked) >= needed + 16)


def test_of_many_milestones_the_last_three_reached_and_all_open_ones_are_shown(window: Window) -> None:
    page = opened(window, "Halden Freight")
    assert page.portrait is not None
    words = {r.words for r in page.plan.rows}
    still = {m.milestone for m in page.portrait.milestones if m.achieved_on is None or m.first_value}
    assert still <= words
    assert len(page.portrait.milestones) > 10
    assert len([r for r in page.plan.rows if r.icon == "done"]) == 4


def test_b_shows_the_call_brief_which_can_be_copied_and_kept_as_pdf(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_B)
    found = sheet(window, BriefSheet)
    assert isinstance(found, BriefSheet)
    click(found.copy)
    assert "Financiality, call brief of 24 Nov 2025" in QGuiApplication.clipboard().text()
    file = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(found.pdf)
    settled(file.exists)
    assert file.read_bytes().startswith(b"%PDF")


def test_l_logs_a_touch_with_this_account(window: Window) -> None:
    page = opened(window)
    press(page.timeline, Qt.Key.Key_L)
    form = sheet(window, TouchForm)
    assert isinstance(form, TouchForm)
    settled(lambda: form.who.text() == "Financiality")


def test_an_account_of_which_nothing_is_known_says_so_and_invents_nothing(window: Window) -> None:
    page = opened(window, "Bare")
    assert page.top.outcome.text() == "What they must achieve is not written down yet."
    assert {cell.value.text() for cell in page.top.cells.values()} == {"–"}
    assert page.top.health.word == "Not scored"
    assert page.receipt.unscored.text().startswith("Not scored: ")
    assert page.timeline.entries() == []
    click(page.plan.begin_plan)
    assert edit_sheet(window).facts.noun.word == "objective"


def test_an_objective_without_its_days_asks_for_them_until_the_plan_can_expect_something(
    window: Window,
) -> None:
    assert window.desk is not None
    made = {"account": "bare", "objective": "Payout time", "baseline": "20", "target": "8"}
    window.desk.do(add_row, "objective", made)
    page = opened(window, "Bare")
    (bar,) = page.plan.findChildren(ObjectiveBar)
    assert (bar.asks.text(), bar.tick) == ("Since when is it agreed?", None)
    click(bar.asks)
    form = edit_sheet(window)
    field = form.editors["agreed_on"].findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    settled(field.hasFocus)
    type_in(field, "2025-10-01")
    click(form.save)
    settled(lambda: undated_bar(page) == "By when is it to be reached?")
    window.desk.do(set_fields, "objective", form.facts.id, {"due_on": "2026-03-31"})
    settled(lambda: undated_bar(page) == "" and page.plan.findChildren(ObjectiveBar)[-1].tick is not None)


def undated_bar(page: AccountPage) -> str:
    """What the objective of the plan that is shown asks for."""
    bar = page.plan.findChildren(ObjectiveBar)[-1]
    return bar.asks.text() if hasattr(bar, "asks") else ""


def test_a_hostile_name_is_text_and_makes_nothing_wider(window: Window) -> None:
    page = opened(window, NAME)
    assert page.name.text() == NAME
    assert page.name.textFormat() == Qt.TextFormat.PlainText
    assert (window.width(), page.name.width() < 700) == (1280, True)
    assert page.touch.isVisible()
    assert page.more.mapTo(window, QPoint(page.more.width(), 0)).x() <= 1280


def test_an_account_that_was_taken_away_is_said_to_be_gone(window: Window) -> None:
    page = opened(window, "Bare")
    press(page.timeline, Qt.Key.Key_E)
    click(edit_sheet(window).remove)
    settled(page.gone.isVisible)
    window.undo()
    settled(page._body.isVisible)


def test_d_writes_the_deck_and_the_toast_opens_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def chosen(_page: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "review") if len(offered) == 1 else "", ""

    def open_url(url: QUrl) -> bool:
        opened_files.append(url.toLocalFile())
        return True

    opened_files: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page = opened(window)
    press(page.timeline, Qt.Key.Key_D)
    settled(lambda: "slides written" in window.toast.text())
    assert offered == ["Financiality review 2025-11-24.pptx"]
    assert "slides written: review.pptx." in window.toast.text()
    click(window.toast._button)
    assert opened_files == [str(tmp_path / "review.pptx")]
    press(page.timeline, Qt.Key.Key_D)
    settled(lambda: len(offered) == 2)
    assert offered[1] == str(tmp_path / "Financiality review 2025-11-24.pptx")


def test_the_name_that_is_offered_for_a_deck_keeps_the_last_dot_of_the_account(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def chosen(_page: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    page = opened(window)
    DeckWriter(page, page.desk).ask(AccountId("any"), "Lumen Optics S.A.")
    assert offered == ["Lumen Optics S.A. review 2025-11-24.pptx"]


def test_the_deck_of_an_account_of_which_nothing_is_known_says_what_would_fill_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bare.pptx"), ""))
    page = opened(window, "Bare")
    press(page.timeline, Qt.Key.Key_D)
    settled(lambda: "Little is known of Bare" in window.toast.text())

"""Scorecards in the window: measures of one's own, settings, another scorecard, and who is scored by which."""

from csdesk.domain.accounts import Account, TouchModel
from csdesk.domain.health.cards import Choice as CardChoice
from csdesk.domain.health.cards import Order
from csdesk.domain.health.scope import Scope
from csdesk.domain.health.terms import Play, ReadingKind
from csdesk.domain.ids import AccountId
from csdesk.services.health.scorecards import keep_order
from csdesk.store.book import Book
from csdesk.ui.health.measure_sheet import MeasureSheet
from csdesk.ui.health.order_sheet import OrderSheet
from csdesk.ui.health.page import HealthPage
from csdesk.ui.kit.choices import Choice
from csdesk.ui.shell.sheets.name_sheet import NameSheet
from csdesk.ui.window import Window
from tests.ui.hands import click, type_in
from tests.ui.health.rooms import TRUST, trial_of, turn
from tests.ui.windows import answer_of, settled


def pick(choice: Choice, value: object) -> None:
    """Choose as a person does."""
    number = choice.values().index(value)
    choice.setCurrentIndex(number)
    choice.activated.emit(number)


def sheet_of(page: HealthPage) -> MeasureSheet:
    """The form of a new measure, when it knows what the book offers."""
    trial_of(page)
    click(page.trial.tools.add)
    found = page.window().findChild(MeasureSheet)
    assert isinstance(found, MeasureSheet)
    settled(lambda: found.said.text().startswith("Reads"))
    return found


def test_a_measure_says_what_it_reads_before_it_is_added_and_is_saved_with_the_draft(
    page: HealthPage, window: Window
) -> None:
    sheet = sheet_of(page)
    pick(sheet.source.kind, ReadingKind.COUNT)
    pick(sheet.source.table, ("tickets", ""))
    type_in(sheet.source.where.edit, "severity <= 2")
    type_in(sheet.source.window_.edit, "90")
    settled(lambda: sheet._found is not None and "of 50 accounts; median" in sheet.said.text())
    type_in(sheet.name.edit, "Severe cases")
    settled(lambda: sheet._found is not None)
    pick(sheet.better, False)
    click(sheet.save)
    trial = page.trial
    made = trial.measure()
    assert made is not None
    assert (made.key, made.name, made.window, made.weight) == ("own_severe_cases", "Severe cases", 90, 5)
    assert (made.points[0][1], made.points[-1][1]) == (100, 0)
    assert trial._said.text() == "1 measure added"
    assert trial.found is not None
    assert trial.found.moved > 0
    assert trial.weights.rows[made.key].field.value() == 5
    trial.undo()
    assert (trial.draft.differs, made.key in trial.weights.rows) == (False, False)
    trial.redo()
    click(trial.save)
    settled(lambda: page.found is not None and page.found.card.version == 2)
    settled(lambda: not trial.draft.differs and made.key in trial.weights.rows)
    settled(lambda: "Severe cases has no play" in trial.bar._fault.text())
    assert window.desk is not None
    window.desk.undo()
    settled(lambda: made.key not in trial.weights.rows)


def test_a_condition_that_cannot_be_read_is_said_and_nothing_is_added(page: HealthPage) -> None:
    sheet = sheet_of(page)
    type_in(sheet.name.edit, "Mine")
    type_in(sheet.source.where.edit, "nowhere = 1")
    settled(lambda: "nowhere" in sheet.said.text())
    click(sheet.save)
    assert sheet.isVisible()
    sheet.source.where.edit.clear()
    sheet.source.where.changed.emit("")
    settled(lambda: sheet._found is not None)
    sheet.name.set_text("Open cases")
    click(sheet.save)
    assert sheet.name.refusal()
    sheet.name.set_text(" ")
    click(sheet.save)
    assert sheet.name.refusal()
    type_in(sheet.source.window_.edit, "x")
    assert sheet.source.window_.refusal()


def test_the_settings_of_a_shipped_measure_are_steps_of_the_draft(page: HealthPage) -> None:
    trial = trial_of(page)
    trial.weights.choose("open_cases")
    click(trial.tools.set)
    sheet = page.window().findChild(MeasureSheet)
    assert isinstance(sheet, MeasureSheet)
    assert sheet.shelf.text() == "45"
    sheet.shelf.set_text("10")
    pick(sheet.play, None)
    sheet.scope.models[TouchModel.HIGH].setChecked(True)
    type_in(sheet.scope.first.edit, "9")
    type_in(sheet.scope.last.edit, "8")
    click(sheet.save)
    assert sheet.scope.last.refusal()
    type_in(sheet.scope.last.edit, "0")
    click(sheet.save)
    changed = trial.measure()
    assert changed is not None
    assert (changed.shelf, changed.play) == (10, None)
    assert changed.scope == Scope(models=(TouchModel.HIGH,), from_age=9, to_age=80)
    assert trial._said.text() == "1 setting changed"
    trial.undo()
    back = trial.measure()
    assert back is not None
    assert back.play is Play.SEVERE


def test_a_measure_is_taken_out_of_the_draft(page: HealthPage) -> None:
    trial = trial_of(page)
    trial.weights.choose("open_cases")
    click(trial.tools.take_out)
    assert "open_cases" not in trial.weights.rows
    assert trial._said.text() == "1 measure taken out"
    assert trial.weights.key in trial.weights.rows


def test_a_copy_is_a_scorecard_of_its_own_and_each_keeps_its_draft(page: HealthPage) -> None:
    trial = trial_of(page)
    settled(lambda: trial.bar.name == "ten signals")
    trial.weights.rows["confirmed_value"].field.setValue(60)
    click(trial.bar.copy)
    sheet = page.window().findChild(NameSheet)
    assert isinstance(sheet, NameSheet)
    type_in(sheet.name.edit, "dear")
    click(sheet.save)
    settled(lambda: bool(sheet.name.refusal()))
    sheet.name.set_text("Newcomers")
    click(sheet.save)
    settled(lambda: trial.draft.card.name == "Newcomers")
    assert (trial.bar.name, trial.draft.differs) == ("Newcomers", False)
    click(trial.bar.remove)
    settled(lambda: trial.draft.card.name == "ten signals")
    assert page.desk is not None
    page.desk.undo()
    settled(lambda: "Newcomers" in trial.bar.choice.values())
    pick(trial.bar.choice, "Newcomers")
    settled(lambda: trial.draft.card.name == "Newcomers")
    assert trial.weights.rows["confirmed_value"].field.value() == 60
    pick(trial.bar.choice, "founder's four")
    settled(lambda: trial.draft.card.name == "founder's four")
    assert len(trial.weights.rows) == 4
    pick(trial.bar.choice, "ten signals")
    settled(lambda: trial.draft.card.name == "ten signals")
    assert trial.draft.differs


def test_the_order_says_whom_it_would_score_and_is_kept_as_one_change(
    page: HealthPage, window: Window
) -> None:
    trial = trial_of(page)
    settled(lambda: bool(trial.bar.name))
    click(trial.bar.order)
    sheet = page.window().findChild(OrderSheet)
    assert isinstance(sheet, OrderSheet)
    click(sheet.add)
    pick(sheet.card, "DEAR")
    sheet.scope.models[TouchModel.TECH].setChecked(True)
    click(sheet.add)
    pick(sheet.card, "founder's four")
    type_in(sheet.where.edit, "nowhere = 1")
    settled(lambda: bool(sheet.where.refusal()))
    assert not sheet.save.isEnabled()
    sheet.where.edit.clear()
    type_in(sheet.where.edit, "employees > 0")
    settled(lambda: sheet.save.isEnabled() and "DEAR" in sheet.said.text())
    click(sheet.up)
    assert [c.card for c in sheet.order.choices] == ["founder's four", "DEAR"]
    click(sheet.down)
    click(sheet.save)
    settled(lambda: page.found is not None and len(page.found.scored_by) == 3)
    assert page.found is not None
    counts = {c.name: n for c, n in page.found.scored_by}
    assert list(counts) == ["DEAR", "founder's four", "ten signals"]
    assert sum(counts.values()) == len(page.found.holdings)
    assert min(counts["DEAR"], counts["founder's four"]) > 0
    assert page.card.text().startswith("3 scorecards: DEAR ")
    assert window.desk is not None
    window.desk.undo()
    settled(lambda: page.found is not None and len(page.found.scored_by) == 1)
    assert page.card.text() == "ten signals, version 1"


def highly_touched(book: Book) -> set[AccountId]:
    return {a.id for a in book.all(Account) if a.touch_model is TouchModel.HIGH}


def test_each_scorecard_that_scores_somebody_can_be_tested(page: HealthPage, window: Window) -> None:
    assert page.trust.card.isHidden()
    assert window.desk is not None
    order = Order((CardChoice("DEAR", Scope(models=(TouchModel.HIGH,))),), "ten signals")
    window.desk.do(keep_order, order)
    settled(lambda: page.trust.card.values() == ["ten signals", "DEAR"])
    turn(page, TRUST)
    pick(page.trust.card, "DEAR")
    settled(lambda: page.trust.found is not None)
    assert page.trust.found is not None
    assert page.trust.found.card.name == "DEAR"
    tested = {c.decision.account for c in page.trust.found.cases}
    assert tested
    assert tested <= answer_of(window.desk, highly_touched)

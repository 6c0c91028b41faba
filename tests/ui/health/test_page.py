"""The Health page: everything a person does on it, by clicks and keys, on a book of its own."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSpinBox

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.health.bands import Band
from csdesk.domain.ids import AccountId
from csdesk.store.book import Book
from csdesk.ui.account.page import AccountPage
from csdesk.ui.health.folding import Folding
from csdesk.ui.health.page import HealthPage
from csdesk.ui.window import Window
from tests.conftest import TODAY
from tests.ui.hands import click, press
from tests.ui.health.rooms import MOVERS, TRUST, WHAT_IF, drafted, trial_of, turn
from tests.ui.windows import settled, shown


def names(page: HealthPage) -> list[str]:
    return [h.name for h in page.portfolio.table.rows.rows]


def test_the_worst_stand_first_and_a_band_shows_its_own_accounts(page: HealthPage) -> None:
    assert page.found is not None
    assert len(names(page)) == len(page.found.holdings) == 50
    tenths = [h.score.tenths for h in page.portfolio.table.rows.rows if h.score.tenths is not None]
    assert tenths == sorted(tenths)
    page.bands.table.setFocus()
    page.bands.table.selectRow(2)
    settled(lambda: len(names(page)) < 50)
    assert {h.score.band for h in page.portfolio.table.rows.rows} == {Band.AT_RISK}


def test_the_bands_add_up_to_the_whole_book(page: HealthPage) -> None:
    assert sum(r.second for r in page.bands.table.rows.rows) == 50


def test_tabs_count_what_waits_and_enter_opens_the_account(page: HealthPage, window: Window) -> None:
    assert page.found is not None
    turn(page, MOVERS)
    assert "down since" in page.movers.said.text()
    first = page.found.movers[0]
    page.movers.take_focus()
    press(page.movers.table, Qt.Key.Key_Return)
    settled(lambda: bool(shown_account(window)))
    assert shown_account(window) == first.name


def shown_account(window: Window) -> str:
    page = window.findChild(AccountPage)
    return page.portrait.account.account if isinstance(page, AccountPage) and page.portrait else ""


def test_another_span_compares_with_another_day(page: HealthPage) -> None:
    before = page.found
    assert before is not None
    page.since.setCurrentIndex(0)
    page.since.activated.emit(0)
    settled(lambda: page.found is not before)
    assert page.found is not None
    assert (page.found.as_of - page.found.since).days == 7


def test_a_weight_is_tried_live_and_discarded_without_a_trace(page: HealthPage) -> None:
    turn(page, WHAT_IF)
    trial = page.trial
    settled(lambda: trial.found is not None)
    assert trial.found is not None
    assert (trial.found.changed, drafted(trial)) == ((), {})
    assert not trial.discard.isEnabled()
    field: QSpinBox = trial.weights.rows["confirmed_value"].field
    field.setFocus()
    field.selectAll()
    for key in (Qt.Key.Key_6, Qt.Key.Key_0, Qt.Key.Key_Return):
        press(field, key)
    assert drafted(trial) == {"confirmed_value": 60}
    assert trial.found.changed
    assert sum(b.draft for b in trial.found.bands) == 50
    click(trial.discard)
    assert (trial.found.changed, drafted(trial)) == ((), {})


def test_a_draft_is_saved_as_the_next_version_and_undone(page: HealthPage, window: Window) -> None:
    turn(page, WHAT_IF)
    settled(lambda: page.trial.found is not None)
    page.trial.weights.rows["confirmed_value"].field.setValue(60)
    assert page.trial.save.label_text() == "Save as version 2"
    click(page.trial.save)
    settled(lambda: page.found is not None and page.found.card.version == 2)
    settled(lambda: page.trial.save.label_text() == "Save as version 3")
    assert drafted(page.trial) == {}
    assert not page.trial.save.isVisible()
    assert window.desk is not None
    window.desk.undo()
    settled(lambda: page.found is not None and page.found.card.version == 1)


def test_with_every_weight_at_nothing_it_says_so(page: HealthPage) -> None:
    turn(page, WHAT_IF)
    settled(lambda: page.trial.found is not None)
    for row in page.trial.weights.rows.values():
        row.field.setValue(0)
    assert "Every weight is 0" in page.trial._said.text()


def test_the_score_is_tested_when_a_person_asks(page: HealthPage) -> None:
    turn(page, TRUST)
    trust = page.trust
    assert not trust.measures.isVisible()
    click(trust.run)
    settled(lambda: trust.found is not None)
    assert trust.found is not None
    assert trust.measures.isVisible()
    assert len(trust.measures.rows.rows) == len(trust.found.measures)
    assert sum(o.decisions for o in trust.found.bands) == trust.found.scored


def test_who_is_not_scored_but_judged_at_risk_is_not_said_to_be_well(tmp_path: Path) -> None:
    """A sheet with a RAG column scores nobody: *no account is at risk* would be untrue."""
    path = tmp_path / "judged.csdesk"
    with Book.create(path) as book, book.change(Verb.ADD, today=TODAY):
        for name, judgement in (("Corvid", 2), ("Halden", 1), ("Pinder", 4), ("Yarrow", None)):
            book.put(Account(id=AccountId(name), account=name, judgement=judgement))
    window = shown(path)
    window.go("health")
    page = window.findChild(HealthPage)
    assert isinstance(page, HealthPage)
    settled(lambda: page.found is not None)
    said = page.portfolio.said.text()
    assert said.startswith("Too little is known to score any account")
    assert "2 accounts at risk by your own judgement" in said
    window.close()


def test_an_empty_book_says_what_will_be_here(empty: Window) -> None:
    empty.go("health")
    page = empty.findChild(HealthPage)
    assert isinstance(page, HealthPage)
    settled(lambda: page.found is not None)
    assert page.empty.isVisible()
    assert page.isAncestorOf(
        QApplication.focusWidget() or page
    )  # the next step has the keyboard, not the sidebar
    assert not page.tabs.isVisible()


def test_where_it_is_narrow_parts_of_the_editor_stand_below_each_other_and_nothing_lies_on_another(
    page: HealthPage, window: Window
) -> None:
    trial = trial_of(page)
    panel = trial.panel
    folds = (*panel.findChildren(Folding), *trial.edges.findChildren(Folding))
    assert len(folds) == 2
    window.resize(1920, 1000)
    settled(lambda: not any(part.folded for part in folds))
    window.resize(860, 700)
    settled(lambda: all(part.folded for part in folds))
    assert trial.bands.table.isColumnHidden(1)
    settled(lambda: not trial.bands.table.horizontalScrollBar().isVisible())
    settled(lambda: panel.view.geometry().bottom() < folds[0].geometry().top())
    settled(lambda: trial._moves.height() >= trial._moves.sizeHint().height())

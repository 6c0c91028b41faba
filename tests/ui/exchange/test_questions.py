"""The questions of an import: how many are left, both rows where two are alike, and the keys that answer them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.domain.accounts import Account
from csdesk.domain.imports.tables.one_cause import asked_once
from csdesk.domain.imports.tables.questions import Choice, Question, asked_alike
from csdesk.services.book.editing import set_fields
from csdesk.ui.actions.catalogue import action
from csdesk.ui.exchange.page import ImportPage
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.exchange.question_card import PairTable, QuestionCard
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import Label
from csdesk.ui.kit.notes import Empty
from csdesk.ui.window import Window
from tests.ui.exchange.imports import answered, current, plan_of, planned
from tests.ui.hands import click, press
from tests.ui.windows import all_done, answer_of, put_away, settled

ONE = Question(
    key="heading:List:gone", sheet="List", rows=(1,), seen=(), choices=(Choice("lost", "Lost"),),
    default="lost", text="What are the rows?", evidence="",
)  # fmt: skip
FOUR = ("Corvid", "Halden", "Pinder", "Ashdown")
SHEET = "Customer,Domain,Renewal,Signed,ARR\n" + "".join(
    f"{name},{domain},{renewal},{signed},{arr}\n"
    for name, domain, renewal, signed, arr in (
        ("Corvid Analytics", "corvid.example", "2026-06-10", "2024-06-10", 29000),
        ("Marlow Pharm Inc", "a.example", "2026-07-05", "2023-07-05", 12000),
        ("Marlow Pharm Ltd", "b.example", "2026-09-08", "2025-09-08", 5000),
    )
)


@pytest.fixture
def page(empty: Window, tmp_path: Path) -> ImportPage:
    path = tmp_path / "list.csv"
    path.write_text(SHEET)
    return planned(empty, path)


def card(page: ImportPage, kind: str) -> QuestionCard:
    return next(c for c in page.questions.cards if c.question.kind == kind)


def focused(page: ImportPage) -> QuestionCard:
    widget = QApplication.focusWidget()
    assert widget is not None
    return next(c for c in page.questions.cards if c.isAncestorOf(widget))


def test_what_nobody_has_to_answer_is_not_counted_and_stands_last() -> None:
    panel = QuestionsPanel()
    offer = replace(ONE, key="renews:List:Plan", answer="lost", offered=True, text="Do they renew?")
    panel.show_questions((offer, replace(ONE, default=None)))
    assert panel._title.text() == "1 question"
    assert [c.question.offered for c in panel.cards] == [False, True]
    assert "Can stay as it is" in [one.text() for one in panel.cards[1].findChildren(Label)]
    panel.show_questions((offer,))
    assert panel._title.text() == "No questions"


def test_what_is_answered_is_not_said_to_be_left() -> None:
    panel = QuestionsPanel()
    other = replace(ONE, key="heading:List:left", default=None)
    panel.show_questions((ONE, other))
    assert panel._title.text() == "2 questions"
    panel.show_questions((replace(ONE, answer="lost"), other))
    assert panel._title.text() == "2 questions, 1 left"
    panel.show_questions((replace(ONE, answer="lost"), replace(other, answer="lost")))
    assert panel._title.text() == "2 questions, none left"


def test_of_very_many_questions_the_open_ones_come_first_and_the_others_follow() -> None:
    panel = QuestionsPanel()
    many = [replace(ONE, key=f"same:List:{n}", answer="lost" if n < 5 else None) for n in range(100)]
    panel.show_questions(many)
    assert len(panel.cards) == 40
    assert all(c.question.answer is None for c in panel.cards)


def test_a_question_that_comes_late_is_shown_where_it_has_the_keyboard() -> None:
    panel = QuestionsPanel()
    panel.resize(panel.width(), 600)
    panel.show()
    panel.activateWindow()
    many = [replace(ONE, key=f"same:List:{n}", answer=None if n == 0 else "lost") for n in range(30)]
    panel.show_questions(many)
    panel.focus_first()
    settled(lambda: panel.isAncestorOf(QApplication.focusWidget() or panel))
    late = replace(ONE, key="twice:List:product")
    panel.show_questions([replace(many[0], answer="lost"), *many[1:], late])
    card, bar = panel.cards[-1], panel._area.verticalScrollBar()
    settled(lambda: card.y() > 0)
    end = card.y() + card.height()
    settled(lambda: bar.value() <= card.y() and end <= bar.value() + panel._area.viewport().height())
    put_away(panel)


def test_what_stands_over_the_cards_ends_where_they_end_with_a_scroll_bar_and_without() -> None:
    panel = QuestionsPanel()
    panel.resize(panel.width(), 600)
    panel.show()
    bar = panel._area.verticalScrollBar()
    for many, bar_shown in ((1, lambda: not bar.isVisible()), (30, bar.isVisible)):
        panel.show_questions([replace(ONE, key=f"same:List:{n}") for n in range(many)])
        settled(bar_shown)
        settled(lambda: right_of(panel.cards[0], panel) == right_of(panel.take, panel))
    put_away(panel)


def right_of(widget: QWidget, panel: QWidget) -> int:
    return widget.mapTo(panel, widget.rect().topRight()).x()


def test_the_first_question_has_the_keyboard_when_the_plan_is_there(page: ImportPage) -> None:
    assert focused(page) is page.questions.cards[0]


def test_a_number_chooses_and_the_next_question_follows(page: ImportPage) -> None:
    first = page.questions.cards[0]
    press(next(iter(first.radios.values())), Qt.Key.Key_2)
    assert page.answers[first.question.key] == first.question.choices[1].value
    assert focused(page) is page.questions.cards[1]
    current(page)
    assert focused(page).question.answer is None


def test_enter_takes_the_proposal_and_n_goes_on(page: ImportPage) -> None:
    proposed = next(c for c in page.questions.cards if c.question.default)
    proposed.take_keyboard()
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, Qt.Key.Key_Return)
    assert page.answers[proposed.question.key] == proposed.question.default
    before = focused(page)
    press(page.work, Qt.Key.Key_N)
    assert focused(page) is not before


def test_the_keyboard_begins_at_what_enter_would_take(page: ImportPage) -> None:
    """The ring is on the proposal, wherever among the choices it stands."""
    second = replace(ONE, choices=(Choice("kept", "Customers"), Choice("lost", "Lost")))
    (one,) = asked_once([second])
    asked = QuestionCard(one)
    asked.setParent(page)
    asked.show()
    asked.take_keyboard()
    assert QApplication.focusWidget() is asked.radios["lost"]


def test_enter_after_an_answer_leaves_it_as_it_is(page: ImportPage) -> None:
    """Who answers 2 and presses Enter to go on must not be given the proposal after all."""
    first = page.questions.cards[0]
    assert first.question.default == first.question.choices[0].value
    press(first.radios[first.question.default], Qt.Key.Key_2)
    first.take_keyboard()
    assert QApplication.focusWidget() is first.radios[first.question.choices[1].value]
    press(first.radios[first.question.choices[1].value], Qt.Key.Key_Return)
    assert page.answers[first.question.key] == first.question.choices[1].value
    assert focused(page) is not first


def test_after_the_last_answer_the_keyboard_is_at_the_rows(page: ImportPage) -> None:
    """Answer, look, apply: all of it without a hand on the mouse, and nothing is applied by one Enter too many."""
    for _ in range(len(page.questions.cards)):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is page.preview.table:
            break
        press(widget, Qt.Key.Key_1)
        current(page)
    settled(page.preview.table.hasFocus)
    press(page.preview.table, Qt.Key.Key_Return)
    assert page.apply.isEnabled()
    assert page.state is State.PLANNED
    press(page.preview.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(lambda: page.state is State.DONE)
    settled(page.result.week.hasFocus)
    press(page.result.week, Qt.Key.Key_Return)
    settled(page.isHidden)


def regions(path: Path, *names: str) -> Path:
    """A sheet of customers for each region."""
    workbook = Workbook()
    for region in names:
        page_ = workbook.create_sheet(region)
        page_.append(["Customer", "Domain", "Signed", "Renewal", "ARR"])
        for n in range(1, 5):
            signed, renewal = date(2022, n, 1), date(2026, n, 1)
            page_.append([f"{region} {n}", f"{region}{n}.example", signed, renewal, 1000 * n])
    del workbook["Sheet"]
    workbook.save(path)
    return path


def test_what_many_sheets_ask_for_one_cause_is_one_card_and_one_answer(empty: Window, tmp_path: Path) -> None:
    """A sheet for each region, forty regions: what a renewal date means is said once, not forty times."""
    names = [f"Region{n}" for n in range(1, 41)]
    page = planned(empty, regions(tmp_path / "regions.xlsx", *names))
    assert page.questions._title.text() == "2 questions"
    assert not page.questions.same.isVisible()
    asked = card(page, "terms")
    said = "On 40 sheets: “Region1”, “Region2” and 38 more"
    words = next(one for one in asked.findChildren(Label) if one.text() == said)
    assert all(name in words.toolTip() for name in names)
    assert page.apply.accessibleDescription() == "2 answers are missing before this can be applied."
    asked.take_keyboard()
    press(asked.radios["one"], Qt.Key.Key_2)
    assert focused(page) is card(page, "price")
    current(page)
    assert focused(page) is card(page, "price")
    assert {q.answer for q in plan_of(page).questions if q.kind == "terms"} == {"one"}
    assert page.questions._title.text() == "2 questions, 1 left"
    press(focused(page).radios["file"], Qt.Key.Key_1)
    current(page)
    assert not plan_of(page).open
    assert page.questions._title.text() == "2 questions, none left"


def test_a_question_of_many_sheets_can_be_answered_for_each_by_itself(empty: Window, tmp_path: Path) -> None:
    page = planned(empty, regions(tmp_path / "regions.xlsx", "North", "South", "West"))
    button = next(b for b in card(page, "terms").findChildren(Button))
    assert button.label_text() == "Answer each sheet by itself"
    button.click()
    terms = [c for c in page.questions.cards if c.question.kind == "terms"]
    assert [c.question.sheet for c in terms] == ["North", "South", "West"]
    assert focused(page) is terms[0]
    for one, choice in zip(terms, ("one", "yearly", "one"), strict=True):
        one.radios[choice].click()
        current(page)
    told = {q.sheet: q.answer for q in plan_of(page).questions if q.kind == "terms"}
    assert told == {"North": "one", "South": "yearly", "West": "one"}


def test_one_answer_goes_for_every_sheet_with_such_a_column(empty: Window, tmp_path: Path) -> None:
    """Two sheets stay two questions, and the answer of the one can be given to the other."""
    page = planned(empty, regions(tmp_path / "regions.xlsx", "North", "South"))
    terms = [c for c in page.questions.cards if c.question.kind == "terms"]
    assert [c.question.sheet for c in terms] == ["North", "South"]
    assert all(c.question.sheet in [one.text() for one in c.findChildren(Label)] for c in terms)
    assert not page.questions.same.isVisible()
    terms[0].take_keyboard()
    press(terms[0].radios["one"], Qt.Key.Key_2)
    assert page.questions.same.label_text() == "The same for 1 other sheet"
    assert page.can("import.same")
    press(page.work, Qt.Key.Key_A)
    current(page)
    told = {q.sheet: q.answer for q in plan_of(page).questions if q.kind == "terms"}
    assert told == {"North": "one", "South": "one"}
    assert {q.kind for q in plan_of(page).open} == {"price"}  # what was not said is not answered
    assert not page.questions.same.isVisible()
    assert not page.can("import.same")


def test_one_row_is_never_answered_for_another() -> None:
    """*Is row 4 that account?* is asked of each row by itself, also where the numbers are the same."""
    choices = (Choice("4", "Yes"), Choice("new", "No"))
    one = replace(ONE, key="same:North:9", sheet="North", choices=choices)
    assert asked_alike(one, [replace(one, key="same:South:9", sheet="South")]) == []
    price = replace(ONE, key="price:North:ARR", sheet="North")
    other = replace(price, key="price:South:MRR", sheet="South")
    assert asked_alike(price, [other, replace(price, key="price:South:ARR", sheet="South")]) == [
        replace(price, key="price:South:ARR", sheet="South")
    ]


def test_an_answer_can_be_changed(page: ImportPage) -> None:
    first = page.questions.cards[0]
    one, two = list(first.radios)[:2]
    click(first.radios[one])
    current(page)
    again = next(c for c in page.questions.cards if c.question.key == first.question.key)
    click(again.radios[two])
    current(page)
    assert plan_of(page).answers[first.question.key] == two


def test_two_rows_that_are_alike_stand_beside_each_other(page: ImportPage) -> None:
    same = card(page, "same")
    pair = same.findChildren(PairTable)[0]
    said = pair.accessibleName()
    assert "Customer: Marlow Pharm Ltd, Marlow Pharm Inc" in said
    assert "Domain: b.example, a.example" in said


def test_the_take_proposals_button_answers_what_the_evidence_speaks_for(page: ImportPage) -> None:
    wanted = {q.key: q.default for q in plan_of(page).open if q.default}
    assert wanted
    click(page.questions.take)
    current(page)
    assert {k: page.answers[k] for k in wanted} == wanted


def test_many_conflicts_are_settled_with_one_button(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Customer,Segment\n" + "".join(f"{name},SMB\n" for name in FOUR))
    page = planned(empty, path)
    answered(page)
    click(page.apply)
    settled(page.result.isVisible)
    assert empty.desk is not None
    for account in answer_of(empty.desk, lambda book: book.all(Account)):
        empty.desk.do(set_fields, "account", account.id, {"segment": "Mid"})
    all_done(empty.desk)
    path.write_text("Customer,Segment\n" + "".join(f"{name},Large\n" for name in FOUR))
    page = planned(empty, path)
    current(page)
    assert [q.kind for q in plan_of(page).open] == ["conflict"] * 4
    assert page.questions.take_sheet.isVisible()
    click(page.questions.take_sheet)
    current(page)
    assert plan_of(page).open == ()
    assert page.apply.label_text() == "Apply 4 rows"
    assert not page.questions.take_sheet.isVisible()


def box_of(window: Window) -> Empty:
    """The box for nothing of the page that is shown."""

    def boxes() -> list[Empty]:
        return [x for x in window.stack.findChildren(Empty) if x.isVisible()]

    settled(lambda: bool(boxes()))
    return boxes()[0]


def said(box: Empty) -> tuple[list[str], str, tuple[str, ...]]:
    assert box.button is not None
    return [x.text() for x in box.findChildren(Label)], box.button.label_text(), box.button.caps


def test_other_pages_say_that_an_import_waits_and_lead_back_to_it(empty: Window, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(SHEET)
    page = planned(empty, path)
    asked = len(plan_of(page).open)
    assert asked > 1
    waits = f"list.csv waits for {asked} answers. Nothing of it is in the book yet."
    for id_ in ("week", "accounts", "renewals", "health", "numbers"):
        empty.go(id_)
        box = box_of(empty)
        assert said(box) == (["An import waits", waits], "Go on with the import", ())
        assert box.button is not None
        click(box.button)
        assert page.isVisible()
        empty.go(id_)
        box = box_of(empty)
        assert box.button is not None
        settled(box.button.hasFocus)
        press(box.button, Qt.Key.Key_Return)
        assert page.isVisible(), id_
    page.put_away()
    empty.go("week")
    (title, _), offer, keys = said(box_of(empty))
    assert (title, offer, keys) == (
        "No accounts yet",
        "Import a spreadsheet",
        action("import.open").caps,
    )

"""The questions of an import: how many are left, and where the first of them stands."""

from dataclasses import replace

from csdesk.domain.imports.questions import Choice, Question
from csdesk.ui.exchange.questions_panel import QuestionsPanel

ONE = Question(
    key="heading:List:gone", sheet="List", rows=(1,), seen=(), choices=(Choice("lost", "Lost"),),
    default="lost", text="What are the rows?", evidence="",
)  # fmt: skip


def test_what_is_answered_is_not_said_to_be_left() -> None:
    panel = QuestionsPanel()
    other = replace(ONE, key="heading:List:left", default=None)
    panel.show_questions((ONE, other))
    assert panel._title.text() == "2 questions"
    panel.show_questions((replace(ONE, answer="lost"), other))
    assert panel._title.text() == "2 questions, 1 left"
    panel.show_questions((replace(ONE, answer="lost"), replace(other, answer="lost")))
    assert panel._title.text() == "2 questions, none left"

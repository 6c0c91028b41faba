"""The questions: what only the person can say, with what was seen and what speaks for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.questions import Question
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.choices import Option, Radio
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.theme import current, ink, px, width


class QuestionsPanel(Panel):
    """336 px at the right. `answered(key, choice)`; `proposed`: take what the evidence speaks for."""

    answered = Signal(str, str)
    proposed = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", line="left")
        self.setFixedWidth(width("inspector"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(px(16), 0, px(16), px(12))
        self._column.setSpacing(px(10))
        self._area = scrolling(self._inner, "Questions")
        outer.addWidget(self._area, 1)
        self._shown: tuple[Question, ...] = ()
        self.cards: list[QuestionCard] = []

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), px(10), px(16), px(8))
        self._title = label("", "section")
        self.take = Button("Take the proposals", small=True)
        self.take.clicked.connect(self.proposed)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.take)
        return head

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show the questions, those without an answer first."""
        given = tuple(questions)
        still_open = [q for q in given if q.answer is None]
        self._title.setText(_asked(len(given), len(still_open)))
        self.take.setVisible(any(q.default for q in still_open))
        if given == self._shown:
            return
        keys = [q.key for q in self._shown]
        self._shown = given
        if keys == [q.key for q in given]:
            for card, question in zip(self.cards, given, strict=True):
                card.show_question(question)
            return
        self._rebuild(given)

    def focus_first(self) -> None:
        """Put the keyboard on the first question that has no answer, and show it."""
        for card, question in zip(self.cards, self._shown, strict=True):
            if question.answer is None and card.radios:
                next(iter(card.radios.values())).setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(card)
                return

    def _rebuild(self, questions: tuple[Question, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.cards = [QuestionCard(q) for q in questions]
        for card in self.cards:
            card.answered.connect(self.answered)
            self._column.addWidget(card)
        if not questions:
            self._column.addWidget(
                paragraph("Everything in this file was understood. Look at the rows, then apply.", "small")
            )
        self._column.addStretch(1)


def _asked(questions: int, still_open: int) -> str:
    if not questions:
        return "No questions"
    said = wording.count(questions, "question")
    return said if still_open == questions else f"{said}, {still_open or 'none'} left"


class QuestionCard(QFrame):
    """One question with its choices."""

    answered = Signal(str, str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._key = question.key
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(12), px(10), px(12), px(10))
        self._column.setSpacing(px(4))
        self._column.addWidget(paragraph(question.text, "section"))
        if question.evidence:
            self._column.addWidget(paragraph(question.evidence, "small", "text.secondary"))
        self._group = QButtonGroup(self)
        self.radios: dict[str, Radio] = {}
        for choice in question.choices:
            mark = " (proposed)" if choice.value == question.default else ""
            option = Option(f"{choice.text}{mark}")
            self._group.addButton(option.radio)
            self.radios[choice.value] = option.radio
            self._column.addWidget(option)
        self._group.buttonClicked.connect(self._clicked)
        self.show_question(question)

    def show_question(self, question: Question) -> None:
        """Show the answer, and whether one is missing."""
        if question.answer in self.radios:
            self.radios[question.answer].setChecked(True)
        role = "accent.fill" if question.answer is None else "border.default"
        radius = px(current().radius["card"])
        self.setStyleSheet(
            f"QuestionCard {{ background: {ink('surface.raised').name()}; border: 1px solid "
            f"{ink(role).name()}; border-radius: {radius}px; }}"
        )

    def _clicked(self, chosen: object) -> None:
        for value, radio in self.radios.items():
            if radio is chosen:
                self.answered.emit(self._key, value)

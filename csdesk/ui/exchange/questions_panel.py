"""The questions: what only the person can say, with what was seen and what speaks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.imports.tables.one_cause import Asked, Cause, asked_once, cause_of
from csdesk.domain.imports.tables.questions import Question, asked_alike
from csdesk.services.accounts.alike import Pair
from csdesk.ui.actions.catalogue import action
from csdesk.ui.exchange.question_card import QuestionCard
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.hints import HintLine
from csdesk.ui.kit.labels import elided, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.theme import px, width

_SEVERAL = 3
"""From so many conflicts on they can be settled together."""
_MOST = 40
"""So many questions are shown at once; the next ones follow as they are answered."""


class QuestionsPanel(Panel):
    """336 px at the right. `answered(key, choice)`; `answered_all(answers)`: one card for all its sheets, by key;
    `proposed`: take what the evidence speaks for; `settled(side)`: every conflict that is open, by the book or by the
    sheet; `spread(answers)`: the last answer for such columns of the other sheets too, by key.

    1 to 9 choose, Enter takes the proposal, N goes to the next question without an answer.
    """

    answered = Signal(str, str)
    answered_all = Signal(dict)
    spread = Signal(dict)
    proposed = Signal()
    settled = Signal(str)

    def __init__(self, kept: str = "The answers are kept for the next file with these columns.") -> None:
        super().__init__("sunken", line="left")
        self._kept, self._narrow, self._beside, self.missing = kept, False, 0, 0
        self.setFixedWidth(width("inspector"))
        outer = in_column(self._head(), self._together(), self._alike(), on=self)
        self._inner = QWidget()
        self._column = in_column(on=self._inner, gap=10, edges=(16, 0, 16, 12))
        self._area = scrolling(self._inner, "Questions")
        self._area.verticalScrollBar().rangeChanged.connect(self._ranged)
        outer.addWidget(self._area, 1)
        self._keys = HintLine([(("1–9",), "choose"), (("Enter",), "proposal"), (("N",), "next")])
        outer.addWidget(self._keys)
        self._shown: tuple[Question, ...] | None = None
        self._pairs: Mapping[str, Pair] = {}
        self._apart = frozenset[Cause]()
        """What is asked of many sheets and answered for each by itself."""
        self._said: tuple[Question, str] | None = None
        """The question that was answered last, and its answer."""
        self._last = paragraph("", "small", "text.secondary")
        self.cards: list[QuestionCard] = []

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), px(10), px(16), px(8))
        self._title = elided("", "section")
        self.take = Button("Take the proposals", small=True)
        self.take.clicked.connect(self.proposed)
        row.addWidget(self._title, 1)
        row.addWidget(self.take)
        return head

    def _together(self) -> QWidget:
        """Many conflicts are settled with one button, as long as some are open."""
        self._conflicts = QWidget()
        row = in_row(on=self._conflicts, gap=8, edges=(16, 0, 16, 8))
        self.keep_book = Button("Keep all of the book", small=True)
        self.take_sheet = Button("Take all of the sheet", small=True)
        for button in (self.keep_book, self.take_sheet):
            button.clicked.connect(self._settle)
            row.addWidget(button)
        row.addStretch(1)
        self._conflicts.hide()
        return self._conflicts

    def _alike(self) -> QWidget:
        """What was answered of one sheet is answered of those like it with one button."""
        self._others = QWidget()
        row = QHBoxLayout(self._others)
        row.setContentsMargins(px(16), 0, px(16), px(8))
        self.same = Button("The same for other sheets", small=True, keys=action("import.same").caps)
        self.same.clicked.connect(self.spread_answer)
        row.addWidget(self.same)
        row.addStretch(1)
        self._others.hide()
        return self._others

    def alike(self) -> list[Question]:
        """The questions without a word on them that the last answer may hold for as well: of such a column in other
        sheets."""
        if self._said is None:
            return []
        one, choice = self._said
        untold = [q for q in self._shown or () if q.answer is None or (q.offered and q.answer == q.default)]
        return [q for q in asked_alike(one, untold) if q.answer != choice]

    def spread_answer(self) -> None:
        """Give the last answer to those questions too."""
        if self._said is not None and (alike := self.alike()):
            self.spread.emit({q.key: self._said[1] for q in alike})

    def _offer_alike(self) -> None:
        sheets = len({q.sheet for q in self.alike()})
        self.same.set_label(f"The same for {wording.count(sheets, 'other sheet')}")
        self._others.setVisible(sheets > 0)

    def _settle(self) -> None:
        self.settled.emit("book" if self.sender() is self.keep_book else "sheet")

    def show_questions(
        self, questions: Sequence[Question], pairs: Mapping[str, Pair] | None = None, *, conflicts: int = 0
    ) -> None:
        """Show the questions, those that are only offered last; where they are too many, those without an answer.

        `conflicts` are open besides, in a table of their own.
        """
        self._beside, self._pairs = conflicts, self._pairs if pairs is None else pairs
        given = tuple(sorted(questions, key=attrgetter("offered")))
        self._apart &= {cause_of(q) for q in given}
        asked = asked_once(given, self._apart)
        self._say(asked)
        if given != self._shown:
            self._shown = given
            self._offer_alike()
            self._show_cards(asked)
            self._say(asked)

    def _say(self, asked: list[Asked]) -> None:
        """Say how many questions there are, how many are open, and what can be done with them."""
        still_open = [one.question for one in asked if one.question.answer is None]
        count = sum(not one.question.offered for one in asked)
        self.missing = len(still_open) + self._beside
        self._title.set_texts(_asked(count, len(still_open)), f"{len(still_open):,} left")
        self.take.setVisible(any(q.default for q in still_open))
        self._keys.setVisible(bool(still_open) and not self._narrow)
        self._conflicts.setVisible(sum(1 for q in still_open if q.kind == "conflict") >= _SEVERAL)
        self._last.setText(_what_next(count, len(still_open), self._beside, self._kept))

    def _show_cards(self, asked: list[Asked]) -> None:
        still_open = [one for one in asked if one.question.answer is None]
        seen = asked if len(asked) <= _MOST else still_open[:_MOST]
        if [_looks(c.asked) for c in self.cards] == [_looks(one) for one in seen] and seen:
            for card, one in zip(self.cards, seen, strict=True):
                card.show_asked(one)
            return
        here = self.isAncestorOf(QApplication.focusWidget() or self)
        self._rebuild(seen, len(still_open) - len(seen) if len(asked) > _MOST else 0)
        if here:
            self.focus_first()

    def fold(self, *, narrow: bool) -> None:
        """Leave the keys out where there is no room to name them."""
        self._narrow = narrow
        self._keys.setVisible(not narrow and any(q.answer is None for q in self._shown or ()))

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show answers at once, before the plan has followed."""
        if self._shown is not None:
            self._said = next(((q, answers[q.key]) for q in self._shown if q.key in answers), None)
            shown = [replace(q, answer=answers.get(q.key, q.answer)) for q in self._shown]
            self.show_questions(shown, conflicts=self._beside)

    def _part(self, asked: Asked) -> None:
        """Answer a question of many sheets for each by itself, from the first of them on."""
        self._apart |= {asked.cause}
        shown, self._shown = self._shown or (), None
        self.show_questions(shown, conflicts=self._beside)
        keys = {q.key for q in asked.each}
        self._go_to([card for card in self.cards if card.question.key in keys][:1])

    def focus_first(self) -> None:
        """Put the keyboard on the first question that has no answer, and show it."""
        self._go_to([card for card in self.cards if card.question.answer is None][:1])

    def focus_next(self) -> None:
        """Put the keyboard on the next question without an answer, after the one where it is."""
        here = self._current()
        at = self.cards.index(here) + 1 if here else 0
        turned = [*self.cards[at:], *self.cards[:at]]
        self._go_to([card for card in turned if card.question.answer is None][:1])

    def _go_to(self, cards: list[QuestionCard]) -> None:
        for card in cards:
            card.take_keyboard()
            self._area.ensureWidgetVisible(card)

    def _ranged(self, least: int, most: int) -> None:
        """The scroll bar takes its place from the margin; the card with the keyboard is shown, which had no place."""
        bar = self._area.verticalScrollBar().sizeHint().width() if most > least else 0
        self._column.setContentsMargins(px(16), 0, max(0, px(16) - bar), px(12))
        if card := self._current():
            self._area.ensureWidgetVisible(card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 choose, Enter takes the proposal; the next open question follows."""
        card, key = self._current(), event.key()
        if card is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            if card.choose(key - Qt.Key.Key_0):
                self.focus_next()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if card.propose():
                self.focus_next()
        else:
            super().keyPressEvent(event)

    def _current(self) -> QuestionCard | None:
        return next((c for c in self.cards if c.isAncestorOf(QApplication.focusWidget() or self)), None)

    def _rebuild(self, seen: list[Asked], more: int) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        several = len({name for one in seen for name in one.sheets}) > 1
        self.cards = [
            QuestionCard(one, self._pairs.get(one.question.key), where=several and not one.where)
            for one in seen
        ]
        for card in self.cards:
            card.answered.connect(self.answered)
            card.answered_all.connect(self.answered_all)
            card.parted.connect(self._part)
            self._column.addWidget(card)
        if more > 0:
            said = wording.count(more, "question")
            self._column.addWidget(paragraph(f"{said} more, when these are answered.", "small"))
        self._last = paragraph("", "small", "text.secondary")
        self._column.addWidget(self._last)
        self._column.addStretch(1)


def _looks(asked: Asked) -> tuple[object, ...]:
    """What of a question a card does not change any more."""
    return asked.question.key, asked.question.text, asked.question.cells, asked.sheets


_NOTHING = "Everything in this file was understood. Look at the rows; Apply brings what is new."


def _what_next(questions: int, still_open: int, conflicts: int, kept: str) -> str:
    missing = still_open + conflicts
    if not questions and not missing:
        return _NOTHING
    if not missing:
        return f"Everything is answered. {kept}"
    said = f"{wording.count(missing, 'answer is', 'answers are')} missing before this can be written"
    beside = f", {conflicts:,} of them for a conflict" if conflicts else ""
    return f"{said}{beside}. {kept}"


def _asked(questions: int, still_open: int) -> str:
    if not questions:
        return "No questions"
    said = wording.count(questions, "question")
    return said if still_open == questions else f"{said}, {f'{still_open:,}' if still_open else 'none'} left"

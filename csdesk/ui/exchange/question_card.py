"""A question card: one question with what was seen, both rows where two are alike, and its choices by number."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QWidget

from csdesk.domain.imports.tables.one_cause import Asked
from csdesk.domain.imports.tables.questions import Question
from csdesk.domain.phrases import upper
from csdesk.services.accounts.alike import Pair
from csdesk.ui.exchange.cell_field import CellField
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Option, Radio
from csdesk.ui.kit.days import DayField
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.theme import current, ink, px

_ANOTHER = "another day"
_OFFERED = "Can stay as it is"
_CELLS, _ROW = 8, 56
"""So many cells can be written as they should be, the next ones follow; and px of the number of their row."""


class QuestionCard(QFrame):
    """One question with its choices; `where`: beside those of other sheets. `answered(key, choice)`; of many sheets
    `answered_all(answers)` by key, and `parted(asked)`: each of them is to be answered by itself.
    """

    answered = Signal(str, str)
    answered_all = Signal(dict)
    parted = Signal(object)

    def __init__(self, asked: Asked, pair: Pair | None = None, *, where: bool = False) -> None:
        super().__init__()
        self.asked, question = asked, asked.question
        self.radios: dict[str, Radio] = {}
        self.setAccessibleName(f"{question.text} {asked.where}".strip())
        self._column = in_column(on=self, gap=4, edges=(12, 10, 12, 10))
        if where or asked.where:
            self._column.addWidget(self._where())
        self._column.addWidget(paragraph(question.text, "section"))
        if question.offered:
            self._column.addWidget(label(_OFFERED, "small", "info.text"))
        if question.evidence:
            self._column.addWidget(paragraph(question.evidence, "small", "text.secondary"))
        if pair is not None:
            self._column.addWidget(PairTable(pair))
        self.cells = [self._cell(row, said) for row, said in question.cells[:_CELLS]]
        self._group = QButtonGroup(self)
        for number, choice in enumerate(question.choices, start=1):
            mark = " (proposed)" if choice.value == question.default else ""
            self._add(choice.value, f"{choice.text}{mark}", number)
        self._day = self._add_day(question) if question.free else None
        self._group.buttonClicked.connect(self._clicked)
        if asked.where:
            self._column.addWidget(self._parting(), 0, Qt.AlignmentFlag.AlignLeft)
        self.show_asked(asked)

    @property
    def question(self) -> Question:
        """The question, as it is shown."""
        return self.asked.question

    def _where(self) -> QWidget:
        """Which sheet asks, or which sheets do: all their names by pointing at them."""
        if not self.asked.where:
            return elided(self.question.sheet, "small", "text.secondary", cut=Qt.TextElideMode.ElideMiddle)
        said = self.asked.where
        words = paragraph(upper(said), "small", "text.secondary")
        words.setToolTip(tip("\n".join(self.asked.sheets)))
        return words

    def _parting(self) -> Button:
        button = Button("Answer each sheet by itself", kind=Kind.FLAT, small=True)
        button.clicked.connect(self._part)
        return button

    def _part(self) -> None:
        self.parted.emit(self.asked)

    def _add(self, value: str, text: str, number: int) -> QHBoxLayout:
        option = Option(text)
        self._group.addButton(option.radio)
        self.radios[value] = option.radio
        row = in_row(gap=6)
        row.addWidget(option, 1)
        key = label(str(number) if number <= 9 else "", "small", "text.tertiary", tabular=True)
        key.setContentsMargins(0, px(4), 0, 0)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        return row

    def _cell(self, row: int, said: str) -> CellField:
        """A field for one of the cells that the question is about."""
        name = f"{self.question.text} Row {row}: what it should say"
        field = CellField(self.question.cell_key(row), said, head=f"row {row:,}", wide=_ROW, name=name)
        field.said.connect(self.answered)
        self._column.addWidget(field)
        return field

    def _add_day(self, question: Question) -> DayField:
        days = [c.value for c in question.choices if c.value[:4].isdigit()]
        said = question.answer if question.answer and question.answer[:4].isdigit() else None
        begin = date.fromisoformat(said or days[0])
        field = DayField(begin, today=begin, name="The day from which it holds")
        row = self._add(_ANOTHER, "From another day", len(question.choices) + 1)
        row.insertWidget(1, field)
        field.dateChanged.connect(self._turned)
        return field

    def show_asked(self, asked: Asked) -> None:
        """Show the answer, and whether one is missing."""
        self.asked, question = asked, asked.question
        value = question.answer
        if value is not None and value not in self.radios and self._day is not None:
            value = _ANOTHER
        if value in self.radios:
            self.radios[value].setChecked(True)
        role = "accent.fill" if question.answer is None else "border.default"
        radius = px(current().radius["card"])
        self.setStyleSheet(
            f"QuestionCard {{ background: {ink('surface.raised').name()}; border: 1px solid "
            f"{ink(role).name()}; border-radius: {radius}px; }}"
        )

    def take_keyboard(self) -> None:
        """Put the keyboard on the choice that is made, else on the proposal, which Enter takes, else on the first."""
        proposed = self.radios.get(self.question.default or "")
        chosen = self._group.checkedButton() or proposed or next(iter(self.radios.values()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, number: int) -> bool:
        """Make the choice of this number, from 1; False where there is none."""
        radios = list(self.radios.values())
        if not 0 < number <= len(radios):
            return False
        self._take(radios[number - 1])
        return True

    def propose(self) -> bool:
        """Take what the evidence speaks for; False where it speaks for nothing. An answer that was given stays."""
        radio = self.radios.get(self.question.default or "")
        if self.question.answer is None and radio is not None:
            self._take(radio)
        return self.question.answer is not None

    def _take(self, radio: Radio) -> None:
        """Choose, and leave the keyboard where the choice is."""
        radio.setFocus(Qt.FocusReason.TabFocusReason)
        radio.click()

    def _clicked(self, chosen: object) -> None:
        for value, radio in self.radios.items():
            if radio is chosen and self.asked.where:
                self.answered_all.emit(self.asked.answers(self._said(value)))
            elif radio is chosen:
                self.answered.emit(self.question.key, self._said(value))

    def _said(self, value: str) -> str:
        return self._day.day().isoformat() if value == _ANOTHER and self._day is not None else value

    def _turned(self) -> None:
        self.radios[_ANOTHER].click()


class PairTable(QWidget):
    """Two rows beside each other: what both say stands back, where they differ they stand out."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        said = [f"{header}: {one or 'nothing'}, {other or 'nothing'}" for header, one, other in pair.lines]
        self.setAccessibleName(f"{pair.one} and {pair.other}. {'; '.join(said)}")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(4), 0, px(4))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(2))
        for place, stretch in enumerate((3, 5, 5)):
            self._grid.setColumnStretch(place, stretch)
        self._put(0, ("", pair.one, pair.other), "text.tertiary")
        for number, line in enumerate(pair.lines, start=1):
            same = line[1].casefold() == line[2].casefold()
            self._put(number, line, "text.secondary" if same else "text.primary")

    def _put(self, number: int, texts: tuple[str, str, str], role: str) -> None:
        for place, text in enumerate(texts):
            shown = text or ("–" if number and place else "")
            words = paragraph(shown, "small", role if place and text else "text.tertiary")
            words.setMinimumWidth(px(48 if place else 62))
            self._grid.addWidget(words, number, place, Qt.AlignmentFlag.AlignTop)

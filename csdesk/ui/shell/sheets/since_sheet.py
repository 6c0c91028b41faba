"""The sheet of what happened since the last visit, in the order in which it is read."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from csdesk.services.renewals.since import Fact, Since
from csdesk.ui.formats import near_day, weekday_day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

_SHOWN = 12


class SinceSheet(Sheet):
    """`opening(account)`: everything of this account is wanted."""

    opening = Signal(object)

    def __init__(self, window: QWidget, found: Since, today: date) -> None:
        super().__init__(window, "Since you were last here", 620)
        self._today = today
        self.column.addWidget(label("Since you were last here", "title"))
        last = weekday_day(found.last, today=today)
        self.column.addWidget(paragraph(f"You last had this book open on {last}.", "body", "text.secondary"))
        inner = QWidget()
        column = in_column(on=inner, gap=4, edges=(0, 0, 10, 0))
        for title, facts in found.parts:
            column.addWidget(label(f"{title}: {len(facts):,}" if len(facts) > 1 else title, "section"))
            column.addLayout(self._facts(facts))
            column.addSpacing(px(8))
        column.addStretch(1)
        area = scrolling(inner, "Since you were last here")
        area.setFixedHeight(min(inner.sizeHint().height() + px(8), window.height() - px(180)))
        self.column.addWidget(area)
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = Button("Close", keys=("Esc",))
        self.leave.clicked.connect(self.close)
        row.addWidget(self.leave)
        self.column.addLayout(row)

    def _facts(self, facts: tuple[Fact, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(2, 1)
        for number, fact in enumerate(facts[:_SHOWN]):
            self._fact(grid, number, fact)
        if len(facts) > _SHOWN:
            grid.addWidget(
                label(f"and {len(facts) - _SHOWN:,} more", "small", "text.tertiary"), _SHOWN, 0, 1, 3
            )
        return grid

    def _fact(self, grid: QGridLayout, number: int, fact: Fact) -> None:
        if fact.account is None:
            grid.addWidget(elided(fact.says, "body"), number, 0, 1, 3)
            return
        name = Button(fact.name, kind=Kind.LINK, small=True)
        name.setMaximumWidth(px(220))
        name.clicked.connect(partial(self._open, fact))
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(elided(fact.says, "body", "text.secondary"), number, 2)
        if fact.on is not None:
            when = near_day(fact.on, today=self._today)
            grid.addWidget(label(when, "body", "text.secondary", tabular=True), number, 1)

    def _open(self, fact: Fact, *_: object) -> None:
        self.opening.emit(fact.account)
        self.close()

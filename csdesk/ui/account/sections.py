"""A section of a tab: a title, a table of one noun's rows, what is done with one, and a button that adds one."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from csdesk.domain.values import dataclass
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.columns import Column
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.page import READ_ONLY
from csdesk.ui.theme import height, px

_MOST = 60
"""Rows shown at their full height; a longer table scrolls by itself."""
EDGE = 8
"""px from the edge of a table to its first text, under which its title stands."""
_CALLED = {"churn": "loss", "subscription": "contract"}


def called(noun: str) -> str:
    """What the screen calls a row of a noun."""
    return _CALLED.get(noun, noun)


def _always(row: Any) -> bool:
    del row
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with the chosen row: its word, its button, the rows that it fits."""

    word: str
    label: str
    fits: Callable[[Any], bool] = _always
    writes: bool = False


class Section(QWidget):
    """`opened(value)`: Enter or a double click on a row. `adding(noun word)`: its button. `acted(word, value)`: an
    act on the chosen row.

    `value_of(row)` gives what is edited where a table's row is more than the noun's value; `id_of(row)` where
    it has no id of its own. Without `empty` the section is only there while it has rows.
    """

    opened = Signal(object)
    adding = Signal(str)
    acted = Signal(str, object)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[Any]],
        *,
        empty: str = "",
        noun: str = "",
        adds: str = "",
        acts: Sequence[Act] = (),
        value_of: Callable[[Any], Any] | None = None,
        id_of: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self._noun, self._value_of, self._id_of = noun, value_of or _itself, id_of
        self.model: TableModel[Any] = TableModel(columns, identity=self._identity)
        self.table: Table[Any] = Table(self.model, title, edge=EDGE)
        self._count = label("", "small", "text.tertiary")
        self._empty = paragraph(empty, "body", "text.secondary")
        self._empty.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        self._lasts = bool(empty)
        self.acts = {act: Button(act.label, small=True) for act in acts}
        self.add = Button(adds, icon="plus", small=True) if adds else None
        self._lay_out(title)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._choose)
        self._choose(None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self, title: str) -> None:
        column = in_column(on=self, gap=6, edges=(0, 0, 0, 12))
        head = in_row(label(title, "section"), self._count, gap=8, edges=(EDGE, 0, EDGE, 0))
        head.addStretch(1)
        for button in self.acts.values():
            head.addWidget(button)
            button.clicked.connect(self._act)
        if self.add:
            head.addWidget(self.add)
            self.add.clicked.connect(self._add)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self._empty)

    def show_rows(self, rows: Sequence[Any], count: int | None = None) -> None:
        """Show other rows; `count` where not every row is one of the things counted."""
        self.model.set_rows(rows)
        self._count.setText(f"{len(rows) if count is None else count:,}" if rows else "")
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        shown = min(len(rows), _MOST)
        self.table.setFixedHeight(height("table_header") + shown * height("table_row") + px(12))
        for button in self.acts.values():
            button.setVisible(bool(rows))
        self.setVisible(self._lasts or bool(rows))
        self._choose(self.table.chosen_row())

    def writers(self) -> list[Button]:
        """The buttons that change the book."""
        acts = [button for act, button in self.acts.items() if act.writes]
        return [*acts, self.add] if self.add else acts

    def _choose(self, row: Any) -> None:
        for act, button in self.acts.items():
            if button.accessibleDescription() == READ_ONLY:
                continue
            if row is None:
                button.forbid("Choose a row first.")
            elif act.fits(self._value_of(row)):
                button.allow()
            else:
                button.forbid("It is settled already.")

    def _act(self) -> None:
        row, pressed = self.table.chosen_row(), self.sender()
        for act, button in self.acts.items():
            if button is pressed and row is not None and act.fits(self._value_of(row)):
                self.acted.emit(act.word, self._value_of(row))

    def _open(self, row: Any) -> None:
        self.opened.emit(self._value_of(row))

    def _add(self) -> None:
        self.adding.emit(self._noun)

    def _identity(self, row: Any) -> Hashable:
        if self._id_of is not None:
            return self._id_of(row)
        value = self._value_of(row)
        return str(value.id)


def _itself(row: Any) -> Any:
    return row


class Tab(QWidget):
    """Sections below each other, in an area that scrolls."""

    def __init__(self, name: str, sections: Sequence[QWidget]) -> None:
        super().__init__()
        inner = QWidget()
        column = in_column(on=inner, gap=8, edges=(16 - EDGE, 12, 16 - EDGE, 12))
        for section in sections:
            if not isinstance(section, Section):
                section.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            column.addWidget(section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, name))

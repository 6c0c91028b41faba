"""The Timeline tab: everything of one account in one stream, narrowed by kind and by words, over lanes of days."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from csdesk.domain.timeline import Entry, woven
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account.lanes import Lanes
from csdesk.ui.account.timeline import Timeline
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.theme import px

VIEWS = (
    ("all", "All"),
    ("touches", "Touches"),
    ("warnings", "Signals"),
    ("tickets", "Tickets"),
    ("surveys", "Heard"),
    ("use", "Use"),
    ("plan", "Plan"),
    ("money", "Money"),
    ("changes", "Changes"),
)


class StreamTab(QWidget):
    """The stream. `opened(Entry)`: Enter or a double click."""

    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._facts: Sequence[Entry] = ()
        self._changes: Sequence[Entry] = ()
        self.views = Segmented(VIEWS, "What the timeline shows")
        self.words = Field(name="Search in the timeline", hint="Search in the timeline")
        self.words.offer_to_clear()
        self.words.setFixedWidth(px(240))
        self.count = label("", "small", "text.tertiary", tabular=True)
        self.lanes = Lanes(today)
        self.list = Timeline(today, wide=True)
        self._lay_out()
        self.views.chosen.connect(self._narrow)
        self.words.changed.connect(self._search)
        self.words.edit.textChanged.connect(self._search)
        self.list.opened.connect(self.opened)
        self.lanes.chosen.connect(self._go_to)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.words)
        down.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        down.activated.connect(self._into_list)

    def _lay_out(self) -> None:
        head = in_row(self.views, gap=12, edges=(16, 8, 16, 8))
        head.addStretch(1)
        head.addWidget(self.count)
        head.addWidget(self.words)
        column = in_column(head, self.lanes, Hairline(subtle=True), on=self)
        column.addWidget(self.list, 1)

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's facts; its changes follow when they are read."""
        self._facts = portrait.entries()
        self.lanes.show_entries(self._facts)
        self._show()

    def show_changes(self, changes: Sequence[Entry]) -> None:
        """Show what was changed too."""
        self._changes = changes
        self._show()

    def start_over(self) -> None:
        """Another account: nothing is narrowed, nothing searched."""
        self._changes = ()
        self.views.set_value("all")
        self.words.set_text("")
        self.list.narrow("all")

    def take_focus(self) -> None:
        """Begin to search."""
        self.words.edit.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        self.list.show_entries(woven([*self._facts, *self._changes], as_of=self._today))
        self._say_count()

    def _narrow(self, which: object) -> None:
        self.list.narrow(which)
        self._say_count()

    def _search(self, text: str) -> None:
        self.list.search(text)
        self._say_count()

    def _say_count(self) -> None:
        shown = len(self.list.entries())
        self.count.setText(f"{shown:,}" if shown else "")

    def _go_to(self, entry: Entry) -> None:
        if entry not in self.list.entries():
            self.views.set_value("all")
            self.words.set_text("")
            self._narrow("all")
        self.list.stand_on(entry)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _into_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.choose_first()

"""The filter bar: the words that are looked for, the filters in force as chips, and how many rows are left."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk.domain.query import Condition
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.accounts.saying import chip_words, query_text
from csdesk.ui.kit.chips import ChipRow
from csdesk.ui.kit.columns import Column, SortBy
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.menus import Menu
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import height, px


class FilterBar(Panel):
    """`filtered()`: the words or the chips changed. `sorting(key)`: rows are to be sorted by one column more."""

    filtered = Signal()
    sorting = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__("base", line="bottom")
        self._today = today
        self._finding = Finding()
        self.filters: tuple[Condition, ...] = ()
        self._changing = -1
        self._columns: tuple[Column[AccountRow], ...] = ()
        self._order: tuple[SortBy, ...] = ()
        self.words = Field(name="Filter", hint="Name, segment, stage")
        self.words.setFixedWidth(px(216))
        self.chips = ChipRow("Filters", ("Filter", "Sort"), after=self.words.edit)
        self.count = label("", "small", "text.secondary")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setFixedHeight(height("control"))
        row = in_row(on=self, gap=8, edges=(16, 0, 12, 6))
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._lowered(self.chips), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self.words.changed.connect(self.filtered)
        self.chips.adding.connect(self._add)
        self.chips.changing.connect(self.change)
        self.chips.removing.connect(self.remove)

    def _lowered(self, widget: QWidget) -> QWidget:
        """Chips are lower than the field beside them: their middle is on its middle."""
        box = QWidget()
        inside = QHBoxLayout(box)
        inside.setContentsMargins(0, (height("control") - height("control_small")) // 2, 0, 0)
        inside.addWidget(widget)
        return box

    def know(self, finding: Finding) -> None:
        """Take the rows whose values are offered."""
        self._finding = finding

    def show_filters(self, filters: Sequence[Condition]) -> None:
        """Show these filters; nothing is emitted."""
        self.filters = tuple(filters)
        self.chips.show_chips(
            [(*chip_words(f, self._today, self._finding.facts), tip(query_text(f))) for f in self.filters]
        )

    def set_filters(self, filters: Sequence[Condition]) -> None:
        """Let these filters hold."""
        self.show_filters(filters)
        self.filtered.emit()

    def know_columns(self, columns: Sequence[Column[AccountRow]], order: Sequence[SortBy]) -> None:
        """Take what can be sorted by, and what is."""
        self._columns, self._order = tuple(columns), tuple(order)

    def _add(self, place: int) -> None:
        if place:
            self._offer_order()
        else:
            self.add()

    def _offer_order(self) -> None:
        """A menu of the columns to sort by; those that sort already have their number."""
        menu = Menu("Sort", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        places = {by.key: (number + 1, by.descending) for number, by in enumerate(self._order)}
        for column in self._columns:
            number, down = places.get(column.key, (0, False))
            arrow = "↓" if down else "↑"
            menu.offer(column.header, _Asked(self, column.key), keys=f"{number} {arrow}" if number else "")
        menu.open_below(self.chips.adders[1])

    def add(self, field: str = "standing") -> None:
        """Ask for one filter more, to begin with of this field."""
        self._changing = -1
        self._open(None, self.chips.adders[0], field)

    def change(self, number: int) -> None:
        """Ask for another filter in the place of one."""
        self._changing = number
        self._open(self.filters[number], self.chips.chips[number])

    def remove(self, number: int) -> None:
        """Take one filter away."""
        self.set_filters([f for n, f in enumerate(self.filters) if n != number])

    def clear(self) -> None:
        """Take words and filters away."""
        self.words.set_text("")
        self.set_filters(())

    def _open(self, condition: Condition | None, below: QWidget, field: str = "standing") -> None:
        from csdesk.ui.accounts.filter_form import FilterForm

        form = FilterForm(self.window(), self._today, self._finding, condition, below, field)
        form.kept.connect(self.keep)
        form.open()

    def keep(self, condition: Condition) -> None:
        """Let a condition hold beside the others, or in the place of the one that was opened."""
        others = list(self.filters)
        if 0 <= self._changing < len(others):
            others[self._changing] = condition
        elif condition not in others:
            others.append(condition)
        self._changing = -1
        self.set_filters(others)


class _Asked:
    """Asks to sort by a column."""

    def __init__(self, bar: FilterBar, key: str) -> None:
        self._bar, self._key = bar, key

    def __call__(self) -> None:
        self._bar.sorting.emit(self._key)

"""The menus of the table: what can be done from one cell, and from the head of a column."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from csdesk.domain.phrases import upper
from csdesk.domain.query import Compare, Condition, IsNull, Not, OneOf
from csdesk.services.accounts.account_facts import STANDARD, FactKind, Facts, standing
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.accounts.saying import value_text
from csdesk.ui.actions.catalogue import action
from csdesk.ui.kit.menus import Menu

if TYPE_CHECKING:
    from csdesk.ui.accounts.page import AccountsPage

_LONGEST = 40


class TableMenus:
    """Opens them for one page."""

    def __init__(self, page: "AccountsPage") -> None:
        self._page = page
        self.menu: Menu | None = None

    def _new(self, name: str, parent: QWidget) -> Menu:
        self.menu = Menu(name, parent)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return self.menu

    def open_cell(self, at: QPoint) -> None:
        """Open the menu of the cell at a point of the table; of the current one where there is none."""
        page, table = self._page, self._page.table
        index = table.indexAt(at)
        index = index if index.isValid() else table.currentIndex()
        if not index.isValid():
            return
        row, column = page.model.row_at(index.row()), page.model.columns[index.column()]
        menu = self._new("Cell", table)
        only, without = cell_filters(row, column.key, page.desk.today, page.facts)
        said = _short(_value_said(row, column.key, page.desk.today, page.facts))
        menu.offer(f"Only {column.header} {said}", _Keep(page, only))
        menu.offer(f"All but {column.header} {said}", _Keep(page, without))
        menu.addSeparator()
        for id_ in _OFFERED:
            if id_ in page.works or id_ in _TABLE_KEYS:
                spec = action(id_)
                menu.offer(upper(spec.text), self._work(id_), keys="+".join(spec.caps))
        menu.popup(table.viewport().mapToGlobal(at))

    def _work(self, id_: str) -> Callable[[], object]:
        table = self._page.table
        own: dict[str, Callable[[], object]] = {
            "accounts.open": self._page.open_chosen,
            "accounts.cell": self._page.typist.begin_here,
            "accounts.empty": self._page.typist.empty,
            "accounts.copy": table.copy,
            "accounts.headers": table.copy_with_headers,
        }
        return own.get(id_) or self._page.works[id_]

    def open_head(self, at: QPoint) -> None:
        """Open the menu of the column whose head is at a point."""
        page, header = self._page, self._page.table.horizontalHeader()
        number = header.logicalIndexAt(at)
        if number < 0:
            return
        column = page.model.columns[number]
        menu = self._new("Column", header)
        menu.offer("Smallest first", _Sort(page, number, False, False))
        menu.offer("Largest first", _Sort(page, number, True, False))
        menu.offer("Then by this", _Sort(page, number, None, True), keys="Shift+Click")
        menu.addSeparator()
        menu.offer("Filter…", _Ask(page, column.key))
        known = IsNull(_field(column.key))
        menu.offer("Only where it is known", _Keep(page, Not(known)))
        menu.offer("Only where it is not known", _Keep(page, known))
        menu.addSeparator()
        menu.offer("Hide this column", _Hide(page, column.key), enabled=column.key != "account")
        menu.offer("Columns…", page.columns.choose, keys=action("accounts.columns").key)
        menu.popup(header.viewport().mapToGlobal(at))


_TABLE_KEYS = frozenset(
    {"accounts.open", "accounts.copy", "accounts.headers", "accounts.cell", "accounts.empty"}
)
_OFFERED = (
    "accounts.open", "accounts.touch", "accounts.cell", "accounts.empty", "accounts.edit", "accounts.copy",
    "accounts.headers",
)  # fmt: skip


def _field(key: str) -> str:
    """The field that a column's cells are filtered by."""
    return "standing" if key == "health" else key


def cell_filters(
    row: AccountRow, key: str, today: date, facts: Facts = STANDARD
) -> tuple[Condition, Condition]:
    """The filters *only this value* and *all but this value* of a cell."""
    field, value = _field(key), _value(row, key, today, facts)
    if value is None:
        return IsNull(field), Not(IsNull(field))
    return Compare(field, "=", value), Not(OneOf(field, (value,)))


def _value(row: AccountRow, key: str, today: date, facts: Facts) -> str | None:
    if key == "health":
        return standing(row).value
    value = facts.of(key).read(row, today)
    return None if value is None else str(value)


def _value_said(row: AccountRow, key: str, today: date, facts: Facts) -> str:
    value = _value(row, key, today, facts)
    if value is None:
        return "not known"
    said = value_text(_field(key), value, today, facts)
    return said if facts.of(_field(key)).kind is not FactKind.TEXT else f"“{said}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


class _Keep:
    """Lets one filter more hold."""

    def __init__(self, page: "AccountsPage", condition: Condition) -> None:
        self._page, self._condition = page, condition

    def __call__(self) -> None:
        self._page.bar.keep(self._condition)


class _Sort:
    """Sorts by a column."""

    def __init__(self, page: "AccountsPage", number: int, down: bool | None, add: bool) -> None:
        self._page, self._asked = page, (number, down, add)

    def __call__(self) -> None:
        number, down, add = self._asked
        self._page.table.sort_by(number, add=add, descending=down)


class _Ask:
    """Asks for a filter of a field."""

    def __init__(self, page: "AccountsPage", key: str) -> None:
        self._page, self._key = page, key

    def __call__(self) -> None:
        self._page.bar.add(_field(self._key))


class _Hide:
    """Hides a column."""

    def __init__(self, page: "AccountsPage", key: str) -> None:
        self._page, self._key = page, key

    def __call__(self) -> None:
        self._page.columns.hide(self._key)

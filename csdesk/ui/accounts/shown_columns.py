"""Shown columns: which the Accounts table shows, in which order, how wide; and how a person chooses them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from csdesk.ui.accounts.columns import FIRST, ROOMY
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.services.accounts.accounts import AccountRow
    from csdesk.ui.accounts.page import AccountsPage
    from csdesk.ui.kit.columns import Column

_ROOMY = 1400


class ShownColumns(QObject):
    """The columns of one page. `chosen`: None are those that fit. `changed()`: a person chose others."""

    changed = Signal()

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page)
        self._page = page
        self.chosen: tuple[str, ...] | None = None
        self.several_people = False
        self._moving = self._roomy = False
        page.table.horizontalHeader().sectionMoved.connect(self._moved)
        self._take_widths()
        page.table.stretched.connect(self._keep_widths)

    def fitting(self) -> list[str]:
        """The columns that there is room for; a book of one person shows no CSM."""
        self._roomy = self._page.width() >= px(_ROOMY)
        return [k for k in FIRST if (self.several_people or k != "csm") and (self._roomy or k not in ROOMY)]

    def keys(self) -> list[str]:
        """The columns that are shown, from left to right."""
        known = {column.key for column in self._page.model.columns}
        return [key for key in self.chosen or self.fitting() if key in known]

    def renew(self, made: "Sequence[Column[AccountRow]]") -> None:
        """Take other columns: from another day, or with other custom fields."""
        before = [column.key for column in self._page.model.columns]
        self._moving = True
        self._page.table.take_columns(made)
        self._moving = False
        if [column.key for column in made] != before:
            self._take_widths()
            self.fit()

    def take(self, keys: Sequence[str] | None) -> None:
        """Show these columns, as far as there are such; None are those that fit. The name is always there."""
        known = {column.key for column in self._page.model.columns}
        found = [k for k in dict.fromkeys(keys or ()) if k in known]
        if found and "account" not in found:
            found.insert(0, "account")
        self.chosen = tuple(found) or None
        self.fit()

    def fit(self) -> None:
        """Lay them out."""
        self._moving = True
        self._page.table.show_columns(self.keys())
        self._moving = False

    def fit_again(self) -> None:
        """Lay them out where the page became wide enough for more, or too narrow for some."""
        if self.chosen is None and (self._page.width() >= px(_ROOMY)) != self._roomy:
            self.fit()

    def choose(self) -> None:
        """Ask which columns are shown."""
        from csdesk.ui.accounts.columns_sheet import ColumnsSheet

        offered = [(c.key, c.header) for c in self._page.model.columns]
        sheet = ColumnsSheet(self._page.window(), offered, self.keys(), "account")
        sheet.chose.connect(self.show)
        sheet.open()

    def show(self, keys: list[str]) -> None:
        """Show these columns; none means those that fit."""
        self.take(keys)
        self.changed.emit()

    def hide(self, key: str) -> None:
        """Show all but this column."""
        self.show([k for k in self.keys() if k != key])

    def _moved(self) -> None:
        """A column was dragged elsewhere."""
        if not self._moving:
            page = self._page
            self.chosen = tuple(page.model.columns[n].key for n in page.table.columns_shown())
            self.changed.emit()

    def _take_widths(self) -> None:
        """Make columns as wide as this person left them."""
        from csdesk.settings import load

        table = self._page.table
        numbers = {c.key: n for n, c in enumerate(self._page.model.columns)}
        for part in load().column_widths.split(","):
            key, _, wide = part.partition(":")
            if key in numbers and wide.isdigit() and 0 < int(wide) <= _WIDEST:
                table.set_width(numbers[key], px(int(wide)))

    def _keep_widths(self, number: int, wide: int) -> None:
        """Remember how wide a person made a column."""
        from dataclasses import replace

        from csdesk.settings import load, save

        settings = load()
        widths = dict(p.partition(":")[::2] for p in settings.column_widths.split(",") if p)
        widths[self._page.model.columns[number].key] = str(round(wide / px(100) * 100))
        text = ",".join(f"{key}:{value}" for key, value in sorted(widths.items()))
        save(replace(settings, column_widths=text))


_WIDEST = 2000

"""Keeping views: what is asked of the views menu, made into changes of the book."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.domain.looks import Look
from csdesk.domain.views import View
from csdesk.services.book.views import remove_view, rename_view, save_view
from csdesk.ui.accounts.views_menu import ViewsMenu
from csdesk.ui.desk import Desk
from csdesk.ui.shell.sheets.name_sheet import NameSheet


class ViewKeeper(QObject):
    """Saves, updates, renames and removes views for one page; `look()` is the list as it is now."""

    def __init__(self, page: QWidget, desk: Desk, menu: ViewsMenu, look: Callable[[], Look]) -> None:
        super().__init__(page)
        self._page, self._desk, self._menu, self._look = page, desk, menu, look
        self._renamed: View | None = None
        self.sheet: NameSheet | None = None
        menu.saving.connect(self.ask_name)
        menu.updating.connect(self.update_view)
        menu.renaming.connect(self.ask_new_name)
        menu.removing.connect(self.remove)

    def ask_name(self) -> None:
        """Ask under which name the list is kept as it is."""
        self._open("Save as a view", "").named.connect(self._save)

    def ask_new_name(self, view: View) -> None:
        """Ask for another name of a view."""
        self._renamed = view
        self._open("Rename the view", view.name).named.connect(self._rename)

    def _open(self, title: str, text: str) -> NameSheet:
        self.sheet = NameSheet(self._page.window(), self._desk, title, text)
        self.sheet.open()
        return self.sheet

    def _save(self, name: str) -> None:
        self._menu.expect(name)
        self._desk.do(save_view, name, self._look(), say=f"View saved: {name.strip()}")

    def _rename(self, name: str) -> None:
        if self._renamed is not None:
            self._desk.do(rename_view, self._renamed.id, name, say=f"View renamed: {name.strip()}")

    def update_view(self, view: View) -> None:
        """Keep the list as it is in the place of a view."""
        self._desk.do(save_view, view.name, self._look(), view=view.id, say=f"View updated: {view.name}")

    def remove(self, view: View) -> None:
        """Remove a view; undo brings it back."""
        self._desk.do(remove_view, view.id, say=f"View removed: {view.name}")

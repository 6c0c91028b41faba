"""What was written for the board is found again where it is made: a button with the files, the newest first."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csdesk.domain.files import File
from csdesk.services.outgoing.files import board_files
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.menus import Menu
from csdesk.ui.shell.sheets.file_sheet import open_place

_MOST = 12


class PacksButton(Button):
    """Hidden while nothing was written for the board."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__("", icon="history", name="Written for the board")
        self._page, self._desk = page, desk
        self.files: list[File] = []
        self.hide()
        self.clicked.connect(self.show_files)

    def reload(self) -> None:
        """Look again; to be called when the page shows what it is there for."""
        self._desk.read(board_files, self._show)

    def _show(self, found: list[File]) -> None:
        self.files = [f for f in found if (f.added_on or date.min) <= self._desk.today][:_MOST]
        self.setVisible(bool(self.files))

    def show_files(self) -> Menu:
        """List them; the one that is chosen is opened once its whole path was shown."""
        menu = Menu("Written for the board", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for file in self.files:
            said = f"{file.title}, {day(file.added_on, today=self._desk.today)}"
            action = menu.offer(said, partial(open_place, self._page.window(), file.place))
            action.setToolTip(file.place)
        menu.open_below(self)
        return menu

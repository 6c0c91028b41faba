"""Listed so: the look of the Accounts list as it is now, and how a kept view is brought onto it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk import settings, wording
from csdesk.domain.errors import CsdeskError
from csdesk.domain.looks import Look
from csdesk.domain.query import Condition
from csdesk.domain.query_tree import read_with
from csdesk.domain.views import View
from csdesk.ui.kit.columns import SortBy

if TYPE_CHECKING:
    from csdesk.ui.accounts.page import AccountsPage


class Listed(QObject):
    """The filters, order and columns of one page, against the view that it shows."""

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page)
        self._page = page

    def begin(self) -> None:
        """Show the list at the view that was chosen last in this book, and keep which is chosen from now on."""
        menu = self._page.views
        menu.begin_with(settings.chosen_view(self._page.desk.uid))
        menu.chosen.connect(self._keep)
        self.take(*menu.look())

    def _keep(self) -> None:
        settings.keep_view(self._page.desk.uid, self._page.views.current.id)

    def now(self) -> Look:
        """The list as it is now."""
        page = self._page
        sort = tuple((by.key, by.descending) for by in page.model.order)
        return Look(page.bar.filters, sort, page.columns.chosen)

    def take(self, look: Look, lost: int = 0) -> None:
        """Show the list so; what cannot be read is left out, and said."""
        page = self._page
        readable = tuple(f for f in look.filters if self._readable(f))
        lost += len(look.filters) - len(readable)
        known = {column.key for column in page.model.columns}
        page.columns.take(look.columns)
        page.bar.show_filters(readable)
        page.words.set_text("")
        page.model.set_order([SortBy(key, down) for key, down in look.sort if key in known])
        self.order_changed()
        if page.model.all_rows:
            page.narrow_rows()
        if lost:
            name = page.views.current.name
            said = wording.count(lost, "filter")
            page.desk.told.emit(f"{said} of the view “{name}” cannot be read and holds nothing back.", False)

    def know_views(self, views: list[View]) -> None:
        """Take the views that the book keeps; the one that is shown may be another now."""
        menu = self._page.views
        before = menu.current
        menu.know(views)
        if menu.current != before:
            self.take(*menu.look())
            self._keep()
        self.compare()

    def order_changed(self) -> None:
        """Other columns, or another order."""
        page = self._page
        shown = [page.model.columns[n] for n in page.table.columns_shown()]
        page.bar.know_columns(shown, page.model.order)
        self.compare()
        page.past.ask()

    def compare(self) -> None:
        """Say beside the view's name whether the list is as it was kept."""
        self._page.views.compare(self.now())

    def _readable(self, condition: Condition) -> bool:
        try:
            read_with(condition, self._page.facts.values_on(self._page.desk.today))
        except CsdeskError:
            return False
        return True

"""The accounts going out of the window: those that are listed, or every account for an import elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from csdesk.ui.accounts.questions import Csv
from csdesk.ui.kit.file_choice import file_to_write
from csdesk.ui.shell.list_out import CSV, ListOut

if TYPE_CHECKING:
    from csdesk.ui.accounts.page import AccountsPage


class AccountsOut(ListOut):
    """Prints and writes the list as its filters, its order and its columns show it."""

    def __init__(self, page: "AccountsPage") -> None:
        super().__init__(page, page.table)

    def further(self) -> list[tuple[str, Callable[[], object]]]:
        """All that there is, whatever is shown."""
        return [("Save all accounts as CSV", self.save_all)]

    def save_all(self) -> None:
        """Write every account with every field, as an import takes it."""
        desk = self._page.desk
        path = file_to_write(self._page, "Save all accounts as CSV", "accounts.csv", CSV)
        if path is not None:
            desk.job(f"Writing {path.name}", Csv(desk, path), self._all_written)

    def _all_written(self, written: str) -> None:
        self._page.desk.told.emit(written, False)

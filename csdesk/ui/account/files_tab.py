"""The Files tab: where the papers of an account lie. Only their places are kept, never what is in them."""

from datetime import date
from operator import attrgetter

from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account import beyond_tables as tables
from csdesk.ui.account.sections import Act, Section, Tab

_EMPTY = "No file is named yet: a contract, a plan, a page on the web. csdesk keeps where it lies, never what is in it."


class FilesTab(Tab):
    """The tab."""

    def __init__(self, today: date) -> None:
        self.files = Section(
            "Files", tables.file_columns(today), noun="file", adds="File", empty=_EMPTY, value_of=attrgetter("row"),
            acts=(Act("open", "Open…"), Act("copy", "Copy place"),),
        )  # fmt: skip
        super().__init__("Files", [self.files])

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's files."""
        names = portrait.names()
        self.files.show_rows([tables.Told(f, names) for f in portrait.beyond.files])

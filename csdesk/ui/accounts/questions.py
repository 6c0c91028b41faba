"""What the Accounts page asks the book, and what it writes from it: each a question with its day."""

from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.domain.ids import AccountId
from csdesk.services.accounts import AccountRow, account_rows
from csdesk.ui.accounts.finding import FIRST, USUAL, Finding
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.services.glances import Glance
    from csdesk.store.book import Book


class Rows:
    """Every account on the desk's day, ready to be filtered."""

    def __init__(self, desk: Desk) -> None:
        self._today = desk.today

    def __call__(self, book: "Book") -> Finding:
        from csdesk.services.own_facts import facts_of

        finding = Finding(account_rows(book, as_of=self._today), self._today, facts_of(book))
        finding.prepare(FIRST)
        return finding


class Weeks:
    """The last twelve weekly scores of every account; what is filtered by is read on the way."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        self._today, self._finding = desk.today, finding

    def __call__(self, book: "Book") -> dict[AccountId, tuple[float | None, ...]]:
        from csdesk.services.health import weekly_scores

        self._finding.prepare(USUAL)
        return weekly_scores(book, as_of=self._today)


class GlanceAt:
    """What the inspector says of one account besides its row; None where it is gone by now."""

    def __init__(self, desk: Desk, row: AccountRow) -> None:
        self._today, self._account = desk.today, row.id
        self._renewal_on = row.money.renewal_on if row.money else None

    def __call__(self, book: "Book") -> "Glance | None":
        from csdesk.domain.errors import NoSuchAccount
        from csdesk.services.glances import glance

        try:
            return glance(book, self._account, renewal_on=self._renewal_on, as_of=self._today)
        except NoSuchAccount:
            return None


class Csv:
    """Writes all accounts as CSV."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self._today, self._path = desk.today, path

    def __call__(self, book: "Book", progress: object) -> str:
        del progress
        from csdesk.services.exports import export_book

        written = export_book(book, self._path, today=self._today)
        return f"{written.rows:,} accounts written: {self._path.name}"

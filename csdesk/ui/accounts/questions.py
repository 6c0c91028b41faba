"""What the Accounts page asks the book, and what it writes from it: each a question with its day."""

from pathlib import Path
from typing import TYPE_CHECKING

from csdesk.services.accounts.accounts import AccountRow, account_rows
from csdesk.ui.accounts.finding import FIRST, USUAL, Finding
from csdesk.ui.desk import Desk

if TYPE_CHECKING:
    from csdesk.domain.health.standing import Standing
    from csdesk.services.health.glances import Glance
    from csdesk.store.book import Book


class Rows:
    """Every account on the desk's day, ready to be filtered; its past is as it was until it is read again."""

    def __init__(self, desk: Desk, before: Finding) -> None:
        self._today, self._before = desk.today, before

    def __call__(self, book: "Book") -> Finding:
        from csdesk.services.accounts.own_facts import facts_of

        rows = account_rows(book, as_of=self._today)
        if self._before.today == self._today:
            known = {row.id: row for row in self._before.rows}
            rows = [_with_past(r, k.weeks, k.standing) if (k := known.get(r.id)) else r for r in rows]
        finding = Finding(rows, self._today, facts_of(book))
        finding.prepare(FIRST)
        return finding


class Past:
    """The accounts with their last twelve weekly scores, and with `in_band` since when each is in its band; what is
    filtered by is read on the way. The answer comes with its question."""

    def __init__(self, finding: Finding, *, in_band: bool) -> None:
        self.finding, self.in_band = finding, in_band

    def __call__(self, book: "Book") -> "tuple[Past, Finding]":
        from csdesk.services.health.health import numbers_of, weekly
        from csdesk.services.health.standings import WEEKS, standings

        found = self.finding
        past = weekly(book, as_of=found.today, weeks=WEEKS if self.in_band else _DRAWN)
        weeks, stood = numbers_of(past[-_DRAWN:]), standings(past) if self.in_band else None
        rows = [
            _with_past(row, weeks.get(row.id, ()), row.standing if stood is None else stood.get(row.id))
            for row in found.rows
        ]
        made = Finding(rows, found.today, found.facts)
        made.prepare((*FIRST, *USUAL))
        return self, made


_DRAWN = 12
"""How many weeks the line of a health has."""


def _with_past(row: AccountRow, weeks: tuple[float | None, ...], stood: "Standing | None") -> AccountRow:
    return AccountRow(row.line, row.money, row.score, weeks, row.own, stood)


class GlanceAt:
    """What the inspector says of one account besides its row; None where it is gone by now."""

    def __init__(self, desk: Desk, row: AccountRow) -> None:
        self._today, self._account, self._known_on = desk.today, row.id, desk.known_on
        self._renewal_on = row.money.renewal_on if row.money else None

    def __call__(self, book: "Book") -> "Glance | None":
        from csdesk.domain.errors import NoSuchAccount
        from csdesk.services.health.glances import glance

        try:
            return glance(
                book, self._account, renewal_on=self._renewal_on, as_of=self._today, known_on=self._known_on
            )
        except NoSuchAccount:
            return None


class Csv:
    """Writes all accounts as CSV."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self._today, self._path = desk.today, path

    def __call__(self, book: "Book", progress: object) -> str:
        del progress
        from csdesk.services.spreadsheets.exports import export_book

        written = export_book(book, self._path, today=self._today)
        return " ".join((f"{written.rows:,} accounts written: {self._path.name}", *written.notes))

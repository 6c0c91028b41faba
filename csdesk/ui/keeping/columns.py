"""The columns of the table of backups: when, why, what each holds, and what the book has that it has not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from csdesk.domain.phrases import upper
from csdesk.ui.formats import ABSENT, day
from csdesk.ui.kit.columns import Cell, Column

if TYPE_CHECKING:
    from csdesk.store.backups import Backup, Since


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup, and what the book has that it has not; None where the book cannot be read."""

    backup: "Backup"
    since: "Since | None"

    @property
    def made(self) -> datetime:
        """When it was made, by the clock on the wall here."""
        return datetime.fromisoformat(self.backup.made_at).astimezone()

    @property
    def changed(self) -> datetime | None:
        """When the newest change in it was made."""
        last = self.backup.last_change
        return datetime.fromisoformat(last).astimezone() if last else None


def number(row: BackupRow) -> int:
    """What makes a backup the same one."""
    return row.backup.number


def columns(today: date) -> list[Column[BackupRow]]:
    """The columns, as of the day it is."""
    return [
        Column("made", "Made", lambda r: moment(r.made, today), sort_key=number, width=122, cell=Cell.NAME),
        Column("why", "Why", why, width=136, grow=True),
        Column("accounts", "Accounts", lambda r: count(r.backup.accounts), sort_key=lambda r: r.backup.accounts,
               width=78, cell=Cell.NUMBER),
        Column("touches", "Touches", lambda r: count(r.backup.touches), sort_key=lambda r: r.backup.touches,
               width=78, cell=Cell.NUMBER),
        Column("last", "Last change", lambda r: moment(r.changed, today), sort_key=lambda r: r.backup.last_change,
               width=146, cell=Cell.SECOND),
        Column("newer", "Newer now", lambda r: newer(r.since), sort_key=lambda r: r.since.rows if r.since else None,
               width=112, cell=Cell.NUMBER),
        Column("whole", "Verified", lambda _: "whole", width=80, ink=lambda _: "good.text", sortable=False),
    ]  # fmt: skip


def moment(at: datetime | None, today: date) -> str:
    """A day with its time: `24 Nov, 18:00`."""
    return f"{day(at.date(), today=today)}, {at:%H:%M}" if at else ABSENT


def count(n: int | None) -> str:
    """A count; not known is a dash."""
    return ABSENT if n is None else f"{n:,}"


def why(row: BackupRow) -> str:
    """Why it was made, as a sentence begins."""
    return upper(row.backup.reason)


def newer(since: "Since | None") -> str:
    """How many rows of the book are newer than a backup."""
    if since is None:
        return ABSENT
    return "another course" if since.apart else f"{since.rows:,}"

"""What the status line says of a book: its file, that it is saved, and when it was last backed up."""

from datetime import datetime

from csdesk.ui.desk import Desk
from csdesk.ui.formats import day

Fact = str | tuple[str, str]


def saved_facts(desk: Desk, backup: datetime | None) -> list[Fact]:
    """The facts from the left; a fact may be (icon, text)."""
    saved = f"Saved {desk.saved_at.astimezone():%H:%M}" if desk.saved_at else "Saved"
    facts: list[Fact] = [desk.path.name, ("check", saved) if desk.writable else ("lock", "Read only")]
    if backup is not None:
        facts.append(_backup(backup.astimezone()))
    return facts


def _backup(made: datetime) -> str:
    today = datetime.now(made.tzinfo).date()
    if made.date() == today:
        return f"Backup today {made:%H:%M}"
    return f"Backup {day(made.date(), today=today)}"

"""What the status line says of a book: its file, that it is saved, and where else it is kept."""

from datetime import datetime
from typing import TYPE_CHECKING

from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.kit.status import Fact

if TYPE_CHECKING:
    from csdesk.services.book.keeping import Safety

KEEPING = "keeping"
"""The page that a fact about backups leads to."""


def saved_facts(desk: Desk, safety: "Safety | None") -> list[Fact]:
    """The facts from the left; what is about backups can be clicked."""
    saved = f"Saved {desk.saved_at.astimezone():%H:%M}" if desk.saved_at else "Saved"
    facts: list[Fact] = [desk.path.name, ("check", saved) if desk.obstacle is None else ("lock", "Read only")]
    if safety is not None and safety.last_backup is not None:
        facts.append(("", _backup(safety.last_backup.astimezone()), KEEPING))
    if safety is not None and safety.only_here:
        facts.append(("warning", "Only on this computer", KEEPING))
    return facts


def _backup(made: datetime) -> str:
    today = datetime.now(made.tzinfo).date()
    if made.date() == today:
        return f"Backup today {made:%H:%M}"
    return f"Backup {day(made.date(), today=today)}"

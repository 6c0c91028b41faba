"""The words of the backups page: what a restore would take back, and what can harm the book where it lies."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from csdesk import settings
from csdesk.services.book.keeping import Overview
from csdesk.ui.formats import day
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.store.backups import Since

KEPT = "The book as it is now stays beside it under a new name."


def lost(since: "Since | None") -> str:
    """What the book has that a backup has not."""
    if since is None:
        return f"The book cannot be read to compare. {KEPT}"
    if since.apart:
        return f"This backup holds changes that the book of today has not. {KEPT}"
    if not since.changes:
        return "The book has nothing that is not in this backup."
    verb = "are" if since.changes > 1 else "is"
    return (
        f"{count(since.changes, 'change')} in {count(since.rows, 'row')} {verb} newer, and would be gone from the "
        f"book. {KEPT}"
    )


def place_words(found: Overview) -> str:
    """What can harm the book where it lies, and backups that are not offered; empty where nothing is wrong."""
    place, said = found.place, []
    if found.bad:
        is_ = "is gone or was" if found.bad == 1 else "are gone or were"
        said.append(f"{count(found.bad, 'backup')} {is_} altered on the disk: not offered here.")
    if place.network:
        said.append(f"The book lies on a network drive ({place.network}): move it to this computer.")
    if place.synced:
        said.append(
            f"The book lies in {place.synced}, which another program synchronises: move it out of there."
        )
    if place.conflicts:
        names = ", ".join(p.name for p in place.conflicts[:2])
        said.append(
            f"A conflict left {count(len(place.conflicts), 'copy', 'copies')} beside the book: {names}."
        )
    if place.names > 1:
        said.append("The file has more than one name: open it by one of them only.")
    return " ".join(said)


def second_words(found: Overview, today: date) -> str:
    """Whether there is a second place, and how new its newest backup is."""
    if found.second_place is None:
        if settings.load().second_place == settings.DECLINED:
            return "You decided that none is needed. A disk can die: all backups are on this one."
        return "None yet. A disk can die: choose a folder on another one, or on a stick."
    if found.missing:
        return f"{found.second_place} is not there now. Backups go on here, and there again when it is back."
    if found.second is None:
        return f"{found.second_place}. The next backup goes there too."
    made = datetime.fromisoformat(found.second.made_at).astimezone()
    return f"{found.second_place}. Newest there: {day(made.date(), today=today)}, {made:%H:%M}."

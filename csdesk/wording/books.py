"""The sentences of errors about the file of a book."""

from csdesk.domain.errors import books as e
from csdesk.domain.refusals import CsdeskError

_DISK = "See that its disk has room and takes files, and try again."
"""What helps whatever the disk refused: it may be full, or broken, or take no file of that name."""

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.BookNotFound: ("There is no book {book}.", "Check the path, or make one: csdesk new FILE."),
    e.NoBookYet: (
        "You have no book yet.",
        "Your spreadsheet makes one: csdesk import FILE. A sample to look at: csdesk demo.",
    ),
    e.NoHome: ("This computer names no folder of yours.", "Set HOME, or name the book: --book FILE."),
    e.BookExists: ("{book} is there already.", "Choose another name; nothing was overwritten."),
    e.NotAPlace: ("No book can be made here: {why}.", "Choose another folder or name."),
    e.NotABook: ("{book} is not a csdesk book.", "Open a .csdesk file; a spreadsheet comes in by import."),
    e.OtherPrograms: ("{book} is a database of another program.", "Open a .csdesk file."),
    e.BookDamaged: (
        "{book} cannot be read: {why}.",
        "Keep the file, and restore its newest backup, or salvage what can still be read.",
    ),
    e.PathTooLong: (
        "The path of {book} is too long to open it.",
        "Move it into a folder with a shorter path.",
    ),
    e.SearchDamaged: (
        "The search index of {book} cannot be read; nothing that you wrote is in it alone.",
        "Make it anew: csdesk check --deep --repair.",
    ),
    e.BookTooNew: (
        "{book} was written by a newer csdesk (version {written}; this one reads up to {reads}).",
        "Install the newer csdesk.",
    ),
    e.BookInUse: ("{book} is open for writing: {user} on {host}, since {since}.", "Close it there first."),
    e.BookHeldElsewhere: (
        "{book} is open for writing on another computer: {user} on {host}, since {since}.",
        "Close it there first; if it is open nowhere, delete {lock}.",
    ),
    e.BookBusy: (
        "Another program is using {book}.",
        "Wait until it has finished, or close it there, and try again.",
    ),
    e.BookGone: (
        "{book} is not there any more: it was moved or deleted, or its drive is gone.",
        "Save a copy of what this window holds, or bring the file back.",
    ),
    e.BookReplaced: (
        "{book} was replaced or changed by another program while it was open here.",
        "Save a copy of what this window holds, then open what is there now.",
    ),
    e.BookForeign: (
        "{book} holds what csdesk never makes ({what}), so nothing is written in it.",
        "Read it as data into a new book: csdesk check --as-data NEW.csdesk.",
    ),
    e.DataTooSlow: (
        "{book} could not be read as data within a minute.",
        "Ask whoever sent it for an export as a workbook.",
    ),
    e.BookReadOnly: ("{book} can only be read here.", "Copy it to a folder of yours to change it."),
    e.NotSaved: ("Not saved: {why}. {book} is as it was before.", _DISK),
    e.PerhapsSaved: (
        "The disk failed while {book} was being saved: {why}. The last change may be in it, or not.",
        "Look into the history before you do it again, and make a backup on another disk.",
    ),
    e.NoPermission: ("No permission for {what}.", "Ask for access, or use another folder."),
    e.BackupFailed: ("No backup was made: {why}.", "Choose another folder, and try again."),
    e.NoSuchBackup: ("There is no backup {name}.", "csdesk backup --list shows those that there are."),
    e.BackupDamaged: (
        "{backup} cannot be restored from: {why}.",
        "Take another one: csdesk backup --list shows those that are good.",
    ),
    e.NotRestored: ("Not restored: {why}. {book} is as it was before.", _DISK),
    e.NothingToSalvage: (
        "Nothing in {book} can still be read.",
        "Restore the newest backup: csdesk backup --list shows it.",
    ),
}

"""Errors about the file of a book: where it is, who holds it, whether it can be read and saved."""

from csdesk.domain.refusals import CsdeskError


class BookNotFound(CsdeskError):
    """There is no file at this path."""


class NoBookYet(BookNotFound):
    """No book was named, and the person's default one is not there yet."""


class NoHome(CsdeskError):
    """The person's folders cannot be found, and no book was named."""


class BookExists(CsdeskError):
    """A book would be written over an existing file."""


class NotAPlace(CsdeskError):
    """No file can be made at this path."""


class NotABook(CsdeskError):
    """The file is not a csdesk book."""


class OtherPrograms(CsdeskError):
    """The file is a database of another program."""


class BookDamaged(CsdeskError):
    """The file is a csdesk book, but it cannot be read."""


class PathTooLong(CsdeskError):
    """The path of a book has more bytes than SQLite opens."""


class SearchDamaged(CsdeskError):
    """The search index cannot be read; it is derived from the rows, which may be whole."""


class BookTooNew(CsdeskError):
    """The book was written by a newer csdesk."""

    exit_code = 78


class BookInUse(CsdeskError):
    """Another csdesk writes in this book."""

    exit_code = 75


class BookHeldElsewhere(BookInUse):
    """The lock file names another computer, whose lock cannot be tested from here."""


class BookBusy(CsdeskError):
    """Another program holds the book."""

    exit_code = 75


class BookGone(CsdeskError):
    """The book's file is no longer where it was opened: deleted, moved, or its drive is gone."""

    exit_code = 1


class BookReplaced(CsdeskError):
    """Another program put something else in the place of the open book, or wrote in it."""

    exit_code = 1


class BookForeign(CsdeskError):
    """The book holds what csdesk never makes: a trigger, a view, a table or an index."""


class DataTooSlow(CsdeskError):
    """A book from somebody else could not be read as data in the time it was given."""


class BookReadOnly(CsdeskError):
    """The book cannot be changed here."""

    exit_code = 77


class NotSaved(CsdeskError):
    """A change could not be written; the book is as before."""

    exit_code = 1


class PerhapsSaved(CsdeskError):
    """The disk failed in the last moment of a change: it may be in the book, and nobody promises that it stays."""

    exit_code = 1


class NoPermission(CsdeskError):
    """A file or folder may not be read or written."""

    exit_code = 77


class BackupFailed(CsdeskError):
    """A backup could not be written, or what was written is not whole."""

    exit_code = 1


class NoSuchBackup(CsdeskError):
    """There is no backup of this name or number."""


class BackupDamaged(CsdeskError):
    """A file is no good backup: it is not restored from."""


class NotRestored(CsdeskError):
    """A backup could not be put in the book's place; the book is as before."""

    exit_code = 1


class NothingToSalvage(CsdeskError):
    """Not one row of a damaged book can still be read."""

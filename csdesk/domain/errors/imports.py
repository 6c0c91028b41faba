"""Errors about a spreadsheet or a calendar that comes in: the file, what it needs beside it, its rows."""

from csdesk.domain.refusals import CsdeskError


class FileMissing(CsdeskError):
    """There is no file at this path."""


class NotAWorkbook(CsdeskError):
    """The file is neither a workbook nor a text table."""


class OtherKindOfFile(CsdeskError):
    """The file is something else than a table, whatever its name says."""


class MarkOfAnOpenFile(CsdeskError):
    """The file is what a program writes beside a workbook for as long as it is open there."""


class WorkbookProtected(CsdeskError):
    """The workbook asks for a password."""


class WorkbookTooLarge(CsdeskError):
    """The file holds, unpacks to, or needs more than csdesk reads."""


class WorkbookDamaged(CsdeskError):
    """The workbook cannot be read: a part is missing or broken."""


class WorkbookTooSlow(CsdeskError):
    """The workbook could not be read in the time it was given."""


class WorkbookUnsafe(CsdeskError):
    """The workbook holds something that no workbook needs, such as a document type definition."""


class CsvQuoteNotClosed(CsdeskError):
    """A quotation mark is opened and never closed, so the rest of the file would be one field."""


class NoSuchNoun(CsdeskError):
    """csdesk keeps nothing of this name."""


class CalendarUnreadable(CsdeskError):
    """A file is no calendar, or one beyond what is read."""


class NoSuchQuestion(CsdeskError):
    """An answer was given to a question that an import does not ask."""


class NoSuchChoice(CsdeskError):
    """An answer is none of its question's choices."""


class NeverErases(CsdeskError):
    """A column was said to erase whose empty cells cannot."""


class NoSuchSheet(CsdeskError):
    """A file has no sheet of this name."""


class NothingToImport(CsdeskError):
    """No sheet of a file holds a table."""


class ImportUndecided(CsdeskError):
    """An import waits for answers."""

    exit_code = 3


class ImportOutdated(CsdeskError):
    """The book changed after an import was planned."""


class ImportRefused(CsdeskError):
    """Rows of an import cannot be used as they are."""


class NothingRefused(CsdeskError):
    """A workbook of refused rows was wanted where no row is refused."""


class MappingUnreadable(CsdeskError):
    """A saved mapping is not one."""


class ImportCancelled(CsdeskError):
    """A person stopped an import."""

    exit_code = 130


class WrongPassword(CsdeskError):
    """The password that was given does not open the workbook."""


class EncryptionUnknown(CsdeskError):
    """The workbook is encrypted in a way that is not read, whatever the password."""


class PasswordFileUnusable(CsdeskError):
    """The file that should hold a password holds none."""


class NoSuchEncoding(CsdeskError):
    """No encoding of texts has this name."""


class NoSuchDelimiter(CsdeskError):
    """This cannot stand between the cells of a text table."""


class StillDownloading(CsdeskError):
    """The file is what a browser writes until a download is whole."""


class OpenElsewhere(CsdeskError):
    """Another program holds the file so that it cannot be read."""

    exit_code = 77


class ChangedWhileRead(CsdeskError):
    """The file was written by another program while it was read."""

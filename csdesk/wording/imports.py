"""The sentences of errors about what comes in."""

from csdesk.domain.errors import imports as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.FileMissing: ("There is no file here.", "Check the path."),
    e.NotAWorkbook: ("This cannot be read as a table: {reason}.", "Choose an Excel or CSV file."),
    e.OtherKindOfFile: ("This is {kind}, not a workbook.", "Save it as .xlsx or .csv, and import that."),
    e.MarkOfAnOpenFile: (
        "This only marks that the workbook beside it is open in another program.",
        "Close the workbook there, and import the workbook itself.",
    ),
    e.WorkbookProtected: (
        "The workbook is protected with a password.",
        "Give it with --password-file, or save a copy without it in Excel, and import the copy.",
    ),
    e.WrongPassword: (
        "The password does not open this workbook.",
        "Capitals count. Or save a copy without the password in Excel, and import the copy.",
    ),
    e.EncryptionUnknown: (
        "The workbook is encrypted in a way that csdesk cannot read.",
        "Open it in the program that wrote it, save a copy without the password, and import the copy.",
    ),
    e.PasswordFileUnusable: (
        "No password can be read from this file: {reason}.",
        "Write the password into it as the only line.",
    ),
    e.NoSuchEncoding: ("There is no encoding “{name}”.", "Some that there are: {names}."),
    e.NoSuchDelimiter: ("“{sign}” cannot separate cells.", "Give {signs}, or one sign."),
    e.StillDownloading: (
        "The file is still being downloaded.",
        "Wait until the browser has given it its own name, and import that.",
    ),
    e.OpenElsewhere: (
        "Another program has the file open and lets nobody read it.",
        "Close it in Excel, or import a copy.",
    ),
    e.ChangedWhileRead: (
        "The file was changed by another program while it was read.",
        "Wait until it is saved, and import it again.",
    ),
    e.WorkbookTooLarge: (
        "The file is larger than csdesk reads: {reason}.",
        "Keep the rows and columns that matter in a new file, and import that.",
    ),
    e.WorkbookDamaged: (
        "The workbook cannot be read: {reason}.",
        "Open it in Excel, save it again as .xlsx, and import that.",
    ),
    e.WorkbookTooSlow: (
        "The workbook could not be read in {seconds} seconds.",
        "Save the sheet as CSV, and import that.",
    ),
    e.WorkbookUnsafe: (
        "The workbook holds a document type definition in {part}, which Excel never writes.",
        "Ask whoever sent it for a copy saved by Excel.",
    ),
    e.CsvQuoteNotClosed: (
        "The quotation mark opened in line {line} is never closed.",
        "Close or remove it in that line, and import again.",
    ),
    e.NoSuchQuestion: (
        "Nothing here is asked or called “{key}”.",
        "The nearest that there is: {nearest}. Without it, the questions are listed with their keys.",
    ),
    e.NoSuchChoice: ("“{answer}” is no answer to {key}.", "Choose from: {choices}."),
    e.NeverErases: (
        "An empty cell of “{column}” never erases anything.",
        "Choose from: {columns}. What a row is known by, what it needs, notes, and a contract's days and amounts stay.",
    ),
    e.NoSuchSheet: ("There is no sheet “{sheet}”.", "The file has: {sheets}."),
    e.NothingToImport: (
        "There is no table in {files} ({why}).",
        "Put one customer in each row, under a row of column names.",
    ),
    e.ImportUndecided: ("Open questions: {count:,}; the first is {first}.", "Answer them, and import again."),
    e.ImportOutdated: (
        "The book was changed after the preview was made; nothing was imported.",
        "Look at the new preview, and import then.",
    ),
    e.ImportRefused: (
        "Rows that cannot be used: {count:,}; the first is row {row} of “{sheet}”: {what}.",
        "Mend the file, or import only the rows that are right.",
    ),
    e.NothingRefused: ("No row of {files} is refused.", "There is nothing to mend."),
    e.MappingUnreadable: (
        "{file} is no saved mapping: {why}.",
        "docs/import.md says what one holds; `csdesk import FILE --dry-run --json` writes one.",
    ),
    e.ImportCancelled: ("The import was stopped; nothing was changed.", "Import again when you like."),
    e.NoSuchNoun: ("csdesk keeps nothing called “{name}”.", "Choose from: {nouns}."),
    e.CalendarUnreadable: (
        "This cannot be read as a calendar: {reason}.",
        "Export it again from your calendar program as .ics.",
    ),
}

"""The wording of everything that has a name inside the program: errors, verbs, choices. English, no Qt."""

from enum import StrEnum

from csdesk.domain import errors as e
from csdesk.domain.changes import Verb
from csdesk.domain.errors import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.TouchInFuture: ("A touch on {day} lies after today, {today}.", "Log it as a task, or correct the day."),
    e.TouchWithoutText: ("A touch needs a word on what came of it.", "Write one sentence."),
    e.NoSuchAccount: ("No account is called “{name}”.", "csdesk accounts lists them."),
    e.AmbiguousContact: ("“{name}” could be any of: {candidates}.", "Write the whole name."),
    e.AmbiguousAccount: ("“{name}” fits {candidates}.", "Write more of the name, or its id."),
    e.NoSuchScorecard: ("There is no scorecard “{name}”.", "Choose one of: {names}."),
    e.ScorecardNameTaken: (
        "No scorecard can be called “{name}”.",
        "A free name of at most {most} letters will do.",
    ),
    e.ScorecardShipped: ("“{name}” ships with csdesk and stays.", "Let it score nobody instead."),
    e.ScorecardUnreadable: (
        "{file} is no scorecard: {why}.",
        "csdesk scorecards NAME --export FILE writes one.",
    ),
    e.MeasureImpossible: ("{measure} cannot be measured so: {why}.", "Change it, and try again."),
    e.NoSuchDimension: ("csdesk cannot part customers by “{name}”.", "Choose from: {names}."),
    e.NoSuchMeasure: ("“{name}” is no measure of {scorecard}.", "Choose one of: {names}."),
    e.WeightImpossible: (
        "{weight} is no weight for {measure}.",
        "A weight is a whole number from 0 to 1000, and one of a card is more than 0.",
    ),
    e.PointsImpossible: (
        "The points of {measure} cannot be.",
        "Write READING:POINTS pairs by rising reading, points from 0 to 100, such as 0:0,0.5:40,1:100.",
    ),
    e.BandsImpossible: (
        "{text} are no edges of bands.",
        "Write the lower edges as 70/40, both from 0 to 100.",
    ),
    e.LookingElsewhere: ("As of {day} nothing can be changed.", "Go back to today: Esc."),
    e.NotADay: ("“{text}” is not a day that csdesk knows.", "Write 2025-11-24, today, monday or -30d."),
    e.PeriodBackwards: (
        "The period ends on {last}, before it begins on {first}.",
        "Give the earlier day first.",
    ),
    e.NoSuchRenewal: ("No term of {name} ends on {day}.", "csdesk renewals lists those that are due."),
    e.PerTermOrYear: (
        "The term is {months} months long: nobody said whether the amount is for all of it or for a year.",
        "Say what it is for: period=term or period=year.",
    ),
    e.StepOutsideTerm: ("The change on {day} lies outside {start} to {end}.", "Give a day inside."),
    e.NoSuchLoss: ("Nothing of {account} was lost or is going, by that name.", "csdesk losses lists them."),
    e.RenewalDecided: (
        "The renewal of {name} on {day} is decided already: {outcome}.",
        "Undo that decision to take another.",
    ),
    e.TermBackwards: ("The term would end on {end}, before it begins on {start}.", "Give a later day."),
    e.OrderInFuture: (
        "An order of {day} lies after today, {today}.",
        "Give the day on which it was decided.",
    ),
    e.FigureOutOfRange: ("{what} cannot be {given}.", "It must be {allowed}."),
    e.AmountNotKnown: ("The amount of this line is not known.", "Give the new price."),
    e.RateMissing: (
        "There is no rate for {pair} on {day}, and none before it.",
        "csdesk add rate from_currency={of} to_currency={to} on={day} rate=NUMBER adds it; --only does without.",
    ),
    e.AccountWithoutName: ("An account needs a name.", "Write what you call the company."),
    e.AccountExists: ("{name} is in the book already.", "Use another name, or change the one that is there."),
    e.NotAQuery: (
        "“{query}” cannot be read at {at}.",
        "Write for example: arr > 20000 and band = 'at risk'.",
    ),
    e.NoSuchField: ("There is no field {field}.", "Fields: {fields}."),
    e.NoSuchRow: ("No {noun} has the id {id}.", "csdesk show ACCOUNT --json lists the ids."),
    e.MergeRefused: ("These two cannot be merged: {what}.", "Choose another."),
    e.FieldNeeded: ("{field} is needed.", "Fill it in."),
    e.FieldRefused: ("{field}: “{text}” is not {wanted}.", "Correct it; nothing else was changed either."),
    e.DayBothWays: ("{field}: “{text}” can be read both ways.", "Write it as 2025-11-24."),
    e.BookNotFound: ("There is no book {book}.", "Check the path, or make one: csdesk new FILE."),
    e.NoHome: ("This computer names no folder of yours.", "Set HOME, or name the book: --book FILE."),
    e.BookExists: ("{book} is there already.", "Choose another name; nothing was overwritten."),
    e.NotAPlace: ("No book can be made here: {why}.", "Choose another folder or name."),
    e.NotABook: ("{book} is not a csdesk book.", "Open a .csdesk file; a spreadsheet comes in by import."),
    e.OtherPrograms: ("{book} is a database of another program.", "Open a .csdesk file."),
    e.BookDamaged: ("{book} cannot be read: {why}.", "Keep the file, and open the newest backup."),
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
    e.BookBusy: ("Another program is using {book}.", "Close it there, and try again."),
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
    e.NotSaved: ("Not saved: {why}. {book} is as it was before.", "Free some space, and try again."),
    e.PerhapsSaved: (
        "The disk failed while {book} was being saved: {why}. The last change may be in it, or not.",
        "Look into the history before you do it again, and make a backup on another disk.",
    ),
    e.NoPermission: ("No permission for {what}.", "Ask for access, or use another folder."),
    e.NothingToUndo: ("There is nothing to undo.", "csdesk history lists what was done."),
    e.NothingToRedo: ("There is nothing to redo.", "csdesk history lists what was undone."),
    e.NoSuchChange: (
        "There is no change {n} to undo.",
        "csdesk history lists the numbers, and what is undone.",
    ),
    e.ChangedSince: (
        "Change {n} cannot be undone as a whole: {names} changed since.",
        "Undo with --keep to leave those as they are and undo the rest.",
    ),
    e.StillReferred: ("{noun} {name} still has rows that belong to it.", "Remove those first."),
    e.RefersToNothing: ("What {noun} {name} belongs to is no longer there.", "Bring that back first."),
    e.BackupFailed: ("The backup could not be verified: {why}.", "Choose another folder, and try again."),
    e.NoSuchBackup: ("There is no backup {name}.", "csdesk backup --list shows those that there are."),
    e.BackupDamaged: (
        "{backup} cannot be restored from: {why}.",
        "Take another one: csdesk backup --list shows those that are good.",
    ),
    e.NotRestored: ("Not restored: {why}. {book} is as it was before.", "Free some space, and try again."),
    e.NothingToSalvage: (
        "Nothing in {book} can still be read.",
        "Restore the newest backup: csdesk backup --list shows it.",
    ),
    e.SqlWrong: (
        "The query cannot be run: {why}.",
        'The tables: csdesk sql "SELECT name FROM sqlite_master ORDER BY name".',
    ),
    e.SqlOnlyReads: ("csdesk sql only reads the book.", "Write one SELECT; other verbs change things."),
    e.SqlTooLong: ("The query took longer than {seconds} seconds.", "Ask for less at once."),
    e.FileMissing: ("There is no file here.", "Check the path."),
    e.NotAWorkbook: ("This cannot be read as a table: {reason}.", "Choose an Excel or CSV file."),
    e.OtherKindOfFile: ("This is {kind}, not a workbook.", "Save it as .xlsx or .csv, and import that."),
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
        "The import asks nothing called “{key}”.",
        "Import without it: the questions are listed with their keys.",
    ),
    e.NoSuchChoice: ("“{answer}” is no answer to {key}.", "Choose from: {choices}."),
    e.NoSuchSheet: ("There is no sheet “{sheet}”.", "The file has: {sheets}."),
    e.NothingToImport: (
        "There is no table in {files} ({why}).",
        "Put one customer in each row, under a row of column names.",
    ),
    e.ImportUndecided: ("Open questions: {count}; the first is {first}.", "Answer them, and import again."),
    e.ImportOutdated: (
        "The book was changed after the preview was made; nothing was imported.",
        "Look at the new preview, and import then.",
    ),
    e.ImportRefused: (
        "Rows that cannot be used: {count}; the first is row {row} of “{sheet}”: {what}.",
        "Mend the file, or import only the rows that are right.",
    ),
    e.BaselineMissing: (
        "This workbook does not carry what it said when it went out.",
        "It can be imported like any other sheet: csdesk import FILE.",
    ),
    e.BaselineDamaged: (
        "What this workbook carries of the day it went out was changed, or is not whole.",
        "Import it like any other sheet: csdesk import FILE.",
    ),
    e.BaselineTooNew: (
        "This workbook went out of a newer csdesk.",
        "Update csdesk, or import it like any other sheet.",
    ),
    e.OtherBooksWorkbook: (
        "This workbook went out of another book.",
        "Merge it there, or import it here like any other sheet: csdesk import FILE.",
    ),
    e.MergeUndecided: ("Open questions: {count}; the first is {first}.", "Answer them, and merge again."),
    e.MergeRowsRefused: (
        "Cells or rows that cannot be used: {count}; the first is row {row} of “{sheet}”: {what}.",
        "Mend the workbook, and merge it again.",
    ),
    e.MergeOutdated: (
        "The book was changed after this merge was looked at.",
        "Look at the merge again; your answers are kept.",
    ),
    e.MergeStopped: ("The merge was stopped; nothing was changed.", "Merge again when you like."),
    e.NothingRefused: ("No row of {files} is refused.", "There is nothing to mend."),
    e.MappingUnreadable: (
        "{file} is no saved mapping: {why}.",
        "docs/import.md says what one holds; `csdesk import FILE --dry-run --json` writes one.",
    ),
    e.EditStopped: ("The change was stopped; nothing was changed.", "Change them again when you like."),
    e.PrintingStopped: ("The printing was stopped.", "Print again when you like."),
    e.ImportCancelled: ("The import was stopped.", "Import again when you like."),
    e.NotWritten: ("The file was not written: {why}.", "Choose another folder or name, and try again."),
    e.PathUnusable: ("The file was not written: {why}.", "Choose another folder or name."),
    e.NoSuchNoun: ("csdesk keeps nothing called “{name}”.", "Choose from: {nouns}."),
    e.OneNounPerCsv: (
        "A CSV file holds one kind of row, not {count}.",
        "Name one with --nouns, or write a .json or .xlsx file.",
    ),
    e.TemplateUnreadable: (
        "The template cannot be used: {reason}.",
        "Save it in PowerPoint as a .pptx presentation, or leave --template out.",
    ),
    e.DeckKindUnknown: ("“{file}” is not the name of a deck.", "End the name with .pptx."),
    e.LeaksFound: (
        "{file} was not written: it holds {count} not meant for {reader}; the first is {first}.",
        "Take it out, or let it pass with a reason: --pass KEY=REASON.",
    ),
    e.AccountNeeded: ("A file for a customer is about one account.", "Name it with --account."),
    e.ProfileNotHere: ("There is no {profile} version of this file.", "Choose from: {profiles}."),
    e.MailUnreadable: ("This cannot be read as a mail: {reason}.", "Save it from your mail program as .eml."),
    e.NoSuchTemplate: ("There is no mail called “{name}”.", "Choose from: {names}."),
    e.MailFieldMissing: ("The mail needs {field}, which the book does not know.", "{how}"),
    e.NobodyToWriteTo: (
        "Nobody at {account} can be written to: {why}.",
        "Add an e-mail address there, or choose another person.",
    ),
    e.OptedOut: ("{name} asked on {day} not to be written to.", "Write to somebody else there, or call."),
    e.WrittenTooOften: (
        "{name} was written to {count} since {day}; the cap is {cap}.",
        "Wait until {until}, or call.",
    ),
    e.MailHeaderRefused: ("{field} cannot stand in the head of a mail: {why}.", "Correct it."),
    e.MailUnknown: (
        "Nobody in the book has the address {address}.",
        "Name the account: csdesk touch ACCOUNT --mail FILE.",
    ),
    e.AlreadyLogged: ("This was logged before: {summary}, on {day}.", "Nothing has to be done."),
    e.LinkRefused: ("This link is not opened: {why}.", "Copy it, if you know where it leads."),
    e.CalendarUnreadable: (
        "This cannot be read as a calendar: {reason}.",
        "Export it again from your calendar program as .ics.",
    ),
    e.ExportKindUnknown: ("“{file}” does not say how to write it.", "End the name with {endings}."),
}
"""What happened, and what to do next."""

SAFE = "Nothing was changed."

VERBS: dict[Verb, str] = {
    Verb.NEW_BOOK: "New book",
    Verb.IMPORT: "Import",
    Verb.LOG_TOUCH: "Log touch",
    Verb.ADD: "Add",
    Verb.SET: "Change",
    Verb.REMOVE: "Remove",
    Verb.MERGE: "Merge",
    Verb.MERGE_FILE: "Merge workbook",
    Verb.PLAN: "Plan",
    Verb.DONE: "Done",
    Verb.SNOOZE: "Snooze",
    Verb.DECIDE_RENEWAL: "Decide renewal",
    Verb.RECORD_LOSS: "Record loss",
    Verb.PREFER: "Change setting",
    Verb.LET_PASS: "Let pass",
    Verb.DEMO: "Sample book",
    Verb.UNDO: "Undo",
    Verb.REDO: "Redo",
}


def sentence(error: CsdeskError) -> str:
    """What happened, in one sentence, with the place where there is one."""
    said = happened(error)
    return f"{error.where}: {said}" if error.where and error.where not in said else said


def happened(error: CsdeskError) -> str:
    """What happened, in one sentence without the place: where the place is on the screen already."""
    return _stopped_once(ERRORS[type(error)][0].format(**error.facts))


def next_step(error: CsdeskError) -> str:
    """What to do about it."""
    return _stopped_once(ERRORS[type(error)][1].format(**error.facts))


def _stopped_once(text: str) -> str:
    """A sentence whose last word, a name, may have had a full stop of its own."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


def line(error: CsdeskError) -> str:
    """The one line of the command line: what, where, what to do. Never more than one line."""
    return " ".join(f"csdesk: {sentence(error)} {next_step(error)}".split())


def facts(error: CsdeskError) -> dict[str, str]:
    """The error as its JSON contract."""
    return {
        "code": error.code(),
        "message": sentence(error),
        "where": error.where,
        "safe": SAFE,
        "next": next_step(error),
    }


def operation(verb: Verb, label: str) -> str:
    """A change as a person calls it: "Log touch, Corvid Analytics"."""
    return f"{VERBS[verb]}, {label}" if label else VERBS[verb]


def import_unfinished(label: str) -> str:
    """What is said once after the end of the program cut an import off."""
    return f"The last import ({label}) did not finish; nothing of it was written. Import it again."


def stopped(text: str) -> str:
    """A text with its full stop; a name that ends with one (`Rook Security S.A.`) has it already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def choice(value: StrEnum | str | None) -> str:
    """A choice as a label: the workbook's word with a capital; unknown is a dash."""
    if value is None:
        return "–"
    word = str(value)
    return word[:1].upper() + word[1:]


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun in the right form: 1 day, 2 days."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"

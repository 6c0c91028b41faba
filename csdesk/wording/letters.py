"""The sentences of errors about what leaves csdesk, and mail."""

from csdesk.domain.errors import letters as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.PrintingStopped: ("The printing was stopped.", "Print again when you like."),
    e.NotWritten: ("The file was not written: {why}.", "Choose another folder or name, and try again."),
    e.PathUnusable: ("The file was not written: {why}.", "Choose another folder or name."),
    e.HeldOpen: (
        "The file is open in another program, which does not let it be replaced.",
        "Close it there, or write under another name.",
    ),
    e.OneNounPerCsv: (
        "A CSV file holds one kind of row, not {count}.",
        "Name one with --nouns, or write a .json or .xlsx file.",
    ),
    e.TemplateUnreadable: (
        "The template cannot be used: {reason}.",
        "Save it in PowerPoint as a .pptx presentation, or leave --template out.",
    ),
    e.DeckKindUnknown: ("“{file}” is not the name of a deck.", "End the name with {endings}."),
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
    e.ExportKindUnknown: ("“{file}” does not say how to write it.", "End the name with {endings}."),
}

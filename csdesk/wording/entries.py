"""The sentences of errors about what a person types, changes or takes back."""

from csdesk.domain.errors import entries as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    e.TouchInFuture: ("A touch on {day} lies after today, {today}.", "Log it as a task, or correct the day."),
    e.TouchWithoutText: ("A touch needs a word on what came of it.", "Write one sentence."),
    e.NoSuchAccount: ("No account is called “{name}”.", "csdesk accounts lists them."),
    e.AmbiguousContact: ("“{name}” could be any of: {candidates}.", "Write the whole name."),
    e.AmbiguousAccount: ("“{name}” fits {candidates}.", "Write more of the name, or its id."),
    e.LookingElsewhere: ("As of {day} nothing can be changed.", "Go back to today: Esc."),
    e.NotADay: ("“{text}” is not a day that csdesk knows.", "Write 2025-11-24, today, monday or -30d."),
    e.FigureOutOfRange: ("{what} cannot be {given}.", "It must be {allowed}."),
    e.AccountWithoutName: ("An account needs a name.", "Write what you call the company."),
    e.AccountExists: (
        "Another account is called {name}.",
        "Use another name, or change the one that is there.",
    ),
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
    e.AnswerLost: (
        "What the verb did stands, but its answer could not be written: {why}.",
        "Make room, and ask again: csdesk history lists what was done.",
    ),
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
    e.EditStopped: ("The change was stopped; nothing was changed.", "Change them again when you like."),
}

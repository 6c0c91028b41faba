"""The sentences of errors about a workbook that comes back."""

from csdesk.domain.errors import rounds as e
from csdesk.domain.refusals import CsdeskError

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
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
    e.MergeUndecided: ("Open questions: {count:,}; the first is {first}.", "Answer them, and merge again."),
    e.MergeRowsRefused: (
        "Cells or rows that cannot be used: {count:,}; the first is row {row} of “{sheet}”: {what}.",
        "Mend the workbook, and merge it again.",
    ),
    e.MergeOutdated: (
        "The book was changed after this merge was looked at.",
        "Look at the merge again; your answers are kept.",
    ),
    e.MergeStopped: ("The merge was stopped; nothing was changed.", "Merge again when you like."),
}

"""The wording of everything that has a name inside the program: errors, verbs, choices. English, no Qt."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from csdesk.domain.changes import Verb
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import CsdeskError
from csdesk.domain.phrases import count as count
from csdesk.domain.phrases import lower, upper
from csdesk.wording import books, entries, imports, letters, queries, revenue, rounds, scores

ERRORS: dict[type[CsdeskError], tuple[str, str]] = {
    **books.ERRORS,
    **entries.ERRORS,
    **imports.ERRORS,
    **letters.ERRORS,
    **queries.ERRORS,
    **revenue.ERRORS,
    **rounds.ERRORS,
    **scores.ERRORS,
}
"""What happened, and what to do next."""

SAFE = "Nothing was changed."
NO_OUTCOME = "What they must achieve is not written down yet."
"""What stands in the place of the required outcome of an account that has none, whatever its objectives are."""

VERBS: dict[Verb, str] = {
    Verb.NEW_BOOK: "New book",
    Verb.IMPORT: "Imported",
    Verb.LOG_TOUCH: "Touch logged",
    Verb.ADD: "Added",
    Verb.SET: "Changed",
    Verb.REMOVE: "Removed",
    Verb.MERGE: "Merged",
    Verb.MERGE_FILE: "Workbook merged",
    Verb.PLAN: "Planned",
    Verb.DONE: "Done",
    Verb.SNOOZE: "Snoozed",
    Verb.DROP: "Dropped",
    Verb.DECIDE_RENEWAL: "Renewal decided",
    Verb.RECORD_LOSS: "Loss recorded",
    Verb.PREFER: "Setting changed",
    Verb.WRITE_FILE: "File written",
    Verb.LET_PASS: "Findings let pass",
    Verb.DEMO: "Sample book",
    Verb.UNDO: "Undone",
    Verb.REDO: "Done again",
}
"""What was done: the words of toasts, of undo and of the history."""


def sentence(error: CsdeskError) -> str:
    """What happened, in one sentence, with the place where there is one."""
    said = happened(error)
    return f"{error.where}: {said}" if error.where and error.where not in said else said


def happened(error: CsdeskError) -> str:
    """What happened, in one sentence without the place: where the place is on the screen already."""
    return _stopped_once(ERRORS[type(error)][0].format(**_told(error)))


def next_step(error: CsdeskError) -> str:
    """What to do about it."""
    return _stopped_once(ERRORS[type(error)][1].format(**_told(error)))


def _told(error: CsdeskError) -> dict[str, object]:
    """The facts of an error, its days as they are spelled."""
    return {name: spelled(fact) if type(fact) is date else fact for name, fact in error.facts.items()}


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
    """What was done, as a person is told: "Touch logged, Corvid Analytics"."""
    between = ": " if verb in {Verb.UNDO, Verb.REDO} else ", "
    return f"{VERBS[verb]}{between}{label}" if label else VERBS[verb]


def operation_after(verb: Verb, label: str) -> str:
    """What was done, after a colon: "Undo: touch logged, Corvid Analytics"."""
    said = operation(verb, label)
    return lower(said)


def import_unfinished(label: str) -> str:
    """What is said once after the end of the program cut an import off."""
    return f"The last import ({label}) did not finish; nothing of it was written. Import it again."


def not_kept(refused: CsdeskError, files: Sequence[str] = ()) -> str:
    """What is said where files were written, and the book's export log could not take them."""
    which = files[0] if len(files) == 1 else count(len(files), "file")
    return f"Not kept in the export log{f' ({which})' if files else ''}: {sentence(refused)}"


def waiting(book: str) -> str:
    """What is said once by who reads while a large change is written."""
    return f"A large change is being written in {book}: waiting until it is done."


def stopped(text: str) -> str:
    """A text with its full stop; a name that ends with one (`Rook Security S.A.`) has it already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def choice(value: StrEnum | str | None) -> str:
    """A choice as a label: the workbook's word with a capital; unknown is a dash."""
    if value is None:
        return "–"
    word = str(value)
    return upper(word)


def but_unknown(customers: int) -> str:
    """What a sum of ARR leaves out: `, not known for 1 customer`; nothing where it is whole."""
    return f", not known for {count(customers, 'customer')}" if customers else ""

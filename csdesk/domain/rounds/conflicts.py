"""A conflict is made of a field in which what was sent, the sheet and the book all differ; it asks which side holds."""

from csdesk.domain.fields import Noun
from csdesk.domain.imports.tables.questions import Choice, Question
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.memory import About, Memory
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.plan import CONFLICT, Conflict, Side
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Unlike:
    """One such field: its key and header, its three values in words, and those of sheet and book as they are kept."""

    key: str
    header: str
    sent: str | None
    in_sheet: str | None
    in_book: str | None
    theirs: str | None
    ours: str | None


def conflict_of(
    unlike: Unlike, tab: str, noun: Noun, row: Edited, name: str, uid: str, now: Now, memory: Memory
) -> Conflict:
    """The conflict, with the side that was chosen, now or in an earlier merge."""
    question = _both_changed(tab, row, name, unlike)
    about = About(CONFLICT, noun.word, uid, unlike.key, unlike.theirs, unlike.ours)
    before = memory.before(about)
    answer = memory.ask(question, about, {Side.BOOK})
    return Conflict(
        key=question.key,
        sheet=tab,
        row=row.number,
        noun=noun.word,
        id=uid,
        name=name,
        field=unlike.key,
        header=unlike.header,
        baseline=unlike.sent,
        in_sheet=unlike.in_sheet,
        in_book=unlike.in_book,
        since=now.since(noun, uid, unlike.key),
        taken=Side(answer) if answer else None,
        before=before.on if before else None,
        kept_as=unlike.theirs,
    )


def _both_changed(tab: str, row: Edited, name: str, unlike: Unlike) -> Question:
    """The question which side holds."""
    told = (("sent", unlike.sent), ("sheet", unlike.in_sheet), ("book", unlike.in_book))
    seen = tuple(f"{what}: {said or '–'}" for what, said in told)
    return Question(
        key=f"{CONFLICT}:{tab}:{row.number}:{unlike.header}",
        sheet=tab,
        rows=(row.number,),
        seen=seen,
        choices=(
            Choice(Side.SHEET, f"Take what the sheet says: {unlike.in_sheet or 'nothing'}"),
            Choice(Side.BOOK, f"Keep what the book says: {unlike.in_book or 'nothing'}"),
        ),
        default=None,
        text=f"{name}, {unlike.header}: both were changed. Which holds?",
        evidence="; ".join(seen),
    )

"""What a column says is asked: it goes to one of some fields, stays a field of one's own, or is left out."""

from collections.abc import Mapping

from csdesk.domain.imports.columns.mapping import Column
from csdesk.domain.imports.tables.questions import Choice, Question, column_key
from csdesk.domain.imports.vocabulary.targets import OMIT


def column_question(
    sheet: str,
    column: Column,
    choices: Mapping[str, str],
    *,
    default: str | None,
    text: str,
    evidence: str,
    rows: tuple[int, ...] = (),
) -> Question:
    """Where a column goes; `choices` are targets with what each means here."""
    return Question(
        key=column_key(sheet, column.header),
        sheet=sheet,
        rows=rows,
        seen=column.samples,
        choices=(*(Choice(*c) for c in choices.items()), Choice(OMIT, "Leave it out")),
        default=default,
        text=text,
        evidence=evidence,
    )

"""Questions on a terminal: each with its choices, ready to be pasted, and the call that answers them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csdesk.cli.shell import quoted

if TYPE_CHECKING:
    from csdesk.domain.imports.bench.plan import Plan
    from csdesk.domain.imports.tables.questions import Question

_MOST = 5
"""How many choices of a question stand in the call that answers it."""


def answering(given: str, questions: "Sequence[Question]") -> Iterator[str]:
    """The call that answers all questions; where nothing is proposed its choices stand there, and one of them stays."""
    answers = ["--answer " + quoted(f"{q.key}={q.default or _one_of(q)}") for q in questions]
    proposed = all(q.default for q in questions)
    yield f"Answer them all{'' if proposed else ', one of what stands between |'}, for example:"
    yield f"  {given} " + " ".join(answers)


def left_open(given: str, questions: "Sequence[Question]") -> Iterator[str]:
    """Whose renewals have no place, as nobody said whether they renew, and the call that says it."""
    from csdesk.domain.imports.tables.one_cause import typed_once

    offers = [q for q in questions if q.offered and q.kind == "renews" and q.answer == q.default]
    some = typed_once(offers, questions)
    yield from (f"{_of_sheet(q)}{q.text} {q.evidence}" for q in some)
    if some:
        answers = " ".join("--answer " + quoted(f"{q.key}={_one_of(q)}") for q in some)
        yield f"To say it, one of what stands between |: {given} {answers}"


def _of_sheet(question: "Question") -> str:
    from csdesk.domain.imports.tables.one_cause import EVERY

    return "" if question.sheet == EVERY else f"“{question.sheet}”: "


def _one_of(question: "Question") -> str:
    values = [choice.value for choice in question.choices]
    return "|".join([*values[:_MOST], *(["…"] if len(values) > _MOST else [])])


_LONGEST = 400
"""How much of a long text is said on a terminal; --json says all of it."""


def short(text: str) -> str:
    """A text on one line that a terminal can show, and how long it is where it is cut."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} … ({len(line):,} characters)"


def question_lines(head: str, question: "Question") -> Iterator[str]:
    """One question as it is asked on the command line, each choice ready to be pasted."""
    yield f"{head} {question.text}"
    if question.evidence:
        yield f"   {short(question.evidence)}"
    for choice in question.choices:
        mark = "  (proposed)" if choice.value == question.default else ""
        yield f"   {question.key}={choice.value}  {short(choice.text)}{mark}"


def questions_lines(plan: "Plan", given: str) -> Iterator[str]:
    """What is to be answered before anything is written, and how; what many sheets ask for one cause is asked once."""
    from csdesk import wording
    from csdesk.domain.imports.tables.one_cause import typed_once

    asked = typed_once(plan.open, plan.questions)
    yield ""
    yield f"{wording.count(len(asked), 'question')} before anything is written:"
    for number, question in enumerate(asked, 1):
        yield ""
        yield from question_lines(f"{number}.", question)
    yield from offered_lines(plan)
    yield ""
    if any(q.kind == "columns" for q in plan.open):
        yield "A single column by itself: --answer column:SHEET:HEADER=noun.field, custom, custom:NAME or omit."
    if cell := next((q.cell_key(row) for q in plan.open for row, _ in q.cells), None):
        yield f"A single cell by itself, as it should be: --answer {quoted(cell + '=…')}"
    if any(q.default for q in plan.open):
        yield "What is proposed can be taken at once: --proposals"
    yield from answering(given, asked)


def offered_lines(plan: "Plan") -> Iterator[str]:
    """What can be said beside, though nobody has to."""
    from csdesk.domain.imports.tables.one_cause import typed_once

    offers = [q for q in plan.questions if q.offered and q.answer == q.default]
    for question in typed_once(offers, plan.questions):
        yield ""
        yield from question_lines("If you like:", question)

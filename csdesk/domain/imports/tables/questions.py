"""A question is what only the person can say about a file; its answer is kept and never asked twice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from csdesk.domain.errors import NoSuchChoice
from csdesk.domain.phrases import count
from csdesk.domain.values import dataclass

NEW, SKIP, EACH, REFUSE = "new", "skip", "each", "refuse"
ERASING = "empty"
"""Offers that empty cells erase: whether there is a column to choose among them says nothing of the others."""
SIMILAR, RETURNED, PEOPLE, CHANGED_WORDS = "similar", "back", "people", "reworded"
"""Questions about names that are only alike, about who was lost and is there again, about people of whom one name
is shorter, and about rows that may be older ones in other words: many in a sheet are one."""
ONE = "one"
BACK, KEPT = "back", "kept"
_MANY = 8
ROW_KINDS = frozenset({"same", "similar", "conflict", "person", "people", "reworded"})
"""Questions about one row: `--decide` answers these and no others."""
COLUMN_KINDS = frozenset(
    "dates decimal edge terms price currency amount columns column renamed twice product heading cents notice "
    "tax thousands customer span undated readings value months years prorated negative merged unread renews "
    "sections abreast each prospects whose name owners below colours parents length finished".split()
)
"""Questions whose answer holds for the next file with such a column; *name* is whom a name meant, which nobody asks."""
_OTHER_KINDS = (
    "churned changed complete sponsors exchanged hidden backwards cell strangers empty back archived".split()
)
KINDS = (COLUMN_KINDS - {"name"}).union(ROW_KINDS, _OTHER_KINDS)
"""What questions are about: the first part of their keys."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the word that is kept, and what it means here."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `default` is what the evidence speaks for, None where it speaks for nothing.

    `key` is `kind:sheet:column-or-row`, the same for the same file and book. `free` says that a day
    may be given instead of one of the choices.
    """

    key: str
    sheet: str
    rows: tuple[int, ...]
    seen: tuple[str, ...]
    choices: tuple[Choice, ...]
    default: str | None
    text: str
    evidence: str
    answer: str | None = None
    free: bool = False
    group: str = ""
    """With which others it may be asked as one."""
    offered: bool = False
    """Whether nobody has to answer it: the default is its answer until then."""
    cells: tuple[tuple[int, str], ...] = ()
    """The cells of one column that it is about, row and words: each may be answered by what it should say."""

    @property
    def kind(self) -> str:
        """What the question is about: the first part of its key."""
        return self.key.split(":", 1)[0]

    @property
    def about(self) -> str:
        """What of its sheet it is about: the rest of its key, such as a column."""
        return self.key.removeprefix(f"{self.kind}:{self.sheet}:")

    def cell_key(self, row: int) -> str:
        """The key under which a person says what one of its cells should say."""
        return cell_key(self.sheet, self.about, row)

    def refuses(self, column: str | None) -> bool:
        """Whether its answer says if its rows are refused for what stands in a column; None: for the row itself.

        Without the order of days a cell that can be read both ways is none, nor is a month without which of its days;
        a row below a name is nobody's until somebody says whose it is.
        """
        mine = column is None or self.about == column or self.about.startswith(f"{column}: ")
        return mine and (
            self.kind in {"dates", "span", "below"} or any(c.value == REFUSE for c in self.choices)
        )

    @property
    def about_a_row(self) -> bool:
        """Whether `--decide` answers it."""
        return self.kind in ROW_KINDS


def spreads(question: Question) -> bool:
    """Whether one answer may hold for such a question of another sheet too: it is about no single rows."""
    return question.kind in KINDS - ROW_KINDS - {RETURNED, "sponsors", "cell"}


def asked_alike(one: Question, others: Iterable[Question]) -> list[Question]:
    """Those that ask the same of such a column, or of all columns, in another sheet: one answer may hold for all."""
    choices = [c.value for c in one.choices]
    return [
        other
        for other in others
        if (other.kind, other.about) == (one.kind, one.about)
        and (one.kind == ERASING or (spreads(one) and [c.value for c in other.choices] == choices))
        and other.sheet != one.sheet
    ]


def question_facts(question: Question) -> dict[str, Any]:
    """A question as its JSON contract, of an import and of a merge alike."""
    cells = [{"key": question.cell_key(row), "row": row, "value": said} for row, said in question.cells]
    return {
        "key": question.key,
        "sheet": question.sheet,
        "rows": list(question.rows),
        "seen": list(question.seen),
        "text": question.text,
        "evidence": question.evidence,
        "choices": [c.value for c in question.choices],
        "means": {c.value: c.text for c in question.choices},
        "default": question.default,
        **({"cells": cells} if cells else {}),
    }


def column_key(sheet: str, header: str) -> str:
    """The key under which a person says where a column goes."""
    return f"column:{sheet}:{header}"


def cell_key(sheet: str, header: str, row: int) -> str:
    """The key under which a person says what a cell should say."""
    return f"cell:{sheet}:{header}:{row}"


def counted(n: int, one: str, verb: str = "") -> str:
    """A number with its noun, and its verb, in the right form: 1 row stands, 2 rows stand."""
    verbs = {
        "is": "are",
        "has": "have",
        "differs": "differ",
        "stands": "stand",
        "holds": "hold",
        "names": "name",
        "tells": "tell",
        "ends": "end",
    }
    return count(n, one) + (f" {verb if n == 1 else verbs[verb]}" if verb else "")


def _key(group: str, sheet: str) -> str:
    """The key of the one question that a group of them in a sheet is."""
    return f"{group}:{sheet}:{'all rows' if group in {RETURNED, CHANGED_WORDS} else 'names'}"


def _together(group: str, sheet: str, questions: list[Question]) -> Question:
    """The one question that those of a group in a sheet are."""
    ask = {RETURNED: _returned, PEOPLE: _people, CHANGED_WORDS: _reworded}.get(group, _similar)
    many = ask(sheet, questions)
    return Question(
        key=_key(group, sheet),
        sheet=sheet,
        rows=tuple(q.rows[0] for q in questions),
        seen=tuple(many.seen[:5]),
        choices=many.choices,
        default=many.default,
        text=many.text,
        evidence=f"Such as {'; '.join(many.seen[:3])}.{many.because}",
    )


class _Many(NamedTuple):
    """What the one question of many says: what was seen of each, and why they can be asked together."""

    seen: list[str]
    choices: tuple[Choice, ...]
    default: str | None
    text: str
    because: str = ""


_ASK_EACH = Choice(EACH, "Ask me about each of them")


def _returned(sheet: str, questions: list[Question]) -> _Many:
    speak = {q.default for q in questions}
    return _Many(
        [q.seen[0] for q in questions],
        (
            Choice(BACK, "Won back: their old contracts stay lost, and new ones begin"),
            Choice(KEPT, "Never gone: the losses are taken back, and the contracts go on"),
            _ASK_EACH,
        ),
        speak.pop() if len(speak) == 1 else EACH,
        f"{len(questions):,} who were lost are customers in “{sheet}”. Won back, or never gone?",
    )


def _similar(_: str, questions: list[Question]) -> _Many:
    return _Many(
        [f"{q.seen[0]} / {q.seen[1]}" for q in questions],
        (Choice(NEW, "Each is an account of its own"), _ASK_EACH, Choice(SKIP, "Leave these rows out")),
        None,
        f"{counted(len(questions), 'name', 'is')} like another’s. Are they accounts of their own?",
        " No domain or id tells them apart.",
    )


def _people(_: str, questions: list[Question]) -> _Many:
    return _Many(
        [f"{q.seen[0]} / {q.seen[1]}" for q in questions],
        (
            Choice(ONE, "Each is the one of the longer name"),
            Choice(NEW, "Each is a person of their own"),
            _ASK_EACH,
        ),
        ONE,
        f"{counted(len(questions), 'name', 'is')} shorter than another’s. Are these the same people?",
        " Nobody else of their customers could be meant.",
    )


def _reworded(sheet: str, questions: list[Question]) -> _Many:
    return _Many(
        [f"“{q.seen[1]}”, now “{q.seen[0]}”" for q in questions],
        (
            Choice(ONE, "Each is the one of its day in the book, with other words"),
            Choice(NEW, "Each is another one: both stay"),
            _ASK_EACH,
        ),
        None,
        f"{counted(len(questions), 'row', 'stands')} where the book has another one of the same day, "
        f"of which “{sheet}” says nothing any more. Changed, or others?",
    )


class Asking:
    """The questions of one planning, collected in the order in which they came up."""

    def __init__(
        self, answers: Mapping[str, str], decide: str = "ask", remembered: Mapping[str, str] | None = None
    ) -> None:
        self._answers = answers
        self._remembered = remembered or {}
        self._decide = decide
        self._asked: dict[str, Question] = {}

    def ask(self, question: Question, *, afresh: bool = False) -> str | None:
        """Ask once. Gives the answer, else the default; `afresh`: what was answered before does not count.

        Raises: NoSuchChoice.
        """
        allowed = {c.value for c in question.choices}
        answer = self._answers.get(question.key) or self._of_group(question) or self._decided(question)
        if answer is None and not afresh and self._remembered.get(question.key) in allowed:
            answer = self._remembered[question.key]
        if answer is not None and answer not in allowed and not (question.free and _is_day(answer)):
            raise NoSuchChoice(
                key=question.key, answer=answer, choices=", ".join(c.value for c in question.choices)
            )
        self._asked[question.key] = replace(question, answer=answer)
        return answer or question.default

    def hold(self, question: Question, answer: str) -> str:
        """Let an answer of before stand, unless another is given now. Raises: NoSuchChoice."""
        if question.key in self._answers:
            return str(self.ask(question))
        self._asked[question.key] = replace(question, answer=answer, offered=True)
        return answer

    def told(self, question: Question, answer: str | None) -> str | None:
        """Ask what may have been said for the whole file: then that is the answer, unless another is given now.

        Raises: NoSuchChoice.
        """
        if answer is None:
            return self.offer(question) if question.offered else self.ask(question)
        return self.hold(question, answer) if answer in {c.value for c in question.choices} else answer

    def _of_group(self, question: Question) -> str | None:
        together = self._answers.get(_key(question.group, question.sheet)) if question.group else None
        return together if together in {NEW, SKIP, BACK, KEPT, ONE} else None

    def offer(self, question: Question) -> str:
        """Let a question be answered that nobody has to answer: its default holds until then. Raises: NoSuchChoice."""
        self.ask(replace(question, offered=True))
        found = self._asked[question.key]
        self._asked[question.key] = replace(found, answer=found.answer or found.default)
        return str(found.answer or found.default)

    def gather(self) -> None:
        """Ask many open questions about names that are only alike, or who is there again, as one, sheet by sheet."""
        still: dict[tuple[str, str], list[Question]] = {}
        for question in self._asked.values():
            if question.group and question.answer is None:
                still.setdefault((question.group, question.sheet), []).append(question)
        for (group, sheet), questions in still.items():
            if len(questions) > _MANY and self._answers.get(_key(group, sheet)) != EACH:
                for question in questions:
                    del self._asked[question.key]
                self.ask(_together(group, sheet, questions))

    def before(self, key: str) -> str | None:
        """What was answered to a question, now or for an earlier file; nothing is asked."""
        return self._answers.get(key) or self._remembered.get(key)

    def said(self, question: Question, *, afresh: bool = False) -> str | None:
        """Ask once. Gives the answer, and nothing where nobody answered. Raises: NoSuchChoice."""
        self.ask(question, afresh=afresh)
        return self._asked[question.key].answer

    def _decided(self, question: Question) -> str | None:
        if self._decide == "ask" or not question.about_a_row:
            return None
        values = [c.value for c in question.choices]
        if self._decide in values:
            return self._decide
        return "book" if "book" in values else None

    @property
    def asked(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(self._asked.values())

    def unknown_answers(self, sheets: Iterable[str]) -> tuple[str, ...]:
        """Keys of answers that no sheet could ask for; another answer may have made a question needless."""
        named = tuple(sheets)
        return tuple(sorted(k for k in self._answers if k not in self._asked and not _could_ask(k, named)))


def _could_ask(key: str, sheets: tuple[str, ...]) -> bool:
    kind, _, rest = key.partition(":")
    return kind in KINDS and any(rest.startswith(f"{sheet}:") for sheet in sheets)


def _is_day(text: str) -> bool:
    from csdesk.domain.imports.cells.days import typed_day

    typed = typed_day(text)
    return typed is not None and typed.certain is not None

"""Memory is what was answered in earlier merges: it holds while both sides say the same, and is told of, not asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from csdesk.domain.imports.bench.bench import PROVISIONAL
from csdesk.domain.imports.tables.questions import Asking, Question
from csdesk.domain.kept_answers import KeptAnswer
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.plan import Side
from csdesk.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about: its kind, the noun, the row and its field, and what both sides say, as text."""

    kind: str
    noun: str
    row: str = ""
    field: str = ""
    in_sheet: str | None = None
    in_book: str | None = None

    @property
    def said(self) -> tuple[str, str, str, str, str | None]:
        """Of which one answer is kept: all but what the book says."""
        return self.kind, self.noun, self.row, self.field, self.in_sheet


class Memory:
    """The answers of earlier merges, and what this one adds to them.

    `afresh` asks again; what is answered then is kept in the place of what was. `typed` says of conflicts in which a
    person typed a third value what the sheet itself says there.
    """

    def __init__(
        self,
        kept: Iterable[KeptAnswer],
        asking: Asking,
        file: str,
        today: date,
        *,
        afresh: bool = False,
        typed: Mapping[str, str | None] | None = None,
    ) -> None:
        self._kept = {_about(k).said: k for k in kept}
        self._asking, self._file, self._today = asking, file, today
        self._afresh, self._typed = afresh, typed or {}
        self._learnt: dict[object, KeptAnswer] = {}
        self._gone: dict[object, KeptAnswer] = {}
        self.held = 0
        """How many answers held again."""

    @property
    def values(self) -> tuple[KeptAnswer, ...]:
        """The answers to keep from now on."""
        return tuple(self._learnt.values())

    @property
    def drops(self) -> tuple[KeptAnswer, ...]:
        """The answers that were taken back."""
        return tuple(self._gone.values())

    def before(self, about: About) -> KeptAnswer | None:
        """What was answered before, if it still holds."""
        found = None if self._afresh else self._kept.get(about.said)
        return found if found is not None and found.in_book == about.in_book else None

    def ask(self, question: Question, about: About, lasting: Collection[str]) -> str | None:
        """Ask, unless what was answered before holds; answers that are `lasting` are kept. Raises: NoSuchChoice."""
        before = self.before(about)
        answer = self._asking.hold(question, before.answer) if before else self._asking.ask(question)
        self.learn(about, answer, lasting)
        if answer == Side.SHEET and question.key in self._typed:
            instead = replace(about, in_sheet=self._typed[question.key], in_book=about.in_sheet)
            self.learn(instead, Side.BOOK, lasting)
        return answer

    def learn(self, about: About, answer: str | None, lasting: Collection[str]) -> None:
        """Keep an answer, or take back what was answered before."""
        was = self._kept.get(about.said)
        if answer in lasting:
            self.held += self.before(about) is not None
            if was is None or (was.answer, was.in_book) != (answer, about.in_book):
                self._learnt[about.said] = self._answer(about, str(answer), was)
        elif answer is not None and was is not None:
            self._gone[about.said] = was

    def _answer(self, about: About, answer: str, was: KeptAnswer | None) -> KeptAnswer:
        return KeptAnswer(
            id=was.id if was else f"{PROVISIONAL}kept answer:{len(self._learnt)}",
            on=self._today,
            file=self._file,
            kind=about.kind,
            of_noun=about.noun,
            row=about.row,
            field=about.field,
            in_sheet=about.in_sheet,
            in_book=about.in_book,
            answer=answer,
        )


def said_in(row: Edited) -> str:
    """All that somebody wrote in a row, as an answer about the whole row is kept by it."""
    return "\n".join(f"{key}: {row.texts.get(key, '')}" for key in sorted(row.keys))


def _about(kept: KeptAnswer) -> About:
    return About(kept.kind, kept.of_noun, kept.row, kept.field, kept.in_sheet, kept.in_book)

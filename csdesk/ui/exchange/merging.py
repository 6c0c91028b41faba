"""Merging leads one workbook that came back from its plan to the book: what is answered, and what is written."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from csdesk import wording
from csdesk.domain.errors import (
    BaselineDamaged,
    BaselineMissing,
    BaselineTooNew,
    CsdeskError,
    OtherBooksWorkbook,
)
from csdesk.domain.fields import Kind
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.rounds.plan import CONFLICT, MergePlan
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.conflicts_panel import SHEET
from csdesk.ui.exchange.merge_view import MergeView, waits_for
from csdesk.ui.exchange.merge_work import Held, MergePlanning, MergeSeen, MergeWish, in_words, write_merge
from csdesk.ui.exchange.work import Turns
from csdesk.ui.formats import day
from csdesk.ui.job import Job
from csdesk.ui.kit.buttons import Button

_FOREIGN = (OtherBooksWorkbook, BaselineTooNew, BaselineDamaged, BaselineMissing)
_WORKING_OUT = "Comparing the workbook with the book"
_SAME_AS_SENT = "It said this when it went out. Keep the book’s value, and change it on the account."


class Merging(QObject):
    """`began(title)`: the plan is being made; `planned(first)`: it is there; `wrote(title)`: it is being written."""

    began = Signal(str)
    planned = Signal(bool)
    wrote = Signal(str)

    def __init__(self, desk: Desk, turns: Turns, apply: Button, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._turns, self._apply = desk, turns, apply
        self.view = MergeView(desk.today)
        self.wish: MergeWish | None = None
        self.seen: MergeSeen | None = None
        self.job = Job("")
        self.waits = False
        self.view.took.connect(self._took)
        self.view.typed.connect(self._typed)
        self.view.took_all.connect(self._took_all)
        self.view.answered.connect(self.answer)
        self.view.answered_all.connect(self.answer_all)
        self.view.decide_anew.connect(self._decide_anew)

    @property
    def plan(self) -> MergePlan | None:
        """The plan that is shown."""
        return self.seen.plan if self.seen else None

    def begin(self, source: Source) -> None:
        """Take a workbook that came back."""
        self.wish, self.seen = MergeWish(source), None
        self.view.forget()
        self.replan()

    def bring_back(self, wish: MergeWish) -> None:
        """Take up a workbook that was put away, with its answers."""
        self.wish, self.seen = wish, None
        self.replan()

    def foreign(self, error: CsdeskError) -> Source | None:
        """The workbook, where it cannot be merged here but imported like any other; it is forgotten then."""
        if self.wish is None or not isinstance(error, _FOREIGN):
            return None
        source = self.wish.source
        self.forget()
        return source

    def forget(self) -> None:
        """Put it away; nothing was written."""
        self.job.cancelled.set()
        self.wish, self.seen, self.waits = None, None, False
        self.view.forget()

    def replan(self) -> None:
        """Compare again with the book as it is now."""
        if self.wish is None:
            return
        self._turns.next()
        self.waits = True
        if self.seen is None:
            self.began.emit(_WORKING_OUT)
        else:
            self._apply.forbid("What it would change is being worked out.")
        work = MergePlanning(self._desk, self.wish, self._turns)
        self.job = self._desk.job(_WORKING_OUT, work, self._planned)

    def _planned(self, seen: MergeSeen | None) -> None:
        if seen is None or seen.turn != self._turns.now:
            return
        if self._typed_what_cannot_be(seen.plan):
            return
        first, self.seen, self.waits = self.seen is None, seen, False
        self.view.show_seen(seen)
        self._say(seen.plan)
        self.planned.emit(first)

    def _typed_what_cannot_be(self, plan: MergePlan) -> bool:
        """Whether a value that was typed is none of its field: it is taken back, and said why."""
        refused = {(r.sheet, r.row): r for r in plan.refused}
        wrong = [place for place in (self.wish.typed if self.wish else {}) if place[:2] in refused]
        if not wrong or self.wish is None:
            return False
        typed = {k: v for k, v in self.wish.typed.items() if k not in wrong}
        keys = {f"{CONFLICT}:{tab}:{row}:{header}" for tab, row, header in wrong}
        answers = {k: v for k, v in self.wish.answers.items() if k not in keys}
        self.wish = replace(self.wish, typed=typed, answers=answers)
        self._desk.told.emit(wording.stopped(refused[wrong[0][:2]].what), False)
        self.replan()
        return True

    def _say(self, plan: MergePlan) -> None:
        self._apply.set_label(_what_merge_writes(plan))
        why = waits_for(plan, self.view.questions.missing)
        if why:
            self._apply.forbid(why)
        else:
            self._apply.allow()

    def head(self) -> str:
        """Which workbook it is, and when it went out."""
        plan = self.plan
        return f"{plan.file}, went out on {day(plan.sent_on, today=self._desk.today)}" if plan else ""

    def answer(self, key: str, choice: str) -> None:
        """Answer a question; the plan follows."""
        self.answer_all({key: choice})

    def answer_all(self, answers: dict[str, str]) -> None:
        """Answer several questions at once."""
        if self.wish is not None:
            self.wish = replace(self.wish, answers={**self.wish.answers, **answers})
            self.view.questions.show_answers(answers)
            self.replan()

    def _took(self, some: list[Held], side: str) -> None:
        if self.wish is not None and some:
            places = {_place(held) for held in some}
            typed = {k: v for k, v in self.wish.typed.items() if k not in places}
            answers = {held.conflict.key: side for held in some}
            self.wish = replace(self.wish, typed=typed, answers={**self.wish.answers, **answers})
            self.replan()

    def _took_all(self, side: str) -> None:
        if self.wish is not None and self.seen is not None:
            answers = {h.conflict.key: side for h in self.view.listed}
            there = {_place(h) for h in self.view.listed}
            typed = {k: v for k, v in self.wish.typed.items() if k not in there}
            self.wish = replace(self.wish, typed=typed, answers={**self.wish.answers, **answers})
            self.replan()

    def _typed(self, held: Held, text: str) -> None:
        said = text.strip()
        if self.wish is None:
            return
        if _went_out(held, said):
            self._desk.told.emit(_SAME_AS_SENT, False)
            return
        key, typed = held.conflict.key, {**self.wish.typed, _place(held): said}
        instead = (
            self.wish.instead if held.typed is not None else {**self.wish.instead, key: held.conflict.kept_as}
        )
        answers = {**self.wish.answers, key: SHEET}
        self.wish = replace(self.wish, typed=typed, instead=instead, answers=answers)
        self.replan()

    def _decide_anew(self) -> None:
        if self.wish is not None:
            self.wish = replace(self.wish, afresh=True)
            self.replan()

    def write(self) -> bool:
        """Merge, in one change; False where something is still to be said."""
        if self.plan is None or self.waits or waits_for(self.plan, self.view.questions.missing):
            return False
        said = in_words(self.plan)
        self.wrote.emit(f"Merging {self.plan.file}")
        self.job = self._desk.job_that_writes("Merging", write_merge, self.plan, say=said)
        return True


def _what_merge_writes(plan: MergePlan) -> str:
    """What the button says: how many changes, or how many answers where nothing else is to be kept."""
    if not plan.changes_nothing:
        return f"Merge {wording.count(len(plan.values) + len(plan.drops), 'change')}"
    if plan.kept:
        return f"Keep {wording.count(len(plan.kept), 'answer')}"
    return "Nothing to merge" if plan.writes_nothing and not plan.open else "Merge"


def _went_out(held: Held, said: str) -> bool:
    """Whether a field said so when the workbook went out, an amount also without its currency."""
    conflict = held.conflict
    sent = conflict.baseline or ""
    fields = SHEET_NOUNS[conflict.noun].fields
    money = any(f.key == conflict.field and f.kind is Kind.MONEY for f in fields)
    return said in ({sent, sent.rpartition(" ")[0]} if money else {sent})


def _place(held: Held) -> tuple[str, int, str]:
    conflict = held.conflict
    return conflict.sheet, conflict.row, conflict.header

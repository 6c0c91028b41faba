"""What the Import page does with a plan: it is made and made again, answered, and other files come to it."""

from dataclasses import replace
from functools import partial

from csdesk.domain.errors import CsdeskError, NoSuchChoice
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Source
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.page_parts import ImportParts, State
from csdesk.ui.exchange.plan_head import WAIT, listed
from csdesk.ui.exchange.work import Planning, Seen, Wish
from csdesk.ui.kit.notes import Tone

_WORKING_OUT = "Working out what it would change"


class ImportPlanning(ImportParts):
    """The plan of the files, from what is wished to what is seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._first = self._taken = self._outdated = False
        self._before: Wish | None = None
        """What was wished before the files came that are being read; None where there was nothing."""
        self._held = Wish()
        """What was wished when the plan was made that is shown."""
        self._told: tuple[str, Tone] | None = None
        """What is said above the next plan."""

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self.seen.plan if self.seen else None

    @property
    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return dict(self.wish.answers)

    def _began(self, title: str) -> None:
        self._before = self.wish if self.wish.sources else None
        self.turn(State.WORKING)
        self.progress.say(title)
        self.progress.cancel.setFocus()

    def _read(self, sources: object) -> None:
        if isinstance(sources, tuple):
            self.wish = self.wish.with_files(sources)
            self._taken = self._before is not None
            self._replan()

    def _replan(self) -> None:
        if not self.wish.sources:
            return
        self.turns.next()
        self.waits = True
        work = Planning(self.desk, self.wish, self.turns)
        if self.wish.small and self.seen is not None:
            self.desk.aside(work, self._planned)
        else:
            self.job = self.desk.job(_WORKING_OUT, work, self._planned)
        if self.state is State.PLANNED:
            self.apply.forbid(WAIT)

    def _planned(self, seen: Seen | None) -> None:
        if seen is None or seen.turn != self.turns.now:
            return
        old, self.waits, self.seen, self._held = self.seen, False, seen, self.wish
        if self.state is not State.PLANNED:
            self.turn(State.PLANNED)
        self.preview.say("")
        self.work.show_seen(seen, self.wish.sources, self.desk.today)
        self._let_go(old)
        self._say(seen)
        if self._first or self._taken:
            self._begin_there(seen.plan)
        self.top.say_step(seen, looked=False)
        self._say_added()

    def _say_added(self) -> None:
        """Say which files came to those that were there, and how they go again."""
        before, self._before = self._before, None
        there = {s.file for s in before.sources} if before else set()
        added = [s.file for s in self.wish.sources if s.file not in there]
        if before is not None and added:
            to = listed([s.file for s in before.sources])
            self.offered.emit(f"{listed(added)} added to {to}.", partial(self._take_up, before))

    def _take_up(self, wish: Wish) -> None:
        """Go back to what was wished before files were added, where they were not imported meanwhile."""
        if self.state is State.PLANNED:
            self.wish = wish
            self._replan()

    def _give_up_files(self, said: str, tone: Tone) -> None:
        """The files that were there stay, with their answers, where others could not come to them."""
        self.wish, self._before = self._before or self.wish, None
        self._told, self._taken = (said, tone), True
        if self.seen is not None:
            self.turn(State.PLANNED)
        self._replan()

    def _stay(self, error: CsdeskError, said: str) -> None:
        """What was wished cannot be planned: the plan that is shown stays, with what was wished for it.

        Where a new answer leaves no place for an earlier one, that is asked anew.
        """
        answers, key = dict(self.wish.answers), error.facts.get("key")
        if isinstance(error, NoSuchChoice) and answers.get(str(key)) == self._held.answers.get(str(key)):
            del answers[str(key)]
            self.wish = replace(self.wish, answers=answers)
            self._replan()
        elif self.seen is not None:
            self.wish, self.waits = self._held, False
            self.work.show_seen(self.seen, self.wish.sources, self.desk.today)
            self._say(self.seen)
            self.note.tell(said, "bad")

    def _let_go(self, seen: Seen | None, sources: tuple[Source, ...] = ()) -> None:
        """Free a plan, and sheets, that nobody looks at any more."""
        if not self.wish.small:
            of_plan = [seen.plan.values, *(sheet.rows for sheet in seen.rows.values())] if seen else []
            self.desk.free(*of_plan, *(grid.rows for source in sources for grid in source.grids))

    def _begin_there(self, plan: Plan) -> None:
        self._first = self._taken = False
        self.begin_at(self.preview.table)
        if plan.open:
            self.questions.focus_first()
        else:
            self.preview.table.setFocus()

    def _say_sheet(self) -> None:
        sheet = self.work.current()
        if sheet is not None and self.plan is not None:
            self.top.say_sheet(self.plan, sheet)

    def _say(self, seen: Seen) -> None:
        self.top.say(seen, self.questions.missing)
        self.allow()
        self.note.about(seen, self.desk.today, outdated=self._outdated)
        if self._told:
            self.note.tell(*self._told)
        self._outdated, self._told = False, None
        self.summarised.emit()

    def _visited(self) -> None:
        """The rows are looked at, now that all is answered."""
        if self.seen is not None and not self.waits:
            self.top.say_step(self.seen, looked=True)

    def _take_mapping(self, answers: object) -> None:
        if isinstance(answers, dict):
            self.wish = replace(self.wish, answers={**self.wish.answers, **answers})
            self._replan()

    def answer(self, key: str, choice: str) -> None:
        """Answer a question, or send a column elsewhere; the plan follows, and after the last answer its rows."""
        self.answer_one_cause({key: choice})

    def answer_one_cause(self, answers: dict[str, str]) -> None:
        """Answer what several sheets ask as one question."""
        self._taken = self._taken or self._missing() == answers.keys()
        self.wish = replace(self.wish, answers={**self.wish.answers, **answers})
        self.questions.show_answers(answers)
        self._replan()

    def _missing(self) -> set[str]:
        """The questions that are still to be answered."""
        return {q.key for q in self.plan.open} - self.wish.answers.keys() if self.plan else set()

    def take_proposals(self) -> None:
        """Answer everything that the evidence speaks for."""
        if self.plan is not None:
            missing = self._missing()
            self.answer_all({q.key: q.default for q in self.plan.open if q.default and q.key in missing})

    def settle_conflicts(self, side: str) -> None:
        """Answer every conflict that is open: the book's value holds, or the sheet's."""
        if self.plan is not None:
            self.answer_all({q.key: side for q in self.plan.open if q.kind == "conflict"})

    def answer_all(self, answers: dict[str, str]) -> None:
        """Answer several questions at once; the keyboard goes on to what is left."""
        self.wish = replace(self.wish, answers={**self.wish.answers, **answers})
        self._taken = True
        self._replan()

    def _tick(self, name: str, taken: bool) -> None:
        """Take a sheet, or leave it out; one at least is taken."""
        if self.plan is None:
            return
        if not taken and {s.sheet for s in self.plan.sheets} <= {name, *self.wish.out}:
            self.note.tell("One sheet at least is taken. Cancel puts the file away.", "info")
            return
        self.wish = self.wish.ticked(name, taken)
        self._replan()

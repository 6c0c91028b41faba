"""The Import page: read, map, answer, look, apply; and undo."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from csdesk import wording
from csdesk.domain.arrivals import Arrival, PastImport
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import CsdeskError, ImportOutdated
from csdesk.domain.imports.plan import Plan, Result
from csdesk.services.past_imports import past_imports, undo_import
from csdesk.ui.desk import Desk, Job
from csdesk.ui.exchange.files_in import FilesIn
from csdesk.ui.exchange.mapping_files import MappingFiles
from csdesk.ui.exchange.past_panel import PastPanel, nothing_yet
from csdesk.ui.exchange.plan_head import WAIT, PlanHead, files_of
from csdesk.ui.exchange.plan_note import PlanNote
from csdesk.ui.exchange.progress_panel import ProgressPanel
from csdesk.ui.exchange.refused_rows import RefusedRowsOut
from csdesk.ui.exchange.result_panel import ResultPanel, report
from csdesk.ui.exchange.sheet_lines import counts_text
from csdesk.ui.exchange.work import Planning, Seen, Turns, Unplaced, Wish, write_plan
from csdesk.ui.exchange.workspace import Workspace
from csdesk.ui.garbage import let_go
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.page import Page
from csdesk.ui.theme import px

_STEPS_FROM = 1000
_WORKING_OUT = "Working out what it would change"


class State(StrEnum):
    """What the page is at."""

    NOTHING = "nothing"
    WORKING = "working"
    PLANNED = "planned"
    WRITING = "writing"
    DONE = "done"


class ImportPage(Page):
    """One import, from the files to the book."""

    id: ClassVar[str] = "import"
    title: ClassVar[str] = "Import"
    icon: ClassVar[str] = "import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = State.NOTHING
        self.wish = Wish()
        self.seen: Seen | None = None
        self.waits = False
        """Whether a newer plan is on its way."""
        self._turns, self._job = Turns(), Job("")
        self.files = FilesIn(desk, self._turns, self)
        self._first = self._taken = self._outdated = False
        self._came: ChangeSet | None = None
        self._kept = Wish()
        self.top = PlanHead(self.head)
        self.apply, self.cancel = self.top.apply, self.top.cancel
        self.writing(self.apply)
        self.empty = nothing_yet()
        self.empty.clicked.connect(self.asking)
        self.past, self.progress, self.result = PastPanel(), ProgressPanel(), ResultPanel()
        self.work = Workspace()
        self.preview, self.questions = self.work.preview, self.work.questions
        self.note = PlanNote()
        self.save_refused = self.note.save_refused
        self.refused_out, self.mappings = RefusedRowsOut(desk, self), MappingFiles(desk, self)
        self._lay_out()
        self._connect()
        self._show_nothing()

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self.seen.plan if self.seen else None

    @property
    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return dict(self.wish.answers)

    def _lay_out(self) -> None:
        self.content.addWidget(self.note)
        self.content.addWidget(self.files.password)
        self.content.addWidget(self.work, 1)
        self.content.addWidget(self.progress, 1)
        self.content.addWidget(self.result)
        self.in_place(self.empty)
        self._past_area = scrolling(self.past, "Past imports")
        self.content.addWidget(self._past_area, 3)
        self._past_area.hide()

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.put_away)
        self.apply.clicked.connect(self.write)
        self.bind("import.apply", self.write)
        self.bind("import.next", self.questions.focus_next)
        self.work.mapping.changed.connect(self.answer)
        self.work.sheets.ticked.connect(self._tick)
        self.work.turned.connect(self._say_sheet)
        self.questions.answered.connect(self.answer)
        self.questions.proposed.connect(self.take_proposals)
        self.work.strip.reread.connect(self.files.reread)
        self.files.began.connect(self._began)
        self.files.read.connect(self._read)
        self.work.strip.saving.connect(self._save_mapping)
        self.work.strip.using.connect(self._use_mapping)
        self.mappings.found.connect(self._take_mapping)
        self.progress.stopped.connect(self.stop)
        self.result.going.connect(self.wanted)
        self.result.undoing.connect(self._undo_result)
        self.past.undoing.connect(self._undo_import)
        for saves in (self.save_refused.clicked, self.result.saving):
            saves.connect(self._save_refused)
        self.desk.refused.connect(self._refused)
        self.desk.working.connect(self._moved)

    def _turn(self, state: State) -> None:
        """Show what belongs to a state, and nothing else."""
        self.state = state
        self.work.setVisible(state is State.PLANNED)
        self.progress.setVisible(state in {State.WORKING, State.WRITING})
        self.result.setVisible(state is State.DONE)
        self.empty.setVisible(state is State.NOTHING)
        if state not in {State.NOTHING, State.DONE}:
            self._past_area.hide()
        self.note.hide()
        self.files.password.hide()
        self._fold()

    def _show_nothing(self) -> None:
        self._turn(State.NOTHING)
        self.top.file.setText("")
        self._read_past()
        self.begin_at(self.empty)

    def can(self, id_: str) -> bool:
        """A plan can be written when its button can be clicked."""
        if id_ == "import.next":
            return bool(self.plan and self.plan.open)
        return id_ == "import.apply" and not self.apply.isHidden() and self.apply.isEnabled()

    def take_files(self, files: list[Path]) -> None:
        """Read files; their plan follows."""
        if self.state is State.WRITING:
            self.desk.told.emit("An import is being written. Drop the file again when it is done.", False)
            return
        self.forget()
        self._first = True
        self.files.take(files)

    def _began(self, title: str) -> None:
        self._turn(State.WORKING)
        self.progress.say(title)
        self.progress.cancel.setFocus()

    def _read(self, sources: object) -> None:
        if isinstance(sources, tuple):
            self.wish = replace(self.wish, sources=sources)
            self._replan()

    def _replan(self) -> None:
        if not self.wish.sources:
            return
        self._turns.next()
        self.waits = True
        work = Planning(self.desk, self.wish, self._turns)
        if self.wish.small and self.seen is not None:
            self.desk.aside(work, self._planned)
        else:
            self._job = self.desk.job(_WORKING_OUT, work, self._planned)
        if self.state is State.PLANNED:
            self.apply.forbid(WAIT)

    def _planned(self, seen: Seen | None) -> None:
        if seen is None or seen.turn != self._turns.now:
            return
        self.waits, self.seen = False, seen
        if self.state is not State.PLANNED:
            self._turn(State.PLANNED)
        self.preview.say("")
        self.work.show_seen(seen, self.wish.sources, self.desk.today)
        self._say(seen.plan)
        if self._first or self._taken:
            self._begin_there(seen.plan)

    def _begin_there(self, plan: Plan) -> None:
        self._first = self._taken = False
        self.begin_at(self.preview.table)
        if plan.open:
            self.questions.focus_first()
        else:
            self.preview.table.setFocus()

    def _moved(self, job: object) -> None:
        """How far the job is that this page waits for."""
        mine = job is self._job or job is self.files.job
        if not isinstance(job, Job) or not mine or self.state is State.NOTHING:
            return
        if self.state is State.PLANNED:
            self.preview.say(
                f"working it out, {job.done:,} of {job.total:,}" if self.waits and job.total else ""
            )
        else:
            safe = "All of it, or nothing." if self.state is State.WRITING else "Nothing is written yet."
            self.progress.say(job.title, job.done, job.total, safe=safe)

    def _fold(self) -> None:
        """Leave out what a narrow page has no room for."""
        self.top.show(planned=self.state is State.PLANNED, steps=self.width() >= px(_STEPS_FROM))
        self.work.fold(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where the page becomes narrow."""
        super().resizeEvent(event)
        self._fold()

    def _say_sheet(self) -> None:
        sheet = self.work.current()
        if sheet is not None and self.plan is not None:
            self.top.say_sheet(self.plan, sheet)

    def _say(self, plan: Plan) -> None:
        self.top.say(plan)
        self.allow()
        self.note.about(plan, self.desk.today, outdated=self._outdated)
        self._outdated = False
        self.summarised.emit()

    def _save_refused(self) -> None:
        if self.plan is not None and self.plan.refused:
            self.refused_out.save(self.wish.sources, self.plan)

    def _save_mapping(self) -> None:
        if self.plan is not None:
            self.mappings.save(self.plan)

    def _use_mapping(self) -> None:
        self.mappings.use(self.wish.sources)

    def _take_mapping(self, answers: object) -> None:
        if isinstance(answers, dict):
            self.wish = replace(self.wish, answers={**self.wish.answers, **answers})
            self._replan()

    def _read_past(self) -> None:
        self.desk.read(past_imports, self._show_past)

    def _show_past(self, imports: list[PastImport]) -> None:
        self.past.show_imports(imports, self.desk.today)
        self._past_area.setVisible(bool(imports) and self.state in {State.NOTHING, State.DONE})
        self.content.setStretchFactor(self.empty, 0 if imports else 1)

    def _undo_import(self, n: int) -> None:
        self.desk.do(undo_import, n)

    def _undo_result(self) -> None:
        if self._came is not None:
            self._undo_import(self._came.n)

    def answer(self, key: str, choice: str) -> None:
        """Answer a question, or send a column elsewhere; the plan follows."""
        self.wish = replace(self.wish, answers={**self.wish.answers, key: choice})
        self.questions.show_answer(key, choice)
        self._replan()

    def take_proposals(self) -> None:
        """Answer everything that the evidence speaks for."""
        if self.plan is not None:
            defaults = {q.key: q.default for q in self.plan.open if q.default is not None}
            self.wish = replace(self.wish, answers={**defaults, **self.wish.answers})
            self._taken = True
            self._replan()

    def _tick(self, name: str, taken: bool) -> None:
        """Take a sheet, or leave it out; one at least is taken."""
        if self.plan is None:
            return
        now = frozenset(s.sheet for s in self.plan.sheets)
        sheets = (self.wish.sheets or now) | {name} if taken else (self.wish.sheets or now) - {name}
        if not sheets:
            self.note.tell("One sheet at least is taken. Cancel puts the file away.", "info")
            return
        self.wish = replace(self.wish, sheets=frozenset(sheets), ever=self.wish.ever | now)
        self._replan()

    def write(self) -> None:
        """Apply the plan in one change."""
        if self.plan is None or self.plan.open or self.waits or self.state is not State.PLANNED:
            return
        self._turn(State.WRITING)
        self.progress.say(f"Writing {files_of(self.plan)}", safe="All of it, or nothing.")
        self.progress.cancel.setFocus()
        self._job = self.desk.job_that_writes("Importing", write_plan, self.plan, say=report(self.plan))

    def stop(self) -> None:
        """Stop what is being read, planned or written; nothing of it is kept."""
        self._job.cancelled.set()
        self.files.job.cancelled.set()
        if self.state is State.WORKING:
            self.forget()

    def put_away(self) -> None:
        """Put the file away; it can be had back with its answers for as long as the toast stays."""
        if self.plan is None:
            return
        files, self._kept = files_of(self.plan), self.wish
        self.forget()
        self.offered.emit(f"{files} put away; nothing was written.", self._bring_back)

    def _bring_back(self) -> None:
        self.wish, self._first = self._kept, True
        self._replan()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is one step back: from a row, from what is running, from the file."""
        if event.key() != Qt.Key.Key_Escape or self.state is State.NOTHING:
            super().keyPressEvent(event)
        elif self.state is State.PLANNED:
            if not self.work.close_row():
                self.put_away()
        elif self.state is State.DONE:
            self.forget()
        else:
            self.stop()

    def forget(self) -> None:
        """Put the file away; nothing was written."""
        self._turns.next()
        self._job.cancelled.set()
        self.files.job.cancelled.set()
        self.wish, self.seen, self.waits = Wish(), None, False
        self.work.forget()
        let_go()
        self._show_nothing()

    def _refused(self, error: CsdeskError) -> None:
        said = f"{wording.sentence(error)} {wording.next_step(error)}"
        if self.state is State.WORKING:
            self._turn(State.NOTHING)
            if not self.files.ask_password(error):
                self.forget()
                self.note.tell(said, "bad")
        elif self.state is State.WRITING or (self.state is State.PLANNED and self.waits):
            self._turn(State.PLANNED)
            self._outdated = isinstance(error, ImportOutdated)
            if self._outdated:
                self._replan()
            else:
                self.note.tell(said, "bad")

    def concerns(self, changes: ChangeSet) -> bool:
        """A changed book makes the plan old, and may be an import more or less."""
        if self.state is State.WRITING and changes.verb is Verb.IMPORT:
            self._came = changes
        return bool(self.wish.sources) or Arrival in changes.nouns

    def reload(self) -> None:
        """After an import, show what came in; after any other change, plan again."""
        if self.state is State.WRITING and self._came is not None:
            self._show_done()
        elif self.state is State.DONE:
            self.forget()
        elif self.state is State.PLANNED:
            self._replan()
        elif self.state is State.NOTHING:
            self._read_past()

    def _show_done(self) -> None:
        assert self.plan is not None
        self._turn(State.DONE)
        self.result.show_result(self.plan)
        self.top.file.setText("")
        self._read_past()
        self.desk.read(Unplaced(self.desk), self.result.show_unplaced)
        self.result.week.setFocus()

    def summary(self) -> str:
        """What the plan would do, in counts."""
        if self.plan is None:
            return ""
        return counts_text({result: self.plan.count(result) for result in Result})

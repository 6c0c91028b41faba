"""The parts of the Import page, and which of them is shown in which state."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from csdesk.domain.arrivals import PastImport
from csdesk.domain.imports.tables.one_cause import asked_once
from csdesk.services.book.past_imports import past_imports
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.files_in import FilesIn
from csdesk.ui.exchange.merging import Merging
from csdesk.ui.exchange.past_panel import PastPanel, nothing_yet
from csdesk.ui.exchange.plan_head import PlanHead, files_of
from csdesk.ui.exchange.plan_note import PlanNote
from csdesk.ui.exchange.progress_panel import ProgressPanel
from csdesk.ui.exchange.result_panel import ResultPanel
from csdesk.ui.exchange.work import Seen, Turns, Wish
from csdesk.ui.exchange.workspace import Workspace
from csdesk.ui.job import Job
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.page import Page
from csdesk.ui.theme import px
from csdesk.wording import count

_STEPS_FROM = 1000


class State(StrEnum):
    """What the page is at."""

    NOTHING = "nothing"
    WORKING = "working"
    PLANNED = "planned"
    MERGING = "merging"
    WRITING = "writing"
    DONE = "done"


class ImportParts(Page):
    """Everything that the page shows; what it does is the page's own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = State.NOTHING
        self.wish = Wish()
        self.seen: Seen | None = None
        self.waits = False
        """Whether a newer plan is on its way."""
        self.turns, self.job = Turns(), Job("")
        self.files = FilesIn(desk, self.turns, self)
        self.top = PlanHead(self.head)
        self.apply, self.cancel = self.top.apply, self.top.cancel
        self.writing(self.apply)
        self.empty = nothing_yet()
        self.empty.clicked.connect(self.asking)
        self.past, self.progress, self.result = PastPanel(), ProgressPanel(), ResultPanel()
        self.work = Workspace()
        self.preview, self.questions = self.work.preview, self.work.questions
        self.merging = Merging(desk, self.turns, self.apply, self)
        self.note = PlanNote()
        self.save_refused = self.note.save_refused
        self._lay_out()
        desk.working.connect(self.moved)

    def _lay_out(self) -> None:
        self.content.addWidget(self.note)
        self.content.addWidget(self.files.password)
        self.content.addWidget(self.work, 1)
        self.content.addWidget(self.merging.view, 1)
        self.content.addWidget(self.progress, 1)
        self.content.addWidget(self.result, 0, Qt.AlignmentFlag.AlignTop)
        self.in_place(self.empty)
        self._past_area = scrolling(self.past, "Past imports")
        self.content.addWidget(self._past_area, 3)
        self._past_area.hide()

    def turn(self, state: State) -> None:
        """Show what belongs to a state, and nothing else."""
        self.state = state
        self.work.setVisible(state is State.PLANNED)
        self.merging.view.setVisible(state is State.MERGING)
        self.progress.setVisible(state in {State.WORKING, State.WRITING})
        self.result.setVisible(state is State.DONE)
        self.empty.setVisible(state is State.NOTHING)
        if state is not State.NOTHING:
            self._past_area.hide()
        self.note.hide()
        self.files.password.hide()
        self._fold()

    def show_nothing(self) -> None:
        self.turn(State.NOTHING)
        self.top.file.setText("")
        self.read_past()
        self.begin_at(self.empty)
        self.summarised.emit()
        if self.isVisible():
            self.empty.setFocus()

    def pending(self) -> str:
        """Which import was begun and is not written yet; empty where none is."""
        if self.state is not State.PLANNED or self.seen is None:
            return ""
        plan = self.seen.plan
        waits = f"waits for {count(len(plan.open), 'answer')}" if plan.open else "is read and not applied"
        return f"{files_of(plan)} {waits}. Nothing of it is in the book yet."

    def loses(self) -> str:
        """How much was answered about files that are not in the book yet; empty where nothing was."""
        merge, back = self.merging.wish, self.merging.plan
        given = len(merge.answers) if merge else self._given()
        files = back.file if back else files_of(self.seen.plan) if self.seen else ""
        if not given or not files or self.state in {State.NOTHING, State.DONE}:
            return ""
        yours, are = (f"Your {count(given, 'answer')}", "are") if given > 1 else ("Your answer", "is")
        kept = f"{yours} about it {are} kept when it is applied, and forgotten if you leave now."
        return f"Nothing of {files} is in the book yet. {kept}"

    def _given(self) -> int:
        """How many answers were given: what many sheets ask as one question is one."""
        answers = self.wish.answers
        asked = [q for q in self.seen.plan.questions if q.key in answers] if self.seen else []
        return len(asked_once(asked)) + len(answers.keys() - {q.key for q in asked})

    def holds(self) -> bool:
        """An import that is shown stays, from its files to what it brought, until a person leaves it."""
        return self.state is not State.NOTHING

    def read_past(self) -> None:
        """Read what was imported before."""
        self.desk.read(past_imports, self._show_past)

    def _show_past(self, imports: list[PastImport]) -> None:
        self.past.show_imports(imports, self.desk.today)
        self._past_area.setVisible(bool(imports) and self.state is State.NOTHING)
        self.content.setStretchFactor(self.empty, 0 if imports else 1)

    def moved(self, job: object) -> None:
        """How far the job is that this page waits for."""
        mine = (self.job, self.files.job, self.merging.job)
        if not isinstance(job, Job) or not any(job is one for one in mine) or self.state is State.NOTHING:
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
        planned, wide = self.state in {State.PLANNED, State.MERGING}, self.width() >= px(_STEPS_FROM)
        self.top.show(planned=planned, steps=wide and self.state is State.PLANNED)
        self.work.fold(self.width())
        self.merging.view.fold(self.width())
        self.result.fold(self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where the page becomes narrow."""
        super().resizeEvent(event)
        self._fold()

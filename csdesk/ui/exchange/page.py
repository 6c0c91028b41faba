"""The Import page: read, map, answer, look, apply; and undo."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from csdesk import wording
from csdesk.domain.arrivals import Arrival
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import CsdeskError, ImportCancelled, ImportOutdated
from csdesk.domain.imports.cells.grid import Source
from csdesk.services.book.past_imports import undo_import
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.mapping_files import MappingFiles
from csdesk.ui.exchange.merge_work import MergeWish, in_words
from csdesk.ui.exchange.page_parts import State
from csdesk.ui.exchange.plan_head import files_of
from csdesk.ui.exchange.planning import ImportPlanning
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.exchange.refused_rows import RefusedRowsOut
from csdesk.ui.exchange.result_panel import report
from csdesk.ui.exchange.work import Unplaced, Wish, write_plan
from csdesk.ui.garbage import let_go
from csdesk.ui.way import stepped_far
from csdesk.wording.results import counts_text


class ImportPage(ImportPlanning):
    """One import, from the files to the book."""

    id: ClassVar[str] = "import"
    title: ClassVar[str] = "Import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._came: ChangeSet | None = None
        self._kept: Wish | MergeWish | None = None
        self._said = ""
        """What the page says itself: what was refused, or what came."""
        self.refused_out, self.mappings = RefusedRowsOut(desk, self), MappingFiles(desk, self, self)
        self._connect()
        self.show_nothing()

    def take_files(self, files: list[Path]) -> None:
        """Read files; their plan follows. To those that are being imported they come as well: answers stay."""
        if self.state is State.WRITING:
            self.desk.told.emit("An import is being written. Drop the file again when it is done.", False)
            return
        if self.state is State.MERGING:
            self.put_away()
        if self.state is State.WORKING:
            files = [*self.files.wanted, *files]
        if not self.wish.sources or self.state is State.DONE:
            self.forget()
            self._first = True
        self.files.take(files, [source.file for source in self.wish.sources])

    def _merge(self, source: Source) -> None:
        """A workbook that came back is merged by itself; an import that was begun can be had back."""
        self.put_away()
        self.merging.begin(source)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.put_away)
        self.apply.clicked.connect(self.write)
        self.bind("import.apply", self.write)
        self.bind("import.next", self._next_question)
        self.bind("import.same", self._spread_answer)
        self.work.mapping.changed.connect(self.answer)
        self.work.sheets.ticked.connect(self._tick)
        self.work.turned.connect(self._say_sheet)
        self.preview.visited.connect(self._visited)
        for says in (self.questions.answered, self.work.look.mended):
            says.connect(self.answer)
        self.questions.answered_all.connect(self.answer_one_cause)
        self.questions.proposed.connect(self.take_proposals)
        self.questions.settled.connect(self.settle_conflicts)
        self.questions.spread.connect(self.answer_all)
        self.work.strip.reread.connect(self.files.reread)
        self.files.began.connect(self._began)
        self.files.read.connect(self._read)
        self.files.came_back.connect(self._merge)
        for begins in (self.merging.began, self.merging.wrote):
            begins.connect(self._began)
        self.merging.planned.connect(self._show_merge)
        self.work.strip.saving.connect(self.mappings.save)
        self.work.strip.using.connect(self.mappings.use)
        self.mappings.found.connect(self._take_mapping)
        self.progress.stopped.connect(self.stop)
        self.result.going.connect(self.wanted)
        self.result.undoing.connect(self._undo_result)
        self.past.undoing.connect(self._undo_import)
        for saves in (self.save_refused.clicked, self.result.saving):
            saves.connect(self._save_refused)
        self.desk.refused.connect(self._refused)

    def can(self, id_: str) -> bool:
        """A plan can be written when its button can be clicked."""
        if id_ == "import.next":
            shown = self.merging.plan or self.plan
            return bool(shown and shown.open)
        if id_ == "import.same":
            return bool(self._asking.alike())
        return id_ == "import.apply" and not self.apply.isHidden() and self.apply.isEnabled()

    @property
    def _asking(self) -> QuestionsPanel:
        """The questions that are shown: of the import, or of the merge."""
        return self.merging.view.questions if self.state is State.MERGING else self.questions

    def _next_question(self) -> None:
        self._asking.focus_next()

    def _spread_answer(self) -> None:
        self._asking.spread_answer()

    def _show_merge(self, first: bool) -> None:
        if self.state is not State.MERGING:
            self.turn(State.MERGING)
        self.top.file.setText(self.merging.head())
        self.allow()
        self.note.about_merge(self.merging.plan)
        if first:
            self.merging.view.begin()
        self.summarised.emit()

    def _save_refused(self) -> None:
        merge = self.merging.wish
        if merge is not None and self.merging.plan is not None:
            self.refused_out.save((merge.source,), self.merging.plan)
        elif self.plan is not None and self.plan.refused:
            self.refused_out.save(self.wish.sources, self.plan)

    def _undo_import(self, n: int) -> None:
        self.desk.job_that_writes("Undoing the import", stepped_far, undo_import, n)

    def _undo_result(self) -> None:
        if self._came is not None:
            self._undo_import(self._came.n)

    def write(self) -> None:
        """Apply the plan, or the merge, in one change."""
        if self.state is State.MERGING:
            if self.merging.write():
                self.turn(State.WRITING)
                self._said = in_words(self.merging.plan) if self.merging.plan else ""
            return
        if self.plan is None or self.plan.open or self.waits or self.state is not State.PLANNED:
            return
        self.turn(State.WRITING)
        said = self._said = report(self.seen) if self.seen else ""
        title = f"Importing {files_of(self.plan)}"
        self.progress.say(title, safe="All of it, or nothing.")
        self.progress.cancel.setFocus()
        self.job = self.desk.job_that_writes(title, write_plan, self.plan, say=said)

    def stop(self) -> None:
        """Stop what is being read, planned or written; nothing of it is kept."""
        for job in (self.job, self.files.job, self.merging.job):
            job.cancelled.set()
        said = wording.sentence(ImportCancelled())
        if self.state is State.WORKING and self._before is not None:
            self._give_up_files(said, "info")
        elif self.state is State.WORKING:
            self.forget()
            self.note.tell(said, "info")

    def put_away(self) -> None:
        """Put the file away; it can be had back with its answers for as long as the toast stays."""
        merge, plan = self.merging.plan, self.plan
        files = merge.file if merge else files_of(plan) if plan else ""
        if files:
            self._kept = self.merging.wish if merge else self.wish
            self.forget()
            self.offered.emit(f"{files} put away; nothing was written.", self._bring_back)

    def _bring_back(self) -> None:
        kept = self._kept
        self.put_away()
        self._first = True
        if isinstance(kept, MergeWish):
            self.merging.bring_back(kept)
        elif kept is not None:
            self.wish = kept
            self._replan()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is one step back: from a row, from what is running, from the file."""
        if event.key() != Qt.Key.Key_Escape or self.state is State.NOTHING:
            super().keyPressEvent(event)
        elif self.state in {State.PLANNED, State.MERGING}:
            look = self.work.close_row if self.state is State.PLANNED else self.merging.view.close_look
            if not look():
                self.put_away()
        elif self.state is State.DONE:
            self.forget()
        else:
            self.stop()

    def forget(self) -> None:
        """Put the file away; nothing was written."""
        self.turns.next()
        self.job.cancelled.set()
        self.files.forget()
        self.merging.forget()
        self._let_go(self.seen, self.wish.sources)
        self.wish, self.seen, self.waits, self._before = Wish(), None, False, None
        self.work.forget()
        let_go()
        self.show_nothing()

    def _refused(self, error: CsdeskError) -> None:
        said = f"{wording.sentence(error)} {wording.next_step(error)}"
        mine = self.state in {State.WORKING, State.WRITING} or (self.state is State.PLANNED and self.waits)
        self._said = wording.sentence(error) if mine and self.isVisible() else ""
        if self.state is State.WORKING:
            self._not_read(error, said)
        elif self.state is State.WRITING and self.merging.plan is not None:
            self.turn(State.MERGING)
            self.apply.setFocus()
            self.note.tell(said, "bad")
        elif self.state is State.WRITING:
            self.turn(State.PLANNED)
            self.apply.setFocus()
            self._outdated = isinstance(error, ImportOutdated)
            if self._outdated:
                self._replan()
            else:
                self.note.tell(said, "bad")
        elif self.state is State.PLANNED and self.waits:
            self._stay(error, said)

    def _not_read(self, error: CsdeskError, said: str) -> None:
        """What was asked of the files did not come: a password is asked for, a foreign workbook is imported."""
        foreign = self.merging.foreign(error)
        if foreign is not None:
            self._told = (f"{wording.sentence(error)} It is imported like any other sheet.", "info")
            self._read((foreign,))
            return
        if self._before is not None:
            self._give_up_files(said, "bad")
            if self.files.ask_password(error):
                self._told, self._taken = None, False
            return
        self.turn(State.NOTHING)
        if not self.files.ask_password(error):
            self.forget()
            self.note.tell(said, "bad")

    def concerns(self, changes: ChangeSet) -> bool:
        """A changed book makes the plan old, and may be an import more or less; what came stays until it is undone."""
        undone = changes.undoes if changes.verb is Verb.UNDO else None
        if self.state is State.DONE and self._came is not None and undone == self._came.n:
            self.forget()
        if self.state is State.WRITING and changes.verb in {Verb.IMPORT, Verb.MERGE_FILE}:
            self._came = changes
        return self.state is not State.NOTHING or Arrival in changes.nouns

    def reload(self) -> None:
        """After an import, show what came in; after any other change, plan again."""
        if self.state is State.WRITING and self._came is not None:
            self._show_done()
        elif self.state is State.PLANNED:
            self._replan()
        elif self.state is State.MERGING:
            self.merging.replan()
        elif self.state is State.NOTHING:
            self.read_past()

    def _show_done(self) -> None:
        self.turn(State.DONE)
        if self.merging.plan is not None:
            self.result.show_merge(self.merging.plan)
        elif self.seen is not None:
            self.result.show_result(self.seen)
        self.top.file.setText("")
        self.desk.read(Unplaced(self.desk), self.result.show_unplaced)
        self.result.week.setFocus()

    def says(self, text: str) -> bool:
        """Whether it stands on the page: no toast repeats what was refused, or what came."""
        return bool(text) and text == self._said

    def summary(self) -> str:
        """What the plan would do, in counts."""
        merge = self.merging.seen
        counts = merge.of if merge else self.seen.counts if self.seen else {}
        return counts_text(counts)

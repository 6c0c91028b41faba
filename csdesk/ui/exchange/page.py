"""The Import page: read, map, answer, look, apply; and undo."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.arrivals import Arrival, PastImport
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError
from csdesk.domain.imports.grid import Source
from csdesk.domain.imports.plan import Plan, Result
from csdesk.services.imports import apply_import, plan_import, read_files
from csdesk.services.past_imports import past_imports, undo_import
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.exchange.mapping_panel import MappingPanel
from csdesk.ui.exchange.past_panel import PastPanel
from csdesk.ui.exchange.preview import Preview
from csdesk.ui.exchange.questions_panel import QuestionsPanel
from csdesk.ui.exchange.refused_rows import RefusedRowsOut
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.notes import Empty, Note, Tone
from csdesk.ui.kit.panels import Split, scrolling
from csdesk.ui.page import Page
from csdesk.ui.theme import px, width

if TYPE_CHECKING:
    from csdesk.store.book import Book

_NARROW, _NARROW_QUESTIONS, _LARGER_HALF = 1000, 272, 0.56
_DID = {Result.SAME: "the same"}
_STEPS = ("Read", "Map", "Answer", "Look", "Apply")


class ImportPage(Page):
    """One import, from the file to the book."""

    id: ClassVar[str] = "import"
    title: ClassVar[str] = "Import"
    icon: ClassVar[str] = "import"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sources: tuple[Source, ...] = ()
        self.answers: dict[str, str] = {}
        self.plan: Plan | None = None
        self._applying, self._taken = False, False
        self._kept: tuple[tuple[Source, ...], dict[str, str]] = (), {}
        self._build_head()
        self.empty = self._nothing_yet()
        self.mapping, self.preview, self.questions = MappingPanel(), Preview(), QuestionsPanel()
        self.past = PastPanel()
        self.save_refused = Button("Save refused rows…", small=True)
        self.note = Note("", "bad", self.save_refused)
        self.refused_out = RefusedRowsOut(desk, self)
        self._lay_out()
        self.mapping.changed.connect(self.answer)
        self.questions.answered.connect(self.answer)
        self.questions.proposed.connect(self.take_proposals)
        desk.refused.connect(self._refused)
        self.past.undoing.connect(self._undo_import)
        self.save_refused.clicked.connect(self._save_refused)
        self._show_nothing()

    def _build_head(self) -> None:
        self._file = elided("", "body", "text.secondary")
        self._sheets = Choice((), name="Sheet")
        self._sheets.setMaximumWidth(px(190))
        self._sheets.chosen.connect(self._sheet_chosen)
        self._steps = label("", "body", "text.secondary")
        self.cancel = Button("Cancel", keys=("Esc",))
        self.apply = Button("Apply", kind=Kind.PRIMARY, keys=action("import.apply").caps)
        self.bind("import.apply", self.write)
        self.cancel.clicked.connect(self.put_away)
        self.apply.clicked.connect(self.write)
        self.writing(self.apply)
        self.head.addWidget(self._file, 1)
        for widget in (self._sheets, self._steps, self.cancel, self.apply):
            self.head.addWidget(widget)

    def _nothing_yet(self) -> Empty:
        box = Empty(
            "Your spreadsheet, as it is",
            "Drop an Excel or CSV file anywhere on this window. You see every change before it is written.",
            "Choose a file",
            icon="import",
            keys=action("import.open").caps,
        )
        box.clicked.connect(self.asking)
        return box

    def _lay_out(self) -> None:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left, self._split = QWidget(), Split(stacked=True)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._split.addWidget(scrolling(self.mapping, "Columns"))
        self._split.addWidget(self.preview)
        inside.addWidget(self.note)
        inside.addWidget(self._split, 1)
        row.addWidget(left, 1)
        row.addWidget(self.questions)
        self.content.addWidget(self._work, 1)
        self.in_place(self.empty)
        self._past_area = scrolling(self.past, "Past imports")
        self.content.addWidget(self._past_area, 3)
        self._past_area.hide()

    def _show_nothing(self) -> None:
        self._work.hide()
        self.note.hide()
        self.empty.show()
        self._read_past()
        self._file.setText("")
        for widget in (self._sheets, self._steps, self.cancel, self.apply):
            widget.hide()
        self.begin_at(self.empty)

    def can(self, id_: str) -> bool:
        """A plan can be written when its button can be clicked."""
        return id_ == "import.apply" and not self.apply.isHidden() and self.apply.isEnabled()

    def take_files(self, files: list[Path]) -> None:
        """Read files; their plan follows."""
        self.forget()
        names = ", ".join(f.name for f in files)
        self._file.setText(f"Reading {names}")
        self.empty.hide()
        self._past_area.hide()
        self.desk.job(f"Reading {names}", _Read(self.desk, files), self._read)

    def _read(self, sources: tuple[Source, ...]) -> None:
        self.sources, self.answers = sources, {}
        self._replan()

    def _replan(self) -> None:
        if self.sources:
            self.desk.read(_Plan(self.desk, self.sources, dict(self.answers)), self._planned)

    def _planned(self, plan: Plan) -> None:
        first = self.plan is None
        self.plan = plan
        self.empty.hide()
        self._past_area.hide()
        self.note.hide()
        self._work.show()
        for widget in (self.cancel, self.apply):
            widget.show()
        self._fold()
        if first:
            self._sheets.set_options([(s.sheet, s.sheet) for s in plan.sheets])
        self._sheets.setVisible(len(plan.sheets) > 1)
        self._show_sheet()
        self.questions.show_questions(plan.questions)
        self._say(plan)
        if first:
            self._share_height()
        if first or self._taken:
            self._taken = False
            self.questions.focus_first()

    def _share_height(self) -> None:
        """The columns take what they need, at most the larger half; the rows have the rest."""
        whole = max(self._split.height(), self.height() // 2)
        upper = min(self.mapping.wanted_height(), round(whole * _LARGER_HALF))
        self._split.setSizes([upper, whole - upper])

    def _fold(self) -> None:
        """Leave out what a narrow page has no room for."""
        narrow = self.width() < px(_NARROW)
        self._steps.setVisible(self.plan is not None and not narrow)
        self.mapping.fold(narrow=narrow)
        self.questions.setFixedWidth(px(_NARROW_QUESTIONS) if narrow else width("inspector"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where the page becomes narrow."""
        super().resizeEvent(event)
        self._fold()

    def _sheet_chosen(self) -> None:
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self.plan is None or not self.plan.sheets:
            return
        name = self._sheets.value
        sheet = next((s for s in self.plan.sheets if s.sheet == name), self.plan.sheets[0])
        self.mapping.show_sheet(sheet)
        self.preview.show_plan(self.plan, sheet.sheet)
        named = "" if len(self.plan.sheets) > 1 else f" sheet “{sheet.sheet}”,"
        self._file.setText(f"{sheet.file},{named} {wording.count(len(sheet.rows), 'row')}")

    def _say(self, plan: Plan) -> None:
        moving = sum(plan.count(r) for r in (Result.NEW, Result.CHANGED))
        at = 2 if plan.open else 4
        self._steps.setText("  ›  ".join(f"{'✓ ' if i < at else ''}{s}" for i, s in enumerate(_STEPS)))
        self.apply.set_label(f"Apply {wording.count(moving, 'row')}")
        if plan.open:
            missing = wording.count(len(plan.open), "answer is", "answers are")
            self.apply.forbid(f"{missing} missing before this can be applied.")
        elif not moving and not plan.refused:
            self.apply.forbid("The book has all of it already.")
        else:
            self.apply.allow()
        self.allow()
        if plan.refused and not plan.open:
            self._say_refused(len(plan.refused))
        elif not moving and (before := max((f.before for f in plan.files if f.before), default=None)):
            told = day(before, today=self.desk.today, always_year=True)
            self._say_note(f"Already imported on {told}: 0 changes.", "info")
        self.summarised.emit()

    def _say_refused(self, count: int) -> None:
        rows = wording.count(count, "row")
        self._say_note(f"{rows} cannot be imported and will be left out; the tab Refused says why.", "watch")
        self.save_refused.show()

    def _say_note(self, text: str, tone: Tone) -> None:
        self.save_refused.hide()
        self.note.say(text, tone)
        self.note.show()

    def _save_refused(self) -> None:
        if self.plan is not None and self.plan.refused:
            self.refused_out.save(self.sources, self.plan)

    def _read_past(self) -> None:
        self.desk.read(past_imports, self._show_past)

    def _show_past(self, imports: list[PastImport]) -> None:
        self.past.show_imports(imports, self.desk.today)
        self._past_area.setVisible(bool(imports) and not self.empty.isHidden())
        self.content.setStretchFactor(self.empty, 0 if imports else 1)

    def _undo_import(self, n: int) -> None:
        self.desk.do(undo_import, n)

    def answer(self, key: str, choice: str) -> None:
        """Answer a question, or send a column elsewhere; the plan follows."""
        self.answers[key] = choice
        self._replan()

    def take_proposals(self) -> None:
        """Answer everything that the evidence speaks for."""
        if self.plan is not None:
            self.answers, self._taken = self.plan.with_defaults(), True
            self._replan()

    def write(self) -> None:
        """Apply the plan in one change."""
        if self.plan is None or self.plan.open:
            return
        self._applying = True
        said = _report(self.plan)
        self.desk.job_that_writes("Importing", apply_import, self.plan, valid_only=True, say=said)

    def put_away(self) -> None:
        """Put the file away; it can be had back with its answers for as long as the toast stays."""
        if self.plan is None:
            return
        files = ", ".join(f.file for f in self.plan.files)
        self._kept = self.sources, dict(self.answers)
        self.forget()
        self.offered.emit(f"{files} put away; nothing was written.", self._bring_back)

    def _bring_back(self) -> None:
        self.sources, self.answers = self._kept
        self._replan()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the file away."""
        if event.key() == Qt.Key.Key_Escape and self.plan is not None and not self._applying:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Put the file away; nothing was written."""
        self.sources, self.answers, self.plan, self._applying = (), {}, None, False
        self._show_nothing()

    def _refused(self, error: CsdeskError) -> None:
        if self.plan is None:
            self.forget()
            return
        self._applying = False
        self._say_note(f"{wording.sentence(error)} {wording.next_step(error)}", "bad")

    def concerns(self, changes: ChangeSet) -> bool:
        """A changed book makes the plan old, and may be an import more or less."""
        return bool(self.sources) or Arrival in changes.nouns

    def reload(self) -> None:
        """After an import, show what came in; after any other change, plan again."""
        if self._applying:
            self.forget()
            self.wanted.emit("accounts")
        elif self.sources:
            self._replan()
        else:
            self._read_past()

    def summary(self) -> str:
        """What the plan would do, in counts."""
        if self.plan is None:
            return ""
        return ", ".join(f"{self.plan.count(r)} {r.value}" for r in Result if self.plan.count(r))


def _report(plan: Plan) -> str:
    """What an import did, in counts: `43 rows read: 42 new, 1 changed`."""
    rows = sum(len(s.rows) + len(s.left_out) for s in plan.sheets)
    counts = ", ".join(f"{plan.count(r):,} {_DID.get(r, r.value)}" for r in Result if plan.count(r))
    return (
        f"{wording.count(rows, 'row')} read: {counts}." if counts else f"{wording.count(rows, 'row')} read."
    )


class _Read:
    """Reads the files in their confined process."""

    def __init__(self, desk: Desk, files: list[Path]) -> None:
        self._today, self._files = desk.today, files

    def __call__(self, book: "Book", progress: object) -> tuple[Source, ...]:
        del book, progress
        return read_files(self._files, day=self._today)


class _Plan:
    """Plans against the book as it is now."""

    def __init__(self, desk: Desk, sources: tuple[Source, ...], answers: dict[str, str]) -> None:
        self._today, self._sources, self._answers = desk.today, sources, answers

    def __call__(self, book: "Book") -> Plan:
        return plan_import(book, self._sources, self._answers, today=self._today)

"""The sheet of what was held back: what is not for the reader, where it stands, and why it may go all the same."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk import wording
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.errors import CsdeskError, LeaksFound
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.findings import Finding
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Check
from csdesk.ui.kit.fields import Field
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.panels import scrolling
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import px

if TYPE_CHECKING:
    from csdesk.store.book import Book

_MOST, _PLACES, _LONGEST = 60, 3, 160
_LET = "Let pass, and write"


class LeaksSheet(Sheet):
    """Lists the findings; those that are ticked pass with the reason, and `again` writes the file."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        held: LeaksFound,
        account: AccountId | None,
        again: Callable[[], object],
    ) -> None:
        super().__init__(window, "Held back", 680)
        self._desk, self._held, self._account, self._again = desk, held, account, again
        self._file = str(held.facts["file"])
        self._sent = False
        self.boxes: dict[str, Check] = {}
        self.column.addWidget(elided(f"Held back: {self._file}", "title"))
        what = wording.count(len(held.findings), "text")
        said = f"It holds {what} not meant for {held.facts['reader']}. Nothing was written."
        todo = "Take them out, or say why they may go."
        self.column.addWidget(paragraph(f"{said} {todo}", "body", "text.secondary"))
        self.column.addWidget(self._list(window))
        self.reason = Field(name="Reason", hint="Why what is ticked may go out; it is kept with the book")
        self.reason.changed.connect(self._typed)
        self.column.addWidget(self.reason)
        self.let = Button(_LET, kind=Kind.PRIMARY)
        self.let.clicked.connect(self.keep)
        self.end_with(self.let)
        desk.changed.connect(self._changed)
        desk.refused.connect(self._refused)
        self._ticked()

    def _list(self, window: QWidget) -> QWidget:
        inner = QWidget()
        column = in_column(on=inner, gap=2, edges=(0, 0, 10, 0))
        groups = by_key(self._held.findings)
        for key, found in list(groups.items())[:_MOST]:
            box = Check(f"“{_cut(found[0].found, 60)}”, {found[0].why}")
            box.toggled.connect(self._ticked)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.boxes[key] = box
            column.addWidget(box)
            for words, ink in (
                (_where(found), "text.secondary"),
                (_cut(found[0].text, _LONGEST), "text.tertiary"),
            ):
                below = paragraph(words, "small", ink)
                below.setContentsMargins(px(22), 0, 0, 0)
                column.addWidget(below)
            column.addSpacing(px(6))
        if len(groups) > _MOST:
            column.addWidget(label(f"and {len(groups) - _MOST:,} more", "small", "text.tertiary"))
        column.addStretch(1)
        area = scrolling(inner, "What was found")
        inner.setFixedWidth(px(630))
        tall = column.totalHeightForWidth(px(630))
        area.setFixedHeight(min(tall + px(8), window.height() - px(260)))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def reasons(self) -> dict[str, str]:
        """What may pass, by key, with the reason."""
        return {key: self.reason.text() for key, box in self.boxes.items() if box.isChecked()}

    def _ticked(self, _: bool = False) -> None:
        ticked, all_ = sum(box.isChecked() for box in self.boxes.values()), len(by_key(self._held.findings))
        self.let.set_label(_LET if ticked in {0, all_} else f"Let {ticked} of {all_} pass")
        self.let.setEnabled(ticked > 0 and self._desk.writable)

    def _typed(self, _: str) -> None:
        self.reason.accept()

    def keep(self) -> None:
        """Keep what passes, then write the file again."""
        if self._sent or not self.reasons():
            return
        if not self.reason.text().strip():
            self.reason.refuse("A reason is needed: it is kept with what passes.")
            self.reason.setFocus()
            return
        self._sent = True
        work = partial(
            _let_pass, held=self._held, reasons=self.reasons(), file=self._file, account=self._account
        )
        self._desk.do(work)

    def _changed(self, changes: ChangeSet) -> None:
        if self._sent and changes.verb is Verb.LET_PASS:
            self._sent = False
            self.close()
            self._again()

    def _refused(self, error: CsdeskError) -> None:
        if self._sent:
            self._sent = False
            self.reason.refuse(wording.sentence(error))


def by_key(findings: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """The findings that pass together."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    return groups


def _where(found: list[Finding]) -> str:
    places = list(dict.fromkeys(f.place for f in found))
    more = f" and {len(places) - _PLACES:,} more places" if len(places) > _PLACES else ""
    return f"{'; '.join(places[:_PLACES])}{more}"


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _let_pass(
    book: "Book",
    *,
    held: LeaksFound,
    reasons: Mapping[str, str],
    file: str,
    account: AccountId | None,
    today: date,
) -> ChangeSet:
    from csdesk.services.outgoing.leak_guard import let_pass

    return let_pass(book, held.findings, reasons, file=file, account=account, today=today)

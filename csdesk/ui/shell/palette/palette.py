"""The palette finds accounts, contacts, actions and screens while a person types, and does what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.services.accounts.finding import Directory, directory
from csdesk.services.book.search import view_to_search
from csdesk.ui.desk import Desk
from csdesk.ui.lane import Lane
from csdesk.ui.shell.palette.beside import BesideQuestion
from csdesk.ui.shell.palette.entries import (
    ONLY_ACTIONS,
    Entry,
    Found,
    Group,
    Part,
    Scope,
    found,
    names,
    scope_of,
)
from csdesk.ui.shell.palette.hits import SAID_IN, Parts, Said, SaidQuestion, asks, uncounted
from csdesk.ui.shell.palette.listing import Beside
from csdesk.ui.shell.palette.panel import PalettePanel
from csdesk.ui.shell.palette.then import Then
from csdesk.ui.theme import ink, px, width

_TOP = 96
_PAUSE_MS, _HELD_MS, _AT_ONCE = 80, 40, 12


class Palette(QWidget):
    """Lies over its whole window while it is open; it never blocks.

    `chosen(Entry)`: Enter, or a click. `learned`: the names were read; what is offered can say them now.
    """

    chosen = Signal(object)
    learned = Signal()

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.directory: Directory | None = None
        self._offered: Sequence[Entry] = ()
        self._before: QWidget | None = None
        self._below: QPixmap | None = None
        self._awaited = self._moved = False
        self.scope = Scope.EVERYTHING
        self.said, self._found = Said("", self.scope), Found((), 0)
        self._names: list[Part] = []
        self._named: tuple[str, Scope, Directory | None] = ("", self.scope, None)
        self._lane = Lane(desk.path, view_to_search, self)
        self._then = Then(desk, self)
        self._lane.refused.connect(self._refused)
        self.setAccessibleName("Search or do anything")
        self.hide()
        self._build()
        self._pause, self._held = QTimer(self), QTimer(self)
        for timer, work in ((self._pause, self._ask_beside), (self._held, self._lay_out)):
            timer.setSingleShot(True)
            timer.timeout.connect(work)
        window.installEventFilter(self)
        for news in (desk.changed, desk.refreshed, desk.glanced):
            news.connect(self._changed)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._focus_moved)

    def _build(self) -> None:
        self.panel = PalettePanel(self)
        self.field, self.list, self.nothing = self.panel.field, self.panel.list, self.panel.nothing
        self.list.clicked.connect(self.open_chosen)
        self.field.textChanged.connect(self._typed)
        self.field.turned.connect(self.turn)
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self.open_chosen)
        self.field.left.connect(self.put_away)

    def open_with(self, text: str, offered: Sequence[Entry]) -> None:
        """Open it with a text, and with what can be done and gone to at this moment."""
        self._offered, self._awaited = offered, False
        if self.isHidden():
            self._before = QApplication.focusWidget()
            self._lay_over(self._window.grab())
        self.scope = Scope.EVERYTHING
        self.field.setText(text)
        self.look()
        self.setGeometry(self._window.rect())
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(
            Qt.FocusReason.OtherFocusReason
        )  # any other would choose the text, to be typed over
        self._learn()

    def offer(self, offered: Sequence[Entry]) -> None:
        """Take what can be done from now on; it is shown with the next letter."""
        self._offered = offered

    def put_away(self) -> None:
        """Close it; the keyboard goes back to where it was."""
        self.hide()
        self._lay_over(None)
        self._drop()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _learn(self) -> None:
        if self.directory is None:
            self._desk.read(directory, self._learned)

    def _learned(self, names: Directory) -> None:
        self.directory = names
        if self.isVisible():
            self.learned.emit()
            self.show_found()
            self._open_awaited()

    def _changed(self) -> None:
        self.directory = None
        self._lay_over(None)
        self.list.lines.beside = {}
        self.said = Said("", self.scope)
        if self.isVisible():
            self._learn()
            self.look()

    def _typed(self) -> None:
        self._awaited = self._moved = False
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """Show what the text means by the names, at once; what was said follows when the book has answered.

        The list is drawn once for both, unless the answer takes longer than an eye notices.
        """
        text = self.field.text()
        scope = scope_of(text, self.scope)
        held = self.said.narrowed(text) if self.said.scope is scope else Said(text, scope)
        self.said = held if asks(text, scope) else Said(text, scope)
        if asks(text, scope):
            back = self._desk.glance is not None
            asked, other = (self._then, self._lane) if back else (self._lane, self._then)
            other.drop()
            asked.ask(SaidQuestion(text, scope, self._desk.today, then=back), self._heard)
            self._held.start(_HELD_MS)
            self.list.viewport().setUpdatesEnabled(False)
        else:
            self._drop()
            self._held.stop()
        self.show_found()

    @property
    def searching(self) -> bool:
        """Whether what was said is still being looked for."""
        return self._lane.busy or self._then.busy

    def _drop(self) -> None:
        self._lane.drop()
        self._then.drop()

    def _heard(self, said: Said) -> None:
        self.said = said
        self._held.stop()
        if self.isVisible():
            self.show_found(keep=self._moved)
            self._open_awaited()

    def _refused(self, fault: CsdeskError) -> None:
        self._lay_out()
        self.nothing.setText(wording.sentence(fault))
        self.panel.count.setText(wording.sentence(fault))

    def show_found(self, *, keep: bool = False) -> None:
        """Show what the text means now; `keep`: the choice stays where it was."""
        typed, scope = self.field.text(), self.scope
        if (typed, scope, self.directory) != self._named:
            self._named = typed, scope, self.directory
            self._names = names(self.directory, typed, scope)
        self._found = found(self._names, self._offered, typed, scope, Parts(self.said, self._desk.today))
        self.list.show_found(self._found, keep=keep)
        if not self._held.isActive():
            self._lay_out()

    def _lay_out(self) -> None:
        """Give everything the size of what is shown, and let it be drawn."""
        some = self._found
        self.panel.scope.setText(scope_of(self.field.text(), self.scope).value)
        self.panel.count.setText(f"{some.count:,}{'+' if uncounted(self.said) else ''} found")
        self.list.setVisible(bool(some.groups))
        self.nothing.setVisible(not some.groups)
        self.nothing.setText(self._nothing())
        self.read_aloud()
        self._place()
        self.list.show_chosen()
        self.list.viewport().setUpdatesEnabled(True)
        self._pause.start(_PAUSE_MS)

    def _nothing(self) -> str:
        if self.directory is None and self.field.text():
            return "Reading the names"
        if self.searching:
            return "Searching"
        text = self.field.text().strip()
        scope = scope_of(text, self.scope)
        text = text.removeprefix(ONLY_ACTIONS).strip()
        if scope in SAID_IN:
            said_in = "" if scope in {Scope.EVERYTHING, Scope.FACTS} else f" in {scope.value.lower()}"
            return f"Nothing was found{said_in} for “{text}”." if text else "Type a word that was said."
        return f"Nothing in {scope.value} is called “{text}”." if text else f"Nothing in {scope.value} yet."

    def read_aloud(self) -> None:
        """Say the chosen entry to a screen reader, whose place is the field."""
        chosen = self.list.chosen()
        self.field.setAccessibleDescription(self.list.lines.said(chosen) if chosen else self.nothing.text())

    def _ask_beside(self) -> None:
        lines = self.list.lines
        entries = [e for e in lines.lines if isinstance(e, Entry) and e.group is Group.ACCOUNTS]
        asked = [e.account for e in entries if e.account and e.account not in lines.beside]
        if asked and self.isVisible():
            self._desk.read(BesideQuestion(self._desk.today, asked[:_AT_ONCE]), self._say_beside)

    def _say_beside(self, beside: Beside) -> None:
        self.list.lines.say_beside({**self.list.lines.beside, **beside})
        if beside:
            self._ask_beside()

    def turn(self, by: int) -> None:
        """Look through something else: accounts alone, contacts alone, and so on."""
        scopes = list(Scope)
        self.scope = scopes[(scopes.index(self.scope) + by) % len(scopes)]
        self._moved = False
        self.look()

    def step(self, by: int) -> None:
        """Choose another entry."""
        self._moved = True
        self.list.step(by)
        self.read_aloud()

    def open_chosen(self) -> None:
        """Do what is chosen; where the names are not read yet, as soon as they are."""
        entry = self.list.chosen()
        if self.field.text().strip() and (self.directory is None or (entry is None and self.searching)):
            self._awaited = True
        elif entry is not None and entry.group is Group.MORE:
            self.scope, self._moved = Scope.FACTS, False
            self.look()
        elif entry is not None:
            self.put_away()
            self.chosen.emit(entry)

    def _open_awaited(self) -> None:
        if self._awaited:
            self._awaited = False
            self.open_chosen()

    def let_go(self) -> None:
        """The book is closed."""
        self.hide()
        self._lane.close()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay_over(None)
            self.setGeometry(self._window.rect())
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room, wide = self._window.height(), min(width("palette"), self._window.width() - px(32))
        top = min(px(_TOP), room // 8)
        tall = self.panel.place(room, wide, top)
        self.panel.setGeometry((self._window.width() - wide) // 2, top, wide, tall)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        if self._below is not None:
            painter.drawPixmap(0, 0, self._below)
        painter.fillRect(event.rect(), ink("surface.scrim"))
        painter.end()

    def _lay_over(self, below: QPixmap | None) -> None:
        """Keep a picture of the window as it was, so that no letter draws its page again; None: it may change."""
        self._below = below
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, below is not None)
        self.update()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Another place has the keyboard: the palette is not what a person wants any more."""
        del before
        if now is not None and self.isVisible() and not self.isAncestorOf(now):
            self.hide()

"""The palette finds accounts, contacts, actions and screens while a person types, and does what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from csdesk import wording
from csdesk.domain.errors import CsdeskError
from csdesk.services.finding import Directory, directory
from csdesk.services.search import view_to_search
from csdesk.ui.desk import Desk
from csdesk.ui.kit.icons import IconMark
from csdesk.ui.kit.keys import KeyHint
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.lane import Lane
from csdesk.ui.shell.palette_beside import BesideQuestion
from csdesk.ui.shell.palette_entries import ONLY_ACTIONS, Entry, Group, Scope, found, scope_of
from csdesk.ui.shell.palette_hits import SAID_IN, Parts, Said, SaidQuestion, asks, uncounted
from csdesk.ui.shell.palette_list import Beside, PaletteList
from csdesk.ui.theme import current, font, ink, px, width

_TOP, _FIELD, _FOOT = 96, 48, 32
_PAUSE_MS, _AT_ONCE = 80, 12
_HINTS = ((("↑", "↓"), "choose"), (("Enter",), "open"), ((">",), "only actions"))


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
        self._awaited = self._moved = False
        self.scope = Scope.EVERYTHING
        self.said = Said("", self.scope)
        self._lane = Lane(desk.path, view_to_search, self)
        self._lane.refused.connect(self._refused)
        self.setAccessibleName("Search or do anything")
        self.hide()
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask_beside)
        window.installEventFilter(self)
        desk.changed.connect(self._changed)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._focus_moved)

    def _build(self) -> None:
        self.panel = _Panel(self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.list = PaletteList()
        self.list.clicked.connect(self.open_chosen)
        self.nothing = paragraph("", "body", "text.secondary")
        self.nothing.setContentsMargins(px(16), px(16), px(16), px(16))
        column.addLayout(self._head())
        column.addWidget(Hairline())
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        column.addWidget(Hairline())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(10))
        self.field = _Typed(self)
        self.field.textChanged.connect(self._typed)
        self._scope = label(self.scope.value, "small", "text.secondary")
        row.addStrut(px(_FIELD))
        row.addWidget(IconMark("search"))
        row.addWidget(self.field, 1)
        row.addWidget(self._scope)
        row.addWidget(KeyHint("Tab"))
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(6))
        row.addStrut(px(_FOOT))
        for caps, words in _HINTS:
            for cap in caps:
                row.addWidget(KeyHint(cap))
            row.addWidget(label(words, "small", "text.secondary"))
            row.addSpacing(px(8))
        row.addStretch(1)
        self._count = label("", "small", "text.secondary")
        row.addWidget(self._count)
        return row

    def open_with(self, text: str, offered: Sequence[Entry]) -> None:
        """Open it with a text, and with what can be done and gone to at this moment."""
        self._offered, self._awaited = offered, False
        if self.isHidden():
            self._before = QApplication.focusWidget()
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
        self._lane.drop()
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
        """Show what the text means by the names, at once; what was said follows when the book has answered."""
        text = self.field.text()
        scope = scope_of(text, self.scope)
        held = self.said.narrowed(text) if self.said.scope is scope else Said(text, scope)
        self.said = held if asks(text, scope) else Said(text, scope)
        self.show_found()
        if asks(text, scope):
            self._lane.ask(SaidQuestion(text, scope, self._desk.today), self._heard)
        else:
            self._lane.drop()

    def _heard(self, said: Said) -> None:
        self.said = said
        if self.isVisible():
            self.show_found(keep=self._moved)
            self._open_awaited()

    def _refused(self, fault: CsdeskError) -> None:
        self._desk.told.emit(wording.sentence(fault), False)

    def show_found(self, *, keep: bool = False) -> None:
        """Show what the text means now; `keep`: the choice stays where it was."""
        said = Parts(self.said, self._desk.today)
        some = found(self.directory, self._offered, self.field.text(), self.scope, said)
        self.list.show_found(some, keep=keep)
        self._scope.setText(scope_of(self.field.text(), self.scope).value)
        self._count.setText(f"{some.count:,}{'+' if uncounted(self.said) else ''} found")
        self.list.setVisible(bool(some.groups))
        self.nothing.setVisible(not some.groups)
        self.nothing.setText(self._nothing())
        self.read_aloud()
        self._place()
        self.list.show_chosen()
        self._pause.start(_PAUSE_MS)

    def _nothing(self) -> str:
        if self.directory is None and self.field.text():
            return "Reading the names"
        if self._lane.busy:
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
        if self.field.text().strip() and (self.directory is None or (entry is None and self._lane.busy)):
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
            self.setGeometry(self._window.rect())
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room, wide = self._window.height(), min(width("palette"), self._window.width() - px(32))
        top = min(px(_TOP), room // 8)
        most = room - top - px(_FIELD + _FOOT) - px(24)
        self.list.setFixedHeight(min(self.list.wanted_height(), most))
        self.panel.setFixedWidth(wide)
        self.nothing.setFixedHeight(self.nothing.heightForWidth(wide - 2))
        inside = self.list.height() if not self.list.isHidden() else self.nothing.height()
        tall = px(_FIELD) + px(_FOOT) + inside + 4
        self.panel.setGeometry((self._window.width() - wide) // 2, top, wide, tall)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        QPainter(self).fillRect(event.rect(), ink("surface.scrim"))

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Another place has the keyboard: the palette is not what a person wants any more."""
        del before
        if now is not None and self.isVisible() and not self.isAncestorOf(now):
            self.hide()


class _Panel(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the border."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink("border.strong"), 1))
        painter.setBrush(ink("surface.raised"))
        radius = px(current().radius["popover"])
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the panel closes nothing."""
        event.accept()


class _Typed(QLineEdit):
    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self.setProperty("bare", True)
        self.setFont(font("field"))
        self.setPlaceholderText("Search or do anything")
        self.setAccessibleName("Search or do anything")

    def sizeHint(self) -> QSize:
        """As high as the field's line."""
        return QSize(px(200), px(_FIELD) - px(8))

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab looks through something else; the keyboard stays."""
        self._palette.turn(1 if following else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens, Esc closes; everything else is typed."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self._palette.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._palette.open_chosen()
        elif key == Qt.Key.Key_Escape:
            self._palette.put_away()
        else:
            super().keyPressEvent(event)

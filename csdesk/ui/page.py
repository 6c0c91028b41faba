"""A page is one screen of the window: a header, its content, and what it does when the book changes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from csdesk.domain.changes import ChangeSet
from csdesk.ui.actions.catalogue import action, changes_the_book
from csdesk.ui.desk import Desk
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import Label, label
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.notes import Empty
from csdesk.ui.theme import height, px

READ_ONLY = "This book can only be read here."
_DAY = "_today"


class Page(QWidget):
    """The base of every page. Subclasses fill `content` and `head`, and reload when their nouns change."""

    summarised = Signal()
    """The status line's right end has something new to say."""
    wanted = Signal(str)
    """Another page is wanted."""
    touching = Signal(object)
    """A touch is to be logged with this account, or of this card of the week."""
    asking = Signal()
    """A spreadsheet is to be chosen and imported."""
    bringing = Signal(list)
    """These files are to be imported."""
    offered = Signal(str, object)
    """A toast: what was done, and what takes it back where the book was not changed."""
    opening = Signal(object)
    """Everything of this account is wanted."""
    id: ClassVar[str] = ""
    title: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.works: dict[str, Callable[[], object]] = {}
        """What the keys of this page do, by the action's id; the palette offers it too."""
        self._writes: list[QShortcut | Button] = []
        self._leaving: list[QShortcut] = []
        self._beginning: QWidget | None = None
        self._pending = ""
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title)
        column = in_column(on=self)
        self.head = QHBoxLayout()
        self.heading: Label = label(self.title, "title")
        self._bar = self._header()
        column.addWidget(self._bar)
        self.content = in_column()
        column.addLayout(self.content, 1)
        desk.changed.connect(self._changed)
        desk.barred.connect(self.allow)
        desk.refreshed.connect(self.reload)
        desk.glanced.connect(self._glanced)

    def _header(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(height("page_header"))
        bar.setProperty("line", "bottom")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head.setContentsMargins(px(16), 0, px(12), 0)
        self.head.setSpacing(px(8))
        bar.setLayout(self.head)
        self.head.addWidget(self.heading)
        return bar

    def unline(self) -> None:
        """Take the line below the header away, where a filter bar follows it."""
        self._bar.setProperty("line", "")

    def begin_at(self, widget: QWidget) -> None:
        """Name what takes the keyboard when the page is shown.

        Not a focus proxy: Tab would then leave out what stands before it.
        """
        self._beginning = widget

    def begin(self) -> None:
        """Take the keyboard."""
        (self._beginning or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def in_place(self, box: Empty) -> Empty:
        """Give an empty box the top of the content's place, hidden until there is nothing to show."""
        box.set_margin(px(16))
        self.content.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        box.hide()
        self._look_back()
        return box

    def show_either(self, body: QWidget, box: Empty, *, there: bool) -> None:
        """Show the content, or the box for nothing in its place; a keyboard that was in the one is in the other."""
        here = body.isAncestorOf(QApplication.focusWidget() or self)
        body.setVisible(there)
        box.setVisible(not there)
        if here and not there:
            self.begin()

    def _look_back(self) -> None:
        """What the box for nothing says: from another day that no import can be made, else which one was begun."""
        empty, glance = getattr(self, "empty", None), self.desk.glance
        if not isinstance(empty, Empty):
            return
        if glance is None:
            title = "An import waits" if self._pending else ""
            empty.say_instead(title, self._pending, "Go on with the import")
        else:
            known = "Nothing was known then" if glance.known else "Nothing is there on this day"
            empty.say_instead(known, "Today's book may have more.")

    def pending(self) -> str:
        """What was begun on this page and waits there, in a sentence."""
        return ""

    def loses(self) -> str:
        """What a person has done on this page that would be lost with it, in a sentence."""
        return ""

    def holds(self) -> bool:
        """Whether it shows what would be gone if the book were opened again, such as what an import brought."""
        return False

    def forget(self) -> None:
        """Put away what was begun on this page."""

    def say_pending(self, what: str) -> None:
        """Say in the box for nothing which import was begun, and offer to go on with it."""
        if what != self._pending:
            self._pending = what
            self._look_back()

    def explain(self) -> bool:
        """Say why the chosen thing is here; False where a page has no answer, and `?` then lists the keys."""
        return False

    def bind(self, id_: str, slot: Callable[[], object]) -> None:
        """Let the action's key call a bound method while this page has the focus."""
        shortcut = QShortcut(QKeySequence(action(id_).key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
        self.works[id_] = slot
        if action(id_).key == "Esc":
            self._leaving.append(shortcut)
        if changes_the_book(id_):
            self._writes.append(shortcut)
            shortcut.setEnabled(self.desk.writable)

    def writing(self, *buttons: Button) -> None:
        """Name the buttons that change the book: where it can only be read, they say so."""
        self._writes += buttons
        self.allow()

    def release(self, *buttons: Button) -> None:
        """Forget buttons that go away."""
        self._writes = [one for one in self._writes if one not in buttons]

    def allow(self) -> None:
        """Offer what changes the book, or take it away."""
        may = self.desk.writable
        for one in self._writes:
            if isinstance(one, QShortcut):
                one.setEnabled(may)
            elif not may:
                one.forbid(READ_ONLY)
            elif one.accessibleDescription() == READ_ONLY:
                one.allow()

    def can(self, id_: str) -> bool:
        """Whether a bound action has something to act on now; by default that is the chosen account."""
        return id_ in self.works and self.account() is not None

    def reload(self) -> None:
        """Read the page's content again."""

    def confirm(self) -> None:
        """Ask the book for what was shown because it stood ready; a page that asked has nothing to confirm."""

    def turn_to(self, day: date) -> None:
        """Count from another day. A part that says how far off something is keeps the day as `_today`."""
        for part in self.findChildren(QObject):
            if isinstance(getattr(part, _DAY, None), date):
                setattr(part, _DAY, day)

    def _glanced(self) -> None:
        self._look_back()
        for shortcut in self._leaving:  # Esc is one step back: from another day it leads to today
            shortcut.setEnabled(self.desk.glance is None)
        self.turn_to(self.desk.today)
        self.allow()
        self.reload()

    def concerns(self, changes: ChangeSet) -> bool:
        """Whether a change can be seen on this page; by default every one can."""
        return bool(changes.count)

    def _changed(self, changes: ChangeSet) -> None:
        if self.concerns(changes):
            self.reload()

    def account(self) -> object:
        """The account that is chosen on this page, if one is; a new touch begins with it."""
        return None

    def show_account(self, text: str) -> None:
        """Show the account of that name, where the page can."""

    def show_id(self, id_: object, back: tuple[str, str]) -> None:
        """Show the one thing of this id, where the page is of one thing; `back`: the page it was opened from."""

    def show_part(self, name: str) -> None:
        """Turn to a part of the page, such as *People*, where it has parts."""

    def show_fact(self, noun: str, id_: str) -> None:
        """Stand on a fact of what is shown, such as a touch, where the page lists it."""

    def parts(self) -> list[str]:
        """The names of what `show_part` can turn to, where they are offered in the palette."""
        return []

    def take_files(self, files: "list[Path]") -> None:
        """Take dropped or chosen files, where the page can."""

    def says(self, text: str) -> bool:
        """Whether the page shows a sentence itself, so that no toast repeats it."""
        del text
        return False

    def summary(self) -> str:
        """What the status line says at its right end while this page is shown."""
        return ""

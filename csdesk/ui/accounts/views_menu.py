"""The views menu: the looks at the list that have a name, those of csdesk and those of this book."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from csdesk.domain.looks import SHIPPED, Look, Shipped, look_of
from csdesk.domain.views import View
from csdesk.services.accounts.account_facts import STANDARD, Facts
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.menus import Menu

_LONGEST = 34


class ViewsMenu(Button):
    """Beside the page's title. `chosen(Look, lost)`: a view was chosen; the others ask for a change of the book.

    The name has a dot after it while the list differs from the view.
    """

    chosen = Signal(object, int)
    saving = Signal()
    updating = Signal(object)
    renaming = Signal(object)
    removing = Signal(object)

    def __init__(self) -> None:
        super().__init__("", kind=Kind.FLAT, chevron=True)
        self.views: tuple[View, ...] = ()
        self.current: View | Shipped = SHIPPED[0]
        self._changed = False
        self._wanted = self._begun = ""
        self.facts: Facts = STANDARD
        """By which facts the list can be filtered and sorted."""
        self._say_name()
        self.clicked.connect(self.open_menu)

    def begin_with(self, id_: str) -> None:
        """Begin with the view of this id; with one of the book as soon as it is read, where it is still there."""
        self._begun = id_
        self.current = next((shipped for shipped in SHIPPED if shipped.id == id_), self.current)
        self._say_name()

    def know(self, views: Sequence[View]) -> None:
        """Take the views that the book keeps now."""
        self.views = tuple(views)
        kept = {view.id: view for view in views}
        before = self.current
        if isinstance(before, View):
            self.current = kept.get(before.id, SHIPPED[0])
        self.current, self._begun = kept.get(self._begun, self.current), ""
        wanted = [view for view in views if self._wanted and view.name == self._wanted]
        if wanted:
            self.current, self._wanted = wanted[0], ""
        self._say_name()

    def expect(self, name: str) -> None:
        """The view of this name is being saved, and is the current one as soon as it is there."""
        self._wanted = " ".join(name.split())

    def compare(self, look: Look) -> None:
        """Say whether the list is as its view says."""
        mine = self.look()[0]
        self._changed = (look.filters, look.sort) != (mine.filters, mine.sort) or (
            mine.columns is not None and look.columns != mine.columns
        )
        self._say_name()

    def look(self) -> tuple[Look, int]:
        """The look of the current view, and how many of its filters cannot be read."""
        return _look(self.current, self.facts)

    def names(self) -> list[str]:
        """Every view's name: those of csdesk, then those of the book."""
        return [s.name for s in SHIPPED] + [v.name for v in self.views]

    def choose_name(self, name: str) -> None:
        """Choose the view of that name; one that is not read yet is chosen as soon as it is."""
        every: list[View | Shipped] = [*self.views, *SHIPPED]
        for view in every:
            if view.name == name:
                self.choose(view)
                return
        self.expect(name)

    def choose(self, view: View | Shipped) -> None:
        """Look at the list so."""
        self.current, self._begun = view, ""
        look, lost = _look(view, self.facts)
        self._say_name()
        self.chosen.emit(look, lost)

    def open_menu(self) -> None:
        """Open the menu below."""
        menu = Menu("Views", self)
        menu.aboutToHide.connect(menu.deleteLater)
        for shipped in SHIPPED:
            menu.offer(shipped.name, partial(self.choose, shipped), checked=self._is(shipped))
        if self.views:
            menu.addSeparator()
        for view in self.views:
            menu.offer(view.name, partial(self.choose, view), checked=self._is(view))
        menu.addSeparator()
        if isinstance(self.current, View):
            self._offer_own(menu, self.current)
        menu.offer("Save as a view…", self.saving.emit)
        self.menu_open = menu
        menu.open_below(self)

    def _offer_own(self, menu: Menu, view: View) -> None:
        menu.offer(f"Update “{_short(view.name)}”", partial(self.updating.emit, view), enabled=self._changed)
        menu.offer("Rename…", partial(self.renaming.emit, view))
        menu.offer(f"Remove “{_short(view.name)}”", partial(self.removing.emit, view))

    def _is(self, view: View | Shipped) -> bool:
        return view.id == self.current.id and not self._changed

    def _say_name(self) -> None:
        name = _short(self.current.name)
        self.set_label(f"{name}, changed" if self._changed else name)
        self.setAccessibleName(f"View: {self.label_text()}")


def _look(view: View | Shipped, facts: Facts) -> tuple[Look, int]:
    return look_of(view, facts.keys) if isinstance(view, View) else (view.look, 0)


def _short(name: str) -> str:
    shown = one_line(name)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"

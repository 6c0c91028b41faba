"""Editing scorecards: what the What if tab asks for beyond weights and curves, brought to the book and back."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csdesk.services.health.scorecards import add_card, remove_card
from csdesk.ui.desk import Desk
from csdesk.ui.health.measure_sheet import MeasureSheet
from csdesk.ui.health.order_sheet import OrderSheet
from csdesk.ui.health.questions import CardsOf, ScratchOf
from csdesk.ui.health.trial import Trial
from csdesk.ui.shell.sheets.name_sheet import NameSheet

if TYPE_CHECKING:
    from csdesk.services.health.scorecards_text import Listed
    from csdesk.services.health.whatif import Scratch


class Editing(QObject):
    """Reads what the tab shows when it is turned to, and opens its sheets."""

    def __init__(self, desk: Desk, trial: Trial) -> None:
        super().__init__(trial)
        self._desk, self._trial = desk, trial
        self._cards: list[Listed] = []
        self._new = ""
        bar, tools = trial.bar, trial.tools
        bar.chosen.connect(self.read)
        bar.copying.connect(self.copy)
        bar.removing.connect(self.remove)
        bar.ordering.connect(self.order)
        tools.adding.connect(self.add)
        tools.setting.connect(self.set)

    def read(self) -> None:
        """Read the scorecards, and the readings of the one that is looked at."""
        trial = self._trial
        self._desk.read_beside(CardsOf(self._desk), self._show_cards)
        self._desk.read_beside(ScratchOf(self._desk, trial.bar.name, trial.added()), self._show_scratch)

    def _show_cards(self, found: "list[Listed]") -> None:
        self._cards = found
        names = {one.card.name for one in found}
        wanted = self._new if self._new in names else self._trial.bar.name
        default = next(one.card.name for one in found if one.default)
        self._trial.bar.show_cards(found, wanted if wanted in names else default)
        if wanted == self._new and self._new:
            self._new = ""
            self.read()

    def _show_scratch(self, scratch: "Scratch") -> None:
        self._trial.show_scratch(scratch)

    def add(self) -> MeasureSheet:
        """Open the form of a measure of one's own."""
        return self._open(MeasureSheet(self._trial.window(), self._desk, self._trial.draft.now))

    def set(self) -> MeasureSheet | None:
        """Open the form of the measure that is looked at."""
        measure = self._trial.measure()
        if measure is None:
            return None
        return self._open(MeasureSheet(self._trial.window(), self._desk, self._trial.draft.now, measure))

    def _open(self, sheet: MeasureSheet) -> MeasureSheet:
        sheet.made.connect(self._trial.put_measure)
        sheet.open()
        return sheet

    def order(self) -> OrderSheet | None:
        """Open the order of the scorecards."""
        if not self._cards:
            return None
        sheet = OrderSheet(self._trial.window(), self._desk, self._cards)
        sheet.open()
        return sheet

    def copy(self) -> NameSheet:
        """Ask for the name of a new scorecard, which begins as this one stands, its draft with it."""
        sheet = NameSheet(self._trial.window(), self._desk, "Copy the scorecard", hint="Enterprise")
        sheet.named.connect(self._copied)
        sheet.open()
        return sheet

    def remove(self) -> None:
        """Take the scorecard that is looked at away; the toast has its undo."""
        self._desk.do(remove_card, self._trial.bar.name)

    def _copied(self, name: str) -> None:
        self._new = " ".join(name.split())
        self._desk.do(add_card, replace(self._trial.draft.now, name=name))

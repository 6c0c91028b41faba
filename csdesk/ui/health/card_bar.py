"""The bar above the weights: which scorecard is looked at, whom it scores, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.health.scorecard import SCORECARDS, Scorecard, fault_of
from csdesk.domain.phrases import upper
from csdesk.services.health.scorecards_text import Listed
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.wording import count


class CardBar(QWidget):
    """`chosen(name)`: another scorecard; `copying()`: a new one like this; `removing()`: this one is not
    wanted; `ordering()`: who is scored by which. `mending(Measure | Band)`: its play is to be chosen."""

    chosen = Signal(str)
    copying = Signal()
    removing = Signal()
    ordering = Signal()
    mending = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, Listed] = {}
        self.choice = Choice(name="Scorecard")
        self.copy = Button("Copy", small=True, name="A new scorecard that begins like this one")
        self.remove = Button(
            "", small=True, kind=Kind.FLAT, icon="trash", name="Take the scorecard away, all versions"
        )
        self.order = Button("Who is scored by which", small=True)
        self._said = elided("", "small", "text.secondary")
        self._draft: Scorecard | None = None
        self._fault = elided("", "small", "watch.text")
        self.mend = Button("Choose a play", small=True)
        row = in_row(gap=8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.copy)
        row.addWidget(self.remove)
        row.addWidget(self.order)
        column = in_column(row, self._said, on=self, gap=4, edges=(16, 8, 16, 0))
        wrong = in_row(gap=8)
        wrong.addWidget(self._fault, 1)
        wrong.addWidget(self.mend)
        column.addLayout(wrong)
        self._fault.hide()
        self.mend.hide()
        self.remove.hide()
        self.choice.chosen.connect(self._choose)
        self.copy.clicked.connect(self.copying)
        self.remove.clicked.connect(self.removing)
        self.order.clicked.connect(self.ordering)
        self.mend.clicked.connect(self._mend)

    @property
    def name(self) -> str:
        """The scorecard that is looked at; empty before any is known."""
        return str(self.choice.value or "")

    def show_cards(self, found: Sequence[Listed], name: str) -> None:
        """Show the scorecards of the book, and that one of them is looked at."""
        self._cards = {one.card.name: one for one in reversed(found)}
        self.choice.set_options([(n, n) for n in dict.fromkeys(one.card.name for one in found)])
        if name in self._cards:
            self.choice.set_value(name)
        self._say()

    def _choose(self, name: str) -> None:
        self._say()
        self.chosen.emit(name)

    def _say(self) -> None:
        one = self._cards.get(self.name)
        if one is None:
            return
        whom = "" if sum(c.place is not None for c in self._cards.values()) == 1 else f": {one.words}"
        scored = f"Scores {count(one.accounts, 'account')}{whom}" if one.place else "Scores nobody"
        self._said.setText(f"Version {one.card.version}. {scored}.")
        self._say_faults()
        self.remove.setVisible(one.card.name not in SCORECARDS)

    def show_draft(self, draft: Scorecard) -> None:
        """Say what is wrong with the scorecard as it would be kept."""
        self._draft = draft
        self._say_faults()

    def _say_faults(self) -> None:
        """The first measure or band that no play answers, how many more there are, and what cannot be read."""
        one, draft = self._cards.get(self.name), self._draft
        unanswered = draft.unanswered if draft is not None and draft.name == self.name else ()
        first = [fault_of(unanswered[0])] if unanswered else []
        if more := len(unanswered) - 1 if unanswered else 0:
            first = [f"{first[0]}, nor {'has' if more == 1 else 'have'} {more:,} more"]
        said = [f"{upper(fault)}." for fault in (*first, *(one.unreadable if one else ()))]
        self._fault.setText(" ".join(said))
        self._fault.setVisible(bool(said))
        self.mend.setVisible(bool(unanswered))

    def _mend(self) -> None:
        if self._draft is not None and self._draft.unanswered:
            self.mending.emit(self._draft.unanswered[0])

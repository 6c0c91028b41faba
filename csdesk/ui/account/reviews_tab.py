"""The Reviews tab: when the next business review is due, those that were held, and the decks that were written."""

from datetime import date
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.accounts import Status, TouchModel
from csdesk.domain.files import FileKind
from csdesk.domain.reviews.due import EVERY, ReviewDue, reviews_held
from csdesk.domain.touches import Touch
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account import beyond_tables as tables
from csdesk.ui.account.sections import Act, Section, Tab
from csdesk.ui.formats import day, weekday_day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column


class NextReview(QWidget):
    """When the next one is due, with the arithmetic. `wanted()`: its deck is to be written."""

    wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        column = in_column(on=self, gap=4, edges=(0, 0, 0, 12))
        head = QHBoxLayout()
        head.addWidget(label("Next review", "section"))
        head.addStretch(1)
        self.deck = Button("Write the QBR deck…", icon="deck", small=True)
        self.deck.clicked.connect(self.wanted)
        head.addWidget(self.deck)
        column.addLayout(head)
        self.due = label("", "strong")
        self.because = paragraph("", "body", "text.secondary")
        column.addWidget(self.due)
        column.addWidget(self.because)

    def show_due(self, due: ReviewDue | None, model: TouchModel | None, *, lost: bool = False) -> None:
        """Show the day, and what it follows from; or why there is none."""
        self.due.setVisible(due is not None)
        if due is None:
            self.because.setText(_LOST if lost else _NO_CADENCE if EVERY[model] is None else _NOTHING_YET)
            return
        on, late = weekday_day(due.planned_on, today=self._today), due.planned_on < self._today
        if late and due.first:
            self.due.setText(f"Was due {on}; none is recorded")
        else:
            overdue = f", {wording.count((self._today - due.planned_on).days, 'day')} overdue" if late else ""
            self.due.setText(f"{on}{overdue}")
        self.due.set_ink("text.primary" if not late else "watch.text" if due.first else "bad.text")
        since = "go-live" if due.first else "the last one"
        counted = f"{due.days} days after {since}, {day(due.since, today=self._today, always_year=True)}"
        moved = "" if due.on == due.planned_on else f": {weekday_day(due.on, today=self._today)}, moved on"
        self.because.setText(f"{counted}{moved}.")


_NO_CADENCE = "Tech touch has no review of its own: it is looked after by one programme for many."
_LOST = "The account was lost; no review is due."
_NOTHING_YET = "No review was held and nothing is live yet, so there is nothing to count from."


class ReviewsTab(Tab):
    """The tab."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.next = NextReview(today)
        self.held = Section(
            "Held", tables.review_columns(today), noun="touch", value_of=attrgetter("row"),
            empty="No business review was held yet. One is a touch of the kind review: press L.",
        )  # fmt: skip
        self.decks = Section(
            "Decks written", tables.deck_columns(today), noun="file", value_of=attrgetter("row"),
            empty="No deck was written yet.", acts=(Act("open", "Open…"), Act("copy", "Copy place"),),
        )  # fmt: skip
        super().__init__("Reviews", [self.next, self.held, self.decks])

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's reviews."""
        names = portrait.names()
        held = reviews_held(portrait.of(Touch), as_of=portrait.as_of)
        lost = portrait.account.status is Status.LOST
        due = None if lost else portrait.review_due()
        self.next.show_due(due, portrait.account.touch_model, lost=lost)
        self.held.show_rows([tables.Told(t, names) for t in held])
        decks = [f for f in portrait.beyond.files if f.kind is FileKind.DECK]
        self.decks.show_rows([tables.Told(f, names) for f in decks])

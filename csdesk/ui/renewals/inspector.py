"""The inspector: one renewal, how its deadline is counted, and what its next term would be."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from csdesk.domain.revenue.arithmetic import deadline_parts
from csdesk.domain.revenue.deciding import Offer
from csdesk.services.renewals.renewals import DueRenewal, Unplaced
from csdesk.ui.formats import ABSENT, day, money, weekday
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.health_line import HealthLine
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.kit.side_panel import SidePanel
from csdesk.ui.renewals.cards import Card
from csdesk.ui.renewals.figures import price_label, quantity_text
from csdesk.ui.renewals.words import TITLES, band_text, missing_text, notice_ink, notice_sentence
from csdesk.ui.theme import px

_NARROW, _WIDE, _ROOMY = 304, 336, 1400


class Inspector(SidePanel):
    """At the right of the board. `renewed`, `categorised`, `completed`, `opened`: its buttons."""

    renewed = Signal()
    categorised = Signal()
    completed = Signal()
    opened = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("The chosen renewal", _NARROW)
        self._today = today
        self._health: HealthLine | None = None
        self._fill()
        self._fill_foot()

    def fit(self, page: int) -> None:
        """Leave the board its room where the page is narrow."""
        self.setFixedWidth(px(_WIDE if page >= px(_ROOMY) else _NARROW))

    def _fill(self) -> None:
        self._product = paragraph("", "small", "text.secondary")
        self._facts = Ledger(name="Facts", ruled=False)
        self._reason = paragraph("", "small", "text.secondary")
        self._health_place = QVBoxLayout()
        self._counted = label("How the deadline is counted", "section")
        self._deadline = Ledger(name="Deadline", ruled=False)
        self._left = paragraph("", "body")
        self._next = label("Next term, if nothing changes", "section")
        self._offer = Ledger(name="Next term", ruled=False)
        self.column.addWidget(self._product)
        self.column.addWidget(Hairline(subtle=True))
        self.column.addWidget(self._facts)
        self.column.addWidget(self._reason)
        self.column.addLayout(self._health_place)
        self.column.addWidget(Hairline(subtle=True))
        for widget in (self._counted, self._deadline, self._left):
            self.column.addWidget(widget)
        self._rule = Hairline(subtle=True)
        for below in (self._rule, self._next, self._offer):
            self.column.addWidget(below)
        self.column.addStretch(1)

    def _fill_foot(self) -> None:
        self.renew = Button("Renew", kind=Kind.PRIMARY, keys=("R",))
        self.categorise = Button("Category", keys=("C",))
        self.terms = Button("Terms", keys=("T",))
        self.open = Button("Account")
        self.renew.clicked.connect(self.renewed)
        self.categorise.clicked.connect(self.categorised)
        self.terms.clicked.connect(self.completed)
        self.open.clicked.connect(self.opened)
        self.offer(self.renew, self.categorise, self.terms, self.open)

    def show_card(self, card: Card) -> None:
        """Show a renewal, or a line that cannot be placed; its next term follows when it is read."""
        row = card.row
        self.show_name(row.account)
        self._product.setText(row.product)
        self._show_health(card)
        if isinstance(row, Unplaced):
            self._show_unplaced(row)
        else:
            self._show_due(row, card)
        self._allow(card)
        self.show_offer(None)

    def _show_due(self, r: DueRenewal, card: Card) -> None:
        assert card.standing is not None
        lines = [
            Line("ARR due", card.amount),
            Line("Category", TITLES[card.standing]),
        ]
        if r.new_arr is not None:
            lines.insert(1, Line("New ARR", money(r.new_arr, r.currency)))
        if r.notice is None:
            lines.append(Line("Last day of the term", self._day(r.due_on)))
        if r.forecast is not None:
            lines.insert(1, Line("Forecast", money(r.forecast, r.currency)))
        if r.assumed:
            lines.append(Line("Term", "Assumed", ink="info.text"))
        self._facts.show_lines(lines)
        self._say_reason(r.reason or "")
        self._counted.setVisible(r.notice is not None)
        self._deadline.setVisible(r.notice is not None)
        parts = deadline_parts(r.notice) if r.notice else []
        self._deadline.show_lines(
            [
                Line(
                    p.words,
                    self._weekday(p.day) if p.day else f"{p.days:+d} d".replace("-", "−"),
                    strong=p is parts[-1],
                )
                for p in parts
            ]
        )
        self._left.setText(notice_sentence(r, self._today))
        self._left.set_ink(notice_ink(r, self._today))

    def _show_unplaced(self, u: Unplaced) -> None:
        end = self._day(u.due_on) if u.due_on else ABSENT
        self._facts.show_lines([Line("ARR", money(u.arr, u.currency)), Line("Last day of the term", end)])
        self._say_reason("")
        self._counted.hide()
        self._deadline.hide()
        self._left.setText(f"{missing_text(u)}.")
        self._left.set_ink("watch.text" if u.without_contract else "info.text")

    def _say_reason(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _show_health(self, card: Card) -> None:
        if self._health is not None:
            self._health_place.removeWidget(self._health)
            self._health.deleteLater()
            self._health = None
        health = card.health
        if health is not None and isinstance(card.row, DueRenewal) and card.row.yours:
            health = Health(health.shape, band_text(card.row), judged=True)
        if health is not None:
            self._health = HealthLine(health, words="health" if health.scored else "")
            self._health_place.addWidget(self._health)

    def _allow(self, card: Card) -> None:
        """Say why what cannot be done cannot be done."""
        placed = isinstance(card.row, DueRenewal)
        self.categorise.setVisible(placed)
        self.terms.setVisible(not placed)
        decided = isinstance(card.row, DueRenewal) and card.category is None
        self.renew.allow()
        self.categorise.allow()
        self.renew.set_label("Renew")
        if decided:
            self.renew.forbid("It is renewed. Undo takes the decision back.")
            self.categorise.forbid("It is renewed. Undo takes the decision back.")
        elif card.key is None:
            self.renew.forbid("No end is known from which it could be renewed.")

    def show_offer(self, offer: Offer | None) -> None:
        """Show the next term of the same length at the same price."""
        for widget in (self._rule, self._next, self._offer):
            widget.setVisible(offer is not None)
        if offer is None:
            return
        sub = offer.line.subscription
        self._offer.show_lines(
            [
                Line("Begins", self._day(offer.start)),
                Line("Ends", self._day(offer.end)),
                Line("Quantity", quantity_text(offer.quantity)),
                Line(price_label(offer), money(offer.price, sub.currency, cents=True)),
            ]
        )

    def _day(self, value: date) -> str:
        return day(value, today=self._today, always_year=True)

    def _weekday(self, value: date) -> str:
        return f"{weekday(value)} {self._day(value)}"

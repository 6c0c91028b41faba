"""The inspector: the chosen account at a glance, without leaving the list."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.score import State
from csdesk.services.accounts import AccountRow
from csdesk.ui.accounts.columns import health_of, notice_fact, notice_ink, notice_tip
from csdesk.ui.accounts.health_head import HealthHead
from csdesk.ui.formats import ABSENT, day, money, percent
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.literal import tip
from csdesk.ui.kit.panels import Hairline, Panel, scrolling
from csdesk.ui.theme import px


class Inspector(Panel):
    """336 px at the right of the list. `touched` and `opened`: its buttons; `closed`: its ×."""

    touched = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("sunken", line="left")
        self._today = today
        self.setFixedWidth(px(296))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(8))
        self._fill()
        outer.addWidget(scrolling(inner, "The chosen account"), 1)
        outer.addWidget(self._foot())

    def _fill(self) -> None:
        top = QHBoxLayout()
        self._name = paragraph("", "field")
        self._close = Button("", kind=Kind.FLAT, icon="close", name="Close")
        self._close.clicked.connect(self.closed)
        self._name.setContentsMargins(0, px(4), 0, 0)
        top.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._outcome = paragraph("", "small", "text.secondary")
        self._facts = Ledger(name="Facts", ruled=False)
        self._known = label("", "small", "text.secondary")
        self._health = HealthHead()
        self._receipt = Ledger(name="Receipt", small=True)
        self._absent = paragraph("", "small", "text.tertiary")
        head = QHBoxLayout()
        head.addWidget(label("Health", "section"))
        head.addStretch(1)
        head.addWidget(self._known)
        self._column.addLayout(top)
        self._column.addWidget(self._outcome)
        self._column.addWidget(Hairline(subtle=True))
        self._column.addWidget(self._facts)
        self._column.addWidget(Hairline(subtle=True))
        self._column.addLayout(head)
        for widget in (self._health, self._receipt, self._absent):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def _foot(self) -> QWidget:
        foot = Panel("sunken", line="top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(10), px(16), px(10))
        self.open = Button("Open", kind=Kind.PRIMARY, keys=("Enter",))
        self.touch = Button("Log touch", keys=("L",))
        self.open.clicked.connect(self.opened)
        self.touch.clicked.connect(self.touched)
        row.addWidget(self.open)
        row.addWidget(self.touch)
        row.addStretch(1)
        return foot

    def show_row(self, row: AccountRow) -> None:
        """Show an account's facts; its receipt follows when it is read."""
        today, money_ = self._today, row.money
        self._name.setText(row.account)
        self._outcome.setText(row.line.required_outcome or "No outcome agreed yet.")
        renewal = money_.renewal_on if money_ else None
        ahead = f", in {wording.count((renewal - today).days, 'day')}" if renewal and renewal >= today else ""
        self._facts.show_lines(
            [
                Line("ARR", money(row.arr, row.currency), strong=False),
                _renewal_line(row, renewal, ahead, today),
                Line("Notice", notice_fact(row, today), ink=_plain_unless_soon(row, today)),
                Line("Segment", row.line.segment or ABSENT),
                Line("Stage", wording.choice(row.line.stage)),
                Line("Last two-way touch", day(row.last_two_way_on, today=today)),
            ]
        )
        self._facts.setToolTip(tip(notice_tip(row, today)))
        self._show_health(row)

    def _show_health(self, row: AccountRow) -> None:
        score = row.score
        self._known.setText(f"{percent(score.coverage)} coverage" if score else "")
        band = score.band.value if score and score.band else None
        self._health.show_health(health_of(row), wording.choice(band) if band else _why_not(row))
        self._receipt.show_lines([])
        self._absent.setText("")

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Show how the score adds up, group by group."""
        if receipt is None or receipt.score.score is None:
            return
        score = receipt.score
        lines = [Line(wording.choice(g), f"{p:.1f}") for g, p, _ in receipt.groups() if p is not None]
        if score.modifiers:
            lines.append(Line("Without modifiers", f"{score.without_modifiers:.1f}", strong=True))
        lines += [Line(m.name, _signed(m.points), ink="watch.text") for m in score.modifiers]
        if score.cut_tenths:
            lines.append(Line("Kept within 0 and 100", _signed(Decimal(score.cut_tenths).scaleb(-1))))
        self._receipt.show_lines([*lines, Line("Score", f"{score.score:.1f}", total=True)])
        self._absent.setText(_missing(receipt))


def _plain_unless_soon(row: AccountRow, today: date) -> str:
    role = notice_ink(row, today)
    return role if role in ("watch.text", "info.text") else ""


def _renewal_line(row: AccountRow, renewal: date | None, ahead: str, today: date) -> Line:
    ended = row.money.ended_on if row.money else None
    if ended:
        return Line("Contract", f"ended {day(ended, today=today)}, undecided", ink="watch.text")
    return Line("Renewal", f"{day(renewal, today=today)}{ahead}")


def _why_not(row: AccountRow) -> str:
    if row.score is None:
        return "no customer on this day"
    if row.score.state is State.ONBOARDING:
        return "onboarding"
    return "too little is known"


def _signed(points: Decimal) -> str:
    return f"{points:+.1f}".replace("-", "−")


def _missing(receipt: Receipt) -> str:
    names = [line.measure.name for line in receipt.missing]
    if not names:
        return ""
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"Absent or expired: {', '.join(names[:4])}{more}."

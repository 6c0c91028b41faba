"""The inspector: the chosen account at a glance, without leaving the list."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.health.between import Part
from csdesk.domain.health.receipt import Receipt
from csdesk.domain.health.score import CUT, State
from csdesk.domain.phrases import first_of
from csdesk.domain.revenue.accounts import ended_text, unrated_text
from csdesk.domain.tasks import Task
from csdesk.services.accounts.accounts import AccountRow
from csdesk.services.health.glances import Glance
from csdesk.ui.accounts.columns import health_of, notice_fact, notice_ink, notice_tip
from csdesk.ui.accounts.health_head import HealthHead
from csdesk.ui.formats import ABSENT, day, money, percent, signed
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import Label, label, paragraph
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.kit.panels import Hairline
from csdesk.ui.kit.side_panel import SidePanel

NARROW, WIDE = 296, 336
_PARTS, _TASKS, _HALF = 5, 3, Decimal("0.5")


class Inspector(SidePanel):
    """At the right of the list. `touched` and `opened`: its buttons."""

    touched = Signal()
    opened = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("The chosen account", NARROW)
        self._today = today
        self._row: AccountRow | None = None
        self._outcome = paragraph("", "small", "text.secondary")
        self._facts = Ledger(name="Facts", ruled=False)
        self._known = label("", "small", "text.secondary")
        self._health = HealthHead()
        self._what = label("", "small", "text.secondary")
        self._receipt = Ledger(name="Receipt", small=True)
        self._absent = paragraph("", "small", "text.tertiary")
        self._planned = label("", "small", "text.secondary")
        self._next = Ledger(name="Next", ruled=False)
        self._fill()
        self.open = Button("Open", kind=Kind.PRIMARY, keys=("Enter",))
        self.touch = Button("Log touch", keys=("L",))
        self.open.clicked.connect(self.opened)
        self.touch.clicked.connect(self.touched)
        self.offer(self.open, self.touch)

    def _fill(self) -> None:
        self._rule, self._heads = Hairline(subtle=True), QWidget()
        next_row = _headed("Next", self._planned)
        next_row.setContentsMargins(0, 0, 0, 0)
        self._heads.setLayout(next_row)
        self.column.addWidget(self._outcome)
        self.column.addWidget(Hairline(subtle=True))
        self.column.addWidget(self._facts)
        self.column.addWidget(Hairline(subtle=True))
        self.column.addLayout(_headed("Health", self._known))
        for widget in (self._health, self._what, self._receipt, self._absent):
            self.column.addWidget(widget)
        for below in (self._rule, self._heads, self._next):
            self.column.addWidget(below)
        self.column.addStretch(1)

    def show_row(self, row: AccountRow) -> None:
        """Show an account's facts; what is read for it alone follows."""
        if self._row is not None and self._row.id != row.id:
            self._show_next(())
        self._row = row
        self.show_name(row.account)
        self._outcome.setText(one_line(row.line.required_outcome or wording.NO_OUTCOME))
        self._facts.show_lines(self._lines(row, None))
        self._facts.setToolTip(tip(notice_tip(row, self._today)))
        self._show_health(row)

    def _lines(self, row: AccountRow, seen: Glance | None) -> list[Line]:
        today, money_ = self._today, row.money
        renewal = money_.renewal_on if money_ else None
        ahead = f", in {wording.count((renewal - today).days, 'day')}" if renewal and renewal >= today else ""
        return [
            Line("ARR", _arr_words(row)),
            _renewal_line(row, renewal, ahead, today),
            Line(_notice_words(row, today), notice_fact(row, today), ink=_plain_unless_soon(row, today)),
            Line("Category", _category(row, seen)),
            Line("Sponsor", self._sponsor(row, seen)),
            Line("Last two-way touch", day(row.last_two_way_on, today=today)),
        ]

    def _sponsor(self, row: AccountRow, seen: Glance | None) -> str:
        name = row.line.sponsor
        if not name or seen is None or seen.sponsor is None:
            return name or ABSENT
        if seen.talked_on is None:
            return f"{name}, never talked"
        return f"{name}, {day(seen.talked_on, today=self._today)}"

    def _show_health(self, row: AccountRow) -> None:
        score = row.score
        self._known.setText(f"{percent(score.coverage)} coverage" if score else "")
        band = score.band.value if score and score.band else None
        self._health.show_health(health_of(row), wording.choice(band) if band else _why_not(row))
        self._receipt.show_lines([])
        self._what.hide()
        self._absent.setText("")

    def show_glance(self, seen: Glance | None) -> None:
        """Show what was read for the account alone: what moved its health, or how it adds up, and what is next."""
        if seen is None or self._row is None or self._row.id != seen.account:
            return
        self._facts.show_lines(self._lines(self._row, seen))
        self._show_next(seen.tasks)
        receipt = seen.receipt
        if receipt is None or receipt.score.score is None:
            return
        if seen.then is not None and seen.parts:
            change = receipt.score.score - seen.then
            self._what.setText(f"What moved it since {day(seen.since, today=self._today)}")
            self._health.show_change(f"{signed(change)} in 12 weeks" if abs(change) >= _HALF else "")
            self._receipt.show_lines(_moves(seen.parts, change))
        else:
            self._what.setText("How it adds up")
            self._receipt.show_lines(_groups(receipt))
        self._what.show()
        self._absent.setText(_missing(receipt))

    def _show_next(self, tasks: Sequence[Task]) -> None:
        self._planned.setText(f"{len(tasks)} open" if tasks else "")
        self._next.show_lines(
            [Line(t.title, _due(t, self._today), ink=_due_ink(t, self._today)) for t in tasks[:_TASKS]]
        )
        for widget in (self._rule, self._heads, self._next):
            widget.setVisible(bool(tasks))


def _headed(words: str, beside: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(label(words, "section"))
    row.addStretch(1)
    row.addWidget(beside)
    return row


def _category(row: AccountRow, seen: Glance | None) -> str:
    """How sure the next renewal is, and what is forecast."""
    if seen is None or not seen.categories:
        return ABSENT
    said = " and ".join(c.label for c in seen.categories)
    known = seen.forecast is not None and row.currency is not None
    return f"{said}, {money(seen.forecast, row.currency)}" if known else said


def _due(task: Task, today: date) -> str:
    if task.due_on is None:
        return "no day"
    return "today" if task.due_on == today else day(task.due_on, today=today)


def _due_ink(task: Task, today: date) -> str:
    late = task.due_on is not None and task.due_on < today
    return "watch.text" if late else "text.secondary"


def _moves(parts: Sequence[Part], change: Decimal) -> list[Line]:
    """The largest parts, those that are left together, and their sum on the double rule."""
    shown = list(parts) if len(parts) <= _PARTS + 1 else list(parts[:_PARTS])
    rest = parts[len(shown) :]
    lines = [Line(one.name, signed(one.change)) for one in shown]
    if rest:
        lines.append(Line(f"{len(rest)} smaller ones", signed(sum((p.change for p in rest), Decimal(0)))))
    return [*lines, Line("Change", signed(change), total=True)]


def _groups(receipt: Receipt) -> list[Line]:
    """How the score adds up, group by group."""
    score = receipt.score
    assert score.score is not None
    lines = [Line(wording.choice(g), f"{p:.1f}") for g, p, _ in receipt.groups() if p is not None]
    if score.modifiers:
        lines.append(Line("Without modifiers", f"{score.without_modifiers:.1f}", strong=True))
    lines += [Line(m.name, signed(m.points), ink="watch.text") for m in score.modifiers]
    if score.cut_tenths:
        lines.append(Line(CUT, signed(Decimal(score.cut_tenths).scaleb(-1))))
    return [*lines, Line("Score", f"{score.score:.1f}", total=True)]


def _arr_words(row: AccountRow) -> str:
    """The ARR, or which rate is missing to tell it."""
    return unrated_text(row.money) if row.money and row.money.unrated else money(row.arr, row.currency)


def _notice_words(row: AccountRow, today: date) -> str:
    """The name of the line; none where what is said begins with it."""
    return "" if notice_fact(row, today).startswith("Notice") else "Notice"


def _plain_unless_soon(row: AccountRow, today: date) -> str:
    role = notice_ink(row, today)
    return role if role in ("watch.text", "info.text") else ""


def _renewal_line(row: AccountRow, renewal: date | None, ahead: str, today: date) -> Line:
    if row.money and row.money.ended_on:
        return Line("Contract", ended_text(row.money, lambda d: day(d, today=today)), ink="watch.text")
    return Line("Renewal", f"{day(renewal, today=today)}{ahead}")


def _why_not(row: AccountRow) -> str:
    if row.score is None:
        return "no customer on this day"
    if row.score.state is State.ONBOARDING:
        return "onboarding"
    return "too little is known"


def _missing(receipt: Receipt) -> str:
    names = [line.measure.name for line in receipt.missing]
    if not names:
        return ""
    return f"Absent or expired: {first_of(names[:4], len(names))}."

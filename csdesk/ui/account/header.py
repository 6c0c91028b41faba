"""The head of the Account page: what the customer must achieve, and six figures."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from csdesk import wording
from csdesk.domain.contacts import ContactStatus, Role
from csdesk.domain.health.score import State
from csdesk.domain.health.standing import Standing
from csdesk.domain.phrases import upper
from csdesk.domain.revenue.accounts import unrated_text
from csdesk.domain.revenue.noticing import notice_text
from csdesk.domain.usage import ACTIVE_USERS, LICENCES
from csdesk.services.accounts.portrait import Portrait
from csdesk.services.health.standings import standing_words
from csdesk.ui.account.head_leads import Lead
from csdesk.ui.formats import ABSENT, day, money, near_day, number, percent
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.columns import Health
from csdesk.ui.kit.labels import ElidedLabel, elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.marks import Shape, paint_line, paint_shape
from csdesk.ui.kit.panels import Hairline, Panel
from csdesk.ui.theme import font, ink, px

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
SOON = 14
_FIGURE = 112
"""The px in which every figure has room."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the strip: value, what stands below it, and the ink of the value."""

    value: str
    below: str
    ink: str = "text.primary"
    badge: str = ""


class AccountHead(Panel):
    """Outcome, experience, and the strip. `asked(name)`: a click on a figure, or on *Outcome*."""

    asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__("base")
        self._today = today
        self.outcome = elided("", "strong")
        self.experience = elided("", "body", "text.secondary")
        self.cells = {name: Cell(name) for name in ("ARR", "Renewal", "First value", "Licences", "Sponsor")}
        self.health = HealthCell()
        for part in (*self.cells.values(), self.health):
            part.clicked.connect(self._ask)
        for words in (self.outcome, self.experience):
            words.setCursor(Qt.CursorShape.PointingHandCursor)
        column = in_column(self.outcome, self.experience, on=self, edges=(16, 0, 16, 6))
        column.addSpacing(px(8))
        column.addLayout(self._strip())

    def _strip(self) -> QHBoxLayout:
        strip = in_row(gap=14)
        order = [self.cells["ARR"], self.cells["Renewal"], self.health]
        order += [self.cells[name] for name in ("First value", "Licences", "Sponsor")]
        for place, cell in enumerate(order):
            if place:
                strip.addWidget(Hairline(upright=True))
            strip.addWidget(cell, 0)
        strip.addStretch(1)
        return strip

    def _ask(self) -> None:
        sender = self.sender()
        if isinstance(sender, Lead):
            self.asked.emit(sender.what)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the outcome or the experience asks to edit it."""
        child = self.childAt(event.position().toPoint())
        if child is self.outcome:
            self.asked.emit("required_outcome")
        elif child is self.experience:
            self.asked.emit("appropriate_experience")

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account."""
        account = portrait.account
        self.outcome.setText(account.required_outcome or wording.NO_OUTCOME)
        self.outcome.set_ink("text.primary" if account.required_outcome else "text.secondary")
        how = account.appropriate_experience
        self.experience.setText(f"How: {how}" if how else "")
        self.experience.setVisible(bool(how))
        today = self._today
        figures = {
            "ARR": arr_figure(portrait),
            "Renewal": renewal_figure(portrait, today),
            "First value": first_value_figure(portrait, today),
            "Licences": licences_figure(portrait),
            "Sponsor": sponsor_figure(portrait, today),
        }
        for name, figure in figures.items():
            self.cells[name].show_figure(figure)
        self.health.show_portrait(portrait, today)


class Cell(Lead):
    """A figure under its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = label(name, "small", "text.secondary")
        self.value = elided("", "strong", weight=600)
        self.badge = Badge("", "info")
        self.below = paragraph("", "small", "text.secondary")
        column = in_column(on=self)
        row = in_row(self.value, self.badge, gap=6)
        row.addStretch(1)
        column.addWidget(self.name)
        column.addLayout(row)
        column.addWidget(self.below)
        column.addStretch(1)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        _say(self.value, figure.value)
        self.value.set_ink(figure.ink)
        self.below.setText(figure.below)
        self.badge.setVisible(bool(figure.badge))
        self.badge.show_state(figure.badge, "info")
        self.setAccessibleName(f"{self.name.text()}: {figure.value} {figure.badge}. {figure.below}")


def _say(words: ElidedLabel, text: str) -> None:
    """Names may be cut where it is narrow; figures are short, and never are."""
    words.setText(text)
    words.setMaximumWidth(px(240))
    words.setMinimumWidth(min(px(_FIGURE), words.fontMetrics().horizontalAdvance(text) + 2))


class HealthCell(Lead):
    """Band shape, number, word, twelve weeks; below them the bounds at their coverage."""

    def __init__(self) -> None:
        super().__init__("Health")
        self._health, self._word = Health(Shape.NOT_SCORED, ""), "Not scored"
        self.below = paragraph("", "small", "text.secondary")
        column = in_column(elided("Health", "small", "text.secondary"), on=self)
        self._mark = _HealthMark(self)
        column.addWidget(self._mark)
        column.addWidget(self.below)
        column.addStretch(1)

    @property
    def health(self) -> Health:
        """What is drawn."""
        return self._health

    @property
    def word(self) -> str:
        """The band's word, or why there is none."""
        return self._word

    def show_portrait(self, portrait: Portrait, today: date) -> None:
        """Show another score; its weeks follow."""
        score = portrait.row.score
        if score is None or score.score is None or score.band is None:
            self._health = Health(Shape.NOT_SCORED, "")
            waits = score is not None and score.state is State.ONBOARDING
            self._word = "Onboarding, not scored" if waits else "Not scored"
            self.below.setText(_yours(portrait, today))
        else:
            shape = Shape(score.band.value)
            self._health = Health(shape, str(score.score), (), score.crosses)
            self._word = wording.choice(score.band.value)
            self.below.setText(f"{score.low} to {score.high} at {percent(score.coverage)} coverage")
            if (by := score.set_by_hand) is not None:
                self.below.setText(f"{by.name}, computed {score.computed}")
        self._show()

    def show_weeks(self, weeks: tuple[float | None, ...], standing: Standing | None = None) -> None:
        """Draw the last twelve weeks, and say since when it is in its band."""
        if self._health.number:
            self._health = Health(self._health.shape, self._health.number, weeks, self._health.hatched)
        words = standing_words(standing) if standing is not None else ""
        self.setToolTip(upper(words))
        self._show()

    def _show(self) -> None:
        self.setAccessibleName(f"Health: {self._health.number} {self._word}. {self.below.text()}")
        self._mark.updateGeometry()
        self._mark.update()


class _HealthMark(QWidget):
    def __init__(self, cell: HealthCell) -> None:
        super().__init__(cell)
        self._cell = cell
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Shape, number, word, line."""
        wide = QFontMetrics(font("body")).horizontalAdvance(self._cell.word)
        return QSize(px(44) + wide + (px(60) if self._cell.health.number else 0), px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts in their fixed order."""
        del event
        painter, tall, health = QPainter(self), self.height(), self._cell.health
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, QPointF(px(5), tall / 2), health.shape, hatched=health.hatched)
        left = px(16)
        painter.setFont(font("strong", tabular=True, weight=600))
        painter.setPen(ink("bad.text" if health.shape is Shape.AT_RISK else "text.primary"))
        painter.drawText(QRectF(left, 0, px(60), tall), _LEFT, health.number)
        if health.number:
            left += painter.fontMetrics().horizontalAdvance(health.number) + px(6)
        painter.setFont(font("body"))
        painter.setPen(ink("text.primary" if health.number else "text.secondary"))
        painter.drawText(QRectF(left, 0, self.width(), tall), _LEFT, self._cell.word)
        left += painter.fontMetrics().horizontalAdvance(self._cell.word) + px(12)
        if health.line:
            paint_line(painter, QRectF(left, tall / 2 - px(6), px(44), px(12)), health.line, health.shape)


def arr_figure(portrait: Portrait) -> Figure:
    """What the account brings a year, and how many licences at which period."""
    row = portrait.row
    live = [
        (line, steps)
        for line, _, steps in portrait.subscriptions
        if line.recurring and line.start and line.start <= portrait.as_of <= (line.end or portrait.as_of)
    ]
    if row.money is None:
        return Figure(ABSENT, "No contract yet", "text.tertiary")
    if row.money.unknown and row.arr in {None, 0}:
        return Figure(ABSENT, "Amount not known", "text.tertiary")
    if row.arr is None:
        return Figure(ABSENT, unrated_text(row.money), "info.text")
    below = wording.count(row.money.lines, "contract") if row.money.lines else "No live contract"
    if row.money.converted:
        return Figure(money(row.arr, row.currency), f"{below}, at the day's rates")
    if len(live) == 1 and row.money.lines == 1:
        line, steps = live[0]
        now = [s for s in steps if s.from_ <= portrait.as_of]
        quantity = now[-1].quantity if now else None
        every = {"month": "monthly", "quarter": "quarterly", "year": "yearly", "term": "per term"}
        paid = every[line.period.value]
        below = f"{quantity:f} licences, {paid}" if quantity is not None else f"Paid {paid}"
    return Figure(money(row.arr, row.currency), below)


def renewal_figure(portrait: Portrait, today: date) -> Figure:
    """When the term ends, whether that is assumed, and by when notice is due."""
    found = portrait.row.money
    if found is None or found.renewal_on is None:
        loose = found is not None and found.uncontracted
        below = "Live without a contract" if loose else "No term end is known"
        return Figure(ABSENT, below, "text.tertiary")
    ends = found.renewal_on
    if found.next_from is not None:
        said = "Renewed, next term from" if found.lines else "Signed, begins on"
        return Figure(
            day(ends, today=today, always_year=True), f"{said} {near_day(found.next_from, today=today)}"
        )
    lines = [line for line, _, _ in portrait.subscriptions if line.recurring and line.end is not None]
    behind = [s for s in lines if s.end == ends or (s.auto_renew and s.end is not None and s.end < ends)]
    assumed = any(not line.term_confirmed for line in behind)
    return Figure(
        day(ends, today=today, always_year=True),
        notice_words(portrait, today),
        badge="Assumed" if assumed else "",
    )


def notice_words(portrait: Portrait, today: date) -> str:
    """The notice deadline in settled words: never just *passed*."""
    found = portrait.row.money
    if found is None or found.renewal_on is None:
        return ""
    said = notice_text(
        found.renewal_on, found.notice, found.auto_renew, today=today, day=lambda d: near_day(d, today=today)
    )
    left = (found.notice_on - today).days if found.notice_on and found.auto_renew is not False else -1
    return upper(said) + (f", {_in_days(left)}" if 0 <= left <= SOON else "")


def first_value_figure(portrait: Portrait, today: date) -> Figure:
    """Whether first value was confirmed, or when it is due."""
    found = next((m for m in portrait.milestones if m.first_value), None)
    if found is None:
        return Figure(ABSENT, "No first value set", "text.tertiary")
    if found.achieved_on is not None:
        by = f"Confirmed by {found.confirmed_by}" if found.confirmed_by else "Reached, not confirmed"
        return Figure(day(found.achieved_on, today=today), by)
    if found.achieved:
        return Figure("Reached", "Day not known")
    due = found.forecast_on or found.target_on
    if due is None:
        return Figure("Not confirmed", "No day yet", "watch.text")
    days = (due - today).days
    if days < 0:
        return Figure("Not confirmed", f"{wording.count(-days, 'day')} overdue", "watch.text")
    return Figure("Not confirmed", f"Due {near_day(due, today=today)}, {_in_days(days)}", "watch.text")


def licences_figure(portrait: Portrait) -> Figure:
    """Active users of licences, with the share."""
    licences, active = portrait.readings.get(LICENCES), portrait.readings.get(ACTIVE_USERS)
    bought = licences[1] if licences else _bought(portrait)
    if active is None:
        return Figure(
            number(bought) if bought else ABSENT,
            "No usage yet",
            "text.primary" if bought else "text.tertiary",
        )
    if not bought:
        return Figure(number(active[1]), "active users")
    share = Fraction(active[1]).limit_denominator(10**6) / Fraction(bought).limit_denominator(10**6)
    return Figure(f"{number(active[1])} of {number(bought)}", f"{percent(float(share))} in use")


def _bought(portrait: Portrait) -> float:
    """The quantities in force on the day; a term that is signed and has not begun is not there yet."""
    live = {line.subscription.id for line, _ in portrait.live_lines()}
    held = [
        [step for step in steps if step.from_ <= portrait.as_of]
        for line, _, steps in portrait.subscriptions
        if line.id in live
    ]
    return float(sum(steps[-1].quantity or 0 for steps in held if steps))


def sponsor_figure(portrait: Portrait, today: date) -> Figure:
    """Who the sponsor is, and when we last talked."""
    sponsors = [c for c in portrait.contacts if Role.SPONSOR in c.roles]
    here = [c for c in sponsors if c.status is ContactStatus.ACTIVE]
    if not here:
        gone = f"{sponsors[0].name} left" if sponsors else "No sponsor named"
        return Figure(ABSENT, gone, "watch.text" if sponsors else "text.tertiary")
    talked = portrait.last_talk(here[0])
    if talked is None:
        return Figure(here[0].name, "Not talked yet")
    days = (today - talked).days
    ago = "today" if days == 0 else f"{wording.count(days, 'day')} ago"
    return Figure(here[0].name, f"Talked {ago}")


def _in_days(days: int) -> str:
    return "today" if days == 0 else f"in {wording.count(days, 'day')}"


def _yours(portrait: Portrait, today: date) -> str:
    account = portrait.account
    if account.judgement is None:
        score = portrait.row.score
        return f"{percent(score.coverage)} coverage" if score else "No customer on this day"
    when = f", {day(account.judged_on, today=today)}" if account.judged_on else ""
    return f"Yours: {account.judgement} of 5{when}"

"""Leftovers: what the week does not do and what that costs, and whom it leaves alone."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csdesk.domain.phrases import first_of, upper
from csdesk.domain.week.plan import NotDoing
from csdesk.ui.formats import short_money
from csdesk.ui.kit.literal import one_line
from csdesk.ui.kit.rulers import ruler
from csdesk.ui.theme import current, font, ink, px
from csdesk.ui.week.lines import together, wrapped
from csdesk.ui.week.seen import SeenWeek

_SHOWN = 12
_NAMED = 3
_GAP = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight


class _Words(NamedTuple):
    """Words of one line, `left` px from the edge; a negative `left` stands at the right edge."""

    text: str
    step: str
    role: str
    left: int = 0


class _Line(NamedTuple):
    """What stands beside each other, `tall` px high; no words are a hairline, or a gap where it is low."""

    tall: int
    words: tuple[_Words, ...] = ()


class Leftovers(QWidget):
    """The rail's lists, drawn as one: fifty labels took longer to place than all the rest of the week."""

    def __init__(self) -> None:
        super().__init__()
        self._week: SeenWeek | None = None
        self._lines: list[_Line] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Not doing, and leave alone")

    def show_week(self, week: SeenWeek) -> None:
        """Show what is not done, and who is left alone."""
        self._week = week
        self._place()
        self.setAccessibleDescription("\n".join(" ".join(w.text for w in line.words) for line in self._lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(px(232), sum(line.tall for line in self._lines))

    def _place(self) -> None:
        self._lines = [] if self._week is None else list(_placed(self._week, self.width()))
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line."""
        painter, top = QPainter(self), 0
        for line in self._lines:
            if top < event.rect().bottom() and top + line.tall > event.rect().top():
                self._draw(painter, line, top)
            top += line.tall

    def _draw(self, painter: QPainter, line: _Line, top: int) -> None:
        if not line.words and line.tall == px(_GAP) * 2 + 1:
            painter.fillRect(QRectF(0, top + px(_GAP), self.width(), 1), ink("border.subtle"))
        for words in line.words:
            painter.setFont(font(words.step, tabular=words.left < 0))
            painter.setPen(ink(words.role))
            left = max(0, words.left)
            box = QRectF(left, top, self.width() - left, line.tall)
            painter.drawText(box, _RIGHT if words.left < 0 else _MIDDLE, words.text)


def _placed(week: SeenWeek, width: int) -> Iterator[_Line]:
    plan = week.plan
    many = f"{len(plan.not_doing):,}" if plan.not_doing else "nothing left over"
    costs = " + ".join(short_money(a, c) for c, a in week.arr_not_worked_on.items())
    yield _title("Not doing", "" if costs else many)
    if costs:
        for words in wrapped(f"{many}, {costs} of ARR not worked on", font("small"), width, width):
            yield _small(words, "text.secondary")
    for left in plan.not_doing[:_SHOWN]:
        yield _Line(px(_GAP))
        yield from _left(left, width)
    if len(plan.not_doing) > _SHOWN:
        yield _Line(px(_GAP))
        yield _small(f"and {len(plan.not_doing) - _SHOWN:,} more", "text.tertiary")
    yield _Line(px(_GAP) * 2 + 1)
    count = len(plan.leave_alone)
    yield _title("Leave alone", f"{count:,}, nothing due" if count else "nobody this week")
    if count:
        yield _Line(px(_GAP) // 2)
        for words in wrapped(
            first_of([n for _, n in plan.leave_alone[:_NAMED]], count), font("small"), width, width
        ):
            yield _small(words, "text.secondary")


def _title(text: str, more: str) -> _Line:
    beside = round(ruler(font("section")).width(text)) + px(_GAP)
    return _Line(
        _tall("section"),
        (_Words(text, "section", "text.primary"), _Words(more, "small", "text.secondary", beside)),
    )


def _left(left: NotDoing, width: int) -> Iterator[_Line]:
    candidate = left.item.candidate
    stake = short_money(left.item.factors.at_stake, left.item.factors.currency)
    room = width - round(ruler(font("small")).width(stake)) - px(_GAP) * 2
    name = wrapped(candidate.name, font("strong"), room, width)
    yield _Line(
        _tall("strong"),
        (_Words(name[0], "strong", "text.primary"), _Words(stake, "small", "text.secondary", -1)),
    )
    for words in name[1:]:
        yield _Line(_tall("strong"), (_Words(words, "strong", "text.primary"),))
    for text, role in (
        (f"{candidate.title}, {candidate.minutes} min", "text.secondary"),
        (candidate.reason if candidate.backlog else _why_not(left.reason), "text.tertiary"),
    ):
        for words in wrapped(together(one_line(text)), font("small"), width, width):
            yield _small(words, role)


def _small(text: str, role: str) -> _Line:
    return _Line(_tall("small"), (_Words(text, "small", role),))


def _tall(step: str) -> int:
    return px(current().type[step].line)


def _why_not(reason: str) -> str:
    """The reason without what the list's title says already, so that most take one line."""
    short = reason.removeprefix("does not fit: ").replace(" minutes left", " min left")
    return upper(short)

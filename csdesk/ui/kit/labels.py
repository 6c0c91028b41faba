"""Words on the screen: plain text always, in a step of the type scale and an ink."""

from typing import TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from csdesk.ui.kit.layouts import in_row
from csdesk.ui.kit.literal import one_line, tip
from csdesk.ui.kit.rulers import ruler
from csdesk.ui.theme import current, font, px

AnyLabel = TypeVar("AnyLabel", bound="Label")
_LEAST = 4
"""Signs of what is left of a text that is cut, with its …."""
_KEPT = 8
"""Breakings of one text that a paragraph keeps."""


class Label(QLabel):
    """A label that never reads markup into its text."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def set_ink(self, role: str) -> None:
        """Write in another ink, such as `watch.text`."""
        if self.property("ink") != role:
            self.setProperty("ink", role)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the style comes still
                self.style().unpolish(self)
                self.style().polish(self)


class ElidedLabel(Label):
    """A label of one line that has a … at its end, or in its middle, when it is too narrow; the tool tip then has the
    whole text.

    A `shorter` text, where there is one, is shown before anything is cut; of days and amounts rather nothing is
    shown than a part.
    """

    def __init__(self, text: str = "") -> None:
        self._shorter, self._or_nothing = "", False
        self.cut = Qt.TextElideMode.ElideRight
        super().__init__(one_line(text))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        self.set_texts(text)

    def set_texts(self, text: str, shorter: str = "", *, or_nothing: bool = False) -> None:
        """Show another text, in fewer words where there is no room for it, or not at all."""
        self._shorter, self._or_nothing = one_line(shorter), or_nothing
        super().setText(one_line(text))
        self._say_whole()

    def fitting(self) -> str:
        """What is shown: the text where it fits, else the shorter one, which may be cut, or nothing."""
        fits = self._shorter if self._shorter and self._is_wide() else self.text()
        return "" if self._or_nothing and self._is_wide(fits) else fits

    def minimumSizeHint(self) -> QSize:
        """A few letters are the least."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tool tip to what is hidden."""
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, with … where it is cut when it does not fit; one or two letters alone say nothing."""
        del event
        painter = QPainter(self)
        box = self.contentsRect()
        whole = self.fitting()
        text = self.fontMetrics().elidedText(whole, self.cut, box.width())
        if text != whole and len(text) < _LEAST:
            return
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment()) | Qt.TextFlag.TextSingleLine, text)

    def _say_whole(self) -> None:
        self.setToolTip(tip(self.text()) if self._is_wide() else "")

    def _is_wide(self, text: str = "") -> bool:
        return self.fontMetrics().horizontalAdvance(text or self.text()) > self.contentsRect().width()


class Paragraph(Label):
    """A text of several lines, set with the line height of its step of the type scale."""

    def __init__(self, text: str = "", line: int = 18) -> None:
        self._line = line
        self._kept: dict[tuple[str, int, str], list[str]] = {}
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return len(self.lines_at(inner)) * self._line + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """At most 72 letters wide, as all prose."""
        widest = self.fontMetrics().averageCharWidth() * 72
        wanted = min(widest, self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return QSize(wanted, self.heightForWidth(wanted))

    def minimumSizeHint(self) -> QSize:
        """A dozen letters are the least."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line by line."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = self.contentsRect()
        flags = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | self._side()
        for number, line in enumerate(self.lines_at(box.width())):
            place = QRect(box.x(), box.y() + number * self._line, box.width(), self._line)
            painter.drawText(place, int(flags), line)

    def _side(self) -> Qt.AlignmentFlag:
        return self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask

    def lines_at(self, width: int) -> list[str]:
        """The lines as they are broken at this width; a layout asks for the same ones many times."""
        key = (self.text(), width, self.font().key())
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = [line for part in key[0].split("\n") for line in self._broken(part, width)]
        return self._kept[key]

    def _broken(self, part: str, width: int) -> list[str]:
        measure, lines, line = ruler(self.font()), [], ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and measure.width(longer) > width:
                lines.append(line)
                longer = word
            line = longer
            while len(line) > 1 and measure.width(line) > width:
                cut = measure.fitting(line, width)
                lines.append(line[:cut])
                line = line[cut:]
        return [*lines, line]


def label(
    text: str = "",
    step: str = "body",
    ink: str = "text.primary",
    *,
    tabular: bool = False,
    weight: int | None = None,
) -> Label:
    """A label of one line. `step` of the type scale, `ink`: one of `theme.sheet.INKS`, `tabular`: figures."""
    return _dressed(Label(text), step, ink, tabular, weight)


def elided(
    text: str = "",
    step: str = "body",
    ink: str = "text.primary",
    *,
    weight: int | None = None,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> ElidedLabel:
    """A label of one line that may be narrower than its text; names that differ at their end are cut in the middle."""
    made = _dressed(ElidedLabel(text), step, ink, False, weight)
    made.cut = cut
    return made


def paragraph(text: str = "", step: str = "body", ink: str = "text.primary") -> Paragraph:
    """A label of several lines. Give it a width (a layout does); it says its height."""
    return _dressed(Paragraph(text, px(current().type[step].line)), step, ink, False, None)


def on_baseline(*labels: Label, gap: int = 8) -> QHBoxLayout:
    """Labels of different sizes side by side on one baseline, such as a title and what stands after it."""
    row = in_row(gap=gap)
    highest = max(one.fontMetrics().ascent() for one in labels)
    for one in labels:
        one.setMinimumHeight(0)
        one.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        one.setContentsMargins(0, highest - one.fontMetrics().ascent(), 0, 0)
        row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _dressed(made: AnyLabel, step: str, ink: str, tabular: bool, weight: int | None) -> AnyLabel:
    made.setFont(font(step, tabular=tabular, weight=weight))
    made.setProperty("ink", ink)
    made.setMinimumHeight(px(current().type[step].line))
    return made


def stands_on(widget: QWidget, text: str) -> bool:
    """Whether a text can be read on a widget: what is said there already is not said again beside it."""
    return any(words.isVisible() and text in words.text() for words in widget.findChildren(QLabel))

"""The rail beside the week: what is not done and what that costs, whom to leave alone, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.week.plan import NotDoing, Ranked, WeekPlan
from csdesk.ui.formats import short_money
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.panels import Hairline, Panel, scrolling
from csdesk.ui.theme import px
from csdesk.ui.week.why import WhyPanel

_SHOWN = 12
_NAMED = 3


class Rail(Panel):
    """256 px at the right of the week."""

    def __init__(self) -> None:
        super().__init__("sunken", line="left")
        self.setFixedWidth(px(256))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(px(12), px(10), px(12), px(10))
        self._column.setSpacing(px(8))
        self._lists = QVBoxLayout()
        self._lists.setSpacing(px(8))
        self._column.addLayout(self._lists)
        self._column.addStretch(1)
        self.why = WhyPanel()
        outer.setSpacing(0)
        outer.addWidget(scrolling(inner, "Not doing, and why"), 1)
        outer.addWidget(self.why)
        self.explain(None, 0)

    def show_plan(self, plan: WeekPlan) -> None:
        """Show what is not done, and who is left alone."""
        _clear(self._lists)
        costs = " + ".join(short_money(a, c) for c, a in plan.arr_not_worked_on.items())
        said = f"{len(plan.not_doing)}, {costs} ARR" if costs else str(len(plan.not_doing))
        self._lists.addLayout(_title("Not doing", said if plan.not_doing else "nothing left over"))
        for left in plan.not_doing[:_SHOWN]:
            self._lists.addWidget(_left(left))
        if len(plan.not_doing) > _SHOWN:
            more = f"and {len(plan.not_doing) - _SHOWN} more"
            self._lists.addWidget(label(more, "small", "text.tertiary"))
        self._lists.addWidget(Hairline(subtle=True))
        count = len(plan.leave_alone)
        self._lists.addLayout(_title("Leave alone", f"{count}, nothing due" if count else "nobody this week"))
        if count:
            self._lists.addWidget(
                paragraph(_names([n for _, n in plan.leave_alone]), "small", "text.secondary")
            )

    def explain(self, item: Ranked | None, of: int) -> None:
        """Show the factors of the chosen item; they multiply to its priority."""
        self.why.setVisible(item is not None)
        if item is not None:
            self.why.explain(item, of)


def _title(text: str, more: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(px(8))
    row.addWidget(label(text, "section"))
    row.addWidget(label(more, "small", "text.secondary"))
    row.addStretch(1)
    return row


def _left(left: NotDoing) -> QWidget:
    box, candidate = QWidget(), left.item.candidate
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    top = QHBoxLayout()
    top.addWidget(elided(candidate.name, "strong"), 1)
    stake = short_money(left.item.factors.at_stake, left.item.factors.currency)
    top.addWidget(label(stake, "small", "text.secondary", tabular=True), 0, Qt.AlignmentFlag.AlignRight)
    column.addLayout(top)
    column.addWidget(paragraph(f"{candidate.title}, {candidate.minutes} min", "small", "text.secondary"))
    column.addWidget(paragraph(_why_not(left.reason), "small", "text.tertiary"))
    return box


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"


def _why_not(reason: str) -> str:
    """The reason without what the list's title says already, so that most take one line."""
    short = reason.removeprefix("does not fit: ").replace(" minutes left", " min left")
    return short[:1].upper() + short[1:]


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QHBoxLayout):
            while (part := inner.takeAt(0)) is not None:
                if small := part.widget():
                    small.deleteLater()

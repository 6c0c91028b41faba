"""The success plan beside the receipt: objectives against the plan, milestones, gaps, promises, what is to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk import wording
from csdesk.domain.gaps import Gap
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Objective, Reading
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.domain.tasks import Party, Task, TaskStatus
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account.tick_row import TickRow
from csdesk.ui.formats import ABSENT, near_day, percent
from csdesk.ui.kit.bars import Bar
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Hairline, Panel, scrolling
from csdesk.ui.theme import px

_TASKS = 5
"""How many tasks stand here; all of them stand in Plan."""
_PROMISES = 4
"""How many promises."""
_REACHED = 3
"""How many of the reached milestones, besides first value."""


class PlanPanel(Panel):
    """The panel. `reached(Milestone)`, `ticked(Task)`, `kept(Promise)`, `bridged(Gap)`: the icon was clicked;
    `opened(row)`: to be edited; `adding(noun word)`: a row is to be added.
    """

    reached = Signal(object)
    ticked = Signal(object)
    kept = Signal(object)
    bridged = Signal(object)
    opened = Signal(object)
    dating = Signal(object)
    adding = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__("base", line="left")
        self._today = today
        self._agreed = label("", "small", "text.secondary")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(6), px(16), px(4))
        head.addWidget(label("Success plan", "section"))
        head.addStretch(1)
        head.addWidget(self._agreed)
        outer.addLayout(head)
        self._inner = QWidget()
        self._column = in_column(on=self._inner, edges=(16, 2, 16, 12))
        self.area = scrolling(self._inner, "Success plan")
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        outer.addWidget(self.area, 1)
        self.rows: list[TickRow] = []

    def _keep_edge(self, least: int, most: int) -> None:
        """The right edge of figures stays where it is when the scroll bar comes."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most > least else 0
        self._column.setContentsMargins(px(16), px(2), max(0, px(16) - bar), px(12))

    def show_plan(self, portrait: Portrait) -> None:
        """Show another account's plan."""
        self._clear()
        agreed = [o.agreed_on for o, _ in portrait.objectives if o.agreed_on]
        self._agreed.setText(f"agreed {near_day(min(agreed), today=self._today)}" if agreed else "")
        parts = [
            self._objectives(portrait.objectives),
            self._milestones(portrait.milestones, [g for g in portrait.gaps if g.bridged_on is None]),
            self._promises(portrait),
            self._tasks(portrait.tasks),
        ]
        filled = [part for part in parts if part]
        for number, part in enumerate(filled):
            if number:
                self._column.addSpacing(px(6))
                self._column.addWidget(Hairline(subtle=True))
                self._column.addSpacing(px(4))
            for widget in part:
                self._column.addWidget(widget)
        if not filled:
            said = "No success plan yet. It begins with what the customer measures."
            self._column.addWidget(paragraph(said, "body", "text.secondary"))
            self._column.addSpacing(px(8))
            self.begin_plan = Button("Objective", icon="plus")
            self.begin_plan.clicked.connect(self._begin)
            self._column.addWidget(self.begin_plan)
        self._column.addStretch(1)

    def _begin(self) -> None:
        self.adding.emit("objective")

    def _clear(self) -> None:
        self.rows = []
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _objectives(self, objectives: Sequence[tuple[Objective, list[Reading]]]) -> list[QWidget]:
        bars = [ObjectiveBar(o, readings, self._today) for o, readings in objectives]
        for bar in bars:
            bar.dating.connect(self.dating)
        made: list[QWidget] = [*bars]
        if any(bar.tick is not None for bar in bars):
            expected_on = near_day(self._today, today=self._today)
            made.append(label(f"┃ where the plan expects to be on {expected_on}", "small", "text.tertiary"))
        return made

    def _milestones(self, milestones: Sequence[Milestone], gaps: Sequence[Gap]) -> list[QWidget]:
        ordered = sorted(milestones, key=lambda m: (m.achieved_on or m.target_on or date.max, m.id))
        reached = [m for m in ordered if m.reached and not m.first_value]
        before = {m.id for m in reached[:-_REACHED]} if len(reached) > _REACHED + 1 else set()
        made: list[QWidget] = []
        if before:
            made.append(label(f"{len(before)} reached before, in Plan", "small", "text.tertiary"))
        for milestone in (m for m in ordered if m.id not in before):
            made += self._gaps([g for g in gaps if g.before_milestone == milestone.id])
            right, icon, tone = milestone_state(milestone, self._today)
            does = "Space: not reached" if milestone.reached else "Space: reached today"
            row = TickRow(milestone.milestone, right, icon, tone, strong=milestone.first_value, does=does)
            self._join(row, milestone, self.reached)
            made.append(row)
        there = {m.id for m in ordered if m.id not in before}
        return made + self._gaps([g for g in gaps if g.before_milestone not in there])

    def _gaps(self, gaps: Sequence[Gap]) -> list[QWidget]:
        made: list[QWidget] = []
        for gap in sorted(gaps, key=lambda g: (g.found_on or date.min, g.id)):
            row = TickRow(
                gap.gap, "", "bridge", "watch", does="Space: bridged today", below=self._bridge(gap)
            )
            self._join(row, gap, self.bridged)
            made.append(row)
        return made

    def _bridge(self, gap: Gap) -> str:
        if gap.bridge is None:
            return "Gap; no bridge chosen yet"
        by = f", {near_day(gap.due_on, today=self._today)}" if gap.due_on else ""
        return f"Gap; bridge: {gap.bridge.value}{by}"

    def _promises(self, portrait: Portrait) -> list[QWidget]:
        today, names = self._today, portrait.names()
        shown = [p for p in portrait.promises if p.status is PromiseStatus.OPEN or p.settled_on == today]
        made: list[QWidget] = []
        for promise in shown[:_PROMISES]:
            still = promise.status is PromiseStatus.OPEN
            late = still and promise.due_on is not None and promise.due_on < today
            row = TickRow(
                promise.promise,
                "",
                "promise" if still else "done" if promise.status is PromiseStatus.KEPT else "alert",
                "bad" if late or promise.status is PromiseStatus.BROKEN else "" if still else "good",
                does="Space: kept" if still else "Space: open again",
                below=promise_below(promise, names, today),
            )
            self._join(row, promise, self.kept)
            made.append(row)
        if len(shown) > _PROMISES:
            made.append(label(f"{len(shown) - _PROMISES:,} more in Plan", "small", "text.tertiary"))
        return made

    def _tasks(self, tasks: Sequence[Task]) -> list[QWidget]:
        today = self._today
        shown = [t for t in tasks if t.status is TaskStatus.OPEN or t.done_on == today]
        shown.sort(key=lambda t: (t.due_on or date.max, t.title, t.id))
        more = len(shown) - _TASKS if len(shown) > _TASKS + 1 else 0
        made: list[QWidget] = []
        for task in shown[: len(shown) - more]:
            done = task.status is TaskStatus.DONE
            row = TickRow(
                task.title,
                task_right(task, today),
                "done" if done else "circle",
                "good" if done else "bad" if task.due_on and task.due_on < today else "",
                does="Space: open again" if done else "Space: done",
            )
            self._join(row, task, self.ticked)
            made.append(row)
        if more:
            made.append(label(f"{more:,} more in Plan", "small", "text.tertiary"))
        return made

    def _join(self, row: TickRow, value: Any, signal: Any) -> None:
        row.value = value
        row.ticked.connect(signal)
        row.opened.connect(self.opened)
        self.rows.append(row)


class ObjectiveBar(QWidget):
    """One objective: how far from its baseline to its target, and where the plan expects it today.

    `dating(Objective)`: a day without which the plan expects nothing is to be said.
    """

    dating = Signal(object)

    def __init__(self, objective: Objective, readings: Sequence[Reading], today: date) -> None:
        super().__init__()
        self._objective = objective
        now = readings[-1].value if readings else None
        progress = objective.progress(now) if now is not None else None
        self.tick = expected(objective, today)
        column = in_column(on=self, gap=1, edges=(0, 3, 0, 3))
        top = QHBoxLayout()
        top.addWidget(elided(objective.objective), 1)
        top.addWidget(label(percent(progress), "small", "text.secondary", tabular=True))
        bar = Bar(objective.objective)
        bar.show_part(min(1.0, max(0.0, progress or 0.0)), self.tick)
        column.addLayout(top)
        column.addWidget(bar)
        column.addLayout(_scale(objective, now))
        if missing := undated(objective):
            self.asks = Button(missing, kind=Kind.LINK, small=True)
            self.asks.clicked.connect(self._ask)
            column.addWidget(self.asks)

    def _ask(self) -> None:
        self.dating.emit(self._objective)


def undated(objective: Objective) -> str:
    """What is to be said before the plan can expect an objective anywhere; empty where both its days are known."""
    if objective.agreed_on is None:
        return "Since when is it agreed?"
    return "By when is it to be reached?" if objective.due_on is None else ""


def expected(objective: Objective, today: date) -> float | None:
    """Where the plan expects an objective to be on a day, 0 to 1; None without its days."""
    first, last = objective.agreed_on, objective.due_on
    if first is None or last is None or last <= first:
        return None
    return min(1.0, max(0.0, (today - first) / (last - first)))


def _scale(objective: Objective, now: float | None) -> QHBoxLayout:
    row = QHBoxLayout()
    unit = objective.unit or ""
    row.addWidget(label(amount(objective.baseline, unit), "small", "text.secondary"), 1)
    middle = in_row(label("now" if now is not None else "no reading yet", "small", "text.secondary"), gap=4)
    if now is not None:
        middle.addWidget(label(amount(now, unit), "small", "text.primary"))
    row.addLayout(middle)
    target = label(amount(objective.target, unit), "small", "text.secondary")
    target.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(target, 1)
    return row


def amount(value: float | None, unit: str) -> str:
    """A measured value, with its unit where that is a sign."""
    if value is None:
        return ABSENT
    figure = f"{value:,.10g}".replace("-", "−")
    return f"{figure} %" if unit.strip() in {"%", "percent"} else figure


def milestone_state(milestone: Milestone, today: date) -> tuple[str, str, str]:
    """How a milestone stands: the words on the right, the icon, its tone."""
    reached, target = milestone.achieved_on, milestone.target_on
    if reached is not None:
        late = (reached - target).days if target else 0
        said = near_day(reached, today=today)
        return (f"{said}, {late} d late" if late > 0 else said), "done", "good"
    if milestone.achieved:
        return "day not known", "done", "good"
    due = milestone.forecast_on or target
    if due is None:
        return "no day yet", "flag" if milestone.first_value else "circle", ""
    overdue = due < today
    said = near_day(due, today=today)
    right = f"{said}, {wording.count((today - due).days, 'day')} overdue" if overdue else said
    soon = milestone.first_value or overdue
    return right, "flag" if milestone.first_value else "circle", "watch" if soon else ""


_WHOSE = {
    Party.US: "Our promise",
    Party.CUSTOMER: "Their promise",
    Party.PARTNER: "Promise of the partner",
}


def promise_below(promise: Promise, names: Mapping[str, str], today: date) -> str:
    """Whose promise it is, and by when: `Our promise to Tom Alvarez, 28 Nov`, `Their promise, today`."""
    if promise.status is not PromiseStatus.OPEN:
        return f"Promise {promise.status.value} today"
    person = names.get(promise.contact or "", "")
    ours = promise.promised_by is Party.US
    who = _WHOSE[promise.promised_by] + (f"{' to' if ours else ', by'} {person}" if person else "")
    if promise.due_on is None:
        return who
    late = (today - promise.due_on).days
    if late > 0:
        return f"{who}, {wording.count(late, 'day')} overdue"
    return f"{who}, today" if late == 0 else f"{who}, {near_day(promise.due_on, today=today)}"


def task_right(task: Task, today: date) -> str:
    """Who does a task, and by when."""
    who = {Party.US: "us", Party.CUSTOMER: "customer", Party.PARTNER: "partner"}[task.party]
    if task.status is TaskStatus.DONE:
        return "done today"
    if task.due_on is None:
        return who
    if task.due_on == today:
        return f"{who}, today"
    return f"{who}, {near_day(task.due_on, today=today)}"

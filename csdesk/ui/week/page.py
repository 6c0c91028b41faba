"""The Week page: days as columns, what is not done beside them, everything by one key."""

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from csdesk import settings
from csdesk.domain.changes import ChangeSet
from csdesk.domain.periods import monday_of, workday_on_or_after
from csdesk.domain.week.plan import Planned, WeekPlan
from csdesk.services.week.ready import ready_week, week_before
from csdesk.ui.actions.catalogue import ACTIONS, Scope, action
from csdesk.ui.desk import FIRST_MS, Desk
from csdesk.ui.formats import duration, long_span, short_money
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.card_list import choose_among
from csdesk.ui.kit.hints import HintLine
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.notes import Empty
from csdesk.ui.page import Page
from csdesk.ui.shell.whose import Whose
from csdesk.ui.theme import px
from csdesk.ui.way import MANY
from csdesk.ui.week.day_column import DayColumn
from csdesk.ui.week.deeds import Deeds
from csdesk.ui.week.rail import WIDE, Rail
from csdesk.ui.week.seen import Question, SeenWeek, seen_of
from csdesk.ui.week.ways import Ways
from csdesk.wording import count

_DAYS = 5
_BEFORE = "As planned before the last change; planning again …"
_PLANNING = "Planning the week …"
_COLUMN = 135
"""So many px has a day at least beside the rail, enough for a long word; else the rail comes only when asked for."""


class WeekPage(Page):
    """Whom to call and why, in the hours that there are."""

    id: ClassVar[str] = "week"
    title: ClassVar[str] = "Week"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.seen: SeenWeek | None = None
        self.start = desk.today
        self._this_week = monday_of(desk.today)
        """The Monday of the week that is planned from today: at a weekend the next one."""
        self._home: date | None = None
        """Which week was shown before another day was looked from."""
        self._build_head()
        self.columns = [DayColumn(desk.today) for _ in range(_DAYS)]
        self.deeds = Deeds(self)
        self.rail = Rail()
        self.hints = HintLine(
            [(a.caps, a.text) for a in ACTIONS if a.scope is Scope.WEEK and not _is_rare(a.key)]
        )
        self.empty = self._nothing_yet()
        self._lay_out()
        for column in self.columns:
            self._listen(column)
        self.rail.why.left.connect(self._back)
        self._bind()
        self.ways = Ways(self)
        self.export.clicked.connect(self.ways.open_menu)
        self.outdated = False
        """Whether the week of before the last change is shown: nothing can be done with it."""
        self._begin()

    @property
    def plan(self) -> WeekPlan | None:
        """The plan that is shown."""
        return self.seen.plan if self.seen else None

    def _begin(self) -> None:
        """Show the week that stands ready, or was before, or the book gives at once; else the window comes first."""
        path, csm = self.desk.path, self.whose.csm
        ready = ready_week(path, self.start, csm)
        before = None if ready else week_before(path, self.start, csm, longer_than=FIRST_MS / 1000)
        self._unconfirmed = ready is not None or before is not None
        kept = ready or before
        seen = seen_of(kept, csm) if kept else self.desk.read_first(Question(self.start, csm=csm), self._show)
        if seen is not None:
            self._show(seen)
        self.outdated = before is not None
        if seen is None or self.outdated:
            self._said.setText(_BEFORE if seen else _PLANNING)

    def confirm(self) -> None:
        """Ask the book for the week that stood ready."""
        if self._unconfirmed:
            self.desk.read(Question(self.start, self.plan, self.whose.csm), self._confirmed)

    def _confirmed(self, seen: SeenWeek) -> None:
        self._unconfirmed = False
        self.whose.know(seen.csms)
        if self.outdated or not seen.as_before:
            self._show(seen)
            self.allow()

    def _build_head(self) -> None:
        self._earlier = Button("", kind=Kind.FLAT, icon="chevron-left", name="Week before")
        self._later = Button("", kind=Kind.FLAT, icon="chevron-right", name="Week after")
        self._period = label("", "body", "text.secondary")
        self.whose = Whose("Whose week", self, self.desk)
        self.whose.begin_with(settings.chosen_csm(self.desk.uid))
        self.whose.turned.connect(self._turned)
        self._said = elided()
        self._earlier.clicked.connect(self._week_before)
        self._later.clicked.connect(self._week_after)
        self.beside = Button("Not doing")
        self.beside.clicked.connect(self._beside)
        self.hours = Button("Hours", icon="hours")
        self.hours.clicked.connect(self._to_hours)
        self.export = Button("Print or export", icon="download", name="Print or export")
        for widget in (self._earlier, self._period, self._later, self.whose):
            self.head.addWidget(widget)
        self.head.addStretch(1)
        self.head.addWidget(self._said)
        for widget in (self.beside, self.hours, self.export):
            self.head.addWidget(widget)

    def _listen(self, column: DayColumn) -> None:
        column.list.chosen.connect(self._chosen)
        column.list.left.connect(self._to_neighbour)
        column.list.brought.connect(self.deeds.bring)

    def _lay_out(self) -> None:
        self._board = QWidget()
        self._row = row = QHBoxLayout(self._board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for column in self.columns:
            row.addWidget(column, 1)
        row.addWidget(self.rail)
        self.content.addWidget(self._board, 1)
        self.content.addWidget(self.hints)
        self.in_place(self.empty)

    def _nothing_yet(self) -> Empty:
        box = Empty(
            "No accounts yet",
            "The week plans itself from renewals, silence, open tasks and answers. It needs your accounts first.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
        )
        box.clicked.connect(self.asking)
        return box

    def _bind(self) -> None:
        self.bind("week.touch", self._touch)
        self.bind("week.open", self._open)

    def _to_hours(self) -> None:
        self.wanted.emit("settings")

    def concerns(self, changes: ChangeSet) -> bool:
        """Everything a week shows can change it."""
        return bool(changes.count)

    def turn_to(self, day: date) -> None:
        """The week of the day; back at today, the week that was shown before."""
        super().turn_to(day)
        if self.desk.glance is None:
            self.start, self._home = self._home or day, None
        else:
            self.start, self._home = day, self._home or self.start

    def reload(self) -> None:
        """Plan the week again."""
        self.desk.read(Question(self.start, csm=self.whose.csm), self._show)

    def _turned(self) -> None:
        """Plan the week of who was chosen; it is whose week this book shows when it is opened again."""
        settings.keep_csm(self.desk.uid, self.whose.csm)
        self._said.setText(_PLANNING)
        self.reload()

    def _show(self, seen: SeenWeek) -> None:
        place, chosen, plan, before = self._place(), self.chosen(), seen.plan, self.seen
        self.seen, self.outdated = seen, False
        if self.start == self.desk.today:
            self._this_week = self.monday()
        self._have_columns(len(plan.days))
        some_work = not all(d.off for d in plan.days)
        for column, day in zip(self.columns, plan.days, strict=True):
            column.show_day(day)
            column.narrow(narrow=bool(day.off) and not day.items and some_work)
        self.rail.show_week(seen)
        self._say(seen)
        if not self._unconfirmed:
            self.whose.know(seen.csms)
        nothing = not plan.ranked and not plan.leave_alone and not self.whose.csm
        if nothing is self.empty.isHidden():  # else all stays: each `setVisible` lays everything out
            self._turn_to(nothing=nothing)
        if nothing:
            self.begin_at(self.empty)
        self._back_to(self.deeds.place_after(chosen) or place)
        self.summarised.emit()
        if before is not None and len(before.plan.not_doing) > MANY:
            self.desk.free(before.plan.not_doing)

    def _have_columns(self, days: int) -> None:
        """As many columns as the week has working days."""
        if days == len(self.columns):
            return
        while len(self.columns) < days:
            column = DayColumn(self.desk.today)
            self._listen(column)
            self._row.insertWidget(len(self.columns), column, 1)
            self.columns.append(column)
        while len(self.columns) > days:
            column = self.columns.pop()
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._fold()

    def _turn_to(self, *, nothing: bool) -> None:
        """Show the box that stands where there is nothing yet, or the week."""
        for widget in (
            self._board,
            self.hints,
            self._earlier,
            self._period,
            self._later,
            self._said,
            self.export,
        ):
            widget.setVisible(not nothing)
        self.empty.setVisible(nothing)
        self._fold()

    def _say(self, seen: SeenWeek) -> None:
        plan = seen.plan
        self._period.setText(long_span(plan.days[0].day, plan.days[-1].day))
        planned = f"{duration(plan.planned_minutes)} of {duration(plan.capacity_minutes)} hours planned"
        worked = " + ".join(short_money(a, c) for c, a in seen.arr_worked_on.items())
        shorter = f"{planned}, {worked} ARR" if worked else ""
        self._said.set_texts(f"{planned}, {worked} of ARR worked on" if worked else planned, shorter)
        done = sum(i.done for d in plan.days for i in d.items)
        of = sum(len(d.items) for d in plan.days)
        self.hints.show_right(f"{done} of {of} done")

    def _place(self) -> tuple[int, int]:
        for number, column in enumerate(self.columns):
            if column.list.current() is not None:
                return number, column.list.currentIndex().row()
        return -1, 0

    def _back_to(self, place: tuple[int, int]) -> None:
        """Choose what stands where the chosen item was, or the first item of the week."""
        number, row = place
        if not 0 <= number < len(self.columns) or not self.columns[number].list.held.cards:
            filled = (i for i, c in enumerate(self.columns) if c.list.held.cards)
            number, row = next(filled, -1), 0
        if number >= 0:
            self.columns[number].list.choose(row)
            self.begin_at(self.columns[number].list)
            if self.window().focusWidget() in (self, *(c.list for c in self.columns)):
                self.begin()  # where the page was shown before its week was there, or a card was moved

    def _chosen(self, item: Planned) -> None:
        lists = [column.list for column in self.columns]
        choose_among(next(one for one in lists if one is self.sender()), lists)
        self.rail.explain(item.item, self.plan.ranked if self.plan else 0)

    def _to_neighbour(self, by: int) -> None:
        number, row = self._place()
        around = (
            self.columns[(number + by * n) % len(self.columns)].list for n in range(1, len(self.columns))
        )
        target = next((list_ for list_ in around if list_.held.cards), self.columns[number].list)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.choose(row)

    def chosen(self) -> Planned | None:
        """The item that is chosen."""
        number, _ = self._place()
        return self.columns[number].list.current() if number >= 0 else None

    def account(self) -> object:
        """The account of the chosen item."""
        item = self.chosen()
        return item.item.candidate.account if item else None

    def can(self, id_: str) -> bool:
        """What is done cannot be done, put off or moved again."""
        if (may := self.ways.can(id_)) is not None:
            return may
        return super().can(id_) and (id_ in {"week.open", "week.touch"} or self.deeds.open_item() is not None)

    def _open(self) -> None:
        self.opening.emit(self.account())

    def _touch(self) -> None:
        item = self.deeds.open_item()
        self.touching.emit(item.item.candidate if item else self.account())

    def explain(self) -> bool:
        """Show the factors of the chosen item, and read them aloud."""
        if self.chosen() is None:
            return False
        self.rail.show()
        self.rail.why.read_aloud()
        return True

    def _back(self) -> None:
        """Back to the chosen item, from the rail."""
        number, _ = self._place()
        if number >= 0:
            self.columns[number].list.setFocus(Qt.FocusReason.TabFocusReason)
        self._fold()

    def _fold(self) -> None:
        """Where the page is narrow the days have all of it, and the rail comes when it is asked for."""
        narrow = self.width() < px(WIDE + len(self.columns) * _COLUMN)
        self.rail.setVisible(not narrow)
        self.beside.setVisible(narrow and self.empty.isHidden())
        self.hours.setVisible(not narrow)
        self.export.set_label("" if narrow else "Print or export")

    def _beside(self) -> None:
        self.rail.setVisible(not self.rail.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail away where the page is narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    def monday(self) -> date:
        """The Monday of the week that is shown; from a weekend on, that is the next one."""
        return monday_of(self.plan.days[0].day if self.plan else self.start)

    def _week_before(self) -> None:
        self._go_to(self.monday() - timedelta(days=7))

    def _week_after(self) -> None:
        self._go_to(self.monday() + timedelta(days=7))

    def _go_to(self, monday: date) -> None:
        self.start = self.desk.today if monday == self._this_week else workday_on_or_after(monday)
        self.reload()

    def summary(self) -> str:
        """How many accounts the week is planned from."""
        if self.plan is None or not self.empty.isHidden():
            return ""
        busy = {i.item.candidate.account for d in self.plan.days for i in d.items}
        return f"{count(len(busy), 'account')} planned, {len(self.plan.leave_alone):,} left alone"


def _is_rare(key: str) -> bool:
    """Whether a key stands only in the list of all keys: the hint line has room for a few."""
    return "Ctrl" in key or key in {"F2", "D"}

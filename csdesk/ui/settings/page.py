"""The Settings page: each change is kept as soon as its field is left, in one step that undo takes back."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from csdesk import settings
from csdesk.domain import preferences as p
from csdesk.domain.changes import ChangeSet
from csdesk.domain.errors import CsdeskError, FieldRefused
from csdesk.domain.preferences import Preference
from csdesk.domain.rates import Rate
from csdesk.domain.touches import Touch
from csdesk.domain.week.preferred import WEEKDAYS, working_time
from csdesk.folders import is_folder
from csdesk.services.book.editing import remove_row
from csdesk.services.book.preferences import (
    NAMES,
    Preferred,
    capacity_sentence,
    keep_calendar,
    prefer,
    upcoming,
)
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day, duration, weekday_day
from csdesk.ui.kit.file_choice import file_to_read, folder_to_use
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.panels import Hairline, scrolling
from csdesk.ui.page import Page
from csdesk.ui.settings.currencies import Currencies
from csdesk.ui.settings.parts import Away, Look, Minutes, Part, Places, Time, Who, all_choices, all_rows
from csdesk.ui.settings.questions import Answer, Question
from csdesk.ui.settings.rules import Rules
from csdesk.ui.theme import px

_WIDE, _SHOWN = 640, 3
_USUAL = {
    p.MAILS_EVERY: "7",
    p.HOURS_A_DAY: "7.5",
    p.OVERHEAD: "35",
    p.KEPT_FREE: "15",
    p.CURRENCY: "USD",
}
"""What stands in an empty field: it counts until something is typed."""
_NO_FOLDER = (
    "None. In a folder that your calendar program follows, the renewals, the deadlines and the week are written "
    "anew after every change."
)
_TIME = (p.HOURS_A_DAY, p.OVERHEAD, p.KEPT_FREE, p.HOURS)


class SettingsPage(Page):
    """What the book prefers, and what is kept on this computer."""

    id: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.answer: Answer | None = None
        self.who, self.time, self.minutes, self.rules = Who(), Time(), Minutes(), Rules()
        self.money = Currencies(desk.today)
        self.away, self.look, self.places = Away(), Look(), Places(desk.path)
        self.rows = all_rows(self.who, self.time, self.minutes, self.money)
        self.choices = all_choices(self.who, self.money)
        self.head.addStretch(1)
        parts = (self.who, self.time, self.minutes, self.rules, self.away, self.money, self.look, self.places)
        self._lay_out(*parts)
        for key in _TIME:
            self.rows[key].typed.connect(self._say_capacity)
        self.time.days.chosen.connect(self._days_chosen)
        self.away.reading.connect(self._ask_calendar)
        self.away.forgetting.connect(self._forget_calendar)
        self.away.logging.connect(self._ask_meetings)
        self.away.sharing.connect(self._ask_calendar_folder)
        self.away.ending.connect(self._end_calendars)
        self.money.adding.connect(self._add_rate)
        self.money.changing.connect(self._change_rate)
        self.money.removing.connect(self._remove_rate)
        self.places.choosing.connect(self._ask_folder)
        self.places.declining.connect(self._decline)
        self.places.showing.connect(self._to_backups)
        desk.refused.connect(self._refused)
        self.begin_at(self.rows[p.OWNER].field.edit)
        self.writing(self.away.read, self.away.forget, self.away.log, self.money.add, self.money.remove)
        self.reload()

    def _lay_out(self, *parts: Part) -> None:
        inner = QWidget()
        column = in_column(on=inner, gap=16, edges=(16, 16, 16, 24))
        for number, part in enumerate(parts):
            if number:
                line = Hairline(subtle=True)
                line.setMaximumWidth(px(_WIDE))
                column.addWidget(line)
            part.setMaximumWidth(px(_WIDE))
            part.kept.connect(self._keep)
            column.addWidget(part)
        column.addStretch(1)
        self.content.addWidget(scrolling(inner, "Settings"), 1)

    def allow(self) -> None:
        """Where the book can only be read, its preferences can too."""
        super().allow()
        for part in (self.who, self.time, self.minutes, self.money):
            part.form.setEnabled(self.desk.writable)
        self.away.lines.setEnabled(self.desk.writable)
        for switch in self.rules.switches.values():
            switch.setEnabled(self.desk.writable)

    def showEvent(self, event: QShowEvent) -> None:
        """Say whose week goes into the calendar folder: another may have been chosen since."""
        super().showEvent(event)
        self._say_folder()

    def concerns(self, changes: ChangeSet) -> bool:
        """Preferences, rates, and the touches that medians are taken from."""
        return bool(changes.nouns & {Preference, Touch, Rate})

    def reload(self) -> None:
        """Read what the book prefers."""
        self.desk.read(Question(self.desk.today), self._show)

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        known = answer.preferred
        for key, row in self.rows.items():
            row.show_kept(known.said(key), _USUAL.get(key, ""))
        for key, one in self.choices.items():
            one.show_kept(known.said(key))
        for kind, key in p.MINUTES.items():
            self.rows[key].show_kept(known.said(key), str(known.minutes[kind]))
            own = known.medians.get(kind)
            self.rows[key].beside.setText(f"min, your own median is {own}" if own is not None else "min")
        self.time.days.show_days(known.time.weekdays)
        self.rules.show_on(known.rules)
        self.away.lines.show_kept(known.said(p.DAYS_OFF))
        self.away.refusal.hide()
        self.money.show_rates(answer.rates)
        self._say_capacity()
        self._say_calendar(known)
        self._say_second()
        self._say_folder()
        self.summarised.emit()

    def _say_capacity(self) -> None:
        """The arithmetic of what stands in the fields now."""
        if self.answer is None:
            return
        typed = {key: self.rows[key].text() for key in _TIME}
        kept = {**self.answer.preferred.kept, **typed, p.WORKING_DAYS: self._days()}
        self.time.sentence.setText(capacity_sentence(working_time(kept)))

    def _days(self) -> str:
        return ", ".join(WEEKDAYS[n] for n in sorted(self.time.days.days()))

    def _say_calendar(self, known: Preferred) -> None:
        held = bool(known.said(p.BUSY))
        self.away.forget.setVisible(held)
        coming = upcoming(known.taken, self.desk.today)
        today = self.desk.today
        told = [f"{weekday_day(on, today=today)} {said}" for on, said in coming[:_SHOWN]]
        more = f" and {len(coming) - _SHOWN:,} more days" if len(coming) > _SHOWN else ""
        if told:
            self.away.said.setText(f"Next: {'; '.join(told)}{more}.")
        else:
            self.away.said.setText(
                "Nothing in the next 60 days." if held else "None was read. Any .ics file will do."
            )

    def _say_second(self) -> None:
        chosen = settings.load().second_place
        self.places.decline.setVisible(not chosen)
        if not chosen:
            said = "None yet. A disk can die: choose a folder on another one, or on a stick."
        elif chosen == settings.DECLINED:
            said = "You decided against one for now. All backups are on this computer."
        else:
            said = f"{chosen}. {self._second_when(Path(chosen))}"
        self.places.second.setText(said)

    def _second_when(self, place: Path) -> str:
        made = self.answer.second_at if self.answer else None
        if made is not None:
            here = made.astimezone()
            return f"Last written {day(here.date(), today=self.desk.today)}, {here:%H:%M}."
        return "The next backup goes there too." if is_folder(place) else "It is not there now."

    def _keep(self, key: str, text: str) -> None:
        self.desk.do(prefer, key, text)

    def _days_chosen(self, days: frozenset[int]) -> None:
        if not days:
            assert self.answer is not None
            self.time.days.show_days(self.answer.preferred.time.weekdays)  # one day at least
            return
        self._say_capacity()
        self.desk.do(prefer, p.WORKING_DAYS, self._days())

    def _refused(self, error: CsdeskError) -> None:
        """Say it beside the field that it is about."""
        if not isinstance(error, FieldRefused):
            return
        key = next((k for k, name in NAMES.items() if name == error.facts.get("field")), "")
        said = f"Not kept: this is not {error.facts['wanted']}."
        if key in self.rows:
            self.rows[key].refuse(said)
        elif key == p.DAYS_OFF:
            self.away.refusal.setText(said)
            self.away.refusal.show()

    def _ask_calendar(self) -> None:
        chosen = file_to_read(self, "Read a calendar", "Calendars (*.ics *.ical *.ifb)")
        if chosen is not None:
            from csdesk.ui.shell.calendar_in import CalendarIn

            CalendarIn(self, self.desk, chosen)

    def _ask_meetings(self) -> None:
        chosen = file_to_read(self, "Log the meetings of a calendar", "Calendars (*.ics *.ical)")
        if chosen is not None:
            from csdesk.ui.shell.letters import offer_meetings

            offer_meetings(self.window(), self.desk, chosen, asked=True)

    def _say_folder(self) -> None:
        chosen = settings.load().calendar_folder
        self.away.end.setVisible(bool(chosen))
        gone = "" if not chosen or is_folder(Path(chosen)) else " It is not there now."
        csm = settings.chosen_csm(self.desk.uid)
        hers = f" The week is that of {csm}, as on the Week page." if csm else ""
        told = f"{chosen}.{gone} The calendars there are written anew after every change.{hers}"
        self.away.shared.setText(told if chosen else _NO_FOLDER)

    def _ask_calendar_folder(self) -> None:
        chosen = folder_to_use(self, "A folder for the calendars")
        if chosen is not None:
            self.take_calendar_folder(str(chosen))

    def take_calendar_folder(self, folder: str) -> None:
        """Write the book's calendars there from now on, and now."""
        from csdesk.ui.shell.calendar_keeper import CalendarKeeper

        settings.save(replace(settings.load(), calendar_folder=folder))
        self._say_folder()
        keeper = self.desk.findChild(CalendarKeeper)
        if keeper is not None:
            keeper.keep()
        self.desk.told.emit("The calendars are written there from now on.", False)

    def _end_calendars(self) -> None:
        settings.save(replace(settings.load(), calendar_folder=""))
        self._say_folder()
        self.desk.told.emit("The calendars stay as they are; they are written no more.", False)

    def _add_rate(self) -> None:
        self._rate_sheet(None)

    def _change_rate(self, rate: Rate) -> None:
        if self.desk.writable:
            self._rate_sheet(rate)

    def _rate_sheet(self, rate: Rate | None) -> None:
        from csdesk.ui.shell.sheets.rate_sheet import RateSheet

        own = self.answer.preferred.said(p.CURRENCY) if self.answer else ""
        RateSheet(self.window(), self.desk, rate, ("", own)).open()

    def _remove_rate(self, rate: Rate) -> None:
        said = f"Removed: rate {rate.from_currency}/{rate.to_currency}"
        self.desk.do(remove_row, "rate", rate.id, say=said)

    def _forget_calendar(self) -> None:
        self.desk.do(keep_calendar, {}, say="Calendar forgotten")

    def _ask_folder(self) -> None:
        chosen = folder_to_use(self, "A second place for backups")
        if chosen is not None:
            self.take_second_place(str(chosen))

    def take_second_place(self, folder: str) -> None:
        """Send every backup there too from now on."""
        settings.save(replace(settings.load(), second_place=folder))
        self.reload()
        self.desk.told.emit("Every backup goes there too from now on.", False)

    def _decline(self) -> None:
        settings.save(replace(settings.load(), second_place=settings.DECLINED))
        self._say_second()

    def _to_backups(self) -> None:
        self.wanted.emit("keeping")

    def summary(self) -> str:
        """What a week holds."""
        if self.answer is None:
            return ""
        time = self.answer.preferred.time
        return f"{duration(time.minutes() * len(time.weekdays))} h a week to plan"

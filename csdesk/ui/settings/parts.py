"""The parts of the settings: who, working time, minutes, days off and calendar, the look, where things are."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from csdesk import settings
from csdesk.domain import preferences as p
from csdesk.domain.day_words import MONTHS, WEEKDAYS
from csdesk.ui import theme
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.forms import Form
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.segments import Segmented
from csdesk.ui.settings.rows import Kept, KeptChoice, KeptLines, Weekdays
from csdesk.ui.theme import px

KINDS = {"call": "Call", "meeting": "Meeting", "review": "Review", "mail": "Mail", "else": "Anything else"}
_LABELS = 112
_SCHEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))

_BEGINS = tuple((str(number), f"begins in {name}") for number, name in enumerate(MONTHS, 1))


class Part(QWidget):
    """A heading, a sentence, and rows. `kept(key, text)`: a preference is to be kept."""

    kept = Signal(str, str)

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.title = title
        self.column = in_column(label(title, "section"), on=self, gap=8)
        if sentence:
            self.column.addWidget(paragraph(sentence, "small", "text.secondary"))
        self.form = Form()
        self.form.reserve(px(_LABELS))
        self.column.addWidget(self.form)
        self.rows: dict[str, Kept] = {}
        self.choices: dict[str, KeptChoice] = {}

    def line(self, key: str, name: str, *, unit: str = "", short: bool = False, hint: str = "") -> Kept:
        """Add a line for one preference."""
        made = Kept(key, name, unit=unit, short=short)
        made.left.connect(self.kept)
        self.rows[key] = made
        self.form.row(name, made, hint)
        return made

    def choice(self, key: str, name: str, options: Sequence[tuple[str, str]], *, unit: str = "") -> None:
        """Add a drop-down for one preference; the first value holds where the book says nothing."""
        made = KeptChoice(key, name, options, unit=unit)
        made.left.connect(self.kept)
        self.choices[key] = made
        self.form.row(name, made)


class Who(Part):
    """Whose book it is."""

    def __init__(self) -> None:
        super().__init__("You", "Your name and company stand on decks and on what you print.")
        self.line(p.OWNER, "Your name")
        self.line(p.VENDOR, "Your company")
        self.line(
            p.OWN_ADDRESSES,
            "Your addresses",
            hint="With commas between. They tell which mails you sent.",
        )
        self.line(
            p.MAILS_EVERY, "Mails", short=True, unit="days, at least, between two mails to the same person"
        )
        self.line(p.CURRENCY, "Currency", short=True, unit="of amounts that name none")
        self.choice(p.FISCAL_YEAR, "Fiscal year", _BEGINS)


class Time(Part):
    """How a day is divided; the sentence below follows every letter."""

    def __init__(self) -> None:
        super().__init__(
            "Working time", "What the week may fill. Empty fields take the figure that is shown in them."
        )
        self.line(p.HOURS_A_DAY, "Hours a day", short=True, unit="h")
        self.days = Weekdays([name[:3] for name in WEEKDAYS], list(WEEKDAYS))
        self.form.row("Working days", self.days)
        self.line(p.OVERHEAD, "Other work", short=True, unit="% of the day is not planned here")
        self.line(p.KEPT_FREE, "Kept free", short=True, unit="% of the rest, for what comes in")
        self.line(p.HOURS, "Or planned hours", short=True, unit="h a day, in place of all three")
        self.sentence = paragraph("", "strong")
        self.column.addWidget(self.sentence)


class Minutes(Part):
    """How long each kind of work takes."""

    def __init__(self) -> None:
        super().__init__(
            "Minutes", "Without a figure of yours: the median of what you log, from five of a kind in a year."
        )
        for kind, name in KINDS.items():
            self.line(p.MINUTES[kind], name, short=True, unit="min")


class Away(Part):
    """Days off, a calendar's busy times and meetings, and a folder for the book's own calendars.

    `reading()`: a file is to be chosen; `forgetting()`; `logging()`: meetings are to be logged; `sharing()`: a folder
    is to be chosen; `ending()`: none any more.
    """

    reading = Signal()
    forgetting = Signal()
    logging = Signal()
    sharing = Signal()
    ending = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Days off and calendar", "Nothing is planned on a day off; meetings take their time from the day."
        )
        self.lines = KeptLines(p.DAYS_OFF, "Days off")
        self.lines.setPlaceholderText("2025-12-24 Christmas Eve\n2025-12-29..2026-01-02 Away")
        self.lines.left.connect(self.kept)
        self.refusal = paragraph("", "small", "bad.text")
        self.refusal.hide()
        self.form.row(
            "Days off", self.lines, "One a line: a day or two days with .. between, then what it is."
        )
        self.form.whole(self.refusal)
        self.said = paragraph("", "body", "text.secondary")
        self.read = Button("Read a calendar", icon="week")
        self.forget = Button("Forget it", kind=Kind.LINK)
        self.read.clicked.connect(self.reading)
        self.forget.clicked.connect(self.forgetting)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, px(4), 0, 0)
        column.addWidget(self.said)
        self.log = Button("Log its meetings", icon="meeting")
        self.log.clicked.connect(self.logging)
        column.addLayout(side_by_side(self.read, self.log, self.forget))
        self.form.row("Calendar", box)
        self.form.row("Calendar folder", self._folder())

    def _folder(self) -> QWidget:
        """The folder that takes the book's calendars."""
        self.shared = paragraph("", "body", "text.secondary")
        self.share = Button("Choose a folder", icon="week")
        self.end = Button("Write no more", kind=Kind.LINK)
        self.share.clicked.connect(self.sharing)
        self.end.clicked.connect(self.ending)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, px(4), 0, 0)
        column.addWidget(self.shared)
        column.addLayout(side_by_side(self.share, self.end))
        return box


class Look(Part):
    """Light or dark: worn at once, and kept on this computer."""

    def __init__(self) -> None:
        super().__init__("Look")
        self.scheme = Segmented(_SCHEMES, "Colours")
        self.scheme.set_value(settings.load().scheme)
        self.scheme.chosen.connect(self._wear)
        box, row = QWidget(), side_by_side(self.scheme)
        row.setContentsMargins(0, 0, 0, 0)
        box.setLayout(row)
        self.form.row("Colours", box)

    def _wear(self, chosen: object) -> None:
        scheme = cast("theme.Choice", chosen)
        settings.save(replace(settings.load(), scheme=scheme))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)


class Places(Part):
    """Where the book is, and a second place for its backups. `choosing()`, `declining()`, `showing()`."""

    choosing = Signal()
    declining = Signal()
    showing = Signal()

    def __init__(self, book: Path) -> None:
        super().__init__("Keeping it safe")
        self.book = elided(str(book), "body")
        self.form.row("This book", self.book)
        self.second = paragraph("", "body", "text.secondary")
        self.choose = Button("Choose a folder", icon="book")
        self.decline = Button("Not now", kind=Kind.LINK)
        self.backups = Button("All backups", kind=Kind.LINK)
        self.choose.clicked.connect(self.choosing)
        self.decline.clicked.connect(self.declining)
        self.backups.clicked.connect(self.showing)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, px(4), 0, 0)
        column.addWidget(self.second)
        column.addLayout(side_by_side(self.choose, self.decline, self.backups))
        self.form.row("Second place", box)


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """Widgets in a row, from the left."""
    row = in_row(gap=12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def all_rows(*parts: Part) -> dict[str, Kept]:
    """Every line, by its preference."""
    return {key: row for part in parts for key, row in part.rows.items()}


def all_choices(*parts: Part) -> dict[str, KeptChoice]:
    """Every drop-down, by its preference."""
    return {key: one for part in parts for key, one in part.choices.items()}

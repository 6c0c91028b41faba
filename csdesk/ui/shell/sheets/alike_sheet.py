"""Customers like this one: by which keys they are alike is chosen here, and what became of them follows at once."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from csdesk.domain.ids import AccountId
from csdesk.domain.money import half_up
from csdesk.domain.phrases import upper
from csdesk.domain.revenue.lookalike import Key, Lookalikes, Profile, Round, lookalikes
from csdesk.services.health.lookalike import everybody
from csdesk.services.health.lookalike_text import fates, sentence
from csdesk.ui.desk import Desk
from csdesk.ui.formats import ABSENT
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import elided, label, paragraph
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.ledger import Ledger, Line
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.kit.toggles import ToggleRow
from csdesk.ui.shell.sheets.sheets import Sheet
from csdesk.ui.theme import height, px
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.store.book import Book

_ROWS = 8
_Everybody = tuple[Profile, list[Profile]]


class Host(Protocol):
    """What it needs of the page that it is opened from."""

    opening: SignalInstance

    def window(self) -> QWidget:
        """The window of the page."""


class AlikeSheet(Sheet):
    """Shows who is like an account. `opening(account)`: everything of this one is wanted."""

    opening = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, account: AccountId) -> None:
        super().__init__(window, "Customers like this one", 800)
        self.me: Profile | None = None
        self.found: Lookalikes | None = None
        self._others: list[Profile] = []
        self._keys: list[Key] = []
        self._title = elided("Customers like this one", "title")
        self._says = paragraph("Reading the book …", "body")
        self._given_up = paragraph("", "small", "text.secondary")
        self.toggles = ToggleRow("Alike by")
        self.rounds, self.means = Ledger(name="Renewals"), Ledger(name="All of them")
        self.table: Table[Profile] = Table(TableModel(_columns(), identity=_identity), "Alike", edge=8)
        self.table.setFixedHeight(height("table_header") + _ROWS * height("table_row") + px(4))
        self.table.opened.connect(self._open)
        self.toggles.switched.connect(self._switched)
        self._lay_out()
        desk.read_beside(EverybodyQuestion(desk, account), self.show_everybody)

    def _lay_out(self) -> None:
        by = in_row(gap=8)
        self._by = label("Alike by", "body", "text.secondary")
        by.addWidget(self._by, 0, Qt.AlignmentFlag.AlignTop)
        by.addWidget(self.toggles, 1)
        figures = in_row(gap=32)
        figures.addWidget(self.rounds, 3, Qt.AlignmentFlag.AlignTop)
        figures.addWidget(self.means, 2, Qt.AlignmentFlag.AlignTop)
        self._body = QWidget()
        in_column(figures, self.table, on=self._body, gap=12)
        self.column.addWidget(self._title)
        self.column.addLayout(by)
        self.column.addWidget(self._says)
        self.column.addWidget(self._given_up)
        self.column.addWidget(self._body)
        self._given_up.hide()

    def show_everybody(self, read: _Everybody) -> None:
        """Begin with as many keys as leave enough."""
        self.me, self._others = read
        self._title.setText(f"Customers like {self.me.name}")
        known = [key for key in Key if self.me.facts.get(key) is not None]
        self._keys = known
        self.toggles.show_toggles([(wording(key), self.me.facts[key] or "") for key in known])
        found = lookalikes(self.me, self._others)
        for key, toggle in zip(known, self.toggles.toggles, strict=True):
            toggle.setChecked(key in found.keys)
        self._show(found)
        if self.toggles.toggles:
            self.toggles.toggles[0].setFocus()

    def _switched(self) -> None:
        if self.me is not None:
            pairs = zip(self._keys, self.toggles.toggles, strict=True)
            self._show(
                lookalikes(self.me, self._others, [key for key, toggle in pairs if toggle.isChecked()])
            )

    def _show(self, found: Lookalikes) -> None:
        self.found = found
        self._says.setText(sentence(found))
        self._given_up.setText(
            f"Given up, so that enough are alike: {', '.join(key.value for key in found.given_up)}."
        )
        self._given_up.setVisible(bool(found.given_up))
        self._count_toggles(found)
        self.rounds.show_lines(round_lines(found.first, found.second))
        self.means.show_lines(mean_lines(found))
        self.table.rows.set_rows(found.alike)
        self._body.setVisible(bool(found.alike) and bool(self._keys))
        self._by.setVisible(bool(self._keys))
        self.adjustSize()

    def _count_toggles(self, found: Lookalikes) -> None:
        for key, toggle in zip(self._keys, self.toggles.toggles, strict=True):
            if key in found.without:
                more = found.without[key]
                toggle.show_count(f"{more:,} without", f"{count(more, 'customer')} alike without it")
            else:
                toggle.show_count("", "Not asked for: who differs in it counts too")
        self.toggles.place()

    def _open(self, profile: Profile) -> None:
        self.opening.emit(profile.account)
        self.close()


def show_alike(page: Host, desk: Desk, account: object) -> None:
    """Open the sheet of an account over a page; a customer that is chosen in it opens."""
    if isinstance(account, str):
        sheet = AlikeSheet(page.window(), desk, AccountId(account))
        sheet.opening.connect(page.opening)
        sheet.open()


class EverybodyQuestion:
    """What the sheet asks the book: once, for every choice of keys."""

    def __init__(self, desk: Desk, account: AccountId) -> None:
        self._today, self._account = desk.today, account

    def __call__(self, book: "Book") -> _Everybody:
        return everybody(book, self._account, as_of=self._today)


def wording(key: Key) -> str:
    """What a key is called: `Price point`."""
    return upper(key.value)


def round_lines(first: Round, second: Round) -> list[Line]:
    """First and second renewal beside each other."""
    both = (first, second)
    says = (
        ("Came to it", [f"{r.tested:,}" for r in both]),
        ("Renewed", [f"{r.renewed:,}" for r in both]),
        ("Lost", [f"{r.lost:,}" for r in both]),
        ("Lost, of those who could leave", [_share(r.rate) for r in both]),
        ("It lies between (95 %)", [_between(r) for r in both]),
        ("Amount of those who renewed", [_change(r.change) for r in both]),
    )
    return [
        Line("", "First renewal", "Second renewal", strong=True),
        *(Line(words, one, other, second_ink="text.primary") for words, (one, other) in says),
    ]


def mean_lines(found: Lookalikes) -> list[Line]:
    """What concerns all of them."""
    return [
        Line("Alike", f"{len(found.alike):,}", strong=True),
        Line("Not yet tested", f"{found.untested:,}"),
        Line("Lost before a first renewal", f"{found.early:,}"),
        Line("Mean rating", _percent(found.rating)),
        Line("Mean health", ABSENT if found.health is None else f"{found.health:.1f}"),
    ]


def _share(rate: Fraction | None) -> str:
    return ABSENT if rate is None else f"{half_up(rate * 100, 2)} %"


def _percent(share: float | None) -> str:
    return ABSENT if share is None else f"{share * 100:.0f} %"


def _between(r: Round) -> str:
    low, high = r.interval
    return f"{low * 100:.0f} to {high * 100:.0f} %" if r.tested else ABSENT


def _change(change: Fraction | None) -> str:
    if change is None:
        return ABSENT
    points = half_up(change * 100, 1)
    return f"{points:+} %".replace("-", "−") if points else "as before"


def _columns() -> Sequence[Column[Profile]]:
    return [
        Column("account", "Account", lambda p: p.name, width=220, cell=Cell.NAME, grow=True),
        Column("renewals", "Renewals", fates, width=240, cell=Cell.SECOND),
        Column("rating", "Rating", lambda p: _percent(p.rating), sort_key=lambda p: p.rating, width=70,
               cell=Cell.NUMBER),
        Column("health", "Health", lambda p: ABSENT if p.health is None else f"{p.health / 10:.1f}",
               sort_key=lambda p: p.health, width=70, cell=Cell.NUMBER),
    ]  # fmt: skip


def _identity(profile: Profile) -> AccountId:
    return profile.account

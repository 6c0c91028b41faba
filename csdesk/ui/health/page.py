"""The Health page: the book by band, what moved, where opinions differ, what is not known, what if, and trust."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from csdesk.domain.changes import ChangeSet
from csdesk.domain.health.bands import Band
from csdesk.services.health.portfolio import Holding, Portfolio
from csdesk.services.health.scorecards import save_card
from csdesk.ui.actions.catalogue import action
from csdesk.ui.desk import Desk
from csdesk.ui.formats import day
from csdesk.ui.garbage import let_go
from csdesk.ui.health.bands import BandRow, BandTable, edge_of
from csdesk.ui.health.columns import Owing, debt_columns, disagreement_columns, holding_columns, mover_columns
from csdesk.ui.health.editing import Editing
from csdesk.ui.health.listed import Listed
from csdesk.ui.health.out import HealthOut
from csdesk.ui.health.questions import BacktestOf, PortfolioOf
from csdesk.ui.health.trial import Trial
from csdesk.ui.health.trust import Trust
from csdesk.ui.health.words import card_words, play_word, totals
from csdesk.ui.kit.choices import Choice
from csdesk.ui.kit.labels import elided
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.notes import Empty
from csdesk.ui.kit.segments import Tabs
from csdesk.ui.page import Page
from csdesk.ui.theme import px
from csdesk.wording import count

if TYPE_CHECKING:
    from csdesk.domain.health.backtest import Backtest
    from csdesk.domain.health.scorecard import Scorecard

SPANS = (
    (7, "Since a week ago"),
    (30, "Since 30 days ago"),
    (91, "Since a quarter ago"),
    (365, "Since a year ago"),
)
_SHOWN_DEBTS = 2_000
_OF_THE_TAB = frozenset({"health.print", "health.excel"})


class HealthPage(Page):
    """How the book is, and how far that can be believed."""

    id: ClassVar[str] = "health"
    title: ClassVar[str] = "Health"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Portfolio | None = None
        self._band: BandRow | None = None
        self._tried = False
        self.unline()
        self.card = elided("", "body", "text.secondary")
        self.since = Choice(SPANS, name="Compared with")
        self.since.set_value(30)
        self.head.addWidget(self.card, 1)
        self.head.addWidget(self.since)
        self.out = HealthOut(self)
        self.export = self.out.offer()
        self.head.addWidget(self.export)
        self.bands = BandTable("Then", "Now", arr=("", "ARR now"), play="Play")
        self.portfolio: Listed[Holding] = Listed(
            "Accounts by health", holding_columns(""), _account, self.bands
        )
        self.movers: Listed[Holding] = Listed("Movers", mover_columns(""), _account)
        self.apart: Listed[Holding] = Listed("Disagreements", disagreement_columns(), _account)
        self.debts: Listed[Owing] = Listed("Data debt", debt_columns(desk.today), _debt)
        self.trial, self.trust = Trial(), Trust()
        self.editing = Editing(desk, self.trial)
        self.empty = Empty(
            "No customers yet",
            "Each customer has a score here as soon as something is known of it. It comes with your spreadsheet.",
            "Import a spreadsheet",
            icon="import",
            keys=action("import.open").caps,
        )
        self._lay_out()
        self._connect()
        for listed in (self.portfolio, self.movers, self.apart, self.debts):
            listed.said.setText("Every account is being scored.")
        self.reload()

    def _lay_out(self) -> None:
        self.tabs, self.stack = Tabs("Parts of health"), QStackedWidget()
        parts: tuple[tuple[str, QWidget], ...] = (
            ("Portfolio", self.portfolio), ("Movers", self.movers), ("Disagreements", self.apart),
            ("Data debt", self.debts), ("What if", self.trial), ("Back-test", self.trust),
        )  # fmt: skip
        for title, widget in parts:
            self.tabs.add(title)
            self.stack.addWidget(widget)
        self._body = QWidget()
        column = in_column(on=self._body)
        row = QHBoxLayout()
        row.setContentsMargins(px(10), 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.content.addWidget(self._body, 1)
        self.in_place(self.empty)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.since.chosen.connect(self.reload)
        self.bands.chosen.connect(self._choose_band)
        self.empty.clicked.connect(self.asking)
        for listed in (self.portfolio, self.movers, self.apart):
            listed.opened.connect(self._open)
        self.debts.opened.connect(self._open_debt)
        self.trial.opened.connect(self.opening)
        self.trial.saving.connect(self._save)
        self.writing(self.trial.save, self.trial.bar.copy, self.trial.bar.remove)
        self.trust.wanted.connect(self._test)

    def reload(self) -> None:
        """Read the portfolio again; the rest when it is turned to."""
        let_go()
        self._tried = False
        self.desk.read_beside(PortfolioOf(self.desk, self.since.value), self._show)
        self._try()

    def concerns(self, changes: ChangeSet) -> bool:
        """Every fact of a customer bears on health."""
        return bool(changes.count)

    def _turn(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self._try()

    def _try(self) -> None:
        if self.stack.currentWidget() is self.trial and not self._tried:
            self._tried = True
            self.editing.read()

    def _save(self, draft: "Scorecard") -> None:
        self.desk.do(save_card, draft)

    def _test(self, horizon: int) -> None:
        self.desk.job(
            "Testing the score",
            BacktestOf(self.desk, horizon, self.trust.card.value or ""),
            self._show_backtest,
        )

    def _show_backtest(self, found: "Backtest") -> None:
        self.trust.show_backtest(found)

    def _show(self, found: Portfolio) -> None:
        self.found = found
        self.card.setText(card_words(found))
        self.trust.offer([card.name for card, _ in reversed(found.scored_by)])
        there = bool(found.holdings)
        self.show_either(self._body, self.empty, there=there)
        for widget in (self.card, self.since, self.export):
            widget.setVisible(there)
        since = day(found.since, today=self.desk.today)
        self.portfolio.table.take_columns(holding_columns(since, cards=len(found.scored_by) > 1))
        self.movers.table.rows.set_columns(mover_columns(since))
        self.bands.name_columns(since, "Now")
        self.bands.show_rows(_band_rows(found))
        self._fill()
        self._count()
        self.summarised.emit()

    def _fill(self) -> None:
        found = self.found
        if found is None:
            return
        since = day(found.since, today=self.desk.today)
        chosen = self._band
        mine = [h for h in found.holdings if chosen is None or h.score.band is chosen.band]
        self.portfolio.show_rows(sorted(mine, key=_worst), _portfolio_words(found, since))
        self.movers.show_rows(found.movers, _mover_words(found, since))
        self.apart.show_rows(found.disagreements, _apart_words(found))
        self.debts.show_rows(found.debts[:_SHOWN_DEBTS], _debt_words(found))

    def _count(self) -> None:
        found = self.found
        if found is not None:
            for number, many in (
                (1, len(found.movers)),
                (2, len(found.disagreements)),
                (3, len(found.debts)),
            ):
                self.tabs.set_count(number, many or None)

    def _choose_band(self, row: BandRow | None) -> None:
        """The accounts of the chosen band alone; chosen again, or none, all."""
        self._band = row
        self._fill()

    def _open(self, holding: Holding) -> None:
        self.opening.emit(holding.account)

    def _open_debt(self, owing: Owing) -> None:
        self.opening.emit(owing[0].account)

    def account(self) -> object:
        """The account of the chosen row."""
        shown = self.stack.currentWidget()
        if isinstance(shown, Listed):
            row = shown.table.chosen_row()
            return (row[0] if isinstance(row, tuple) else row).account if row is not None else None
        return None

    def can(self, id_: str) -> bool:
        """What a tab lists can go out; a back-test has nothing before it was run."""
        if id_ in _OF_THE_TAB:
            return self.found is not None and self.export.isVisibleTo(self) and bool(self.out.lists())
        return super().can(id_)

    def summary(self) -> str:
        """How many customers, and their ARR."""
        if self.found is None or not self.found.holdings:
            return ""
        total = totals(
            (h.money.currency, h.money.arr) for h in self.found.holdings if h.money.currency and h.money.arr
        )
        return f"{count(len(self.found.holdings), 'account')}, {total} ARR"

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what the tab shows."""
        super().focusInEvent(event)
        shown = self.stack.currentWidget()
        if not self._body.isVisibleTo(self):
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(shown, Listed | Trial | Trust):
            shown.take_focus()


def _account(holding: Holding) -> str:
    return holding.account


def _debt(owing: Owing) -> tuple[str, str]:
    return owing[0].account, owing[1].measure.key


def _worst(holding: Holding) -> tuple[bool, int]:
    """The lowest score first, those without one last."""
    tenths = holding.score.tenths
    return tenths is None, tenths or 0


def _band_rows(found: Portfolio) -> list[BandRow]:
    cards = [card for card, many in found.scored_by if many]
    rows = []
    for band in (*Band, None):
        now = [h for h in found.holdings if h.score.band is band]
        then = [h for h in found.holdings if h.before is not None and h.before.band is band]
        edge = _alike(edge_of(band, card.bands) for card in cards)
        play = _alike(play_word(card.play_of(band)) for card in cards) if band else ""
        rows.append(BandRow(band, edge, len(then), len(now), "", _arr(now), play))
    return rows


def _alike(said: Iterable[str]) -> str:
    """What the scorecards say, if all say the same."""
    words = set(said)
    return words.pop() if len(words) == 1 else "by scorecard" if words else ""


def _arr(holdings: list[Holding]) -> str:
    return totals(
        (h.money.currency, h.money.arr) for h in holdings if h.money.currency and h.money.arr is not None
    )


def _portfolio_words(found: Portfolio, since: str) -> str:
    """How many are at risk by their score, and how many more by the person's own judgement."""
    mine = [h for h in found.holdings if h.score.yours is Band.AT_RISK]
    yours = (
        f" {count(len(mine), 'account')} at risk by your own judgement, {_arr(mine) or 'unknown'} ARR."
        if mine
        else ""
    )
    return _scored_words(found, since) + yours


def _scored_words(found: Portfolio, since: str) -> str:
    risky = [h for h in found.holdings if h.score.band is Band.AT_RISK]
    new = [h for h in risky if h.before is not None and h.before.band is not Band.AT_RISK]
    if all(h.score.band is None for h in found.holdings):
        return "Too little is known to score any account: Data debt says what is missing."
    if not risky:
        return "No account is at risk by its score."
    some = "all of them" if len(new) == len(risky) > 1 else f"{len(new):,} of them"
    fresh = f", {some} since {since}" if new else ""
    return f"{count(len(risky), 'account')} at risk, {_arr(risky)} ARR{fresh}."


def _mover_words(found: Portfolio, since: str) -> str:
    moved = found.movers
    if not moved:
        return f"No score moved since {since}."
    down = sum((h.change or 0) < 0 for h in moved)
    known = ", each day as it was known" if found.known_on else ""
    card = " A scorecard that changed meanwhile is a part of its own." if found.another_card else ""
    said = f"{len(moved) - down:,} up and {down:,} down since {since}{known}."
    return f"{said} The parts of each add up to its change.{card}"


def _apart_words(found: Portfolio) -> str:
    if not found.disagreements:
        return "The score, you and the category of the next renewal agree wherever two of them say something."
    wide = [h for h in found.disagreements if h.opinions.apart > 1]
    far = f", {len(wide):,} from healthy to at risk" if wide else ""
    said = f"{count(len(found.disagreements), 'account')} with different opinions{far}."
    return f"{said} They are listed, never averaged."


def _debt_words(found: Portfolio) -> str:
    if not found.debts:
        return "Everything that the scorecard asks for is known."
    turning = [d for _, d in found.debts if d.turns]
    minutes = sum(d.minutes for d in turning)
    return (
        f"{count(len(found.debts), 'fact')} missing; {len(turning):,} could bring an account into another band, "
        f"about {minutes // 60:,}:{minutes % 60:02} h to find out."
    )

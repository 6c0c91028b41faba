"""The What if tab: weights, edges and a curve to change, and live what the whole book would say; nothing is saved."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.accounts import TouchModel
from csdesk.domain.health.bands import Band, Bands
from csdesk.domain.health.curve import Points
from csdesk.domain.health.draft import Draft, answered, shaped, weighed, with_measure, without
from csdesk.domain.health.readings import Column as Readings
from csdesk.domain.health.scorecard import TEN_SIGNALS, Scorecard
from csdesk.domain.health.terms import Measure, Play
from csdesk.domain.health.whatif import BandSum, Standing, WhatIf
from csdesk.services.health.whatif import Scratch
from csdesk.services.health.whatif_text import draft_words, moves
from csdesk.ui.formats import money
from csdesk.ui.health.band_plays import BandPlays
from csdesk.ui.health.bands import BandRow, BandTable, edge_of
from csdesk.ui.health.card_bar import CardBar
from csdesk.ui.health.columns import points
from csdesk.ui.health.curve_panel import CurvePanel
from csdesk.ui.health.edges import Edges
from csdesk.ui.health.measure_bar import MeasureBar
from csdesk.ui.health.weights import Weights
from csdesk.ui.health.words import health_of, totals
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import elided, label
from csdesk.ui.kit.layouts import in_column, in_row
from csdesk.ui.kit.panels import Hairline, Panel, scrolling
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import height, px

_ROOMY = 900
"""px of the whole from which the weights have their full width."""


class Trial(QWidget):
    """`opened(account)`: a row of those that change band. `saving(card)`: the draft is to be the next version."""

    opened = Signal(object)
    saving = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._scratch: Scratch | None = None
        self.found: WhatIf | None = None
        self.draft = Draft(TEN_SIGNALS, TEN_SIGNALS)
        self.weights, self.edges, self.panel = Weights(TEN_SIGNALS), Edges(TEN_SIGNALS), CurvePanel()
        self.plays = BandPlays(TEN_SIGNALS)
        self.bar, self.tools = CardBar(), MeasureBar()
        self._others: dict[str, Draft] = {}
        self.badge = Badge("Draft", "info")
        self._said = elided("", "body", "text.secondary")
        self._before = label("", "body", "text.secondary", tabular=True)
        self._sum = label("", "strong", tabular=True)
        self.back = Button(
            "", kind=Kind.FLAT, small=True, icon="undo", name="Take the last step back (Ctrl+Z)"
        )
        self.forth = Button("", kind=Kind.FLAT, small=True, icon="redo", name="Take it again (Ctrl+Shift+Z)")
        self.discard = Button("Discard", small=True)
        self.save = Button("Save as version 2", small=True, kind=Kind.PRIMARY)
        self.bands = BandTable("Now", "Draft", arr=("ARR now", "ARR draft"))
        self._moves = label("", "strong")
        self.changed: Table[Standing] = Table(
            TableModel(_columns(), identity=lambda s: s.account), "Changes of band"
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._lay_out()
        self._connect()
        self._say()

    def _lay_out(self) -> None:
        head = in_row(self.badge, gap=8, edges=(16, 8, 16, 8))
        head.addWidget(self._said, 1)
        for button in (self.back, self.forth, self.discard, self.save):
            head.addWidget(button)
        self._left = left = Panel("base", line="right")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(head)
        column.addWidget(scrolling(self.weights, "Weights"), 1)
        column.addWidget(self.tools)
        column.addWidget(self._foot())
        said = QHBoxLayout()
        said.setContentsMargins(px(16), px(10), px(16), px(6))
        said.addWidget(self._moves)
        self.changed.setMinimumHeight(height("table_header") + 3 * height("table_row"))
        beside = QWidget()
        right = in_column(self.edges, self.plays, self.bands, on=beside)
        right.addWidget(self.panel, 5)
        right.addWidget(Hairline())
        right.addLayout(said)
        right.addWidget(self.changed, 2)
        row = in_row(left, on=self)
        row.addWidget(scrolling(beside, "What the whole book would say"), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what the book would say a little more of half a screen."""
        super().resizeEvent(event)
        self._left.setFixedWidth(px(480 if self.width() >= px(_ROOMY) else 460))

    def _foot(self) -> Panel:
        foot = Panel("base", line="top")
        foot.setFixedHeight(px(30))
        row = in_row(on=foot, gap=8, edges=(16, 0, 24, 0))
        row.addWidget(
            label("Share of a score = weight ÷ weight with a fresh reading", "small", "text.secondary"), 1
        )
        row.addWidget(self._before)
        row.addWidget(self._sum)
        return foot

    def _connect(self) -> None:
        self.weights.typed.connect(self._weigh)
        self.weights.chosen.connect(self._look_at)
        self.weights.curve.connect(self._to_curve)
        self.panel.shaped.connect(self._shape)
        self.panel.paced.connect(self._turn_pace)
        self.panel.left.connect(self._to_weight)
        self.edges.moved.connect(self._move_bands)
        self.edges.covered.connect(self._cover)
        self.plays.answered.connect(self._answer)
        self.bar.mending.connect(self._mend)
        for part in (self.weights, self.panel, self.edges):
            part.rested.connect(self._rest)
        self.tools.taking_out.connect(self.take_out)
        self.back.clicked.connect(self.undo)
        self.forth.clicked.connect(self.redo)
        self.discard.clicked.connect(self._discard)
        self.save.clicked.connect(self._save)
        self.changed.opened.connect(self._open)
        self._soon.timeout.connect(self.try_it)

    def show_scratch(self, scratch: Scratch) -> None:
        """Try over these readings from now on; what a person changed meanwhile is kept where it still differs."""
        self._scratch = scratch
        self.draft = self._draft_of(scratch.card).upon(scratch.card)
        self.save.set_label(f"Save as version {scratch.card.version + 1}")
        self.weights.show_fresh(scratch.fresh_of(self.draft.now))
        self._show()
        self._look_again()

    def _draft_of(self, card: Scorecard) -> Draft:
        """The draft of a scorecard: each has its own, which waits while another is looked at."""
        if card.name == self.draft.card.name:
            return self.draft
        self._others[self.draft.card.name] = self.draft
        return self._others.pop(card.name, Draft(card, card))

    def _look_again(self) -> None:
        """Show the curve of the measure that is looked at, or of the first where it is gone."""
        key = self.weights.key
        if key in self.weights.rows:
            self._look_at(key)
        else:
            self.weights.choose(self.draft.now.measures[0].key)

    def added(self) -> tuple[Measure, ...]:
        """The measures that the draft has besides those of its card, and those that read otherwise."""
        kept = {m.key: m.source for m in self.draft.card.measures}
        return tuple(
            m for m in self.draft.now.measures if m.source is not None and m.source != kept.get(m.key)
        )

    def put_measure(self, measure: Measure, column: Readings | None) -> None:
        """Put a measure into the draft, with its readings if it is one's own."""
        if self._scratch is None:
            return
        if column is not None:
            self._scratch.take(measure, column)
            self.weights.show_fresh(self._scratch.fresh_of(with_measure(self.draft.now, measure)))
        self._take(self.draft.stepped(with_measure(self.draft.now, measure)).rested())
        self.weights.choose(measure.key)
        self._look_again()

    def take_out(self) -> None:
        """Take the measure that is looked at out of the draft."""
        if len(self.draft.now.measures) > 1:
            self._take(self.draft.stepped(without(self.draft.now, self.weights.key)).rested())
            self._look_again()

    def try_it(self) -> None:
        """Judge the whole book by the draft as it stands."""
        self._soon.stop()
        if self._scratch is None or not any(m.weight for m in self.draft.now.measures):
            return
        self.found = self._scratch.tried(self.draft.now)
        self.bands.show_rows([_row(b, self.draft.now.bands) for b in self.found.bands])
        self._moves.setText(moves(self.found).rstrip("."))
        self.changed.rows.set_rows(self.found.changed)

    def _take(self, draft: Draft, *, soon: bool = False) -> None:
        self.draft = draft
        self._show(soon=soon)

    def _show(self, *, soon: bool = False) -> None:
        self.weights.show_cards(self.draft.card, self.draft.now)
        self.edges.show_card(self.draft.now)
        self.plays.show_card(self.draft.now)
        measure = self.measure()
        if self.panel.measure is not None and measure is not None:
            self.panel.show_draft(measure, self.draft.now.bands)
        self._say()
        if soon:
            self._soon.start()
        else:
            self.try_it()

    def measure(self) -> Measure | None:
        """The measure that is looked at, as the draft has it."""
        return next((m for m in self.draft.now.measures if m.key == self.weights.key), None)

    def _weigh(self, key: str, weight: int) -> None:
        self._take(self.draft.stepped(weighed(self.draft.now, key, weight), f"weight {key}"))

    def _shape(self, pace: TouchModel | None, points: Points) -> None:
        key = self.weights.key
        about = f"curve {key} {self.panel.view.number}"
        self._take(self.draft.stepped(shaped(self.draft.now, key, pace, points), about), soon=True)

    def _move_bands(self, bands: Bands) -> None:
        self._take(self.draft.stepped(replace(self.draft.now, bands=bands), "bands"))

    def _cover(self, percent: int) -> None:
        self._take(self.draft.stepped(replace(self.draft.now, minimum_coverage=percent), "coverage"))

    def _answer(self, band: Band, play: Play | None) -> None:
        self._take(self.draft.stepped(answered(self.draft.now, band, play)).rested())

    def _mend(self, unanswered: Measure | Band) -> None:
        """Go to where the play that is missing is chosen."""
        if isinstance(unanswered, Band):
            self.plays.begin_at(unanswered)
        else:
            self.weights.choose(unanswered.key)
            self.tools.setting.emit()

    def _rest(self) -> None:
        self.draft = self.draft.rested()

    def undo(self) -> None:
        """Take the last step of the draft back."""
        self._take(self.draft.undone())

    def redo(self) -> None:
        """Take it again."""
        self._take(self.draft.redone())

    def _discard(self) -> None:
        self._take(self.draft.discarded())

    def _look_at(self, key: str) -> None:
        """Show the curve of a measure; of one with a curve per touch model that of the commonest one."""
        measure = self.measure()
        if self._scratch is None or measure is None:
            return
        same = self.panel.measure is not None and self.panel.measure.key == key
        pace = self.panel.model if same else self._scratch.commonest(measure)
        self._begin(measure, pace)

    def _turn_pace(self) -> None:
        measure = self.measure()
        if measure is not None:
            self._begin(measure, self.panel.model)

    def _begin(self, measure: Measure, pace: TouchModel | None) -> None:
        if self._scratch is not None:
            self.panel.begin(measure, self._scratch.spread(measure, pace), pace=pace)
            self.panel.show_draft(measure, self.draft.now.bands)

    def _to_curve(self) -> None:
        self.panel.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_weight(self) -> None:
        self.weights.rows[self.weights.key].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the draft's while there is a step of it to take; else they are the book's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._steps(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a step back, or again."""
        step = self._steps(event)
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def _steps(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.draft.past:
            return self.undo
        return self.redo if event.matches(QKeySequence.StandardKey.Redo) and self.draft.ahead else None

    def _save(self) -> None:
        if self.draft.differs and any(m.weight for m in self.draft.now.measures):
            self.saving.emit(self.draft.now)

    def _say(self) -> None:
        differs, total = self.draft.differs, sum(m.weight for m in self.draft.now.measures)
        self.badge.setVisible(differs)
        self.save.setVisible(differs)
        self.discard.setEnabled(differs)
        self.discard.setToolTip("" if differs else "Nothing is changed.")
        for button, steps in ((self.back, self.draft.past), (self.forth, self.draft.ahead)):
            button.setVisible(bool(self.draft.past or self.draft.ahead))
            button.setEnabled(bool(steps))
        self.bar.show_draft(self.draft.now)
        words = draft_words(self.draft) if total else "Every weight is 0: nothing can be scored."
        self._said.setText(words)
        before = sum(m.weight for m in self.draft.card.measures)
        self._before.setText(str(before) if before != total else "")
        self._sum.setText(str(total))

    def said(self) -> str:
        """What the draft would change."""
        return self._moves.text()

    def _open(self, standing: Standing) -> None:
        self.opened.emit(standing.account)

    def take_focus(self) -> None:
        """Put the focus on the weight of the measure that is looked at."""
        row = self.weights.rows.get(self.weights.key) or next(iter(self.weights.rows.values()))
        row.field.setFocus()


def _row(b: BandSum, bands: Bands) -> BandRow:
    arr_now, arr_draft = totals(b.arr_now.items()), totals(b.arr_draft.items())
    return BandRow(b.band, edge_of(b.band, bands), b.now, b.draft, arr_now, arr_draft)


def _columns() -> list[Column[Standing]]:
    return [
        Column("account", "Account", lambda s: s.now.name, width=120, cell=Cell.NAME, grow=True),
        Column("arr", "ARR", lambda s: ", ".join(money(a, c) for c, a in s.arr.items()), width=100, cell=Cell.NUMBER,
               sort_key=lambda s: sum(s.arr.values())),
        Column("now", "Now", lambda s: health_of(s.now).number, width=100, cell=Cell.HEALTH,
               value=lambda s: health_of(s.now), sort_key=lambda s: s.now.tenths, plain=lambda s: points(s.now.tenths)),
        Column("draft", "Draft", lambda s: health_of(s.draft).number, width=100, cell=Cell.HEALTH,
               value=lambda s: health_of(s.draft), sort_key=lambda s: s.draft.tenths,
               plain=lambda s: points(s.draft.tenths)),
        Column("rank", "Rank", _rank, width=90, cell=Cell.NUMBER, sort_key=lambda s: s.rank_draft),
    ]  # fmt: skip


def _rank(standing: Standing) -> str:
    if standing.rank_now is None or standing.rank_draft is None:
        return "–"
    return f"{standing.rank_now} → {standing.rank_draft}"

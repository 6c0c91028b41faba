"""The What if tab: weights on the left, and live on the right what the whole book would say; nothing is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csdesk.domain.health.scorecard import TEN_SIGNALS, Bands, Scorecard
from csdesk.domain.health.whatif import BandSum, Standing, WhatIf, drafted
from csdesk.services.whatif import Scratch
from csdesk.services.whatif_text import moves
from csdesk.ui.formats import money
from csdesk.ui.health.bands import BandRow, BandTable, edge_of
from csdesk.ui.health.weights import Weights
from csdesk.ui.health.words import health_of, totals
from csdesk.ui.kit.badges import Badge
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.columns import Cell, Column
from csdesk.ui.kit.labels import label
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.kit.table import Table
from csdesk.ui.kit.table_model import TableModel
from csdesk.ui.theme import px


class Trial(QWidget):
    """`opened(account)`: a row of those that change band. `saving(card)`: the draft is to be the next version."""

    opened = Signal(object)
    saving = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._scratch: Scratch | None = None
        self.found: WhatIf | None = None
        self.weights = Weights(TEN_SIGNALS)
        self.draft = Badge("Draft", "info")
        self._said = label("", "body", "text.secondary", tabular=True)
        self._before, self._sum = (
            label("", "body", "text.secondary", tabular=True),
            label("", "strong", tabular=True),
        )
        self.discard = Button("Discard", small=True)
        self.save = Button("Save as version 2", small=True, kind=Kind.PRIMARY)
        self.bands = BandTable("Now", "Draft", arr=("ARR now", "ARR draft"))
        self._moves = label("", "strong")
        self.changed: Table[Standing] = Table(
            TableModel(_columns(), identity=lambda s: s.account), "Changes of band"
        )
        self._lay_out()
        self.weights.changed.connect(self.try_it)
        self.discard.clicked.connect(self.weights.discard)
        self.save.clicked.connect(self._save)
        self.changed.opened.connect(self._open)
        self._say()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        head.setSpacing(px(8))
        head.addWidget(self.draft)
        head.addWidget(self._said, 1)
        head.addWidget(self.discard)
        head.addWidget(self.save)
        left = Panel("base", line="right")
        left.setFixedWidth(px(480))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scrolling(self.weights, "Weights"), 1)
        column.addWidget(self._foot())
        self._moves.setContentsMargins(px(16), px(14), px(16), px(8))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.bands)
        right.addWidget(self._moves)
        right.addWidget(self.changed, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(right, 1)

    def _foot(self) -> Panel:
        foot = Panel("base", line="top")
        foot.setFixedHeight(px(30))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(24), 0)
        row.setSpacing(px(8))
        row.addWidget(
            label("Share of a score = weight ÷ weight with a fresh reading", "small", "text.secondary"), 1
        )
        row.addWidget(self._before)
        row.addWidget(self._sum)
        return foot

    def show_scratch(self, scratch: Scratch) -> None:
        """Try over these readings from now on."""
        self._scratch = scratch
        self.weights.begin_from(scratch.card)
        self.save.set_label(f"Save as version {scratch.card.version + 1}")
        self.weights.show_fresh(scratch.fresh)
        self.try_it()

    def try_it(self) -> None:
        """Judge the whole book by the weights as they stand."""
        self._say()
        if self._scratch is None or not self.weights.total:
            return
        self.found = self._scratch.tried(self._draft(self._scratch.card))
        self.bands.show_rows([_row(b, self.found.card.bands) for b in self.found.bands])
        self._moves.setText(moves(self.found).rstrip("."))
        self.changed.rows.set_rows(self.found.changed)

    def _draft(self, card: Scorecard) -> Scorecard:
        return drafted(card, weights=self.weights.weights())

    def _save(self) -> None:
        if self._scratch is not None and self.weights.weights() and self.weights.total:
            self.saving.emit(self._draft(self._scratch.card))

    def _say(self) -> None:
        changed = self.weights.weights()
        self.draft.setVisible(bool(changed))
        self.discard.setEnabled(bool(changed))
        self.save.setVisible(bool(changed))
        self.discard.setToolTip("" if changed else "No weight is changed.")
        if not self.weights.total:
            self._said.setText("Every weight is 0: nothing can be scored.")
        elif changed:
            words = "weight" if len(changed) == 1 else "weights"
            self._said.setText(f"{len(changed)} {words} changed, nothing saved")
        else:
            self._said.setText("As the scorecard stands")
        before = self.weights.total_before
        self._before.setText(str(before) if before != self.weights.total else "")
        self._sum.setText(str(self.weights.total))

    def _open(self, standing: Standing) -> None:
        self.opened.emit(standing.account)

    def take_focus(self) -> None:
        """Put the focus on the first weight."""
        next(iter(self.weights.rows.values())).field.setFocus()


def _row(b: BandSum, bands: Bands) -> BandRow:
    arr_now, arr_draft = totals(b.arr_now.items()), totals(b.arr_draft.items())
    return BandRow(b.band, edge_of(b.band, bands), b.now, b.draft, arr_now, arr_draft)


def _columns() -> list[Column[Standing]]:
    return [
        Column("account", "Account", lambda s: s.now.name, width=120, cell=Cell.NAME, grow=True),
        Column("arr", "ARR", lambda s: ", ".join(money(a, c) for c, a in s.arr.items()), width=100, cell=Cell.NUMBER,
               sort_key=lambda s: sum(s.arr.values())),
        Column("now", "Now", lambda s: health_of(s.now).number, width=100, cell=Cell.HEALTH,
               value=lambda s: health_of(s.now), sort_key=lambda s: s.now.tenths),
        Column("draft", "Draft", lambda s: health_of(s.draft).number, width=100, cell=Cell.HEALTH,
               value=lambda s: health_of(s.draft), sort_key=lambda s: s.draft.tenths),
        Column("rank", "Rank", _rank, width=90, cell=Cell.NUMBER, sort_key=lambda s: s.rank_draft),
    ]  # fmt: skip


def _rank(standing: Standing) -> str:
    if standing.rank_now is None or standing.rank_draft is None:
        return "–"
    return f"{standing.rank_now} → {standing.rank_draft}"

"""The look at one conflict: the whole texts of what it was, of the sheet and of the book, with who changed it when."""

from datetime import date

from PySide6.QtWidgets import QWidget

from csdesk.ui.exchange.conflicts_panel import since_text
from csdesk.ui.exchange.merge_work import Held
from csdesk.ui.kit.labels import paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.side_panel import SidePanel
from csdesk.ui.theme import px

_WIDE = 336


class ConflictLook(SidePanel):
    """`closed` by its × or Esc."""

    def __init__(self, today: date) -> None:
        super().__init__("Conflict", _WIDE)
        self._today = today
        self._body: QWidget | None = None
        self.column.addStretch(1)
        foot = self.foot.parentWidget()
        if foot is not None:
            foot.hide()

    def show_held(self, held: Held) -> None:
        """Show a conflict."""
        conflict = held.conflict
        self.show_name(conflict.name)
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = in_column(on=self._body, gap=4)
        where = f"{conflict.header}, row {conflict.row:,} of “{conflict.sheet}”"
        column.addWidget(paragraph(where, "small", "text.secondary"))
        sheet = held.typed if held.typed is not None else conflict.in_sheet
        since = since_text(conflict.since, self._today)
        for head, text in (
            ("When it went out", conflict.baseline),
            ("Typed here" if held.typed is not None else "In the sheet", sheet),
            (f"In the book: {since}", conflict.in_book),
        ):
            title = paragraph(head, "section")
            title.setContentsMargins(0, px(10), 0, 0)
            column.addWidget(title)
            column.addWidget(paragraph(text or "empty", "body", "text.primary" if text else "text.tertiary"))
        self.column.insertWidget(1, self._body)

"""The rail beside the week: what is not done and what that costs, whom to leave alone, and why."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from csdesk.domain.week.plan import Ranked
from csdesk.ui.kit.panels import Panel, scrolling
from csdesk.ui.theme import px
from csdesk.ui.week.backlog import BacklogPanel
from csdesk.ui.week.leftovers import Leftovers
from csdesk.ui.week.seen import SeenWeek
from csdesk.ui.week.why import WhyPanel

WIDE = 256


class Rail(Panel):
    """256 px at the right of the week."""

    def __init__(self) -> None:
        super().__init__("sunken", line="left")
        self.setFixedWidth(px(WIDE))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inner, self.leftovers = QWidget(), Leftovers()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.addWidget(self.leftovers)
        column.addStretch(1)
        self.why, self.backlog = WhyPanel(), BacklogPanel()
        outer.setSpacing(0)
        outer.addWidget(scrolling(inner, "Not doing, and why"), 1)
        outer.addWidget(self.backlog)
        outer.addWidget(self.why)
        self.explain(None, 0)

    def show_week(self, week: SeenWeek) -> None:
        """Show what is not done, and who is left alone."""
        self.leftovers.show_week(week)
        self.backlog.show_week(week)

    def explain(self, item: Ranked | None, of: int) -> None:
        """Show the factors of the chosen item; they multiply to its priority."""
        self.why.setVisible(item is not None)
        if item is not None:
            self.why.explain(item, of)

"""The backlog beside the week: what was due before the first import, a few of it a week, and a way to be rid of it."""

from csdesk.domain.week.schedule import BACKLOG_A_WEEK
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.labels import label, paragraph
from csdesk.ui.kit.layouts import in_column
from csdesk.ui.kit.panels import Panel
from csdesk.ui.theme import px
from csdesk.ui.week.seen import SeenWeek
from csdesk.wording import count


class BacklogPanel(Panel):
    """Above the foot of the rail, as long as there is a backlog. Its button drops the old tasks, not what rules say."""

    def __init__(self) -> None:
        super().__init__("sunken", line="top")
        self.drop = Button("Drop old tasks")
        self._said = paragraph("", "small", "text.secondary")
        column = in_column(label("Backlog", "section"), self._said, on=self, gap=4, edges=(12, 8, 12, 12))
        column.addSpacing(px(4))
        column.addWidget(self.drop)
        self.hide()

    def show_week(self, week: SeenWeek) -> None:
        """Say how much waits, and offer to drop the tasks of it."""
        tasks = week.old_tasks
        self._said.setText(
            f"{count(week.backlog_left, 'more was', 'more were')} due before the first import: "
            f"{BACKLOG_A_WEEK} a week, old tasks last."
            if week.backlog_left
            else "Old tasks of before the first import come after all else."
        )
        self.drop.set_label(f"Drop {count(len(tasks), 'old task')}")
        self.drop.setVisible(bool(tasks))
        self.setVisible(bool(week.backlog_left or tasks))

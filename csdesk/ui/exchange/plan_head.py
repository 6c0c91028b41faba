"""The head of a plan: which file and sheet, how far the import is, and the buttons that end it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from csdesk import wording
from csdesk.domain.imports.bench.plan import Plan, Result, SheetPlan
from csdesk.domain.phrases import first_of
from csdesk.ui.actions.catalogue import action
from csdesk.ui.exchange.work import Seen
from csdesk.ui.kit.buttons import Button, Kind
from csdesk.ui.kit.labels import elided, label

_STEPS = ("Read", "Map", "Answer", "Look", "Apply")
WAIT = "What it would change is being worked out."


class PlanHead:
    """What stands beside the page's title."""

    def __init__(self, row: QHBoxLayout) -> None:
        self.file = elided("", "body", "text.secondary", cut=Qt.TextElideMode.ElideMiddle)
        self.steps = label("", "body", "text.secondary")
        self.cancel = Button("Cancel", keys=("Esc",))
        self.apply = Button("Apply", kind=Kind.PRIMARY, keys=action("import.apply").caps)
        row.addWidget(self.file, 1)
        for widget in (self.steps, self.cancel, self.apply):
            row.addWidget(widget)

    def show(self, *, planned: bool, steps: bool) -> None:
        """Show what belongs to a plan, the steps where there is room for them."""
        self.cancel.setVisible(planned)
        self.apply.setVisible(planned)
        self.steps.setVisible(planned and steps)

    def say_sheet(self, plan: Plan, sheet: SheetPlan) -> None:
        """Say which sheet is looked at."""
        rows = wording.count(len(sheet.rows), "row")
        self.file.setText(f"{files_of(plan)}, sheet “{sheet.sheet}”, {rows}")

    def say_step(self, seen: Seen, *, looked: bool) -> None:
        """Tick the steps that are done: the rows are `looked` at when the person has been among them."""
        at = 2 if seen.plan.open else 4 if looked else 3
        self.steps.setText("  ›  ".join(f"{'✓ ' if i < at else ''}{s}" for i, s in enumerate(_STEPS)))

    def say(self, seen: Seen, missing: int) -> None:
        """Say what the button would do, or why it cannot; so many questions have no answer."""
        plan, moving = seen.plan, seen.moving
        self.apply.set_label(f"Apply {wording.count(moving, 'row')}")
        if plan.open:
            answers = wording.count(missing, "answer is", "answers are")
            self.apply.forbid(f"{answers} missing before this can be applied.")
        elif not moving and seen.counts[Result.REFUSED]:
            self.apply.forbid("No row of it can be imported as it is.")
        elif not moving:
            self.apply.forbid("The book has all of it already.")
        else:
            self.apply.allow()


def files_of(plan: Plan) -> str:
    """The names of the files, two of them at most."""
    return listed([f.file for f in plan.files])


def listed(names: list[str]) -> str:
    """Names in one line; many of them are counted."""
    return first_of(names if len(names) <= 3 else names[:2], len(names))

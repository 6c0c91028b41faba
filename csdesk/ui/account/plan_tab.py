"""The Plan tab: objectives, milestones with the gaps between them, promises, tasks, risks."""

from datetime import date

from csdesk.domain.gaps import Gap
from csdesk.domain.objectives import Objective
from csdesk.domain.promises import Promise, PromiseStatus
from csdesk.services.accounts.portrait import Portrait
from csdesk.ui.account import plan_tables, tables
from csdesk.ui.account.sections import Act, Section, Tab


def _is_open(promise: Promise) -> bool:
    return promise.status is PromiseStatus.OPEN


def _is_there(gap: Gap) -> bool:
    return gap.bridged_on is None


PROMISE_ACTS = (
    Act("kept", "Kept", _is_open, writes=True),
    Act("broken", "Broken", _is_open, writes=True),
    Act("moved", "Another day…", _is_open, writes=True),
)
GAP_ACTS = (Act("bridged", "Bridged", _is_there, writes=True),)


class PlanTab(Tab):
    """The tab."""

    def __init__(self, today: date) -> None:
        self.aims = Section("Objectives", tables.aim_columns(today), noun="objective", adds="Objective",
                            empty="No objective agreed yet: what would the customer measure?",
                            value_of=_objective)  # fmt: skip
        self.milestones = Section("Milestones", tables.milestone_columns(today), noun="milestone",
                                  adds="Milestone", empty="No milestone yet.")  # fmt: skip
        self.gaps = Section("Gaps", plan_tables.gap_columns(today), noun="gap", adds="Gap",
                            empty="No gap yet: what stops the customer between two milestones?",
                            value_of=_row, acts=GAP_ACTS)  # fmt: skip
        self.promises = Section("Promises", plan_tables.promise_columns(today), noun="promise", adds="Promise",
                                empty="Nothing was promised yet, by us or by them.", value_of=_row,
                                acts=PROMISE_ACTS)  # fmt: skip
        self.tasks = Section("Tasks", tables.task_columns(today), noun="task", adds="Task",
                             empty="No task yet.")  # fmt: skip
        self.risks = Section("Risks", tables.risk_columns(today), noun="risk", adds="Risk",
                             empty="No risk was opened.")  # fmt: skip
        self.sections = (self.aims, self.milestones, self.gaps, self.promises, self.tasks, self.risks)
        super().__init__("Plan", self.sections)

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another account's plan."""
        self.aims.show_rows(tables.aims(portrait))
        ordered = sorted(portrait.milestones, key=lambda m: (m.target_on or date.max, m.id))
        self.milestones.show_rows(ordered)
        self.gaps.show_rows(plan_tables.gaps(portrait))
        self.promises.show_rows(plan_tables.promises(portrait))
        self.tasks.show_rows(tables.tasks(portrait))
        self.risks.show_rows(sorted(portrait.risks, key=lambda r: (r.opened_on, r.id), reverse=True))


def _objective(row: tables.Aim) -> Objective:
    return row.objective


def _row(row: plan_tables.Undertaken) -> Promise | Gap:
    return row.row

"""To lead to a fact is to stand where the account's page tells of it: in its timeline, or on one of its tabs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.ui.account.page import AccountPage

_ON_TAB = {
    "account": "Notes",
    "contact": "People",
    "task": "Plan",
    "milestone": "Plan",
    "objective": "Plan",
    "promise": "Plan",
    "gap": "Plan",
    "opportunity": "Money",
    "churn": "Money",
    "feedback": "Notes",
    "advocacy": "Notes",
    "file": "Files",
}
"""Where that is told which has no day, or has none yet."""


def lead_to(page: "AccountPage", noun: str, id_: str) -> None:
    """Stand on the fact in the timeline; where it is not there, turn to the tab that has such facts."""
    assert page.portrait is not None
    entry = next((e for e in page.timeline.entries() if e.id == id_), None)
    if entry is not None:
        page.timeline.stand_on(entry)
        page.timeline.setFocus()
    elif noun in _ON_TAB:
        page.show_part(_ON_TAB[noun])

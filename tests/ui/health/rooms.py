"""The Health page as tests stand before it: its tabs, and what a draft changes."""

from csdesk.ui.health.page import HealthPage
from csdesk.ui.health.trial import Trial
from tests.ui.hands import click
from tests.ui.windows import settled

PORTFOLIO, MOVERS, APART, DEBT, WHAT_IF, TRUST = range(6)


def turn(page: HealthPage, number: int) -> None:
    click(page.tabs, page.tabs.tabRect(number).center())


def trial_of(page: HealthPage) -> Trial:
    """Turn to What if, and wait until the book is judged."""
    turn(page, WHAT_IF)
    settled(lambda: page.trial.found is not None)
    return page.trial


def drafted(trial: Trial) -> dict[str, int]:
    """The weights that the draft changes."""
    both = zip(trial.draft.card.measures, trial.draft.now.measures, strict=True)
    return {now.key: now.weight for kept, now in both if now.weight != kept.weight}

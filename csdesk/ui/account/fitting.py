"""What an account's page leaves out where it is too narrow for all of it."""

from typing import TYPE_CHECKING

from csdesk import wording
from csdesk.domain.accounts import Account

if TYPE_CHECKING:
    from csdesk.ui.account.page import AccountPage


def show_badges(page: "AccountPage", account: Account) -> None:
    """Say beside the name at which stage the account is, and its touch model."""
    page.stage.show_state(wording.choice(account.stage) if account.stage else "")
    page.model.show_state(f"{wording.choice(account.touch_model)} touch" if account.touch_model else "")
    fit(page)


def fit(page: "AccountPage") -> None:
    """The badges go before the name is cut; the plan, which has a tab, before the overview is."""
    badges = (page.stage, page.model)
    for badge in badges:
        badge.setVisible(bool(badge.text()))
    if page.head.sizeHint().width() > page.width():
        for badge in badges:
            badge.hide()
    beside = page.receipt.width() + page.plan.minimumWidth()
    page.plan.setVisible(page.left.minimumSize().width() + beside <= page.width())

"""A pass is a text that a person let go out to a customer although it was held back, with the reason."""

from datetime import date

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


@noun("pass", "passes", since=3, title="found", day="on", indexes=(("account", "key"),))
class Pass:
    """One text that was let pass. `key` names the words in their sentence: the same words pass for this
    account from then on; in another sentence they are held back again."""

    id: str = column()
    account: AccountId | None = column(default=None, refers="accounts")
    on: date = column()
    key: str = column()
    leak: str = column()
    found: str = column()
    place: str = column()
    file: str = column()
    reason: str = column()

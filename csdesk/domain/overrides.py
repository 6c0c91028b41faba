"""An override is a person's score for an account, with a reason and an end: it reverts by itself."""

from datetime import date

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import AccountId


@noun(
    "override", "overrides", sheet="Overrides", since=3, title="reason", day="set_on",
    indexes=(("account", "set_on"),),
)  # fmt: skip
class Override:
    """From `set_on` to `expires_on`, both included, the score is `score`, 0 to 100; the computed one stays visible."""

    id: str = column()
    account: AccountId = column(refers="accounts")
    score: int = column()
    reason: str = column()
    set_by: str | None = column(default=None)
    set_on: date = column()
    expires_on: date = column()

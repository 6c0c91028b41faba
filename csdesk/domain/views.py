"""A view is a way to look at a list under a name: its filters, its order, its columns."""

from csdesk.domain.fields import column, noun

ACCOUNTS = "accounts"
"""The screen whose list a view looks at."""


@noun("view", "views", since=2, title="name", indexes=(("screen", "name"),))
class View:
    """A named look at a screen's list.

    `filters`: a JSON list of query trees, all of which must hold. `sort`: fields, separated by commas, with `-`
    before one whose largest comes first. `columns`: keys, separated by commas; None is those that fit.
    """

    id: str = column(since=2)
    name: str = column(since=2)
    screen: str = column(default=ACCOUNTS, since=2)
    filters: str = column(default="[]", since=2)
    sort: str = column(default="", since=2)
    columns: str | None = column(default=None, since=2)

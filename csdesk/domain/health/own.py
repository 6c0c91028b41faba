"""An own measure is one that a person made without code: a reading of a table's rows, declared as data."""

from enum import StrEnum

from csdesk.domain.values import dataclass


class Against(StrEnum):
    """What a trend holds its window against."""

    BEFORE = "the window before"
    YEAR = "the same window a year ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an own measure is read. Fields are keys as `--where` writes them, custom fields among them.

    `usage` is the usage measure whose readings count, where the table is `usage`. `field` is what is read: a number
    for last, sum and trend (a trend without one counts rows), a day for *days since*, the day that closes a row for
    *oldest open*. `dated` is the day of a row; empty, every row counts that is there. `where` says which rows, and
    `that` which of those a share counts, both in the words of `--where`.
    """

    table: str
    usage: str = ""
    field: str = ""
    dated: str = ""
    where: str = ""
    that: str = ""
    against: Against = Against.BEFORE

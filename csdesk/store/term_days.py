"""The days of terms as SQL asks for them: what the domain says of a line's calendar, as functions of a connection."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_Asked = Callable[[str | None, str | None, str | None, int | None, int | None], str | None]


def teach_terms(connection: sqlite3.Connection) -> None:
    """Let statements ask for the days of terms. Days are ISO text; without one there is no answer.

    `decided_end`, `notified_end` and `followed_end` are those of `domain.revenue.live`: of a day, and of a line's
    start, end, months of a term, and whether it renews itself. `term_months` is that of `domain.revenue.terms`.
    """
    connection.create_function("assumed_end", 3, _assumed_end, deterministic=True)
    connection.create_function("day_after", 1, _day_after, deterministic=True)
    connection.create_function("term_months", 2, _term_months, deterministic=True)
    for name, answer in _RULES.items():
        connection.create_function(name, 5, answer, deterministic=True)


def _asked(rule: str) -> _Asked:
    """A rule of the domain, which is loaded when it is first asked: a book is opened by many who never do."""

    @lru_cache(maxsize=1 << 16)
    def answer(
        day: str | None, start: str | None, end: str | None, months: int | None, rolls: int | None
    ) -> str | None:
        from csdesk.domain.revenue import live
        from csdesk.domain.revenue.terms import term_between

        if day is None or end is None:
            return None
        begins = date.fromisoformat(start) if start else None
        term = term_between(begins, date.fromisoformat(end), months=months)
        found: date | None = getattr(live, rule)(date.fromisoformat(day), term, rolls=rolls == 1)
        return found.isoformat() if found else None

    return answer


_RULES = {rule: _asked(rule) for rule in ("decided_end", "notified_end", "followed_end")}


def _assumed_end(start: str | None, period: str, months: int | None) -> str | None:
    """The last day of a term that nobody wrote."""
    from csdesk.domain.periods import term_end
    from csdesk.domain.revenue.terms import MONTHS
    from csdesk.domain.subscriptions import Period

    if start is None:
        return None
    return term_end(date.fromisoformat(start), months or MONTHS[Period(period)]).isoformat()


@lru_cache(maxsize=1 << 16)
def _term_months(start: str | None, end: str | None) -> int | None:
    """The whole months of a written term."""
    from csdesk.domain.revenue.terms import term_months

    return term_months(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None


def _day_after(day: str | None) -> str | None:
    found = date.fromisoformat(day) if day else None
    return (found + _DAY).isoformat() if found and found < date.max else day

"""The columns of the accounts table: what each says of an account."""

from datetime import date

from csdesk import wording
from csdesk.domain.accounts import Status
from csdesk.services.accounts import AccountRow
from csdesk.ui.formats import ABSENT, day, money, near_day, percent
from csdesk.ui.kit.columns import Cell, Column, Health, in_days
from csdesk.ui.kit.marks import Shape

SOON = 14
ROOMY = frozenset({"stage", "segment"})
"""The columns that a table shows where it has room to spare."""


def health_of(row: AccountRow) -> Health:
    """Band shape, number and twelve weeks of an account."""
    score = row.score
    if score is not None and score.yours is not None:
        return Health(Shape(score.yours.value), f"{wording.choice(score.yours)}, yours", judged=True)
    if score is None or score.tenths is None or score.band is None:
        return Health(Shape.NOT_SCORED, "Not scored")
    return Health(Shape(score.band.value), f"{score.tenths / 10:.0f}", row.weeks, score.crosses)


def notice_text(row: AccountRow, today: date) -> str:
    """The notice deadline in the words that are settled: never just *passed*."""
    money_ = row.money
    if money_ is None or money_.renewal_on is None:
        return ABSENT
    if money_.notice_on is None:
        return "Not known"
    if money_.notice_on < today:
        return "Renews" if money_.auto_renew else "To sign"
    days = (money_.notice_on - today).days
    return in_days(days) if days <= SOON else near_day(money_.notice_on, today=today)


def notice_tip(row: AccountRow, today: date) -> str:
    """The notice deadline as a sentence."""
    money_ = row.money
    if money_ is None or money_.renewal_on is None:
        return "No term ends here."
    if money_.notice_on is None:
        return "The notice is not known; nothing is assumed."
    ends = day(money_.renewal_on, today=today, always_year=True)
    if money_.notice_on < today:
        return "Renews, can no longer leave." if money_.auto_renew else f"Ends on {ends} unless signed."
    return f"Notice deadline {day(money_.notice_on, today=today, always_year=True)}, before the term ends on {ends}."


def notice_fact(row: AccountRow, today: date) -> str:
    """The notice deadline as a fact beside its name: a day that is ahead, or what its passing means."""
    money_ = row.money
    if money_ is None or money_.renewal_on is None:
        return ABSENT
    if money_.notice_on is None:
        return "Not known"
    if money_.notice_on < today:
        return (
            "Renews, can no longer leave" if money_.auto_renew else f"Ends {_end(row, today)} unless signed"
        )
    days = (money_.notice_on - today).days
    ahead = f"in {wording.count(days, 'day')}" if days else "today"
    return f"{day(money_.notice_on, today=today)}, {ahead}"


def _end(row: AccountRow, today: date) -> str:
    assert row.money is not None
    return day(row.money.renewal_on, today=today)


def notice_ink(row: AccountRow, today: date) -> str:
    if row.money is None or row.money.renewal_on is None:
        return "text.tertiary"
    if row.money.notice_on is None:
        return "info.text"
    return "watch.text" if 0 <= (row.money.notice_on - today).days <= SOON else "text.secondary"


def _days_to_renewal(row: AccountRow, today: date) -> int | None:
    return (row.money.renewal_on - today).days if row.money and row.money.renewal_on else None


def _since(row: AccountRow, today: date) -> int | None:
    return (today - row.last_two_way_on).days if row.last_two_way_on else None


def _since_text(days: int | None) -> str:
    if days is None:
        return ABSENT
    return "today" if days == 0 else f"{days} d"


def columns(today: date) -> list[Column[AccountRow]]:
    """All columns in their order; a book of one person hides the last, a narrow window those of `ROOMY`."""
    csm: Column[AccountRow] = Column("csm", "CSM", lambda r: r.line.csm or ABSENT, width=120)
    return [_name(), *_roomy(), _arr(), *_health(), *_renewal(today), _last_touch(today), csm]


def _name() -> Column[AccountRow]:
    return Column("account", "Account", lambda r: r.account, width=140, cell=Cell.NAME, grow=True)


def _roomy() -> list[Column[AccountRow]]:
    return [
        Column(
            "stage",
            "Stage",
            lambda r: wording.choice(r.line.stage),
            width=140,
            cell=Cell.SECOND,
            grow=True,
        ),
        Column(
            "segment", "Segment", lambda r: r.line.segment or ABSENT, width=120, cell=Cell.SECOND, grow=True
        ),
    ]


def _arr() -> Column[AccountRow]:
    return Column(
        "arr",
        "ARR",
        lambda r: money(r.arr, r.currency),
        sort_key=lambda r: r.arr,
        width=84,
        cell=Cell.NUMBER,
        tooltip=lambda r: f"{money(r.mrr, r.currency, cents=True)} a month" if r.mrr is not None else "",
    )


def _health() -> list[Column[AccountRow]]:
    return [
        Column(
            "health",
            "Health",
            lambda r: health_of(r).number,
            sort_key=_health_order,
            width=122,
            cell=Cell.HEALTH,
            value=health_of,
            tooltip=_bounds,
        ),
        Column(
            "coverage",
            "Known",
            lambda r: percent(r.score.coverage) if r.score else ABSENT,
            sort_key=lambda r: r.score.coverage if r.score else None,
            width=58,
            cell=Cell.NUMBER,
            ink=lambda r: "text.secondary",
        ),
    ]


_JUDGED = {"at risk": 200, "watch": 550, "healthy": 850}
"""Where a person's own judgement sorts among scores, in tenths of a point."""


def _health_order(row: AccountRow) -> int | None:
    score = row.score
    if score is None:
        return None
    return _JUDGED[score.yours.value] if score.yours else score.tenths


def _bounds(row: AccountRow) -> str:
    score = row.score
    if score is not None and score.yours is not None:
        return f"Your own judgement, {score.judgement} of 5. Not scored: {percent(score.coverage)} is known."
    if score is None or score.low is None or score.high is None:
        return "Not scored: too little is known, or the account has not started."
    return f"{score.low:.0f} to {score.high:.0f} at {percent(score.coverage)} coverage"


def _renewal(today: date) -> list[Column[AccountRow]]:
    return [
        Column(
            "renewal_on",
            "Renewal",
            lambda r: _renewal_text(r, today),
            sort_key=_renewal_day,
            width=104,
            cell=Cell.DAY,
            ink=lambda r: "watch.text" if _ended(r) else "text.primary",
            tooltip=lambda r: _renewal_tip(r, today),
        ),
        Column(
            "in",
            "In",
            lambda r: "ended" if _ended(r) else _plain_days(_days_to_renewal(r, today)),
            sort_key=lambda r: _days_to_renewal(r, today),
            width=54,
            cell=Cell.NUMBER,
            ink=lambda r: "watch.text" if _ended(r) else "text.secondary",
        ),
        Column(
            "notice_on",
            "Notice",
            lambda r: notice_text(r, today),
            sort_key=lambda r: r.money.notice_on if r.money else None,
            width=88,
            ink=lambda r: notice_ink(r, today),
            tooltip=lambda r: notice_tip(r, today),
        ),
    ]


def _ended(row: AccountRow) -> date | None:
    """The last day of the contract that a live line goes on without."""
    return row.money.ended_on if row.money else None


def _renewal_day(row: AccountRow) -> date | None:
    return _ended(row) or (row.money.renewal_on if row.money else None)


def _renewal_text(row: AccountRow, today: date) -> str:
    if row.line.status != Status.CUSTOMER:
        return wording.choice(row.line.status)
    return day(_renewal_day(row), today=today)


def _renewal_tip(row: AccountRow, today: date) -> str:
    ended = _ended(row)
    if not ended:
        return ""
    return f"Live without a contract since {day(ended, today=today, always_year=True)}; nothing is decided."


def _plain_days(days: int | None) -> str:
    return ABSENT if days is None else f"{days} d".replace("-", "−")


def _last_touch(today: date) -> Column[AccountRow]:
    return Column(
        "last_two_way_on",
        "Last touch",
        lambda r: _since_text(_since(r, today)),
        sort_key=lambda r: _since(r, today),
        width=78,
        cell=Cell.NUMBER,
        ink=lambda r: "text.secondary",
        tooltip=lambda r: f"Last two-way touch {day(r.last_two_way_on, today=today, always_year=True)}",
    )

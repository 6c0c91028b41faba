"""The columns of the accounts table: what each says of an account."""

from dataclasses import replace
from datetime import date, timedelta

from csdesk import wording
from csdesk.domain.accounts import Status
from csdesk.domain.phrases import upper
from csdesk.domain.revenue.accounts import ended_day, unrated_text, waiting_text
from csdesk.domain.revenue.noticing import leaving_text
from csdesk.services.accounts.account_facts import STANDARD, Facts
from csdesk.services.accounts.accounts import AccountRow
from csdesk.ui.accounts.band_columns import in_band_columns
from csdesk.ui.accounts.fact_columns import column_of, plain_of
from csdesk.ui.formats import ABSENT, day, money, near_day, percent
from csdesk.ui.kit.columns import Cell, Column, Health, in_days
from csdesk.ui.kit.marks import Shape

SOON = 14
ROOMY = frozenset({"stage", "segment", "next_step"})
"""The columns that a table shows where it has room to spare."""


def health_of(row: AccountRow) -> Health:
    """Band shape, number and twelve weeks of an account."""
    score = row.score
    if score is not None and score.yours is not None:
        return Health(Shape(score.yours.value), f"{wording.choice(score.yours)}, yours", judged=True)
    if score is None or score.score is None or score.band is None:
        return Health(Shape.NOT_SCORED, "Not scored")
    return Health(Shape(score.band.value), str(score.score), row.weeks, score.crosses)


def notice_text(row: AccountRow, today: date) -> str:
    """The notice deadline in a word or a day, for a narrow column; `notice_tip` is the sentence."""
    money_ = row.money
    if money_ is None or money_.renewal_on is None:
        return ABSENT
    if money_.auto_renew is False:
        return "To sign"
    if money_.notice is None:
        return "Not known"
    if money_.notice.theirs < today:
        return "Renews" if money_.auto_renew else "Not known"
    days = max(0, (money_.notice.on - today).days)
    return in_days(days) if days <= SOON else near_day(money_.notice.on, today=today)


def notice_tip(row: AccountRow, today: date) -> str:
    """The notice deadline as a sentence: the words that every screen, the call brief and the commands use."""
    said = notice_fact(row, today)
    return "No term ends here." if said == ABSENT else f"{upper(said)}."


def notice_fact(row: AccountRow, today: date) -> str:
    """What the customer can still do, in the words that are settled: never just *passed*."""
    money_ = row.money
    if money_ is None or money_.renewal_on is None:
        return ABSENT

    def spelled(value: date) -> str:
        return near_day(value, today=today)

    return upper(leaving_text(money_.renewal_on, money_.notice, money_.auto_renew, today=today, day=spelled))


def notice_ink(row: AccountRow, today: date) -> str:
    """The ink of the notice: soon is `watch`, not known is `info`."""
    said = notice_text(row, today)
    if said == ABSENT:
        return "text.tertiary"
    if said == "Not known":
        return "info.text"
    soon = row.money is not None and row.money.notice_on is not None and said not in ("Renews", "To sign")
    return (
        "watch.text" if soon and (_notice_day(row) or today) - today <= timedelta(SOON) else "text.secondary"
    )


def _notice_day(row: AccountRow) -> date | None:
    return row.money.notice_on if row.money else None


def _days_to_renewal(row: AccountRow, today: date) -> int | None:
    return (row.money.renewal_on - today).days if row.money and row.money.renewal_on else None


def _since(row: AccountRow, today: date) -> int | None:
    return (today - row.last_two_way_on).days if row.last_two_way_on else None


def _since_text(days: int | None) -> str:
    if days is None:
        return ABSENT
    return "today" if days == 0 else f"{days} d"


FIRST = (
    "account", "stage", "segment", "arr", "health", "coverage", "renewal_on", "renews_in", "notice_on",
    "silent_for", "csm", "next_step",
)  # fmt: skip
"""The columns that a table has before anybody chose; those of `ROOMY` where there is room, `csm` where several are."""


def columns(today: date, facts: Facts = STANDARD) -> list[Column[AccountRow]]:
    """Every column that there is: those of `FIRST` in their order, then one for each further fact; custom ones last."""
    first = [_name(), *_roomy(), _arr(), *_health(), *_renewal(today), _last_touch(today)]
    made = {c.key: c for c in [*first, *in_band_columns(today)]}
    for fact in facts.every:
        if fact.key not in made and fact.key not in _NO_COLUMN:
            made[fact.key] = column_of(fact, today)
    for key, column in made.items():
        fact = facts.of(key)
        typed = fact.editable and key != "account"
        made[key] = replace(column, plain=plain_of(fact, today), called=fact.header, typed=typed)
    return [made.pop(key) for key in FIRST] + list(made.values())


_NO_COLUMN = frozenset({"id", "band"})
"""What a query may ask and a table has no column for: the health column shows it."""


def _name() -> Column[AccountRow]:
    return Column("account", "Account", lambda r: r.account, width=170, cell=Cell.NAME, grow=True)


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
        tooltip=arr_tip,
    )


def arr_tip(row: AccountRow) -> str:
    """The MRR, and how contracts in several currencies came together, or why they did not."""
    if row.mrr is None:
        return f"{unrated_text(row.money)}." if row.money and row.money.unrated else ""
    said = f"{money(row.mrr, row.currency, cents=True)} a month"
    several = row.money is not None and row.money.converted
    return f"{said}; its lines are in several currencies, told at the day's rates" if several else said


def _health() -> list[Column[AccountRow]]:
    return [
        Column(
            "health",
            "Health",
            lambda r: health_of(r).number,
            sort_key=_health_order,
            width=128,
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
    return f"{score.low} to {score.high} at {percent(score.coverage)} coverage"


def _renewal(today: date) -> list[Column[AccountRow]]:
    return [
        Column(
            "renewal_on",
            "Renewal",
            lambda r: _renewal_text(r, today),
            sort_key=_renewal_day,
            width=100,
            cell=Cell.DAY,
            ink=lambda r: "watch.text" if _ended(r) else "text.primary",
            tooltip=lambda r: _renewal_tip(r, today),
        ),
        Column(
            "renews_in",
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
            width=86,
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
    if row.money is None or row.money.ended_on is None:
        return ""
    since = ended_day(row.money, lambda on: day(on, today=today, always_year=True))
    return f"Live without a contract since {since}: {waiting_text(row.money)}."


def _plain_days(days: int | None) -> str:
    return ABSENT if days is None else f"{days} d".replace("-", "−")


def _last_touch(today: date) -> Column[AccountRow]:
    return Column(
        "silent_for",
        "Last touch",
        lambda r: _since_text(_since(r, today)),
        sort_key=lambda r: _since(r, today),
        width=78,
        cell=Cell.NUMBER,
        ink=lambda r: "text.secondary",
        tooltip=lambda r: f"Last two-way touch {day(r.last_two_way_on, today=today, always_year=True)}",
    )

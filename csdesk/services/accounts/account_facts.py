"""The facts of an account: every field by which a list of accounts is filtered, sorted and shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from csdesk.domain.accounts import Stage, Status, TouchModel
from csdesk.domain.custom import CustomField
from csdesk.domain.days import day_of
from csdesk.domain.health.bands import Band
from csdesk.domain.money import amount_text
from csdesk.domain.query import Value, a_number
from csdesk.domain.values import dataclass
from csdesk.services.accounts.accounts import AccountRow


class FactKind(StrEnum):
    """What a fact is, from which follows how it is compared, shown and copied."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


class Standing(StrEnum):
    """What the list shows of an account's health: its band, a person's own judgement in its place, or neither."""

    AT_RISK = "at risk"
    WATCH = "watch"
    HEALTHY = "healthy"
    NOT_SCORED = "not scored"


@dataclass(frozen=True, slots=True)
class AccountFact:
    """One field: its key in queries, its header, and what it is of a row on a day; None is not known.

    Days are ISO texts, amounts texts with the currency's digits.
    """

    key: str
    header: str
    kind: FactKind
    read: Callable[[AccountRow, date], Any]
    choices: type[StrEnum] | None = None
    editable: bool = False
    """Whether it is a field of the account that a person sets."""
    custom: CustomField | None = None
    """The field of the person's own that it is, if it is one."""


def _line(
    key: str, header: str, kind: FactKind, choices: type[StrEnum] | None = None, *, own: bool = True
) -> AccountFact:
    return AccountFact(key, header, kind, lambda row, _: getattr(row.line, key), choices, own)


def _amount(minor: int | None, currency: str | None) -> str | None:
    return None if minor is None or currency is None else amount_text(minor, currency)


def _days(last: str | None, today: date) -> int | None:
    return (today - date.fromisoformat(last)).days if last else None


def _renewal(row: AccountRow) -> date | None:
    return row.money.renewal_on if row.money else None


def _notice(row: AccountRow) -> date | None:
    return row.money.notice_on if row.money else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _until(day: date | None, today: date) -> int | None:
    return (day - today).days if day else None


def _health(row: AccountRow) -> float | None:
    return row.score.tenths / 10 if row.score and row.score.tenths is not None else None


def standing(row: AccountRow) -> Standing:
    """What is shown of an account's health."""
    band = (row.score.band or row.score.yours) if row.score else None
    return _STANDINGS[band.value] if band else Standing.NOT_SCORED


_STANDINGS = {standing.value: standing for standing in Standing}


def _band(row: AccountRow) -> str | None:
    return row.score.band.value if row.score and row.score.band else None


_T, _C, _N, _M, _D = FactKind.TEXT, FactKind.CHOICE, FactKind.NUMBER, FactKind.MONEY, FactKind.DAY

FACTS: tuple[AccountFact, ...] = (
    _line("id", "ID", _T, own=False),
    _line("account", "Account", _T),
    _line("segment", "Segment", _T),
    _line("stage", "Stage", _C, Stage),
    _line("status", "Status", _C, Status),
    _line("csm", "CSM", _T),
    AccountFact("currency", "Currency", _T, lambda r, _: r.currency),
    AccountFact("arr", "ARR", _M, lambda r, _: _amount(r.arr, r.currency)),
    AccountFact("mrr", "MRR", _M, lambda r, _: _amount(r.mrr, r.currency)),
    AccountFact("renewal_on", "Renewal", _D, lambda r, _: _iso(_renewal(r))),
    AccountFact("health", "Health", _N, lambda r, _: _health(r)),
    AccountFact("band", "Scored band", _C, lambda r, _: _band(r), Band),
    AccountFact("coverage", "Known", _N, lambda r, _: r.score.coverage if r.score else None),
    AccountFact("last_two_way_on", "Last two-way touch", _D, lambda r, _: r.line.last_two_way_on),
    AccountFact("standing", "Health band", _C, lambda r, _: standing(r), Standing),
    AccountFact("scorecard", "Scorecard", _T, lambda r, _: r.score.card if r.score else None),
    AccountFact("in_band_since", "In band since", _D, lambda r, _: _iso(r.standing.since) if r.standing else None),
    AccountFact("days_in_band", "Days in band", _N, lambda r, _: r.standing.days if r.standing else None),
    AccountFact("renews_in", "Days to renewal", _N, lambda r, today: _until(_renewal(r), today)),
    AccountFact("notice_on", "Notice", _D, lambda r, _: _iso(_notice(r))),
    AccountFact("notice_in", "Days to notice", _N, lambda r, today: _until(_notice(r), today)),
    AccountFact("silent_for", "Days without a talk", _N, lambda r, today: _days(r.line.last_two_way_on, today)),
    _line("last_touch_on", "Last touch of any kind", _D, own=False),
    _line("touch_model", "Touch model", _C, TouchModel),
    _line("industry", "Industry", _T),
    _line("region", "Region", _T),
    _line("employees", "Employees", _N),
    _line("channel", "Channel", _T),
    _line("tags", "Tags", _T),
    _line("domain", "Domain", _T),
    _line("external_id", "External ID", _T),
    _line("parent", "Parent", _T),
    _line("judgement", "Judgement", _N),
    _line("required_outcome", "Required outcome", _T),
    _line("signed_on", "Signed on", _D),
    _line("lost_on", "Lost on", _D, own=False),
    _line("sponsor", "Sponsor", _T, own=False),
    _line("contacts", "Contacts", _N, own=False),
    _line("next_step", "Next step", _T, own=False),
    _line("next_on", "Next step on", _D, own=False),
    _line("open_tasks", "Open tasks", _N, own=False),
)  # fmt: skip
"""Every fact, in the order in which it is offered."""

FIELDS = tuple(fact.key for fact in FACTS)
IN_BAND = frozenset({"in_band_since", "days_in_band"})
"""Facts for which a year of weeks is read."""


class Facts:
    """The facts of one book: those that every book has, then its custom fields."""

    def __init__(self, own: Sequence[AccountFact] = ()) -> None:
        self.own = tuple(own)
        self.every = (*FACTS, *self.own)
        self.keys = tuple(fact.key for fact in self.every)
        self._by_key: Mapping[str, AccountFact] = {fact.key: fact for fact in self.every}

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def of(self, key: str) -> AccountFact:
        """The fact of that key. Raises: KeyError."""
        return self._by_key[key]

    def values_on(self, today: date) -> dict[str, Value]:
        """How a typed value of a number or a day is read, such as `+90d`. They raise ValueError or NotADay."""

        def a_day(text: str) -> str:
            return day_of(text, today=today).isoformat()

        numbers: dict[str, Value] = {
            f.key: a_number for f in self.every if f.kind in (FactKind.NUMBER, FactKind.MONEY)
        }
        return numbers | {f.key: a_day for f in self.every if f.kind is FactKind.DAY}


STANDARD = Facts()
"""The facts of a book without custom fields."""


def fact_of(key: str) -> AccountFact:
    """The fact that every book has under that key. Raises: KeyError."""
    return STANDARD.of(key)

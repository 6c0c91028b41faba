"""Readings of a whole book, or of one account, as of any day: one aggregate statement per measure."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from csdesk.domain.accounts import Stage, TouchModel
from csdesk.domain.health.readings import OpenOverride, OpenRisk, Subject
from csdesk.domain.health.start import scored_from
from csdesk.domain.ids import AccountId
from csdesk.domain.risks import RiskCause, Severity
from csdesk.store.book import Book
from csdesk.store.live import LIVE
from csdesk.store.readings.money import MONEY
from csdesk.store.readings.outcome import OUTCOME
from csdesk.store.readings.people import PEOPLE, TWO_WAY
from csdesk.store.readings.support import SUPPORT
from csdesk.store.readings.usage import USAGE
from csdesk.store.statement import Moment, Row, Statement, Whom, select

STATEMENTS: tuple[Statement, ...] = (*OUTCOME, *USAGE, *SUPPORT, *PEOPLE, *MONEY)

_DAYS = {"tickets": "opened_at", "usage": '"on"', "touches": '"on"', "invoices": "issued_on"}
"""Tables whose counts, trends and openness speak only up to their last day, once they came by file."""

SUBJECTS = f"""
    SELECT a.pk, a.uid, a.account, a.touch_model, a.judgement, a.judged_on, a.score_from, a.signed_on,
        a.segment, a.stage, CASE WHEN a.status = 'lost' THEN a.lost_on END,
        l.start, l.begun, l.signed, l.live_on, g.achieved_on,
        (SELECT t."on" FROM touches t WHERE t.account = a.pk AND {TWO_WAY} ORDER BY t."on" LIMIT 1)
    FROM accounts a
    LEFT JOIN (SELECT s.account, min(CASE WHEN s.recurring = 1 THEN s.start END) AS start,
        min(s.start) AS begun, min(s.signed_on) AS signed, min(s.live_on) AS live_on
        FROM subscriptions s WHERE 1 = 1 {{s}} GROUP BY s.account) l ON l.account = a.pk
    LEFT JOIN (SELECT m.account, min(m.achieved_on) AS achieved_on FROM milestones m
        WHERE length(m.milestone) <= 7 AND lower(m.milestone) IN ('go-live', 'go live', 'golive') {{m}}
        GROUP BY m.account) g ON g.account = a.pk
    WHERE (a.status = 'customer' OR (a.status = 'lost' AND a.lost_on IS NOT NULL)) {{a}}
    ORDER BY a.name_key, a.uid"""
"""Who is or was a customer, with the first day of everything that says when they began."""

RISKS = """
    SELECT r.account, r.cause, r.severity, r.opened_on, r.clears_when, r.uid FROM risks r
    WHERE r.opened_on <= :day AND (r.closed_on IS NULL OR r.closed_on > :day) {r}
    ORDER BY r.opened_on, r.pk"""


OVERRIDES = """
    SELECT o.account, o.score, o.reason, o.set_by, o.set_on, o.expires_on, o.uid FROM overrides o
    WHERE o.set_on <= :day AND o.expires_on >= :day {o}
    ORDER BY o.set_on, o.pk"""


PRODUCTS = f"""
    SELECT DISTINCT s.account, p.product FROM subscriptions s JOIN products p ON p.pk = s.product
    WHERE {LIVE} {{s}} ORDER BY s.account, p.product"""
"""What accounts have live lines of."""


def moment_of(book: Book, as_of: date) -> Moment:
    """The day, with the last day of every table that came by file."""
    moment = Moment(as_of)
    for nouns, through in book.rows(
        "SELECT nouns, max(complete_through) FROM arrivals WHERE complete_through IS NOT NULL GROUP BY nouns"
    ):
        for table in set(re.findall(r"\w+", nouns)) & set(_DAYS):
            moment.through[table] = max(through, moment.through.get(table, ""))
    for table, last in moment.through.items():
        newest = (
            book.rows(
                f"SELECT max({_DAYS[table]}) FROM {table} WHERE {_DAYS[table]} < :next",
                {"next": f"{moment.day}T24"},
            )[0][0]
            or ""
        )
        moment.through[table] = min(moment.day, max(last, newest[:10]))
    return moment


_END = "~"
"""After every day."""
_NEVER: tuple[str, str, Subject | None] = (_END, _END, None)


class Everybody:
    """Who is or was a customer, or some of them by key: read once, to be asked of many days."""

    def __init__(self, book: Book, *, account: Whom = None) -> None:
        self._book, self._account = book, account
        self._rows = select(book, SUBJECTS, account=account)
        self._asked = False
        self._plain: dict[int, tuple[str, str, Subject | None]] = {}
        """By key, from which day until before which an account is which subject, but for what is open and sold."""

    def on(self, as_of: date, *, products: bool = False) -> list[Subject]:
        """The customers on a day, in order of names, with what a judgement must know of them."""
        book, day, account = self._book, as_of.isoformat(), self._account
        sold: dict[int, list[str]] = defaultdict(list)
        for pk, product in select(book, PRODUCTS, day, account) if products else ():
            sold[pk].append(product)
        risks: dict[int, list[OpenRisk]] = defaultdict(list)
        for pk, cause, severity, *said in select(book, RISKS, day, account):
            risks[pk].append(OpenRisk(RiskCause(cause), Severity(severity), *said))
        overrides = {pk: OpenOverride(*said) for pk, *said in select(book, OVERRIDES, day, account)}
        plain = [s for row in self._rows if (s := self._as_plain(row, day)) is not None]
        self._asked = True
        more = risks.keys() | overrides.keys() | sold.keys()
        return [
            replace(
                subject,
                risks=tuple(risks.get(subject.pk, ())),
                override=overrides.get(subject.pk),
                products=tuple(sold.get(subject.pk, ())),
            )
            if subject.pk in more
            else subject
            for subject in plain
        ]

    def _as_plain(self, row: Row, day: str) -> Subject | None:
        first, end, subject = self._plain.get(row[0], _NEVER)
        if not first <= day < end:
            subject = _subject(row, day)
            if self._asked:  # who is asked once only need not know how long it holds
                end = min((d for d in _turning(row) if d and d > day), default=_END)
                self._plain[row[0]] = (day, end, subject)
        return subject


def subjects(book: Book, as_of: date, *, account: Whom = None, products: bool = False) -> list[Subject]:
    """The customers on a day, in order of names, with what a judgement must know of them."""
    return Everybody(book, account=account).on(as_of, products=products)


def _subject(row: Row, day: str) -> Subject | None:
    """The customer of a row; None before it began, which is at once where nobody knows when, and once it is lost.

    What is open at it and sold to it is not in it.
    """
    pk, uid, name, model, judgement, judged_on, by_hand, signed, segment, stage, lost = row[:11]
    began, *beginnings, live, achieved, two_way = row[11:]
    known = [first for first in (signed, *beginnings) if first is not None]
    if (known and min(known) > day) or (lost is not None and lost <= day):
        return None
    live, achieved, two_way = (
        first if first and first <= day else None for first in (live, achieved, two_way)
    )
    later = judged_on is not None and judged_on > day
    return Subject(
        pk,
        AccountId(uid),
        name,
        TouchModel(model) if model else None,
        signed or began,
        scored_from(by_hand=by_hand, two_way=two_way, go_live=live or achieved, began=began or signed),
        None if later else judgement,
        None if later else judged_on,
        segment=segment,
        stage=Stage(stage) if stage else None,
    )


def _turning(row: Row) -> tuple[str | None, ...]:
    """The days on which the customer of a row becomes another."""
    judged_on, _, signed, _, _, lost = row[5:11]
    return (judged_on, signed, lost, *row[11:])


def keys_of(book: Book, accounts: Collection[AccountId]) -> list[int]:
    """The integer keys of accounts, of those that the book has."""
    return [pk for pk, uid in book.rows("SELECT pk, uid FROM accounts") if uid in accounts]


def key_of(book: Book, account: AccountId) -> int | None:
    """The integer key of an account; None where the book has no such account."""
    found = book.rows("SELECT pk FROM accounts WHERE uid = ?", [account])
    return found[0][0] if found else None

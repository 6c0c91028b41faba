"""Queries on accounts that need SQL's speed: finding one, and a light row of every one."""

from dataclasses import dataclass
from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key, search_key
from csdesk.store.book import Book

_FIND = (
    "uid = :text",
    "external_id = :text",
    "name_key = :key",
    "search_key = :loose AND :loose <> ''",
    "name_key LIKE :part ESCAPE '\\'",
    "search_key LIKE :loose_part ESCAPE '\\' AND :loose <> ''",
)
"""How a text names an account, the surest way first."""


_STATUS = "CASE WHEN a.status = 'lost' AND a.lost_on > :day THEN 'customer' ELSE a.status END"
_JUDGEMENT = "CASE WHEN a.judged_on > :day THEN NULL ELSE a.judgement END"
"""What happened after the day has not happened yet."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What a list shows of an account, besides its money and its health."""

    id: AccountId
    account: str
    segment: str | None
    touch_model: str | None
    stage: str | None
    status: str
    csm: str | None
    currency: str | None
    industry: str | None
    region: str | None
    judgement: int | None
    required_outcome: str | None
    last_two_way_on: str | None
    """ISO day; None where there never was a two-way touch by the day."""


def accounts_named(book: Book, text: str) -> list[tuple[AccountId, str]]:
    """The accounts that a text names, by the surest way that finds any, in order of their names."""
    if not name_key(text):
        return []
    loose = search_key(text)
    facts = {
        "text": text.strip(),
        "key": name_key(text),
        "loose": loose,
        "part": f"%{_escaped(name_key(text))}%",
        "loose_part": f"%{_escaped(loose)}%",
    }
    for way in _FIND:
        found = book.rows(f"SELECT uid, account FROM accounts WHERE {way} ORDER BY name_key, uid", facts)
        if found:
            return [(AccountId(uid), name) for uid, name in found]
    return []


def account_lines(book: Book, as_of: date) -> list[AccountLine]:
    """Every account as a light row, in order of names, with its last two-way touch by a day."""
    sql = f"""
        SELECT a.uid, a.account, a.segment, a.touch_model, a.stage, {_STATUS}, a.csm, a.currency, a.industry,
               a.region, {_JUDGEMENT}, a.required_outcome, t.last_on
        FROM accounts a LEFT JOIN (
            SELECT account, max("on") AS last_on FROM touches
            WHERE direction = 'two-way' AND "on" <= :day GROUP BY account) t ON t.account = a.pk
        ORDER BY a.name_key, a.uid"""
    return [AccountLine(*row) for row in book.rows(sql, {"day": as_of.isoformat()})]


def account_line(book: Book, account: AccountId, as_of: date) -> AccountLine | None:
    """One account as a light row; None where the book has no such account."""
    sql = f"""
        SELECT a.uid, a.account, a.segment, a.touch_model, a.stage, {_STATUS}, a.csm, a.currency, a.industry,
               a.region, {_JUDGEMENT}, a.required_outcome,
               (SELECT max(t."on") FROM touches t
                WHERE t.account = a.pk AND t.direction = 'two-way' AND t."on" <= :day)
        FROM accounts a WHERE a.uid = :account"""
    found = book.rows(sql, {"day": as_of.isoformat(), "account": account})
    return AccountLine(*found[0]) if found else None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def names(book: Book) -> list[tuple[AccountId, str]]:
    """Every account's id and name, in order of names."""
    found = book.rows("SELECT uid, account FROM accounts ORDER BY name_key, uid")
    return [(AccountId(uid), name) for uid, name in found]

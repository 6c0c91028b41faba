"""Queries on accounts that need SQL's speed: finding one, and a light row of every one."""

from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.names import name_key, search_key
from csdesk.domain.values import dataclass
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
    external_id: str | None = None
    domain: str | None = None
    parent: str | None = None
    employees: int | None = None
    channel: str | None = None
    tags: str | None = None
    signed_on: str | None = None
    lost_on: str | None = None
    last_touch_on: str | None = None
    """ISO day of the last touch of any direction."""
    sponsor: str | None = None
    contacts: int = 0
    """Those who are still there."""
    next_step: str | None = None
    """The title of the open task that is due first; one without a day comes last."""
    next_on: str | None = None
    open_tasks: int = 0
    search_key: str = ""


def accounts_called(book: Book, name: str) -> list[AccountId]:
    """The accounts of exactly that name, whatever its case and spaces."""
    found = book.rows("SELECT uid FROM accounts WHERE name_key = ? ORDER BY uid", [name_key(name)])
    return [AccountId(uid) for (uid,) in found]


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


_COLUMNS = f"""
    a.uid, a.account, a.segment, a.touch_model, a.stage, {_STATUS}, a.csm, a.currency, a.industry, a.region,
    {_JUDGEMENT}, a.required_outcome, two.last_on, a.external_id, a.domain, up.account, a.employees, a.channel,
    a.tags, a.signed_on, CASE WHEN a.lost_on > :day THEN NULL ELSE a.lost_on END, any_.last_on, who.sponsor,
    coalesce(who.contacts, 0), step.title, step.due_on, coalesce(step.tasks, 0), a.search_key"""
_BESIDE = """
    LEFT JOIN accounts up ON up.pk = a.parent
    LEFT JOIN (SELECT t.account, max(t."on") AS last_on FROM touches t
        WHERE {touches} AND t.direction = 'two-way' AND t."on" <= :day GROUP BY t.account) two
        ON two.account = a.pk
    LEFT JOIN (SELECT t.account, max(t."on") AS last_on FROM touches t
        WHERE {touches} AND t."on" <= :day GROUP BY t.account) any_ ON any_.account = a.pk
    LEFT JOIN (SELECT c.account, count(*) AS contacts,
            min(CASE WHEN c.roles LIKE '%"sponsor"%' THEN c.name END) AS sponsor
        FROM contacts c WHERE {contacts} AND c.status <> 'left' GROUP BY c.account) who ON who.account = a.pk
    LEFT JOIN (SELECT t.account, t.title, t.due_on, count(*) OVER (PARTITION BY t.account) AS tasks,
            row_number() OVER (PARTITION BY t.account ORDER BY coalesce(t.due_on, '9999'), t.pk) AS place
        FROM tasks t WHERE {tasks} AND t.status = 'open') step ON step.account = a.pk AND step.place = 1"""


def account_lines(book: Book, as_of: date) -> list[AccountLine]:
    """Every account as a light row, in order of names, with its last touches by a day."""
    beside = _BESIDE.format(touches="1 = 1", contacts="1 = 1", tasks="1 = 1")
    sql = f"SELECT {_COLUMNS} FROM accounts a {beside} ORDER BY a.name_key, a.uid"
    return [AccountLine(*row) for row in book.rows(sql, {"day": as_of.isoformat()})]


def account_line(book: Book, account: AccountId, as_of: date) -> AccountLine | None:
    """One account as a light row; None where the book has no such account."""
    one = "= (SELECT pk FROM accounts WHERE uid = :account)"
    beside = _BESIDE.format(touches=f"t.account {one}", contacts=f"c.account {one}", tasks=f"t.account {one}")
    sql = f"SELECT {_COLUMNS} FROM accounts a {beside} WHERE a.uid = :account"
    found = book.rows(sql, {"day": as_of.isoformat(), "account": account})
    return AccountLine(*found[0]) if found else None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def names(book: Book) -> list[tuple[AccountId, str]]:
    """Every account's id and name, in order of names."""
    found = book.rows("SELECT uid, account FROM accounts ORDER BY name_key, uid")
    return [(AccountId(uid), name) for uid, name in found]


def custom_cells(book: Book) -> list[tuple[str, str, str]]:
    """What all accounts say in custom fields: the field's id, the account's, and the value."""
    sql = """SELECT f.uid, v.row, v.value FROM custom_values v JOIN custom_fields f ON f.pk = v.field
        WHERE f.of_noun = 'account' ORDER BY v.pk"""
    return [(field, row, value) for field, row, value in book.rows(sql)]

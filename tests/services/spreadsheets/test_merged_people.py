"""People who were merged: a list that still has the gone one speaks of who that became."""

from collections.abc import Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.touches import Touch
from csdesk.services.accounts.merging import merge
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, SAVED, MERGED = date(2025, 11, 24), date(2025, 11, 1), date(2025, 11, 12)
Rows = Sequence[Sequence[Value]]
HEAD: list[Value] = ["Company", "Name", "Email", "Title", "Role"]
DANA: list[Value] = ["Acme Inc", "Dana Reyes", "dana@acme.com", "VP", "champion"]
ALIAS: list[Value] = ["Acme Inc", "D. Reyes", "d.reyes@acme.com", "CTO", "sponsor"]
BARE: list[Value] = ["Acme Inc", "Reyes", None, None, None]
CUSTOMERS: Rows = [["Customer", "Contact"], ["Acme Inc", None], ["Bolt", None]]


def planned(book: Book, rows: Rows, tab: str = "Contacts", answers: dict[str, str] | None = None) -> Plan:
    grid = Grid(tab, tuple(tuple(r) for r in rows))
    return plan_import(
        book, [Source(f"{tab}.xlsx", repr((rows, tab)), SAVED, (grid,))], answers or {}, today=TODAY
    )


def brought(book: Book, rows: Rows, tab: str = "Contacts") -> Plan:
    plan = planned(book, rows, tab, with_defaults(planned(book, rows, tab)))
    apply_import(book, plan, today=TODAY)
    return plan


def person(book: Book, name: str) -> Contact:
    return next(c for c in book.all(Contact) if c.name == name)


def merged(book: Book, keep: str, other: str, *take: str) -> int:
    ids = person(book, keep).id, person(book, other).id
    return merge(book, "contact", *ids, dict.fromkeys(take, True), today=MERGED).n


@pytest.fixture
def listed(book: Book) -> Book:
    """A book of two customers, one with three people of a list."""
    brought(book, CUSTOMERS, "Customers")
    brought(book, [HEAD, DANA, ALIAS, BARE])
    assert sorted(c.name for c in book.all(Contact)) == ["D. Reyes", "Dana Reyes", "Reyes"]
    return book


@pytest.fixture
def one(listed: Book) -> Book:
    """The same, where all three are one."""
    merged(listed, "Dana Reyes", "D. Reyes")
    merged(listed, "Dana Reyes", "Reyes")
    return listed


@pytest.mark.parametrize("rows", [[DANA, ALIAS, BARE], [BARE, ALIAS], [ALIAS, DANA]])
def test_the_list_of_before_a_merge_brings_nobody_again_and_changes_nothing(one: Book, rows: Rows) -> None:
    plan = planned(one, [HEAD, *rows, ["Bolt", "Mo", "mo@bolt.io", None, None]])
    assert [v.name for v in plan.values if isinstance(v, Contact)] == ["Mo"]
    told = [note for note in plan.sheets[0].notes if "merged into" in note]
    assert len(told) == 1
    assert "D. Reyes was merged into Dana Reyes on 12 Nov 2025" in told[0]


def test_what_the_gone_one_says_otherwise_since_is_a_change_of_who_stayed(one: Book) -> None:
    brought(one, [HEAD, DANA, ["Acme Inc", "D. Reyes", "d.reyes@acme.com", "CEO", "sponsor"]])
    (dana,) = one.all(Contact)
    assert (dana.name, dana.email) == ("Dana Reyes", "dana@acme.com")
    assert dana.roles == (Role.CHAMPION,)


def test_what_was_taken_from_the_gone_one_stays_against_the_old_list(listed: Book) -> None:
    merged(listed, "Dana Reyes", "D. Reyes", "email", "title")
    assert planned(listed, [HEAD, DANA, ALIAS, BARE]).values == ()
    assert person(listed, "Dana Reyes").email == "d.reyes@acme.com"


def test_a_touch_and_a_sheet_of_customers_name_who_they_became(one: Book) -> None:
    touches: Rows = [
        ["Company", "Date", "Type", "Notes", "Contact"],
        ["Acme Inc", date(2025, 10, 30), "call", "Talked", "D. Reyes"],
    ]
    brought(one, touches, "Touches")
    brought(one, [["Customer", "Contact"], ["Acme Inc", "D. Reyes"]], "Customers")
    (dana,) = one.all(Contact)
    assert [t.contacts for t in one.all(Touch)] == [(dana.id,)]


def test_the_same_name_at_another_customer_is_somebody_else(one: Book) -> None:
    brought(one, [HEAD, ["Bolt", "D. Reyes", None, None, None]])
    names = {a.id: a.account for a in one.all(Account)}
    assert sorted((names[c.account], c.name) for c in one.all(Contact)) == [
        ("Acme Inc", "Dana Reyes"),
        ("Bolt", "D. Reyes"),
    ]


def test_a_merge_that_was_undone_brings_them_again_as_two(listed: Book) -> None:
    undo(listed, merged(listed, "Dana Reyes", "D. Reyes"), today=TODAY)
    assert planned(listed, [HEAD, DANA, ALIAS, BARE]).values == ()
    assert len(listed.all(Contact)) == 3

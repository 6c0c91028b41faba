"""Merging: two accounts or contacts become one, nothing is lost, and one undo parts them again."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import ChangedSince, MergeRefused
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.opportunities import Opportunity
from csdesk.domain.signals import Signal
from csdesk.domain.touches import Touch
from csdesk.exchange.reading import read_here
from csdesk.services.accounts.merging import merge, propose_merge
from csdesk.services.book.history import undo
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book

KEPT, GONE = AccountId("kept"), AccountId("gone")
ANA, ANNA = ContactId("ana"), ContactId("anna")


def content(book: Book) -> list[object]:
    return [sorted(book.all(noun), key=lambda v: v.id) for noun in NOUNS]


@pytest.fixture
def two(book: Book, today: date) -> Book:
    with book.change(Verb.ADD, today=today):
        book.put(Account(id=KEPT, account="Northgate Dental", segment="SMB", industry="health"))
        book.put(Account(id=GONE, account="northgate dental LLC", segment="Mid-market", region="North"))
        book.put(Account(id=AccountId("child"), account="Branch", parent=GONE))
        book.put(Contact(id=ANA, account=KEPT, name="Ana Duarte", email="ana@x.example"))
        book.put(Contact(id=ANNA, account=GONE, name="Anna Duarte", phone="1"))
        book.put(Touch(id="t1", account=KEPT, on=today, contacts=(ANA,), summary="a"))
        book.put(Touch(id="t2", account=GONE, on=today, contacts=(ANNA,), summary="b"))
        book.put(Signal(id="s", account=GONE, contact=ANNA, on=today))
        book.put(Milestone(id="m1", account=KEPT, milestone="Value", first_value=True))
        book.put(Milestone(id="m2", account=GONE, milestone="Value too", first_value=True))
    return book


def test_a_merge_says_first_what_differs_and_how_much_moves(two: Book) -> None:
    found = propose_merge(two, "account", KEPT, GONE)
    assert [(d.field.key, d.kept, d.other) for d in found.differences] == [
        ("account", "Northgate Dental", "northgate dental LLC"),
        ("segment", "SMB", "Mid-market"),
    ]
    assert found.rows == 5


def test_all_history_is_carried_and_what_only_one_knows_is_kept(two: Book, today: date) -> None:
    merge(two, "account", KEPT, GONE, {"segment": True}, today=today)
    kept = two.find(Account, KEPT)
    assert kept is not None
    assert (kept.account, kept.segment, kept.industry, kept.region) == (
        "Northgate Dental",
        "Mid-market",
        "health",
        "North",
    )
    assert two.find(Account, GONE) is None
    assert {t.account for t in two.all(Touch)} == {KEPT}
    assert {c.name for c in two.all(Contact, account=KEPT)} == {"Ana Duarte", "Anna Duarte"}
    assert [a.parent for a in two.all(Account, account="Branch")] == [KEPT]
    assert [m.id for m in two.all(Milestone) if m.first_value] == ["m1"]


def test_two_people_of_one_account_become_one_in_every_touch(two: Book, today: date) -> None:
    merge(two, "account", KEPT, GONE, {}, today=today)
    merge(two, "contact", ANA, ANNA, {"name": True}, today=today)
    (ana,) = two.all(Contact)
    assert (ana.id, ana.name, ana.email, ana.phone) == (ANA, "Anna Duarte", "ana@x.example", "1")
    assert [t.contacts for t in two.all(Touch)] == [(ANA,), (ANA,)]
    assert [s.contact for s in two.all(Signal)] == [ANA]


def test_one_undo_parts_them_again_exactly(two: Book, today: date) -> None:
    before = content(two)
    done = merge(two, "account", KEPT, GONE, {"account": True}, today=today)
    assert (done.verb, done.label) == (Verb.MERGE, "northgate dental LLC")
    assert content(two) != before
    undo(two, today=today)
    assert content(two) == before


def test_a_parent_merged_with_its_child_does_not_stand_above_itself(two: Book, today: date) -> None:
    merge(two, "account", "child", GONE, {}, today=today)
    assert [(a.id, a.parent, a.region) for a in two.all(Account)] == [
        (KEPT, None, None),
        ("child", None, "North"),
    ]


def test_a_child_merged_into_its_parent_does_not_stand_above_itself(two: Book, today: date) -> None:
    merge(two, "account", GONE, "child", {"parent": True}, today=today)
    assert [(a.id, a.parent) for a in two.all(Account)] == [(KEPT, None), (GONE, None)]


def test_no_merge_makes_a_circle_of_accounts(two: Book, today: date) -> None:
    with two.change(Verb.ADD, today=today):
        two.put(Account(id=AccountId("leaf"), account="Leaf", parent=AccountId("child")))
    for keep, other in (("leaf", GONE), (GONE, "leaf")):
        with pytest.raises(MergeRefused):
            merge(two, "account", keep, other, {}, today=today)


@pytest.mark.parametrize(
    ("noun", "keep", "other"),
    [("account", KEPT, KEPT), ("contact", ANA, ANNA), ("touch", "t1", "t2")],
)
def test_what_cannot_be_one_is_refused(two: Book, noun: str, keep: str, other: str) -> None:
    before = content(two)
    with pytest.raises(MergeRefused):
        propose_merge(two, noun, keep, other)
    assert content(two) == before


@pytest.mark.parametrize("take", [False, True])
def test_an_amount_is_never_said_in_another_currency(two: Book, today: date, take: bool) -> None:
    """10,000 JPY of an opportunity would be 100.00 USD at an account that has dollars."""
    owner = KEPT if take else GONE
    with two.change(Verb.ADD, today=today):
        for account, code in ((KEPT, "JPY" if take else "USD"), (GONE, "USD" if take else "JPY")):
            there = two.find(Account, account)
            assert there is not None
            two.put(dataclasses.replace(there, currency=code))
        two.put(Opportunity(id="o", account=owner, opportunity="More seats", amount=10_000))
    before = content(two)
    with pytest.raises(MergeRefused) as refused:
        merge(two, "account", KEPT, GONE, {"currency": take}, today=today)
    assert "amounts in JPY (1), and USD would say others: take JPY" in str(refused.value.facts["what"])
    assert content(two) == before
    merge(two, "account", KEPT, GONE, {"currency": not take}, today=today)
    assert [(o.account, o.amount) for o in two.all(Opportunity)] == [(KEPT, 10_000)]


def imported(book: Book, file: Path, today: date, *lines: str) -> None:
    """A list of customers comes in; what it says holds."""
    file.write_text("\n".join(lines))
    sources = [read_here(file, day=today)]
    answers = {
        q.key: "sheet" if q.kind == "conflict" else q.default or ""
        for q in plan_import(book, sources, {}, today=today).open
    }
    apply_import(book, plan_import(book, sources, answers, today=today), today=today)


def test_what_was_imported_meanwhile_stays_where_it_came_when_they_are_parted(
    two: Book, tmp_path: Path, today: date
) -> None:
    done = merge(two, "account", KEPT, GONE, {}, today=today)
    imported(two, tmp_path / "in.csv", today, "Account,Contact,Email", "Branch,Bo Lind,bo@branch.example")
    undo(two, done.n, today=today)
    assert {a.account for a in two.all(Account)} == {"Northgate Dental", "northgate dental LLC", "Branch"}
    assert {c.name for c in two.all(Contact, account=GONE)} == {"Anna Duarte"}
    assert {c.name for c in two.all(Contact, account=AccountId("child"))} == {"Bo Lind"}
    assert [a.parent for a in two.all(Account, account="Branch")] == [GONE]


def test_the_one_that_stayed_and_was_imported_over_keeps_what_it_says_now(
    two: Book, tmp_path: Path, today: date
) -> None:
    """It took its region from the other; the list said its segment since."""
    done = merge(two, "account", KEPT, GONE, {}, today=today)
    imported(two, tmp_path / "in.csv", today, "Account,Segment", "Northgate Dental,Large")
    merged = content(two)
    with pytest.raises(ChangedSince, match="Northgate Dental"):
        undo(two, done.n, today=today)
    assert content(two) == merged
    parted = undo(two, done.n, today=today, keep=True)
    assert list(parted.kept) == ["account Northgate Dental"]
    assert {a.account: (a.segment, a.region) for a in two.all(Account)} == {
        "Northgate Dental": ("Large", "North"),
        "northgate dental LLC": ("Mid-market", "North"),
        "Branch": (None, None),
    }
    assert {c.name for c in two.all(Contact, account=GONE)} == {"Anna Duarte"}
    assert {t.id for t in two.all(Touch, account=GONE)} == {"t2"}

"""The leak guard on a real book: decks of the sample pass, planted leaks are held back, a pass is kept."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import FieldNeeded, LeaksFound, NoSuchChoice
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.leaks.findings import Leak
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.milestones import Milestone
from csdesk.domain.nouns import NOUNS
from csdesk.domain.passes import Pass
from csdesk.domain.preferences import OWNER, Preference
from csdesk.services.book.history import history
from csdesk.services.outgoing.leak_guard import guard, leaks_of, let_pass
from csdesk.services.outgoing.leak_secrets import OURS, internal_fields, ordinary_words
from csdesk.services.outgoing.profiles import may_read
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID, HALDEN, CHILD = AccountId("corvid"), AccountId("halden"), AccountId("child")


@pytest.fixture
def two(book: Book) -> Book:
    """A book of two customers, one with a company below it."""
    with book.change(Verb.ADD, label="two", today=DAY):
        book.put(Preference(id=OWNER, value="Mary Summers"))
        book.put(
            Account(id=CORVID, account="Corvid Analytics", notes="She leaves in spring and nobody knows it")
        )
        book.put(Account(id=HALDEN, account="Halden Freight", domain="halden.example", csm="Mary Summers"))
        book.put(Account(id=CHILD, account="Jackdaw", parent=CORVID))
        book.put(Contact(id=ContactId("c"), account=HALDEN, name="Priya Nair", phone="+44 20 7946 0958"))
    return book


def found(book: Book, text: str, profile: Profile = Profile.CUSTOMER) -> list[tuple[Leak, str]]:
    leaks = leaks_of(book, text.encode(), "a.txt", profile=profile, account=CORVID, as_of=DAY)
    return [(f.leak, f.found) for f in leaks]


def test_what_the_book_knows_of_others_and_for_itself_is_held_back(two: Book) -> None:
    text = "Halden Freight, Priya Nair, +44 20 7946 0958\nshe leaves in spring and nobody knows"
    assert found(two, text) == [
        (Leak.ADDRESS, "+44 20 7946 0958"),
        (Leak.OTHER_CUSTOMER, "Halden Freight"),
        (Leak.OTHER_PERSON, "Priya Nair"),
        (Leak.NOTE, "she leaves in spring and nobody knows"),
    ]
    assert found(two, "Corvid Analytics and Jackdaw, Mary Summers") == []
    assert found(two, text, Profile.INTERNAL) == []


@pytest.mark.parametrize(
    ("domain", "text", "leaks"),
    [
        ("granitepeak.example", "Same fault as at Granite Peak", ["Granite Peak"]),
        ("granite-peak.example", "At Granite Peak, too", ["Granite Peak"]),
        ("granite.example", "Ask Granite how they did it", ["Granite"]),
        ("granite.example", "a table of granite", []),
        ("gpi.example", "Hiking at Granite Peak", []),
    ],
)
def test_a_customer_is_found_by_the_short_name_that_its_domain_tells(
    two: Book, domain: str, text: str, leaks: list[str]
) -> None:
    with two.change(Verb.ADD, label="granite", today=DAY):
        two.put(Account(id=AccountId("granite"), account="Granite Peak Insurance", domain=domain))
    assert found(two, text) == [(Leak.OTHER_CUSTOMER, word) for word in leaks]


def test_the_board_reads_names_but_neither_notes_nor_numbers(two: Book) -> None:
    text = "Halden Freight, Priya Nair\n+44 20 7946 0958\nshe leaves in spring and nobody knows"
    assert [leak for leak, _ in found(two, text, Profile.BOARD)] == [Leak.ADDRESS, Leak.NOTE]


def test_a_person_who_is_at_both_customers_is_no_leak(two: Book) -> None:
    with two.change(Verb.ADD, label="c", today=DAY):
        two.put(Contact(id=ContactId("d"), account=CORVID, name="Priya Nair"))
    assert found(two, "Priya Nair") == []


def test_a_deck_with_a_leak_is_not_written_and_the_old_file_stands(two: Book, tmp_path: Path) -> None:
    with two.change(Verb.ADD, label="m", today=DAY):
        two.put(Milestone(id="m", account=CORVID, milestone="As good as Halden Freight", achieved_on=DAY))
    file = tmp_path / "review.pptx"
    file.write_bytes(b"old")
    with pytest.raises(LeaksFound) as held:
        write_qbr(two, CORVID, file, as_of=DAY)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
    spots = {f.place for f in held.value.findings}
    assert any(s.startswith("slide") for s in spots)
    assert any(s.endswith("notes") for s in spots)
    assert write_qbr(two, CORVID, file, as_of=DAY, profile=Profile.INTERNAL).slides
    reasons = {"Halden Freight": "They presented together in June"}
    let_pass(two, held.value.findings, reasons, file=file.name, account=CORVID, today=DAY)
    assert write_qbr(two, CORVID, file, as_of=DAY).slides


def test_a_deck_does_not_tell_what_a_field_of_ones_own_says_of_another_customer(
    two: Book, tmp_path: Path
) -> None:
    said, file = "Their new warehouse opens in Rotterdam next May", tmp_path / "review.pptx"
    shared = "A partner does the whole onboarding"
    with two.change(Verb.ADD, label="own", today=DAY):
        two.put(CustomField(id="f", of_noun="account", name="Plans"))
        two.put(CustomField(id="g", of_noun="contact", name="Way"))
        for n, (account, text) in enumerate([(HALDEN, said), (HALDEN, shared), (CORVID, shared)]):
            field = "g" if text == shared else "f"
            two.put(CustomValue(id=f"v{n}", field=field, account=account, row=f"{account}", value=text))
        two.put(Milestone(id="s", account=CORVID, milestone=f"Done: {shared}", achieved_on=DAY))
    assert write_qbr(two, CORVID, file, as_of=DAY).slides
    with two.change(Verb.ADD, label="m", today=DAY):
        two.put(Milestone(id="m", account=CORVID, milestone=f"Ready. {said}.", achieved_on=DAY))
    written = file.read_bytes()
    with pytest.raises(LeaksFound) as held:
        write_qbr(two, CORVID, file, as_of=DAY)
    assert {(f.leak, f.found, f.whose) for f in held.value.findings} == {
        (Leak.NOTE, said, "Plans, Halden Freight")
    }
    assert file.read_bytes() == written
    assert write_qbr(two, HALDEN, tmp_path / "theirs.pptx", as_of=DAY).slides


def test_the_name_of_the_file_is_searched_too(two: Book, tmp_path: Path) -> None:
    with pytest.raises(LeaksFound, match="halden") as held:
        write_qbr(two, CORVID, tmp_path / "halden-freight.pptx", as_of=DAY)
    assert [f.place for f in held.value.findings] == ["file name"]


def test_a_pass_is_kept_with_its_reason_and_holds_for_this_account_only(two: Book) -> None:
    held = leaks_of(two, b"churn, Halden Freight", "a.txt", profile="customer", account=CORVID)
    done = let_pass(two, held, {held[1].key: " they  said so "}, file="a.txt", account=CORVID, today=DAY)
    kept = two.all(Pass)
    assert [(p.found, p.reason, p.place, p.file, p.on) for p in kept] == [
        ("churn", "they said so", "line 1", "a.txt", DAY)
    ]
    assert history(two)[0].n == done.n
    assert found(two, "churn, Halden Freight") == [(Leak.OTHER_CUSTOMER, "Halden Freight")]
    other = leaks_of(two, b"churn", "a.txt", profile="customer", account=HALDEN)
    assert [f.leak for f in other] == [Leak.JUDGEMENT]


def test_nothing_passes_without_a_reason_or_that_was_not_found(two: Book) -> None:
    held = leaks_of(two, b"churn", "a.txt", profile="customer", account=CORVID)
    with pytest.raises(FieldNeeded):
        let_pass(two, held, {held[0].key: "  "}, file="a", account=CORVID, today=DAY)
    with pytest.raises(NoSuchChoice):
        let_pass(two, held, {"Apex": "why not"}, file="a", account=CORVID, today=DAY)
    assert two.all(Pass) == []


def test_guarding_says_how_many_and_the_first(two: Book) -> None:
    with pytest.raises(LeaksFound) as held:
        guard(two, b"x\nchurn NRR", "a.txt", profile="customer", account=CORVID)
    assert held.value.facts == {
        "file": "a.txt", "count": "2 texts", "reader": "a customer", "first": "churn (line 2)",
    }  # fmt: skip
    guard(two, b"churn NRR", "a.txt", profile="internal", account=CORVID)


def test_every_note_of_every_noun_is_ours() -> None:
    for noun in map(noun_of, NOUNS):
        ours = {f.key for f in noun.fields if f.key in OURS and f.kind is Kind.TEXT}
        assert ours <= set(internal_fields(noun)), noun.table
        assert not any(may_read(noun.table, key) for key in internal_fields(noun)), noun.table


def test_ordinary_words_are_those_that_companies_are_called_too() -> None:
    words = ordinary_words()
    assert {"apex", "summit", "target", "orange", "box"} <= words
    assert not {"corvid", "financiality", "halden", "acme"} & words


def test_the_decks_of_the_sample_book_have_no_false_findings(tmp_path: Path) -> None:
    with Book.in_memory() as book:
        write_sample(book, accounts=6)
        for account in book.all(Account):
            write_qbr(book, account.id, tmp_path / "review.pptx", as_of=DAY)
        some = book.all(Account)[0]
        with book.change(Verb.SET, label="x", today=DAY):
            book.put(replace(some, required_outcome="As at Financiality"))
        with pytest.raises(LeaksFound, match="Financiality"):
            write_qbr(book, some.id, tmp_path / "review.pptx", as_of=DAY)

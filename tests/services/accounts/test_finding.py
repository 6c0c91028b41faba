"""Finding: what is typed means the likeliest account or contact first, and nothing is made up."""

from collections.abc import Iterator
from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.ids import AccountId, ContactId
from csdesk.services.accounts.accounts import account_rows
from csdesk.services.accounts.finding import Directory, at_a_glance, directory
from csdesk.services.sample import write_sample
from csdesk.store.book import Book

NAMES = (
    "Wharfinch & Sons",
    "Fin",
    "Financiality",
    "Muffin Works",
    "All Finders",
    "Acme Inc",
    "Zoë Café",
    "%_",
    "ACC-42 Holdings",
)
EVIL = "<b>&amp;</b>\n=SUM(A1) \u202egnp.exe"


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with Book.in_memory() as made:
        day = date(2025, 11, 24)
        with made.change(Verb.IMPORT, label="names", today=day):
            for number, name in enumerate((*NAMES, EVIL)):
                made.put(Account(id=AccountId(f"a{number}"), account=name))
            made.put(
                Account(
                    id=AccountId("lost"),
                    account="Gone Ltd",
                    external_id="ACC-42",
                    domain="gone.example",
                    status=Status.LOST,
                )
            )
            made.put(
                Contact(
                    id=ContactId("seve"),
                    account=AccountId("a2"),
                    name="Seve Finlay",
                    email="Seve@Financiality.example",
                    roles=(Role.ADMINISTRATOR, Role.USER),
                )
            )
            made.put(
                Contact(
                    id=ContactId("ana"),
                    account=AccountId("a2"),
                    name="Ana Duarte",
                    title="Buyer",
                    status=ContactStatus.LEFT,
                )
            )
        yield made


@pytest.fixture(scope="module")
def known(book: Book) -> Directory:
    return directory(book)


def found(known: Directory, text: str, most: int = 20) -> list[str]:
    return [one.name for one in known.accounts.find(text, most)[0]]


def test_exact_comes_first_then_the_beginning_then_a_word_then_inside(known: Directory) -> None:
    assert found(known, "fin") == ["Fin", "Financiality", "All Finders", "Muffin Works", "Wharfinch & Sons"]


def test_the_number_found_counts_those_that_are_not_shown(known: Directory) -> None:
    shown, count = known.accounts.find("fin", 2)
    assert ([one.name for one in shown], count) == (["Fin", "Financiality"], 5)


def test_accents_case_ampersands_and_legal_forms_do_not_matter(known: Directory) -> None:
    assert found(known, "ZOE cafe") == ["Zoë Café"]
    assert found(known, "wharfinch and") == found(known, "wharfinch & s") == ["Wharfinch & Sons"]
    assert found(known, "acme inc") == found(known, "acme, Inc.") == ["Acme Inc"]


def test_words_are_found_in_any_order(known: Directory) -> None:
    assert found(known, "finders all") == ["All Finders"]
    assert found(known, "finders lake") == []


def test_an_account_is_found_by_its_domain_and_its_external_id(known: Directory) -> None:
    assert found(known, "gone.exa") == ["Gone Ltd"]
    assert found(known, "acc-42") == ["Gone Ltd", "ACC-42 Holdings"]
    (one,), _ = known.accounts.find("acc-42", 1)
    assert (one.other_with("Acc-42"), one.other_with("gone.ex"), one.beside) == (
        "ACC-42",
        "gone.example",
        "lost",
    )


def test_signs_mean_themselves(known: Directory) -> None:
    assert found(known, "%_") == found(known, "%") == ["%_"]
    assert found(known, "=sum(") == [EVIL]
    assert found(known, "<b>") == [EVIL]
    assert found(known, "*") == []


def test_a_contact_is_found_by_name_and_by_mail_and_says_whose_it_is(known: Directory) -> None:
    (seve,), count = known.contacts.find("finlay", 5)
    assert (seve.id, seve.account, count) == ("seve", "a2", 1)
    assert seve.beside == "administrator, user, Financiality"
    assert known.contacts.find("seve@financiality", 5)[0] == [seve]
    (ana,), _ = known.contacts.find("ana d", 5)
    assert ana.beside == "left, Financiality"


def test_nothing_typed_finds_everyone_in_order_of_names(known: Directory) -> None:
    shown, count = known.accounts.find("", 3)
    assert count == len(known.accounts) == len(NAMES) + 2
    assert [one.name for one in shown] == sorted(found(known, "", 99), key=str.casefold)[:3]


def test_what_is_said_beside_an_account_is_what_the_list_says(today: date) -> None:
    with Book.in_memory() as sample:
        write_sample(sample, accounts=8)
        rows = account_rows(sample, as_of=today)
        said = at_a_glance(sample, [*(r.id for r in rows), AccountId("nobody")], as_of=today)
        assert set(said) == {r.id for r in rows}
        for row in rows:
            one = said[row.id]
            assert one.score == row.score
            assert (one.arr, one.renewal_on) == (
                (row.money.arr, row.money.renewal_on) if row.money else (None, None)
            )

"""A workbook by csdesk's own columns: rows name one another by keys of their own, by name and by address."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.cells.grid import Source, Value
from csdesk.domain.objectives import Reading
from csdesk.domain.subscriptions import Step
from csdesk.domain.surveys import Survey
from csdesk.domain.touches import Touch
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.domain.imports.sheet import TODAY, grid, source

MAY = date(2025, 5, 1)
Rows = Sequence[Sequence[Value]]
ACCOUNTS: Rows = [["ID", "Account", "External ID", "Currency"], ["A1", "Alpha Works", "X-1", "EUR"]]
CONTACTS: Rows = [["ID", "Account", "Name", "Email"], ["C1", "A1", "Mia Stone", "mia@alpha.example"]]


@pytest.fixture
def book() -> Iterator[Book]:
    with Book.in_memory() as book:
        yield book


def brought(book: Book, **sheets: Rows) -> set[str]:
    """What became of the rows of all sheets, after they came in."""
    files: list[Source] = [source(*(grid(rows, name) for name, rows in sheets.items()))]
    plan = plan_import(book, files, {}, today=TODAY)
    assert not plan.open
    apply_import(book, plan, today=TODAY)
    return {row.result.value for sheet in plan.sheets for row in sheet.rows}


def test_other_sheets_name_an_account_by_its_own_key_beside_its_external_id(book: Book) -> None:
    tasks: Rows = [["Account", "Title", "Due on"], ["A1", "Send the plan", MAY]]
    lines: Rows = [["Account", "Product", "Period", "Start", "Currency"], ["A1", "Core", "year", MAY, "EUR"]]
    assert brought(book, Accounts=ACCOUNTS, Subscriptions=lines, Contacts=CONTACTS, Tasks=tasks) == {"new"}
    (account,) = book.all(Account)
    assert (account.account, account.external_id) == ("Alpha Works", "X-1")


@pytest.mark.parametrize(
    "said",
    ["Mia Stone", "C1", "mia@alpha.example", "MIA@alpha.example", "Mia Stone <mia@alpha.example>"],
)
def test_a_person_is_named_by_name_key_or_address(book: Book, said: str) -> None:
    survey: Rows = [["Account", "Contact", "Kind", "Sent on", "Score"], ["A1", said, "NPS", MAY, 9]]
    brought(book, Accounts=ACCOUNTS, Contacts=CONTACTS)
    brought(book, Accounts=ACCOUNTS, Surveys=survey)
    (person,) = book.all(Contact)
    assert [s.contact for s in book.all(Survey)] == [person.id]


def test_an_address_that_nobody_has_comes_with_a_new_person(book: Book) -> None:
    touch: Rows = [
        ["Account", "On", "Kind", "Contacts", "Summary"],
        ["A1", MAY, "call", "Ola Fine <ola@x.example>", "Hi"],
    ]
    brought(book, Accounts=ACCOUNTS, Touches=touch)
    assert [(p.name, p.email) for p in book.all(Contact)] == [("Ola Fine", "ola@x.example")]


def test_people_apart_by_semicolons_may_be_written_with_the_last_name_first(book: Book) -> None:
    touch: Rows = [
        ["Account", "On", "Kind", "Contacts", "Summary"],
        ["A1", MAY, "call", "Stone, Mia; Fine, Ola", "Hi"],
    ]
    brought(book, Accounts=ACCOUNTS, Touches=touch)
    assert {p.name for p in book.all(Contact)} == {"Stone, Mia", "Fine, Ola"}
    assert len(book.all(Touch)[0].contacts) == 2


def test_steps_and_readings_that_name_their_account_come_in_once(book: Book) -> None:
    sheets: dict[str, Rows] = {
        "Accounts": ACCOUNTS,
        "Subscriptions": [
            ["Account", "Product", "Quantity", "Unit price", "Period", "Start", "Currency"],
            ["A1", "Core", 10, 100, "year", date(2025, 1, 1), "EUR"],
        ],
        "Steps": [["Account", "Product", "From", "Quantity", "Unit price"], ["A1", "Core", MAY, 12, 100]],
        "Objectives": [["Account", "Objective"], ["A1", "Close faster"]],
        "Readings": [["Objective", "Account", "On", "Value"], ["Close faster", "Alpha Works", MAY, 8]],
    }  # fmt: skip
    assert brought(book, **sheets) == {"new"}
    assert brought(book, **sheets) == {"same"}
    assert (len(book.all(Step)), len(book.all(Reading))) == (2, 1)

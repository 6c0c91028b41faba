"""An ID of Salesforce with 15 signs and the same with its checksum, 18, name one customer or fact."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.one_id import long_id
from csdesk.domain.opportunities import Opportunity
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

SHORT, LONG, OTHER = "001D000000IqhSL", "001D000000IqhSLIAZ", "001D000000IqhSl"


def test_the_checksum_follows_from_the_capital_letters() -> None:
    assert (long_id(SHORT), long_id(LONG), long_id("0016g00000D6TrX")) == (LONG, LONG, "0016g00000D6TrXAAV")


@pytest.mark.parametrize(
    "text", ["001D000000IqhSLIAA", "Internationales", "001D000000IqhS", "cus_00000000001"]
)
def test_what_is_no_such_id_stands_for_itself(text: str) -> None:
    assert long_id(text) is None


@pytest.mark.parametrize(("book", "sheet"), [(SHORT, LONG), (LONG, SHORT)])
def test_the_customer_of_the_book_is_found_by_either_and_keeps_its_own(book: str, sheet: str) -> None:
    known = Known({Account: (Account(id=AccountId("a"), account="Acme", external_id=book),)})
    made = plan(["Account ID", "Account Name", "Industry"], [sheet, "Acme Holding", "Food"], known=known)
    (account,) = of(made, Account)
    assert (asked(made), account.id, account.external_id) == ([], "a", book)


def test_ids_that_differ_by_a_capital_letter_alone_are_two() -> None:
    made = plan(["Account ID", "Account Name"], [SHORT, "Acme"], [OTHER, "Bolt"])
    assert [(a.account, a.external_id) for a in of(made, Account)] == [("Acme", SHORT), ("Bolt", OTHER)]


def test_sheets_of_one_workbook_find_each_other() -> None:
    customers = grid([["Account ID", "Account Name", "ARR"], [SHORT, "Acme", 100]], "Accounts")
    people = grid([["Account ID", "Name", "Email"], [LONG, "Jane Smith", "jane@acme.example"]], "Contacts")
    deals = grid(
        [
            ["Opportunity ID", "Account ID", "Opportunity Name", "Stage"],
            ["006D000000A1b2c", LONG, "More", "Proposal"],
        ],
        "Opportunities",
    )
    made = plan_files((source(customers, people, deals),), EMPTY, {}, synonyms(), today=TODAY)
    (account,) = of(made, Account)
    assert account.external_id == SHORT
    assert [v.account for noun in (Contact, Opportunity) for v in of(made, noun)] == [account.id] * 2

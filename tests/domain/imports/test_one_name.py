"""A name that is only like an account's is one question for all sheets of a file, also in the csdesk workbook's own."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tasks import Task
from tests.domain.imports.sheet import TODAY, asked, grid, of, source, synonyms

BOOK = Known({Account: (Account(id=AccountId("a"), account="Acme Inc"),)})
NAME = "ACME, Ltd."
LINES: list[list[Value]] = [
    ["Account", "Product", "Start", "End", "Unit price", "Quantity", "Period"],
    [NAME, "CRM", date(2026, 1, 1), date(2026, 12, 31), 100, 1, "year"],
    [NAME, "Desk", date(2026, 1, 1), date(2026, 12, 31), 50, 1, "year"],
]
PEOPLE: list[list[Value]] = [["Account", "Name", "Email"], [NAME, "Ann Lee", "ann@acme.com"]]
TASKS: list[list[Value]] = [["Account", "Title", "Due on"], [NAME, "Call", date(2025, 12, 1)]]
SHEETS = (grid(PEOPLE, "Contacts"), grid(LINES, "Subscriptions"), grid(TASKS, "Tasks"))


def planned(*grids: Grid, **answers: str) -> Plan:
    said = {key.replace("_", ":"): value for key, value in answers.items()}
    return plan_files((source(*grids),), BOOK, said, synonyms(), today=TODAY)


def results(made: Plan) -> list[Result]:
    return [r.result for s in made.sheets for r in s.rows]


@pytest.mark.parametrize(
    ("sheet", "key"),
    [(SHEETS[1], "same:Subscriptions:2"), (SHEETS[0], "same:Contacts:2"), (SHEETS[2], "same:Tasks:2")],
)
def test_a_sheet_alone_asks_about_the_name_before_it_makes_an_account(sheet: Grid, key: str) -> None:
    made = planned(sheet)
    assert asked(made) == [key]
    (question,) = made.questions
    assert (question.seen, [c.value for c in question.choices]) == ((NAME, "Acme Inc"), ["a", "new", "skip"])
    assert set(results(made)) == {Result.WAITING}
    assert of(made, Account) == []
    assert [a.account for a in of(planned(sheet, **{key: "new"}), Account)] == [NAME]


def test_all_sheets_of_a_workbook_ask_once_and_go_by_the_answer() -> None:
    made = planned(*SHEETS)
    assert asked(made) == ["same:Subscriptions:2"]
    assert set(results(made)) == {Result.WAITING}
    for answer, accounts in (("a", []), ("new", [NAME])):
        made = planned(*SHEETS, same_Subscriptions_2=answer)
        assert asked(made) == ["same:Subscriptions:2"]
        assert set(results(made)) == {Result.NEW}
        assert [a.account for a in of(made, Account)] == accounts
        mine = {a.id for a in of(made, Account)} or {"a"}
        assert {v.account for noun in (Contact, Subscription, Task) for v in of(made, noun)} == mine
    assert set(results(planned(*SHEETS, same_Subscriptions_2="skip"))) == {Result.LEFT_OUT}


def test_two_lists_of_a_person_ask_once_too() -> None:
    people = grid([["Customer", "Contact", "Email"], [NAME, "Ann Lee", "ann@acme.com"]], "People")
    money = grid([["Customer", "Plan", "MRR", "Renewal"], [NAME, "CRM", 100, date(2026, 12, 31)]], "Money")
    assert [k for k in asked(planned(people, money)) if k.startswith("same:")] == ["same:Money:2"]
    made = planned(people, money, same_Money_2="a")
    assert Result.WAITING not in results(made)
    assert {v.account for noun in (Contact, Subscription) for v in of(made, noun)} == {"a"}


def test_the_sheet_of_accounts_of_a_csdesk_workbook_still_asks_nothing() -> None:
    accounts = grid([["ID", "Account", "Segment"], ["k1", NAME, "SMB"]], "Accounts")
    made = planned(accounts, *SHEETS)
    assert asked(made) == []
    assert [a.account for a in of(made, Account)] == [NAME]
    assert set(results(made)) == {Result.NEW}


def test_a_name_that_is_like_none_is_new_where_it_has_a_contract_and_refused_where_it_has_a_fact() -> None:
    others = [grid([g.rows[0], *(("Corvid", *r[1:]) for r in g.rows[1:])], g.name) for g in SHEETS]
    assert asked(planned(*others)) == []
    assert set(results(planned(*others))) == {Result.NEW}
    assert results(planned(others[0])) == [Result.REFUSED]


@pytest.mark.parametrize("called", ["acme inc", "A1", "a"])
def test_a_sheet_of_contracts_names_an_account_and_does_not_call_it_so(called: str) -> None:
    rows = [LINES[0], [called, *LINES[1][1:]]]
    book = Known({Account: (Account(id=AccountId("a"), account="Acme Inc", external_id="A1"),)})
    made = plan_files((source(grid(rows, "Subscriptions")),), book, {}, synonyms(), today=TODAY)
    assert [v.account for v in of(made, Subscription)] == ["a"]
    assert of(made, Account) == []

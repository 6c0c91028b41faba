"""Rows of facts about accounts that neither the book nor the files have: one question a sheet."""

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.touches import Touch
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

CALLS: list[list[Value]] = [
    ["Customer", "Date", "What"],
    ["Acme", "2025-10-01", "Renewal"],
    ["Corvid", "2025-10-02", "Kick-off"],
    ["Dana Labs", "2025-10-03", "Offer"],
    ["Corvid", "2025-10-04", "Follow-up"],
]
KEY = "strangers:List:accounts"
BOOK = Known(
    {Account: (Account(id=AccountId("a"), account="Acme"), Account(id=AccountId("b"), account="Borel"))}
)


def results(made: Plan, sheet: int = 0) -> list[Result]:
    return [r.result for r in made.sheets[sheet].rows]


def test_accounts_that_the_book_lacks_are_asked_about_once_and_their_rows_left_out_until_then() -> None:
    made = plan(*CALLS, known=BOOK)
    (question,) = [q for q in made.questions if q.key == KEY]
    assert question.text == "2 accounts are not in the book. What becomes of them?"
    assert (question.seen, question.rows, question.default) == (("Corvid", "Dana Labs"), (3, 4, 5), "skip")
    assert results(made) == [Result.NEW, Result.LEFT_OUT, Result.LEFT_OUT, Result.LEFT_OUT]
    assert not made.refused


def test_they_come_in_once_each_with_all_of_their_rows() -> None:
    made = plan(*CALLS, known=BOOK, answers={KEY: "new"})
    assert [a.account for a in of(made, Account)] == ["Corvid", "Dana Labs"]
    corvid = next(a.id for a in of(made, Account) if a.account == "Corvid")
    assert [t.summary for t in of(made, Touch) if t.account == corvid] == ["Kick-off", "Follow-up"]
    assert made.sheets[0].rows[1].what == "new account; new touch Kick-off"


def test_into_an_empty_book_a_list_of_people_brings_their_companies() -> None:
    rows: list[list[Value]] = [
        ["Company", "Name", "Email", "Role"],
        ["Acme", "Ann Lee", "ann@acme.com", "Champion"],
        ["Borel", "Ben Ott", "ben@borel.com", "Decision maker"],
    ]
    made = plan(*rows, name="Contacts")
    assert [q.default for q in made.questions if q.kind == "strangers"] == ["new"]
    assert [a.account for a in of(made, Account)] == ["Acme", "Borel"]
    assert [c.name for c in of(made, Contact)] == ["Ann Lee", "Ben Ott"]


def test_a_name_that_is_like_an_accounts_is_asked_about_by_itself_and_waits() -> None:
    rows: list[list[Value]] = [
        ["Customer", "Date", "What"],
        ["Borel GmbH", "2025-10-01", "Renewal"],
        ["Borel GmbH", "2025-10-02", "Offer"],
    ]
    made = plan(*rows, known=BOOK)
    assert asked(made) == ["same:List:2"]
    assert results(made) == [Result.WAITING, Result.WAITING]
    meant = plan(*rows, known=BOOK, answers={"same:List:2": "b"})
    assert {t.account for t in of(meant, Touch)} == {"b"}
    assert meant.names == (("List", "Borel GmbH", "b"),)
    assert of(plan(*rows, known=BOOK, answers={"same:List:2": "new"}), Account)[0].account == "Borel GmbH"


def test_a_name_is_asked_about_on_the_first_sheet_that_has_it_only() -> None:
    calls = grid(CALLS, "Calls")
    people = grid([["Company", "Name", "Email"], ["Corvid", "Cy", "cy@corvid.com"]], "Contacts")
    files = (source(calls, people),)
    made = plan_files(files, BOOK, {"strangers:Contacts:accounts": "new"}, synonyms(), today=TODAY)
    assert [q.rows for q in made.questions if q.kind == "strangers"] == [(2,), (4,)]
    assert [a.account for a in of(made, Account)] == ["Corvid"]
    assert len(of(made, Touch)) == 3


def test_what_is_left_out_of_a_list_of_customers_takes_its_rows_elsewhere_along() -> None:
    customers = grid(
        [["Customer", "ID", "Status"], ["Acme", "A1", "Active"], ["Leadex", "L1", "Lead"]], "Customers"
    )
    people = grid(
        [["Account ID", "Name", "Email"], ["A1", "Ann", "ann@a.com"], ["L1", "Lee", "lee@l.com"]], "Contacts"
    )
    made = plan_files((source(customers, people),), EMPTY, {}, synonyms(), today=TODAY)
    assert asked(made) == ["prospects:Customers:Status"]
    assert results(made, 1) == [Result.NEW, Result.LEFT_OUT]
    kept = plan_files(
        (source(customers, people),),
        EMPTY,
        {"prospects:Customers:Status": "prospect"},
        synonyms(),
        today=TODAY,
    )
    assert results(kept, 1) == [Result.NEW, Result.NEW]


def test_an_id_without_a_name_is_still_refused() -> None:
    made = plan(["Account ID", "Name", "Email"], ["X9", "Ann", "ann@a.com"], name="Contacts", known=BOOK)
    assert asked(made) == []
    assert [p.problem for p in made.sheets[0].rows[0].problems] == ["no account has this ID"]


ALIKE: list[list[Value]] = [
    ["Customer", "Date", "What"],
    ["Acme Inc", "2025-10-01", "Renewal"],
    ["Corvid", "2025-10-02", "Kick-off"],
    ["Acme GmbH", "2025-10-03", "Offer"],
    ["Acme GmbH", "2025-10-04", "Follow-up"],
]


def test_two_new_names_that_are_only_alike_are_asked_about_with_both_rows_and_wait() -> None:
    made = plan(*ALIKE)
    (question,) = [q for q in made.questions if q.kind == "same"]
    assert (question.key, question.rows, question.default) == ("same:List:4", (4, 2), None)
    assert question.seen == ("Acme GmbH", "Acme Inc")
    assert results(made) == [Result.NEW, Result.NEW, Result.WAITING, Result.WAITING]
    assert not [q for q in plan(*ALIKE, known=BOOK).questions if q.kind == "same" and q.rows == (4, 2)]


def test_alike_names_are_one_account_two_or_left_out_as_the_person_says() -> None:
    one = plan(*ALIKE, answers={"same:List:4": "2"})
    assert [a.account for a in of(one, Account)] == ["Acme Inc", "Corvid"]
    acme = next(a.id for a in of(one, Account) if a.account == "Acme Inc")
    assert [t.summary for t in of(one, Touch) if t.account == acme] == ["Renewal", "Offer", "Follow-up"]
    two = plan(*ALIKE, answers={"same:List:4": "new"})
    assert [a.account for a in of(two, Account)] == ["Acme Inc", "Corvid", "Acme GmbH"]
    out = plan(*ALIKE, answers={"same:List:4": "skip"})
    assert results(out)[2:] == [Result.LEFT_OUT, Result.LEFT_OUT]
    assert [q.key for q in out.open] == [KEY]


def test_new_names_that_are_like_with_ids_that_differ_are_two() -> None:
    rows: list[list[Value]] = [["Customer ID", "Customer", "Date", "What"]]
    rows += [[f"c{n}", f"Northern Freight {w}", "2025-10-01", "Call"] for n, w in enumerate(("Lina", "Lino"))]
    assert not [q for q in plan(*rows).questions if q.kind == "same"]


def test_new_names_that_are_alike_on_two_sheets_can_be_one_account() -> None:
    tickets: list[list[Value]] = [["Organization", "Subject", "Created"], ["Acme Ltd", "Down", "2025-10-05"]]
    both = source(grid(ALIKE[:3], "Calls"), grid(tickets, "Tickets"))
    (question,) = [
        q for q in plan_files((both,), EMPTY, {}, synonyms(), today=TODAY).questions if q.kind == "same"
    ]
    yes = question.choices[0]
    assert yes.text.startswith("Yes, the same as row 2 of “")
    made = plan_files((both,), EMPTY, {question.key: yes.value}, synonyms(), today=TODAY)
    assert len(of(made, Account)) == 2
    assert not made.refused


def test_a_row_that_is_refused_brings_no_new_customer() -> None:
    made = plan(
        ["Customer", "Invoice number", "Invoice date", "Amount"],
        ["Acme", "R1", "2025-10-01", "100.00"], ["Beta", "R2", None, "50.00"],
        answers={"strangers:Invoices:accounts": "new"}, name="Invoices",
    )  # fmt: skip
    assert [a.account for a in of(made, Account)] == ["Acme"]
    assert [p.problem for p in made.sheets[0].problems] == ["Issued on is missing"]

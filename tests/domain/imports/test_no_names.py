"""What stands where a name should and is none: a dash, n/a, a day that a spreadsheet program made of it."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.surveys import Survey
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import asked, of, plan

BOOK = Known(
    {Account: (Account(id=AccountId("a"), account="Acme", domain="acme.example", external_id="1001"),)}
)


@pytest.mark.parametrize("nothing", ["-", "—", "?", "N/A", "n.a.", "TBD", "null", "NaN"])
def test_what_says_that_nothing_is_known_is_no_customer(nothing: str) -> None:
    made = plan(["Customer", "ARR"], ["Acme", 1], [nothing, 2])
    assert [a.account for a in of(made, Account)] == ["Acme"]
    assert [p.problem for p in made.sheets[0].problems] == ["the row names no account"]


def test_a_ticket_of_such_a_customer_is_of_nobody() -> None:
    made = plan(
        ["Company", "Created at", "Subject", "Status"],
        ["Acme", "2025-11-05", "Down", "open"], ["-", "2025-11-06", "Slow", "open"],
        known=BOOK, name="Tickets",
    )  # fmt: skip
    assert (len(of(made, Ticket)), asked(made)) == (1, [])


@pytest.mark.parametrize(
    "name", ["1848", "3M", "24/7 Media", "NA Systems", "Nobody & Sons", "The Unknown Bakery"]
)
def test_an_odd_name_is_one(name: str) -> None:
    assert [a.account for a in of(plan(["Customer", "ARR"], ["Acme", 1], [name, 2]), Account)] == [
        "Acme",
        name,
    ]


@pytest.mark.parametrize("cell", [date(2026, 3, 1), True])
def test_a_name_of_which_a_program_made_a_day_is_refused_and_not_called_so(cell: Value) -> None:
    made = plan(["Customer", "ARR"], ["Acme", 1], ["Beta", 2], ["Corvid", 3], [cell, 2])
    assert [r.result for r in made.sheets[0].rows][-1] is Result.REFUSED
    assert (
        made.sheets[0].problems[0].problem == "a spreadsheet program took this name for another kind of value"
    )
    assert len(of(made, Account)) == 3


def test_a_number_may_be_a_name() -> None:
    made = plan(["Customer", "ARR"], ["Acme", 1], ["Beta", 1], [1848, 2])
    assert [a.account for a in of(made, Account)] == ["Acme", "Beta", "1848"]


def test_a_customer_that_is_called_by_its_domain_is_the_one_of_that_domain() -> None:
    made = plan(
        ["Website", "NPS", "NPS date"], ["acme.example", 9, date(2025, 10, 1)], known=BOOK,
        answers={"customer:List:column": "Website"},
    )  # fmt: skip
    assert [s.account for s in of(made, Survey)] == ["a"]
    assert [a.account for a in of(made, Account)] in ([], ["Acme"])


def test_where_no_column_holds_names_the_website_is_proposed() -> None:
    made = plan(["Website", "ARR", "CSM"], ["acme.example", 1, "Dana Reyes"], ["beta.example", 2, "Lee Park"])
    (question,) = (q for q in made.open if q.key == "customer:List:column")
    assert question.default == "Website"
    assert question.evidence == "No column holds names; the website says whose a row is."


def test_a_whole_number_with_a_point_is_the_id_without_it() -> None:
    made = plan(["Customer ID", "Customer", "Notes"], ["1001.0", "Acme", "hi"], known=BOOK)
    assert (asked(made), [r.result for r in made.sheets[0].rows]) == ([], [Result.CHANGED])
    kept = plan(["Customer ID", "Customer", "Notes"], ["v1.0", "Acme", "hi"], ["2.0", "Beta", "ho"])
    assert [a.external_id for a in of(kept, Account)] == ["v1.0", "2.0"]

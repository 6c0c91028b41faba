"""A name within another may be the same customer: it is asked about, and a company's parts on one list stay apart."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.also_called import also_called
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms


def known(*names: str) -> Known:
    return Known(
        {Account: tuple(Account(id=AccountId(f"a{n}"), account=name) for n, name in enumerate(names))}
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bolt (formerly Acme)", "Acme"), ("Acme (dba Bolt)", "Bolt"), ("Bolt Ltd t/a Acme", "Acme"),
        ("Bolt GmbH (vormals Acme GmbH)", "Acme GmbH"), ("Bolt (ex-Acme)", "Acme"), ("Bolt, previously Acme", "Acme"),
        ("Bolt aka Acme", "Acme"), ("Acme / Bolt Ltd", "Bolt Ltd"), ("Bolt (anciennement Acme)", "Acme"),
        ("Bolt, ancien Acme", "Acme"),
        ("Acme (Berlin)", "Acme"), ("Greyfriars Legal LLP", "Greyfriars"),
    ],
)  # fmt: skip
def test_a_name_that_holds_another_is_asked_about_whichever_the_book_has(name: str, other: str) -> None:
    for book, row in ((name, other), (other, name)):
        made = plan(["Customer", "Industry"], [row, "Food"], known=known(book))
        assert asked(made) == ["same:List:2"]
        assert made.questions[0].evidence.startswith(f"“{name}” has “{other}” in its name.")
        assert [c.value for c in made.questions[0].choices] == ["a0", "new", "skip"]


@pytest.mark.parametrize("name", ["Ex Libris", "Former Glory", "Do It Now", "Antes Wines", "Was Not Was"])
def test_a_name_that_only_has_such_a_word_tells_no_other(name: str) -> None:
    assert (
        asked(plan(["Customer", "Industry"], [name, "Food"], known=known("Libris", "Glory", "Wines"))) == []
    )


def test_a_former_name_is_asked_about_within_one_list_too() -> None:
    for one, other in (("Acme", "Bolt (formerly Acme)"), ("Bolt (formerly Acme)", "Acme")):
        assert asked(plan(["Customer", "Industry"], [one, "Food"], [other, "Food"])) == ["same:List:3"]
    assert also_called("Bolt, formerly known as Acme Systems") == ("Bolt", "Acme Systems")


def test_a_company_and_its_parts_on_one_list_are_customers_of_their_own() -> None:
    names = ["Acme", "Acme UK", "Acme DE", "Acme Group", "Acme / Berlin", "Acme (US)"]
    made = plan(["Customer", "Industry"], *([name, "Food"] for name in names))
    assert (asked(made), [a.account for a in of(made, Account)]) == ([], names)
    later = plan(["Customer", "Industry"], *([name, "Food"] for name in names), known=known("Acme UK"))
    assert (asked(later), len(of(later, Account))) == ([], len(names))


def test_a_list_of_people_that_calls_a_customer_by_less_is_asked_about() -> None:
    people = [["Company", "Name", "Email"], ["Greyfriars", "Jane Smith", "jane@grey.example"]]
    made = plan(*people, known=known("Greyfriars Legal LLP"))
    assert asked(made) == ["same:List:2"]
    told = plan(*people, known=known("Greyfriars Legal LLP"), answers={"same:List:2": "a0"})
    assert [c.account for c in of(told, Contact)] == ["a0"]
    customers = grid([["Customer", "ARR"], ["Greyfriars Legal LLP", 100]], "Customers")
    both = plan_files((source(customers, grid(people, "People")),), EMPTY, {}, synonyms(), today=TODAY)
    assert [k for k in asked(both) if k.startswith("same:")] == ["same:People:2"]


def test_several_customers_that_begin_so_are_all_offered_and_many_say_nothing() -> None:
    row = [["Customer", "Industry"], ["Greyfriars", "Food"]]
    made = plan(*row, known=known("Greyfriars Legal LLP", "Greyfriars Estates"))
    assert [c.value for c in made.questions[0].choices] == ["a0", "a1", "new", "skip"]
    assert (
        asked(plan(*row, known=known(*(f"Greyfriars {town}" for town in ("Ayr", "Bath", "Cork", "Dover")))))
        == []
    )


def test_a_customer_of_whom_it_is_asked_is_not_called_missing() -> None:
    rows: list[list[Value]] = [["Customer", "ARR"], ["Greyfriars", 100], ["Zeta", 100]]
    book = known("Greyfriars Legal LLP", "Zeta")
    assert asked(plan(*rows, known=book)) == ["same:List:2"]
    assert asked(plan(*rows, known=book, answers={"same:List:2": "new"})) == [
        "same:List:2",
        "complete:List:accounts",
    ]

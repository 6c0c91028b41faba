"""A domain says whose a row is, but many share one: branches of a company are customers of their own."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

HEAD: list[Value] = ["Customer", "Domain", "ARR"]
BOSTON = Account(id=AccountId("a"), account="Acme Boston", domain="acme.example", external_id="B1")
BOOK = Known({Account: (BOSTON,)})


def names(made: Plan) -> list[str]:
    return [a.account for a in of(made, Account)]


def test_two_names_of_one_list_with_one_domain_are_asked_about() -> None:
    rows: tuple[list[Value], ...] = (
        HEAD,
        ["Acme Boston", "acme.example", 12000],
        ["Acme Berlin", "acme.example", 9000],
    )
    made = plan(*rows)
    assert asked(made) == ["same:List:3"]
    assert "Both have the domain acme.example." in made.questions[0].evidence
    two = plan(*rows, answers={"same:List:3": "new"})
    assert (names(two), len(of(two, Subscription))) == (["Acme Boston", "Acme Berlin"], 2)
    assert names(plan(*rows, answers={"same:List:3": "2"})) == ["Acme Boston"]


def test_ids_of_their_own_tell_them_apart_without_a_question() -> None:
    made = plan(
        ["ID", *HEAD], ["1", "Acme Boston", "acme.example", 1], ["2", "Acme Berlin", "acme.example", 2]
    )
    assert (asked(made), names(made)) == ([], ["Acme Boston", "Acme Berlin"])


def test_a_name_that_differs_by_its_legal_form_alone_is_one_customer() -> None:
    made = plan(HEAD, ["Acme", "acme.example", 1], ["Acme Inc.", "acme.example", 1])
    assert (asked(made), names(made)) == ([], ["Acme"])


def test_many_shops_of_one_domain_are_one_question() -> None:
    shops: list[list[Value]] = [[f"Shop {n}", "shop.example", 100] for n in range(1, 13)]
    made = plan(HEAD, *shops)
    assert asked(made) == ["similar:List:names"]


@pytest.mark.parametrize("name", ["Acme Boston GmbH", "ACME Boston, Inc", "Acme", "Acme Bostn"])
def test_a_name_that_says_no_other_is_the_account_of_its_domain(name: str) -> None:
    made = plan(HEAD, [name, "acme.example", 1], known=BOOK)
    assert (asked(made), [r.result for r in made.sheets[0].rows]) == ([], [Result.CHANGED])


@pytest.mark.parametrize("name", ["Acme Berlin", "Acme Boston 2", "Globex"])
def test_a_name_that_says_another_is_asked_about(name: str) -> None:
    assert asked(plan(HEAD, [name, "acme.example", 1], known=BOOK)) == ["same:List:2"]


def test_another_id_is_asked_about_though_the_domain_is_the_same() -> None:
    made = plan(["ID", *HEAD], ["77", "Acme", "acme.example", 1], known=BOOK)
    assert asked(made) == ["same:List:2"]


def test_answers_of_two_branches_are_not_one() -> None:
    made = plan(
        ["Customer", "Domain", "NPS", "NPS date"],
        ["Acme Boston", "acme.example", 9, date(2025, 10, 1)],
        ["Acme Berlin", "acme.example", 7, date(2025, 10, 1)],
        known=BOOK,
    )
    assert asked(made) == ["same:List:3"]

"""A customer's name that is only written otherwise is asked about with a proposal; another legal form without one."""

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from tests.domain.imports.sheet import asked, of, plan


def known(name: str, domain: str | None = None) -> Known:
    return Known({Account: (Account(id=AccountId("a"), account=name, domain=domain),)})


def again(book: str, sheet: str) -> Plan:
    return plan(["Customer", "Industry"], [sheet, "Food"], known=known(book))


@pytest.mark.parametrize(
    ("book", "sheet"),
    [
        ("Acme, Inc.", "ACME INC"), ("Acme S.p.A.", "Acme SpA"), ("Acme Sp. z o.o.", "Acme Sp z oo"),
        ("Acme GmbH & Co. KG", "Acme GmbH und Co KG"), ("Smith & Sons", "Smith and Sons"), ("Acme A/S", "Acme AS"),
        ("Acme Ltd", "Acme Limited"), ("1&1", "1 & 1"), ("7-Eleven", "7 Eleven"), ("Acme.", "Acme"),
        ("明珠（中国）有限公司", "明珠(中国)有限公司")    ],
)  # fmt: skip
def test_a_name_that_is_only_written_otherwise_is_proposed_as_the_customer_of_the_book(
    book: str, sheet: str
) -> None:
    (question,) = again(book, sheet).questions
    assert (question.key, question.default, [c.value for c in question.choices]) == (
        "same:List:2",
        "a",
        ["a", "new", "skip"],
    )


@pytest.mark.parametrize(
    ("book", "sheet"),
    [
        ("O'Neill", "O’NEILL"),
        ("Coca-Cola", "Coca‑Cola"),
        ("Acme Inc", "ACME  inc"),
        ("İzmir A.Ş.", "Izmir A.Ş."),
    ],
)
def test_another_apostrophe_hyphen_or_case_is_the_customer_of_the_book(book: str, sheet: str) -> None:
    made = again(book, sheet)
    assert (asked(made), [a.id for a in of(made, Account)]) == ([], ["a"])
    assert of(made, Account)[0].account == book


def test_of_two_rows_of_one_list_none_is_proposed() -> None:
    made = plan(["Customer", "Industry"], ["Acme, Inc.", "Food"], ["ACME INC", "Food"])
    assert [(q.key, q.default) for q in made.questions] == [("same:List:3", None)]


@pytest.mark.parametrize(
    ("book", "sheet"),
    [
        ("Acme", "Acme Sp. z o.o."), ("Acme A/S", "Acme"), ("Acme", "Acme s.r.o."), ("UAB Acme", "Acme"),
        ("ООО «Ромашка»", "Ромашка"), ("株式会社サクラ商事", "サクラ商事"), ("上海明珠", "上海明珠有限公司"),
        ("Acme Ltd", "Acme GmbH"), ("Acme", "Acme OÜ"),
    ],
)  # fmt: skip
def test_a_legal_form_of_any_country_is_asked_about(book: str, sheet: str) -> None:
    assert [(q.key, q.default) for q in again(book, sheet).questions] == [("same:List:2", None)]


@pytest.mark.parametrize(("book", "sheet"), [("上海明珠", "上海明月"), ("ООО Луна", "ООО Роза")])
def test_another_name_is_another_customer(book: str, sheet: str) -> None:
    assert (asked(again(book, sheet)), len(of(again(book, sheet), Account))) == ([], 1)


def test_where_the_domain_is_another_nothing_is_proposed() -> None:
    rows: list[list[Value]] = [["Customer", "Domain", "Industry"], ["Acme Inc", "acme-us.example", "Food"]]
    made = plan(*rows, known=known("Acme, Inc.", "acme.example"))
    assert [(q.key, q.default) for q in made.questions] == [("same:List:2", None)]


@pytest.mark.parametrize(
    "domain", ["gmail.com", "bluewin.ch", "outlook.fr", "yahoo.com.br", "wp.pl", "naver.com"]
)
def test_a_domain_of_free_mail_is_nobodys(domain: str) -> None:
    rows: list[list[Value]] = [["Customer", "Domain", "ARR"], ["Acme", domain, 1], ["Bolt", domain, 2]]
    assert [a.account for a in of(plan(*rows), Account)] == ["Acme", "Bolt"]
    ticket: list[list[Value]] = [
        ["Requester email", "Subject", "Created at"],
        [f"eve@{domain}", "Help", "2025-10-01"],
    ]
    made = plan(*ticket, known=known("Acme", domain), name="Tickets")
    assert [r.name for s in made.sheets for r in s.rows if r.what != "left out"] != ["Acme"]

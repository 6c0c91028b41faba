"""Words beside a term, and days beside a status."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.said_beside import left_on, renews_beside
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan, synonyms


@pytest.mark.parametrize(
    ("text", "by_itself"),
    [
        ("1 year auto renew", True), ("12 mo, AR", True), ("annual (evergreen)", True),
        ("12 months auto-renewing", True),
        ("1 Jahr, verlängert sich automatisch", True), ("12 Monate (autom. Verlängerung)", True),
        ("1 año con renovación automática", True), ("1 an tacite reconduction", True),
        ("12 meses, renovação automática", True), ("24 months, no auto-renew", False),
        ("24 Monate ohne Verlängerung", False), ("12 mois sans reconduction", False), ("36 months fixed", False),
        ("3 years (non-renewing)", False), ("month to month, auto renew", True),
    ],
)  # fmt: skip
def test_a_term_may_say_whether_the_contract_renews_by_itself(text: str, by_itself: bool) -> None:
    found = renews_beside(text, synonyms())
    assert found
    assert found.by_itself is by_itself


@pytest.mark.parametrize(
    "text", ["12 months", "auto renew", "evergreen", "see AR contract", "12 cars", 12, None]
)
def test_a_term_alone_says_nothing_of_renewing(text: Value) -> None:
    assert renews_beside(text, synonyms()) is None


def test_words_beside_a_term_are_the_auto_renewal_and_told() -> None:
    made = plan(
        ["Customer", "ARR", "Start", "Term"],
        ["Alpha", 12000, "2025-01-01", "1 year auto renew"],
        ["Beta", 6000, "2025-02-01", "24 months, no auto-renew"],
        ["Gamma", 6000, "2025-03-01", "12 months"],
    )
    lines = of(made, Subscription)
    assert [(s.term_months, s.auto_renew) for s in lines] == [(12, True), (24, False), (12, None)]
    assert [s.end for s in lines] == [date(2025, 12, 31), date(2027, 1, 31), date(2026, 2, 28)]
    assert made.sheets[0].notes == (
        "“Term”: 2 cells tell whether the contract renews by itself, such as row 2: 1 year auto renew.",
    )
    assert [q.key for q in made.open] == ["price:List:ARR"]


def test_a_column_that_says_whether_contracts_renew_stands_over_words_beside_the_term() -> None:
    made = plan(
        ["Customer", "ARR", "Start", "Term", "Auto-renew"],
        ["Alpha", 12000, "2025-01-01", "1 year auto renew", "no"],
        ["Beta", 6000, "2025-02-01", "12 months", "yes"],
    )
    assert [s.auto_renew for s in of(made, Subscription)] == [False, True]
    assert "what “Auto-renew” says counts" in made.sheets[0].notes[0]


def test_a_term_under_contract_is_nobodys_name() -> None:
    made = plan(
        ["Customer", "MRR", "Contract"],
        ["Alpha", 500, "12 months auto-renewing"],
        ["Beta", 700, "Month to month"],
    )
    assert of(made, Contact) == []
    assert [s.auto_renew for s in of(made, Subscription)] == [True, None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("canceled 2025-10-31", ("canceled", "2025-10-31")),
        ("Cancelled 10/31/2025", ("Cancelled", "10/31/2025")),
        ("churned (Oct 2025)", ("churned", "Oct 2025")),
        ("gekündigt zum 31.01.2027", ("gekündigt", "31.01.2027")),
        ("résilié le 31/10/2025", ("résilié", "31/10/2025")),
        ("baja 31/10/2025", ("baja", "31/10/2025")),
        ("cancelado em 31/10/2025", ("cancelado", "31/10/2025")),
        ("closed lost - 2025-10-31", ("closed lost", "2025-10-31")),
    ],
)
def test_a_status_may_say_when_a_customer_left(text: str, told: tuple[str, str]) -> None:
    assert left_on(text, synonyms()) == told


@pytest.mark.parametrize(
    "text", ["canceled", "active since 2019-05-01", "paused until Feb", "lost to a competitor"]
)
def test_a_status_without_such_a_day_says_no_more_than_it_does(text: str) -> None:
    assert left_on(text, synonyms()) is None


def test_a_customer_whose_status_says_when_they_left_is_lost_on_that_day() -> None:
    made = plan(
        ["Customer", "MRR", "Status"],
        ["Alpha", 1000, "Active"],
        ["Beta", 500, "Active"],
        ["Gamma", 700, "Cancelled 31 Oct 2025"],
    )
    assert asked(made) == []
    gamma = of(made, Account)[2]
    assert (gamma.status, gamma.lost_on) == (Status.LOST, date(2025, 10, 31))
    assert [s.end for s in of(made, Subscription)] == [None, None, date(2025, 10, 31)]


def test_paused_is_asked_about_and_proposed_as_a_customer() -> None:
    made = plan(
        ["Customer", "ARR", "Renewal date", "Status"],
        ["Alpha", 12000, "2025-12-31", "active"],
        ["Beta", 6000, "2026-01-31", "canceled 2025-10-31"],
        ["Gamma", 6000, "2026-02-28", "paused"],
        ["Delta", 6000, "2026-03-31", "paused until Feb"],
    )
    assert {q.key: q.default for q in made.open} == {
        "value:List:Status": "customer",
        "churned:List:Status": "lost",
    }

"""Sheets as five people write them: what a person would expect of each comes in."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, grid, of, plan, source, synonyms


def test_names_beside_groups_of_columns_stand_in_the_upper_row() -> None:
    made = plan(
        ["Cliente", None, "Contrato", None, "Responsable", "Observaciones"],
        ["Nombre", "Contacto", "Inicio", "Fin", None, None],
        ["Bodegas Alba", "María López", "01/02/2024", "31/01/2026", "Eva", "muy contento"],
        ["Clínica Sol", "Jon Ruiz", "15/09/2025", "por confirmar", "Luis", None],
        answers={"terms:List:Fin": "yearly"},
    )
    assert [(a.account, a.csm, a.notes) for a in of(made, Account)] == [
        ("Bodegas Alba", "Eva", "muy contento"),
        ("Clínica Sol", "Luis", None),
    ]
    assert [c.name for c in of(made, Contact)] == ["María López", "Jon Ruiz"]
    assert [s.end for s in of(made, Subscription)] == [date(2026, 1, 31), None]


def test_a_cell_may_repeat_its_header_before_yes_or_no() -> None:
    head: list[Value] = ["Cliente", "ARR", "Fim", "Renovação automática"]
    made = plan(
        head,
        ["Padaria", 5, "31/01/2026", "renovação automática: sim"],
        ["Oficina", 5, "31/01/2026", "Renovação: não"],
        ["Loja", 5, "31/01/2026", "sim"],
    )
    assert [s.auto_renew for s in of(made, Subscription)] == [True, False, True]


def test_a_notice_that_there_is_none_of_is_kept_in_words() -> None:
    made = plan(
        ["Client", "ARR", "Fin", "Préavis"],
        ["Lune", 5, "31/01/2026", "sans"],
        ["Vert", 5, "31/01/2026", "3 mois"],
    )
    assert [s.notice_days for s in of(made, Subscription)] == [None, 92]
    assert of(made, Account)[0].notes == "Préavis: sans"


@pytest.mark.parametrize(("answer", "sold"), [(None, [2]), ("new", [2, 2]), ("2", [4]), ("skip", [2])])
def test_two_customers_of_stripe_with_one_description_are_asked_about_and_never_one_by_themselves(
    answer: str | None, sold: list[int]
) -> None:
    head: list[Value] = [
        "id", "Customer ID", "Customer Description", "Plan", "Quantity", "Currency", "Interval", "Amount", "Status",
        "Current Period Start (UTC)", "Current Period End (UTC)",
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            f"sub_{n}",
            who,
            "Acme",
            plan_,
            1,
            "usd",
            "month",
            "99.00",
            "active",
            "2025-11-01 10:00",
            "2025-12-01 10:00",
        ]
        for n, (who, plan_) in enumerate(product(("cus_1", "cus_2"), ("Pro", "Addon")))
    ]
    rows = [rows[0], rows[2], rows[1], rows[3]]
    answers = {"same:stripe:3": answer} if answer else {}
    made = plan_files(
        (source(grid([head, *rows], "stripe"), file="stripe.csv"),), EMPTY, answers, synonyms(), today=TODAY
    )
    assert [q.key for q in made.open if q.kind == "same"] == ([] if answer else ["same:stripe:3"])
    assert sorted(Counter(s.account for s in of(made, Subscription)).values()) == sold


def test_subscriptions_of_stripe_find_the_companies_of_another_program_by_their_name() -> None:
    companies = grid([["Record ID", "Company name"], ["101", "Acme Robotics"]], "hubspot")
    head: list[Value] = [
        "id", "Customer ID", "Customer Description", "Customer Email", "Plan", "Quantity", "Currency", "Interval",
        "Amount", "Status", "Current Period Start (UTC)", "Current Period End (UTC)",
    ]  # fmt: skip
    row: list[Value] = [
        "sub_1", "cus_1", "Acme Robotics", "ann@acme.example", "Pro", 10, "usd", "month", "99.00", "active",
        "2025-11-01 10:00", "2025-12-01 10:00",
    ]  # fmt: skip
    files = (
        source(companies, file="hubspot.csv"),
        source(grid([head, row], "stripe"), file="stripe.csv", sha="b"),
    )
    made = plan_files(files, EMPTY, {}, synonyms(), today=TODAY)
    (account,) = of(made, Account)
    assert [s.account for s in of(made, Subscription)] == [account.id]
    assert [c.email for c in of(made, Contact)] == ["ann@acme.example"]

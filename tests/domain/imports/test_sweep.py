"""A sweep over cells as people write them: what is wrong is asked about or nothing, and never something else."""

from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.cells.amounts import Mark, read_amount, read_count
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import read_domain, read_email, read_judgement, read_yes_no
from csdesk.domain.products import Product
from tests.domain.imports.sheet import asked, of, plan, synonyms, waiting


@pytest.mark.parametrize(
    ("text", "judgement"),
    [
        ("🟢", 4), ("🟡", 3), ("🔴 at risk", 2), ("Green", 4), ("gelb", 3), ("rojo", 2), ("G", 4), ("4 of 5", 4),
        ("⭐⭐⭐", 3),
        ("🟢🟡", None), ("green/amber", None), ("Green → Amber", None), ("not green", None), ("1 - bad", None),
        ("A-", None), ("B+", None), ("8/10", None), ("80 %", None), ("⚪", None),
    ],
)  # fmt: skip
def test_a_judgement_that_says_two_things_is_none(text: str, judgement: int | None) -> None:
    assert read_judgement(text, synonyms()) == judgement


def test_an_a_beside_a_b_is_a_grade_and_not_amber() -> None:
    made = plan(["Customer", "ARR", "Health"], ["Acme", 1, "A"], ["Beta", 1, "A"], ["Gamma", 1, "B"])
    assert [a.judgement for a in of(made, Account)] == [None] * 3
    assert "columns:List:unknown" in asked(made)
    rag = plan(["Customer", "ARR", "Health"], ["Acme", 1, "A"], ["Beta", 1, "R"], ["Gamma", 1, "G"])
    assert [a.judgement for a in of(rag, Account)] == [3, 2, 4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("✓", True), ("✗", False), ("☐", False), ("✅", True), ("👎", False), ("Ja, automatisch", True),
        ("no - manual", False),
        ("yes?", None), ("no idea", None), ("nicht bekannt", None), ("k.A.", None), ("yes/no", None),
        ("–", None),
    ],
)  # fmt: skip
def test_yes_and_no_are_not_heard_in_what_says_neither(text: str, said: bool | None) -> None:
    assert read_yes_no(text, synonyms()) is said


@pytest.mark.parametrize(
    "text",
    [
        "n.a.",
        "k.A.",
        "s.o.",
        "p.a.",
        "v1.2",
        "3.5",
        "1.234,56",
        "-.-",
        "192.168.1.1",
        "e.g. x.com",
        "Acme Inc.",
    ],
)
def test_what_has_dots_is_no_web_address_for_that(text: str) -> None:
    assert read_domain(text) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(ann@x.com)", "ann@x.com"), ("'ann@x.com'", "ann@x.com"), ("ann@x.com.", "ann@x.com"),
        ("a@b..c", None),
        ("ann@x.com/bob@y.com", "ann@x.com"), ("mailto:x@y.de", "x@y.de"), ("a@@b.de", None),
        ("o'brien@x.ie", "o'brien@x.ie"),
    ],
)  # fmt: skip
def test_an_address_is_read_without_what_stands_around_it(text: str, address: str | None) -> None:
    assert read_email(text) == address


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,234.56 USD", "1234.56"), ("US$ 5", "5"), ("−1234", "-1234"), ("– 5", "-5"), ("1\u2009234", "1234"),
        ("１２３４", "1234"), ("—", None), ("€ –", None), ("#WERT!", None), ("100+", None), ("10 - 20", None),
        ("~12", "12"),
        ("½", None), ("+49 170 1234567", None), ("$5 EUR", None),
    ],
)  # fmt: skip
def test_amounts_in_signs_of_many_kinds(text: str, number: str | None) -> None:
    amount = read_amount(text, Mark.POINT)
    assert (amount.number if amount else None) == (Decimal(number) if number else None)


def test_a_count_may_say_that_it_is_more() -> None:
    found = read_count("100+")
    assert found is not None
    assert found.number == 100


@pytest.mark.parametrize("nothing", ["n/a", "n.a.", "-", "–", "TBD", "#N/A", "none", "k.A.", "?"])
def test_two_customers_without_an_id_or_a_web_address_are_not_one(nothing: str) -> None:
    made = plan(
        ["Customer", "Customer ID", "Website", "ARR"], ["Acme", nothing, nothing, 1], ["Beta", nothing, nothing, 2],
        ["Gamma", "G1", "gamma.com", 3],
    )  # fmt: skip
    assert [(a.account, a.external_id, a.domain) for a in of(made, Account)] == [
        ("Acme", None, None), ("Beta", None, None), ("Gamma", "G1", "gamma.com"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["#REF!", "#WERT!", "#BEZUG!", "#VALUE!", "s.o.", "dito", '"', "〃", "see above"]
)
def test_an_error_or_a_ditto_is_no_text_of_its_own(cell: Value) -> None:
    made = plan(["Customer", "Plan", "ARR"], ["Acme", "Pro", 1], ["Beta", cell, 2])
    assert [r.row for r in waiting(made)] == [3]
    assert [p.product for p in of(made, Product)] == ["Pro"]
    named = plan(["Customer", "ARR"], ["Acme", 1], [cell, 2])
    assert [a.account for a in of(named, Account)] == ["Acme"]


def test_several_addresses_in_a_cell_are_told() -> None:
    made = plan(
        ["Customer", "ARR", "Contact", "Email"],
        ["Acme", 1, "Ann", "ann@x.com; bob@y.com"],
        ["Beta", 1, "Cy", "cy@z.com"],
    )
    assert (
        "“Email”: 1 cell holds several addresses, such as row 2: the first is taken." in made.sheets[0].notes
    )


def test_a_telephone_of_nobody_is_asked_about_or_told() -> None:
    made = plan(["Customer", "ARR", "Phone"], ["Acme", 100, "+41 44 1"], ["Beta", 50, "+41 45 2"])
    assert "columns:List:unknown" in asked(made)
    rows: list[list[Value]] = [["Customer", "ARR", "Contact", "Phone"]]
    rows += [["Acme", 1, "Ann", "+41 44 1"], ["Beta", 1, None, "+41 45 2"]]
    told = "“Phone”: 1 row names nobody whose it could be, such as row 3: it is not kept."
    assert told in plan(*rows).sheets[0].notes

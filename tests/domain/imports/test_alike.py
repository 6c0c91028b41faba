"""Names that one company may have are questions with both rows shown; none is merged by itself."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.bench.where import where_of
from csdesk.domain.imports.cells.alike import look_alike, loose_key
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.names import name_key
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

PAIRS = [
    ("Acme Inc", "Acme GmbH"), ("Acme, Inc.", "ACME"), ("Müller & Söhne GmbH & Co. KG", "Muller und Sohne"),
    ("Dupont et Fils SARL", "Dupont & Fils"), ("Pérez y Hijos, S.L.", "Perez Hijos SL"), ("Silva e Filhos Ltda.",
     "Silva Filhos"),
    ("Grupo Uno S.A. de C.V.", "Grupo Uno"), ("SAP SE", "SAP"), ("The Body Shop Ltd", "Body Shop"), ("Straße AG",
     "STRASSE"),
    ("İstanbul A.Ş.", "Istanbul AS"), ("Аcme", "Acme"), ("O’Neill Ltd", "ONeill"), ("Bright+Co", "Bright & Co"),
    ("Fairhaven CU", "Fairhaven Credit Union"), ("Penfold Intl.", "Penfold International"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_may_be_one_company_is_asked_with_both_rows(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other)
    made = plan(["Customer", "Plan", "Country"], [one, "Team", "DE"], [other, "Team", "DE"])
    question = next(q for q in made.open if q.kind == "same")
    assert (question.key, question.rows, question.seen) == ("same:List:3", (3, 2), (other, one))
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.WAITING]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "Acorn"), ("Store 12", "Store 13"), ("Alpha SA", "Beta SA"), ("A & B", "C & D")],
)
def test_what_is_plainly_another_company_is_not_asked_about(one: str, other: str) -> None:
    made = plan(["Customer", "Plan", "Country"], [one, "Team", "DE"], [other, "Team", "DE"])
    assert not [k for k in asked(made) if k.startswith("same:")]
    assert [a.account for a in of(made, Account)] == [one, other]


def test_letters_of_another_alphabet_are_named() -> None:
    assert look_alike("Аcme", "Acme")
    assert not look_alike("Acme", "acme")
    made = plan(["Customer", "Plan"], ["Acme", "Team"], ["Аcme", "Team"])
    assert "letters of another alphabet" in next(q for q in made.open if q.kind == "same").evidence


def test_composed_and_decomposed_letters_are_the_same_name() -> None:
    made = plan(["Customer", "Plan", "Industry"], ["Caf\u00e9", "Team", None], ["Cafe\u0301", "Team", "Food"])
    assert len(of(made, Account)) == 1
    assert not [k for k in asked(made) if k.startswith("same:")]


@given(st.text(max_size=40))
def test_a_loose_key_is_its_own_loose_key_and_never_empty_for_a_word(name: str) -> None:
    key = loose_key(name)
    assert key == " ".join(key.split())
    if any(c.isalnum() and c.isascii() for c in name):
        assert key


def parents(*rows: Sequence[Value]) -> list[tuple[int, str]]:
    made = plan(["Customer", "Parent", "Plan"], *rows)
    return [(p.row, p.problem) for s in made.sheets for p in s.problems]


def test_a_parent_that_is_missing_itself_or_a_loop_is_named_by_its_row() -> None:
    assert parents(["Acme", "Nobody", "T"]) == [(2, "no account is called so: the account has no parent now")]
    assert parents(["Acme", "Acme", "T"]) == [(2, "an account cannot be its own parent: it has none now")]
    loop = parents(["Acme", "Beta", "T"], ["Beta", "Gamma", "T"], ["Gamma", "Acme", "T"])
    assert len(loop) == 1
    assert loop[0][1] == "an account cannot be its own parent: it has none now"


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_no_chain_of_parents_comes_back_to_itself(edges: list[tuple[int, int]]) -> None:
    made = plan(
        ["Customer", "Parent", "Plan"],
        *([f"N{a} {'abcdef'[a]}", f"N{b} {'abcdef'[b]}", "T"] for a, b in edges),
    )
    above = {a.id: a.parent for a in of(made, Account)}
    for uid in above:
        seen: set[str] = set()
        at: str | None = uid
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = above.get(at)


TERMS: list[Sequence[Value]] = [
    ["Customer", "Product", "ARR", "Start", "End"],
    ["Acme", "Team", 100, date(2025, 1, 1), date(2025, 12, 31)],
    ["Acme", "Team", 120, date(2025, 7, 1), date(2026, 6, 30)],
    ["Beta", "Team", 100, date(2025, 1, 1), date(2025, 12, 31)],
    ["Beta", "Team", 100, date(2026, 1, 1), date(2026, 12, 31)],
]


def test_contracts_that_overlap_are_named_and_kept() -> None:
    made = plan(*TERMS, answers={"twice:List:product": "lines"})
    assert [n for n in made.sheets[0].notes if "overlapping" in n] == [
        (
            "1 contract overlapping with another of the same customer and product, such as rows 2 and 3, Acme: "
            "each is kept as a line of its own."
        )
    ]
    assert len(of(made, Subscription)) == 4


def test_the_row_of_a_contract_that_ends_before_it_begins_waits_for_an_answer() -> None:
    made = plan(["Customer", "ARR", "Start", "End"], ["Acme", 1, date(2026, 1, 1), date(2025, 1, 1)])
    (row,) = made.sheets[0].rows
    assert row.result is Result.WAITING
    assert row.problems[0].problem == "the line ends on 1 Jan 2025, before it begins on 1 Jan 2026"


def test_a_large_sheet_is_in_memory_once_a_name_and_a_place_are_one_value() -> None:
    name = "".join(["Named here ", "only"])  # the two keep keys apart: one may have let go of it
    assert loose_key(name) == "named here only"
    assert loose_key(name) is name_key(name)
    assert where_of("Customers", int("70000")) is where_of("Customers", int("70000"))


@pytest.mark.parametrize("answer", ["2", "new", "skip", None])
def test_a_second_row_of_the_same_name_and_id_follows_the_answer_of_the_first(answer: str | None) -> None:
    made = plan(
        ["Customer", "Customer ID", "Product", "MRR", "End"],
        ["Acme", "c1", "Desk", 100, "2027-02-28"],
        ["Acme", "c2", "Desk", 200, "2027-02-28"],
        ["Acme", "c2", "Chat", 300, "2027-02-28"],
        answers={"same:List:3": answer} if answer else {},
    )
    assert [key for key in asked(made) if key.startswith("same:")] == ["same:List:3"]
    results = [row.result for row in made.sheets[0].rows]
    assert results[2] is {None: Result.WAITING, "skip": Result.LEFT_OUT}.get(answer, Result.CHANGED)
    assert len(of(made, Account)) == (2 if answer == "new" else 1)

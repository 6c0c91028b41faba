"""Sheets as people of other trades keep them: members, sellers, blocks with sums, a legend beside."""

from datetime import date

import pytest

from csdesk.domain.accounts import Account, Stage
from csdesk.domain.contacts import Contact
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan


def test_a_person_is_no_customer_where_another_column_holds_names() -> None:
    rows = [
        ["Förderer", "Contact", "Email"],
        ["Atelier Brume", "Inès Morel", "ines@brume.example"],
        ["Carme", "Luc Petit", "luc@carme.example"],
    ]
    made = plan(*rows)
    assert [(q.key, q.default) for q in made.open if q.key.startswith("customer")] == [
        ("customer:List:column", "Förderer")
    ]
    named = plan(*rows, answers={"customer:List:column": "Förderer"})
    assert [a.account for a in of(named, Account)] == ["Atelier Brume", "Carme"]
    assert [c.name for c in of(named, Contact)] == ["Inès Morel", "Luc Petit"]


def test_a_person_who_is_the_only_name_is_the_customer() -> None:
    made = plan(
        ["Contact", "Email", "ARR"], ["Inès Morel", "ines@brume.example", 100], ["Luc Petit", "", 200]
    )
    assert [a.account for a in of(made, Account)] == ["Inès Morel", "Luc Petit"]


def test_sums_without_a_word_stand_between_blocks_of_regions() -> None:
    made = plan(
        ["Customer", "ARR", "Renewal"], ["EMEA"], ["Acme", 100, date(2026, 3, 31)], ["Beta", 200, date(2026, 4, 30)],
        [None, 300], ["APAC"], ["Gamma", 400, date(2026, 5, 31)], [None, 400], [None, 700],
        answers={"sections:List:headings": "region"},
    )  # fmt: skip
    assert [(a.account, a.region) for a in of(made, Account)] == [
        ("Acme", "EMEA"),
        ("Beta", "EMEA"),
        ("Gamma", "APAC"),
    ]
    assert [(x.row, x.why) for x in made.sheets[0].left_out if x.why == "total"] == [
        (5, "total"),
        (8, "total"),
        (9, "total"),
    ]


def test_what_says_the_meaning_of_letters_beside_a_list_is_named_and_not_read() -> None:
    made = plan(
        ["Customer", "Class", "ARR", None, "Code", "Meaning"],
        ["Acme", "A", 100, None, "A", "key account"],
        ["Beta", "B", 200, None, "B", "standard"],
        ["Gamma", "A", 300, None, "C", "small"],
        ["Delta", "C", 400],
    )
    assert [(a.account, a.segment, a.external_id) for a in of(made, Account)] == [
        ("Acme", "A", None), ("Beta", "B", None), ("Gamma", "A", None), ("Delta", "C", None),
    ]  # fmt: skip
    assert any("Another table stands beside it, in columns E to F" in n for n in made.sheets[0].notes)


def test_what_a_star_means_is_a_remark_and_so_is_what_stands_below_it() -> None:
    made = plan(
        ["Customer", "ARR", "Plan"], ["Acme*", 100, "X"], ["Beta", 200, "X"], [],
        ["* discount until June, see contract"], ["Last update: 12 Nov 2025 by MT"],
    )  # fmt: skip
    assert asked(made) == []
    assert len(of(made, Account)) == 2
    assert [x.why for x in made.sheets[0].left_out] == ["remark", "remark"]


def test_a_name_that_says_who_left_or_only_tries_is_read_as_the_status() -> None:
    made = plan(
        ["Customer", "ARR", "Renewal"],
        ["Acme (churned 2025-06-30)", 100, date(2025, 6, 30)],
        ["Beta - CANCELLED", 200, date(2025, 9, 30)],
        ["Gamma (trial)", 0, None],
        ["Delta (formerly Echo)", 300, date(2026, 3, 31)],
        ["Lost Lake - Spa", 400, date(2026, 3, 31)],
        answers={"prospects:List:Customer (status)": "prospect"},
    )
    assert [(a.account, a.status.value, a.lost_on) for a in of(made, Account)] == [
        ("Acme", "lost", date(2025, 6, 30)),
        ("Beta", "lost", date(2025, 9, 30)),
        ("Gamma", "prospect", None),
        ("Delta (formerly Echo)", "customer", None),
        ("Lost Lake - Spa", "customer", None),
    ]
    assert any("3 names tell how things stand" in n and "row 2: Acme" in n for n in made.sheets[0].notes)


def test_a_column_of_states_says_it_and_names_stay() -> None:
    made = plan(["Customer", "Status", "ARR"], ["Acme (churned)", "active", 100])
    assert [a.account for a in of(made, Account)] == ["Acme (churned)"]


def test_a_title_with_the_sign_of_a_currency_says_thousands() -> None:
    made = plan(["Kunden (Beträge in T€)"], [], ["Kunde", "ARR"], ["Acme", 12], ["Beta", 5])
    assert [(q.kind, q.default) for q in made.open if q.kind == "thousands"] == [("thousands", "scaled")]
    coded = plan(["Accounts, figures in USD k"], [], ["Customer", "ARR"], ["Acme", 12], ["Beta", 5])
    assert [(q.kind, q.default) for q in coded.open if q.kind == "thousands"] == [("thousands", "scaled")]


def test_a_name_drawn_under_another_is_a_part_of_it() -> None:
    made = plan(
        ["Account", "ARR"], ["Orion Group", None], ["  ↳ Orion UK", 100], ["├── Orion Iberia", 200], ["Pascal", 300]
    )  # fmt: skip
    names = {a.id: a.account for a in of(made, Account)}
    assert {(a.account, names.get(a.parent)) for a in of(made, Account)} == {
        ("Orion Group", None), ("Orion UK", "Orion Group"), ("Orion Iberia", "Orion Group"), ("Pascal", None),
    }  # fmt: skip
    assert any("2 names stand under another" in n for n in made.sheets[0].notes)


def test_signs_beside_a_word_of_a_vocabulary_say_nothing() -> None:
    made = plan(["Customer", "Stage", "ARR"], ["Acme", "🛠 Onboarding", 100], ["Beta", "💤 Churned", 0])
    assert [(a.account, a.stage, a.status.value) for a in of(made, Account)] == [
        ("Acme", Stage.ONBOARDING, "customer"),
        ("Beta", None, "lost"),
    ]


@pytest.mark.parametrize("end", ["Ende 06/27", "end of 6/2027", "fin 06/2027"])
def test_the_end_of_a_month_in_numbers_is_a_day(end: str) -> None:
    made = plan(["Kunde", "ARR", "Vertrag bis"], ["Acme", 100, end])
    assert [s.end for s in of(made, Subscription)] == [date(2027, 6, 30)]
    assert not [q for q in made.questions if q.kind in {"span", "unread", "undated"}]


@pytest.mark.parametrize("name", ["Sheet1", "Tabelle 2"])
def test_of_quarters_on_a_sheet_without_a_name_nothing_is_proposed(name: str) -> None:
    made = plan(
        ["Client", "Q1 2025", "Q2 2025", "Total"], ["Acme", 10, 20, 30], ["Beta", 5, 5, 10], name=name
    )
    assert [q.default for q in made.open if q.kind == "months"] == [None]


def test_the_link_of_a_page_is_no_part_of_a_name() -> None:
    made = plan(
        ["Customer", "Champion", "ARR"],
        ["Acme (https://www.notion.so/Acme-12ab)", None, 100],
        [
            "Beta",
            "Ina Wolf (https://www.notion.so/Ina-Wolf-1234), Leo Marsh (https://www.notion.so/Leo-98)",
            200,
        ],
    )
    assert [a.account for a in of(made, Account)] == ["Acme", "Beta"]
    assert [c.name for c in of(made, Contact)] == ["Ina Wolf", "Leo Marsh"]

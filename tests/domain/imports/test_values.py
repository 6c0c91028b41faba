from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.values import (
    Mark,
    mark_evidence,
    read_amount,
    read_domain,
    read_email,
    read_judgement,
    read_yes_no,
)
from tests.domain.imports.sheet import synonyms


@pytest.mark.parametrize(
    ("cell", "number", "currency"),
    [
        (1740, "1740", None),
        (" 1740 ", "1740", None),
        ("$580", "580", "USD"),
        ("490.00 USD", "490.00", "USD"),
        ("EUR 1.234,56", "1234.56", "EUR"),
        ("1,234.56", "1234.56", None),
        ("€1 000", "1000", "EUR"),
        ("1’234.50 CHF", "1234.50", "CHF"),
        ("(500)", "-500", None),
        ("-12.5", "-12.5", None),
        ("12k", "12000", None),
        ("1,234,567", "1234567", None),
        ("1.234.567", "1234567", None),
        ("$99/mo", "99", "USD"),
        (Decimal("0.1"), "0.1", None),
    ],
)
def test_amounts_as_people_type_them(cell: Value, number: str, currency: str | None) -> None:
    amount = read_amount(cell)
    assert amount is not None
    assert (amount.number, amount.currency) == (Decimal(number), currency)


@pytest.mark.parametrize("cell", ["", "n/a", "abc", True, None, "1,23,4", "NaN", "inf", "12 34", "12 apples"])
def test_what_is_no_amount_is_none(cell: Value) -> None:
    assert read_amount(cell, Mark.POINT) is None


def test_a_sign_before_three_digits_needs_an_answer() -> None:
    assert read_amount("1,740") is None
    assert read_amount("1,740", Mark.POINT).number == 1740  # type: ignore[union-attr]
    assert read_amount("1,740", Mark.COMMA).number == Decimal("1.740")  # type: ignore[union-attr]
    assert read_amount("1.740", Mark.COMMA).number == 1740  # type: ignore[union-attr]


def test_a_percentage_says_so() -> None:
    amount = read_amount("12,5 %")
    assert amount is not None
    assert (amount.number, amount.percent) == (Decimal("12.5"), True)


def test_one_telling_text_decides_the_column() -> None:
    assert mark_evidence(["1.740", "12,50"]).decided is Mark.COMMA
    assert mark_evidence(["1,740", "12.50"]).decided is Mark.POINT
    assert mark_evidence(["1,740", "2,000"]).decided is None


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_both_ways_of_writing_an_amount_read_the_same(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    spaced = english.replace(",", " ")
    for text in (english, german, spaced, f"$ {english}", f"{german} EUR", f"({english})"):
        found = read_amount(text)
        assert found is not None
        assert abs(found.number) == amount


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    for mark in (None, *Mark):
        read_amount(text, mark)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("yes", True), ("Y", True), ("x", True), (True, True), (1, True), ("Ja", True), ("no", False), ("N", False),
     ("nein", False), (0, False), ("", None), (None, None), ("maybe", None), ("yes – Oct 2025", True)],
)  # fmt: skip
def test_yes_and_no(cell: Value, said: bool | None) -> None:
    assert read_yes_no(cell, synonyms()) is said


@pytest.mark.parametrize(
    ("cell", "judged"),
    [("🔴", 2), ("🟡", 3), ("🟢", 4), ("Red", 2), ("Amber", 3), ("G", 4), (5, 5), ("3", 3), ("4/5", 4),
     ("🟢 happy", 4), (0, None), (6, None), ("?", None), ("", None)],
)  # fmt: skip
def test_judgements(cell: Value, judged: int | None) -> None:
    assert read_judgement(cell, synonyms()) == judged


def test_addresses() -> None:
    assert read_email("ZOE@NORTHGATE.EXAMPLE ") == "zoe@northgate.example"
    assert read_email("Zoe Lopez <zoe@n.example>") == "zoe@n.example"
    assert read_email("zoe at n") is None
    assert read_email("zoe@@n.example, lea@n.example") == "lea@n.example"
    for long in (
        "a" * 2_000_000,
        "a@" * 1_000_000,
    ):  # a quotation mark that is never closed makes such a cell
        assert read_email(long) is None
    assert read_domain("https://www.Northgate.example/de?x=1") == "northgate.example"
    assert read_domain("northgate.example") == "northgate.example"
    assert read_domain("n/a") is None


@pytest.mark.parametrize(
    ("said", "yes"),
    [
        (w, True)
        for w in (
            "yes",
            "Y",
            "x",
            "X",
            "✓",
            "✔",
            "✅",
            "ja",
            "Sí",
            "oui",
            "Sim",
            "wahr",
            "verdadeiro",
            "1",
            "👍",
        )
    ]
    + [(w, False) for w in ("no", "N", "✗", "❌", "nein", "Non", "não", "falso", "faux", "0", "off")],
)
def test_yes_and_no_in_the_words_of_five_languages(said: str, yes: bool) -> None:
    assert read_yes_no(said, synonyms()) is yes


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("🔴", 2), ("🟡", 3), ("🟢", 4), ("😡", 2), ("😐", 3), ("🙂", 4), ("🤩", 5), ("❤️", 2), ("💚", 4), ("⚠️", 3),
        ("rot", 2), ("Gelb", 3), ("grün", 4), ("rojo", 2), ("amarillo", 3), ("verde", 4), ("rouge", 2), ("jaune", 3),
        ("vert", 4), ("vermelho", 2), ("amarelo", 3), ("bom", 4), ("R", 2), ("A", 3), ("G", 4), ("🟢 good", 4),
        ("high risk", 2), ("low risk", 4), ("no risk", 4), ("kein Risiko", 4), ("4/5", 4), ("3", 3),
        ("★★★★☆", 4), ("High", None), ("riesgo alto", 2),
    ],
)  # fmt: skip
def test_health_in_colours_faces_and_words(said: str, judged: int | None) -> None:
    assert read_judgement(said, synonyms()) == judged


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("Urgent", 1), ("P1", 1), ("dringend", 1), ("crítico", 1), ("urgente", 1), ("critique", 1), ("Hoch", 2),
        ("alta", 2), ("élevée", 2), ("wichtig", 2), ("mittel", 3), ("media", 3), ("moyenne", 3), ("normal", 3),
        ("niedrig", 4), ("baja", 4), ("faible", 4), ("baixa", 4), ("P4", 4), ("Sev 2", 2),
    ],
)  # fmt: skip
def test_priority_words_are_severities(said: str, severity: int) -> None:
    assert synonyms().value("severity", said) == str(severity)

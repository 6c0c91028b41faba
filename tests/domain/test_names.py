"""Names: two spellings of one name have one key, and the loose key finds without deciding."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.names import first_last, given_name, name_key, search_key

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller  GmbH", " müller gmbh"), ("STRASSE", "Straße"), ("Cafe\u0301", "Café"), ("A\u00a0B", "a b")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Muller", "Müller"), ("Acme", "Acme Ltd"), ("\u0410cme", "Acme")]
)
def test_names_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller GmbH", "Muller"), ("Gable & Finch", "Gable and Finch, Inc."), ("A.C.M.E. Co. Ltd.", "ACME")],
)
def test_the_loose_key_finds_them(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


def test_a_name_that_is_nothing_but_a_suffix_keeps_it() -> None:
    assert search_key("Co.") == "co"
    assert search_key("SE & Co. KG") == "se and"


@given(TEXT)
def test_the_key_does_not_depend_on_how_the_signs_are_composed(text: str) -> None:
    assert name_key(text) == name_key(unicodedata.normalize("NFD", text))
    assert name_key(f"  {text} ") == name_key(text)


@given(TEXT)
def test_equal_names_are_equal_loosely_too(text: str) -> None:
    assert search_key(name_key(text)) == search_key(text)
    assert search_key(search_key(text)) == search_key(search_key(search_key(text)))


@pytest.mark.parametrize(
    ("typed", "spoken", "given"),
    [
        ("Jörg Müller", "Jörg Müller", "Jörg"),
        ("Müller, Jörg", "Jörg Müller", "Jörg"),
        ("de la Cruz, Ana M.", "Ana M. de la Cruz", "Ana"),
        ("Dr. Weber, Anna-Lena", "Dr. Anna-Lena Weber", "Anna-Lena"),
        ("Prof. Dr. Anna Weber", "Prof. Dr. Anna Weber", "Anna"),
        ("Herr Müller", "Herr Müller", "Herr Müller"),
        ("Joe Smith, CTO", "Joe Smith, CTO", "Joe"),
        ("Joe Smith, Jr.", "Joe Smith, Jr.", "Joe"),
        ("Smith, CTO", "Smith, CTO", "Smith"),
        ("Mei", "Mei", "Mei"),
        ("Dr.", "Dr.", "Dr."),
        (",", ",", ","),
        ("", "", ""),
    ],
)
def test_a_family_name_before_a_comma_is_spoken_last_and_nobody_is_greeted_by_it(
    typed: str, spoken: str, given: str
) -> None:
    assert (first_last(typed), given_name(typed)) == (spoken, given)

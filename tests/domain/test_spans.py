"""Spans: the letters that were typed are the ones that are marked."""

import pytest

from csdesk.domain.spans import spans


@pytest.mark.parametrize(
    ("name", "typed", "marked"),
    [
        ("Financiality", "fin", ["Fin"]),
        ("Wharfinch & Sons", "fin", ["fin"]),
        ("Muffin Finders", "fin", ["Fin"]),
        ("Zoë Café", "zoe caf", ["Zoë", "Caf"]),
        ("Straße 5", "strasse", ["Straße"]),
        ("𝒜cme 🙂 Corp", "corp", ["Corp"]),
        ("Acme", "zzz", []),
        ("Acme", "", []),
        ("", "a", []),
    ],
)
def test_the_letters_typed_are_marked(name: str, typed: str, marked: list[str]) -> None:
    found = spans(name, typed.split())
    assert [name[start:end] for start, end in found] == marked

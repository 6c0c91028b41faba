"""Which names are looked at when a new one may be another spelling: few enough to be quick, and the right ones."""

from csdesk.domain.imports.vocabulary.near import NearNames


def near(*names: str) -> NearNames:
    found = NearNames()
    for name in names:
        found.note(name)
    return found


def test_names_with_the_same_numbers_are_near_however_they_begin() -> None:
    known = near("acme", "zacme", "store 12", "store 13", "acne")
    assert known.of("acmee") == ["acme", "acne", "zacme"]
    assert known.of("stores 12") == ["store 12"]
    assert known.of("depot 14") == []


def test_among_many_names_only_those_that_begin_alike_are_near() -> None:
    known = near(
        *(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} {'x' * (n // 676)}" for n in range(2_000)), "acme"
    )
    assert "acme" in known.of("ac")
    assert {name[:2] for name in known.of("acmee")} == {"ac"}

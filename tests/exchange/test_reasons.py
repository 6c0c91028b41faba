"""Reasons: whatever a library says of a damaged file, a person reads one of a few plain sentences."""

import pytest

from csdesk.exchange.reasons import DAMAGED, part_called, reason_of


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Relationship not found", "it lists a part that is not in it"),
        ("Cfb error: Sector 4294967039 points past end of file", "it is cut off or damaged inside"),
        ("range end index 64 out of range for slice of length 46", "it is cut off or damaged inside"),
        ("ill-formed document: close tag `</row>` does not match", "a part of it is not whole XML"),
        ("Cell string index not found in shared strings table", "a cell points to a text that is not in it"),
        ("Parse float error: invalid float literal", "a number in it is no number"),
        ("invalid Zip archive: Could not find EOCD", "it is not a whole zip file"),
        ("Cell limit exceeded (17179869184 cells requested)", "it claims more cells than a sheet can have"),
        ("the whole console", DAMAGED),
        ("", DAMAGED),
    ],
)
def test_a_library_s_words_become_a_plain_reason(said: str, reason: str) -> None:
    assert reason_of(Exception(said)) == reason


def test_the_name_of_a_part_can_stand_in_a_sentence_whatever_it_holds() -> None:
    assert part_called("xl/sheet\n1\x00.xml") == "xl/sheet·1·.xml"
    assert part_called("x" * 100) == "x" * 59 + "…"

"""Names in one text: commas part them, quotes keep those of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.name_list import last_begins, names_of, names_text

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=1)


@given(st.lists(st.one_of(NAMES, st.sampled_from(["a, b", '"', ",", '6" pipe', '"Big", blue']))))
def test_names_come_back_from_the_text_that_shows_them(names: list[str]) -> None:
    assert names_of(names_text(names)) == tuple(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Retail,  Food ", ("Retail", "Food")),
        ('"Retail, food", Banks', ("Retail, food", "Banks")),
        ('"Retail, food', ("Retail, food",)),
        ('19" racks, "Big" ones', ('19" racks', '"Big" ones')),
        (" , ,", ()),
    ],
)
def test_a_name_in_quotes_keeps_its_commas(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(("text", "last"), [("a, b", "b"), ("a,", ""), ('a, "b, c', '"b, c'), ("", "")])
def test_what_is_typed_last_is_what_is_completed(text: str, last: str) -> None:
    assert text[last_begins(text) :] == last

"""Words for nothing, and the texts of a column that are surely none of them."""

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.cells.nothing import no_value, says_nothing, surely_said
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.reading.reading import Reading
from csdesk.domain.imports.reading.records import records_of
from csdesk.domain.imports.tables.found import table_of
from tests.domain.imports.sheet import grid, synonyms
from tests.trials import trials

_SAID = (
    "Halden 12",
    "n/a",
    "s. o.",
    "see above",
    "Keine Angabe",
    "tbd.",
    "N.A",
    "unknown 2",
    "dito",
    "none of them",
)
_ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12)


@trials(60)
@given(st.lists(_ASCII | st.sampled_from(_SAID), max_size=8))
def test_a_text_that_is_surely_said_is_no_word_for_nothing(texts: list[str]) -> None:
    for text in surely_said(texts, synonyms()):
        assert not says_nothing(text, synonyms())
        assert not (text[:1].isalnum() and no_value(text))


def test_among_many_plain_texts_those_that_say_nothing_or_are_to_be_cleaned_are_found() -> None:
    plain = [f"Trade {n}" for n in range(400)]
    odd = ["n/a", "Paper  and   ink ", "Größe", "tbd", "one\u200btwo", "C++"]
    rows = [[f"Halden {n}", text] for n, text in enumerate([*plain, *odd])]
    table = table_of(grid([["Account", "Industry"], *rows]), synonyms())
    found = records_of(table, map_table(table, synonyms()), Reading(), synonyms(), noted=False)
    said = [r.get("account.industry") for r in found]
    assert said == [*plain, None, "Paper and ink", "Größe", None, "onetwo", "C++"]

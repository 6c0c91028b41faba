"""Tables going out: no text is ever run as a formula, and every text can be had back."""

import csv
import io
import re

from hypothesis import example, given
from hypothesis import strategies as st

from csdesk.exchange.tables_out import Column, Holds, Table, csv_bytes, guarded, unguarded
from tests.trials import trials

RISKY = st.text(alphabet="'=+-@\t\r\n＝＋－＠ \u00a0\u3000\ufeff\u200ba,;\"1", max_size=12)
TEXT = st.one_of(RISKY, st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))


def table(*cells: tuple[str | None, ...]) -> Table:
    columns = (Column("Note", "note", Holds.TEXT), Column("Amount", "amount", Holds.NUMBER))
    return Table("Notes", "notes", columns, list(zip(*cells, strict=True)), len(cells))


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@trials(500)
@given(TEXT)
@example("=cmd|' /C calc'!A0")
@example("\ufeff =1")
@example("'=1")
@example("＝1+1")
def test_no_text_begins_like_a_formula_and_every_text_comes_back(text: str) -> None:
    safe = guarded(text)
    shown = re.sub("^[\\s\u00a0\u3000\ufeff\u200b]+", "", safe)
    assert not shown.startswith(tuple("=+-@＝＋－＠"))
    assert not safe.startswith(("\t", "\r"))
    assert unguarded(safe) == text


def test_ordinary_text_is_left_alone() -> None:
    for text in ("Acme", "a=b", "O'Neill", "5 - 3", "", "'tis"):
        assert guarded(text) == text


@trials(200)
@given(TEXT)
def test_a_csv_gives_back_the_same_cells(text: str) -> None:
    _, row = read_back(csv_bytes(table((text, "-12.50"))))
    assert row == [guarded(text), "-12.50"]


def test_numbers_are_not_guarded_and_unknown_is_empty() -> None:
    data = csv_bytes(table(("-x", "-5"), (None, None)))
    assert data == "\ufeffNote,Amount\r\n'-x,-5\r\n,\r\n".encode()

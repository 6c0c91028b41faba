"""Any table that can be typed: it is read and planned, whatever stands in it, and says what it says exactly."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import CsdeskError
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.cells.grid import Fault, Grid, Source, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.exchange.blocks import trimmed
from csdesk.exchange.cells import text_of
from csdesk.exchange.csv_text import grid_of
from csdesk.exchange.how import How
from csdesk.exchange.limits import DEFAULT
from csdesk.exchange.lines import lines_of, source_of
from csdesk.exchange.tables_out import unguarded
from tests.domain.imports.sheet import synonyms
from tests.survival.trial import odd, unsaid
from tests.trials import trials

DAY = date(2025, 11, 24)
HEADERS = (
    "Customer", "Account", "Domain", "Website", "MRR", "ARR", "Renewal date", "Signed", "Plan", "Seats", "Email",
    "Contact", "Health", "Last call", "Notes", "Status", "ID", "Jan 2025", "Feb 2025", "Priority", "Score", "?", "",
)  # fmt: skip
WORDS = (
    "Acme Inc", "ACME", "acme.com", "total", "churned", "31/12/26", "2026-03-31", "02/03/2026", "1.234,56", "€ 1 000",
    "(500)", "12%", "yes", "monthly", "N/A", "-", "9999-12-31", "0001-01-01", "Q1 2026", "a@b.c", "🟢", "12k",
)  # fmt: skip
texts = st.sampled_from(WORDS) | st.text(max_size=12)
plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), max_size=9
)
values: st.SearchStrategy[Value] = (
    st.none()
    | texts
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from([Fault("#N/A"), Fault("formula not calculated")])
)
grids = st.tuples(
    st.lists(st.sampled_from(HEADERS) | texts, min_size=1, max_size=7),
    st.lists(st.lists(values, max_size=8), max_size=8),
)


def planned(source: Source) -> None:
    """Plan it, answer everything, and plan it again: it works, or is refused in one sentence."""
    answers: dict[str, str] = {}
    with said_if_refused():
        for _ in range(4):
            plan = plan_files(
                (source,), Known(), answers, synonyms(), today=DAY, options=Options(decide="new")
            )
            answers |= {q.key: q.default or q.choices[0].value for q in plan.open}


def read(data: bytes) -> Source:
    found: list[Source] = []
    with said_if_refused():
        grid, encoding, delimiter = grid_of(Path("list.csv"), data, DEFAULT)
        found.append(Source("list.csv", "0", DAY, (grid,), encoding, delimiter))
    return found[0] if found else Source("list.csv", "0", DAY, ())


@contextmanager
def said_if_refused() -> Iterator[None]:
    """A refusal is fine, as long as it is a sentence."""
    refusals: list[CsdeskError] = []
    try:
        yield
    except CsdeskError as error:
        refusals.append(error)
    assert [what for error in refusals for what in unsaid(error)] == []


@trials(60)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused_in_a_sentence(data: bytes) -> None:
    source = read(data)
    assert list(odd(source)) == []
    planned(source)


@trials(60)
@given(
    st.lists(
        st.sampled_from(["a", '"', ",", ";", "\t", "\n", "\r\n", "\r", "é", "sep=", " ", "\x00"]), max_size=60
    )
)
def test_any_marks_of_a_table_are_read_in_every_encoding(pieces: list[str]) -> None:
    for encoding in ("utf-8", "utf-16", "cp1252"):
        planned(read("".join(pieces).encode(encoding)))


@trials(60)
@given(
    st.lists(st.lists(plain.filter(str.strip), min_size=2, max_size=5), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_writer_of_tables_wrote_comes_back(rows: list[list[str]], delimiter: str) -> None:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    said = How(encoding="utf-8", delimiter=delimiter)
    grid, _, _ = grid_of(Path("a.csv"), target.getvalue().encode(), DEFAULT, said)
    assert grid.rows == tuple(trimmed([text_of(unguarded(c)) for c in row]) for row in rows)


@trials(60)
@given(grids)
def test_any_grid_is_planned_or_refused_in_a_sentence(table: tuple[list[str], list[list[Value]]]) -> None:
    header, rows = table
    planned(Source("a.xlsx", "0", DAY, (Grid("Sheet", (tuple(header), *map(tuple, rows))),)))


@trials(60)
@given(grids)
def test_any_grid_crosses_from_the_reading_process_as_it_is(
    table: tuple[list[str], list[list[Value]]],
) -> None:
    header, rows = table
    grid = Grid("Sheet", (tuple(header), *map(trimmed, rows)), hidden_rows=(1,), merged=((0, 0, 1, 1),))
    source = Source("a.xlsx", "0", DAY, (grid,))
    assert source_of("".join(lines_of(source)).encode().splitlines(), "a.xlsx") == source


def test_values_of_every_kind_cross_as_they_are() -> None:
    row: tuple[Value, ...] = (
        1,
        Decimal("0.10"),
        "é\n",
        True,
        None,
        DAY,
        datetime.fromisoformat("2025-01-02T03:00"),
        time(4),
        Fault("x"),
    )
    source = Source("a.xlsx", "0", DAY, (Grid("s", (row,)),))
    assert source_of("".join(lines_of(source)).encode().splitlines(), "a.xlsx") == source

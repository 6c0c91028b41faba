"""Whatever stands in a sheet: no crash, every row has one result, and nothing is invented."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.accounts import Account
from csdesk.domain.errors import NothingToImport
from csdesk.domain.fields import noun_of
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Result, plan_json
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.nouns import NOUNS
from tests.domain.imports.sheet import TODAY, grid, of, plan, source, synonyms
from tests.trials import trials

HEADERS = (
    "Customer", "Acct ID", "Website", "Plan", "Seats", "MRR", "ARR", "Signed", "Renewal", "Contract end",
    "Auto renew?", "Notice (days)", "Contact", "Email", "Health", "Last call", "Notes", "Status", "Parent",
    "Churned", "Amount", "Discount", "Next step", "Due", "Zodiac", "", "Jan 2025", "Feb 2025", "Exec sponsor",
)  # fmt: skip
WORDS = st.sampled_from(
    ["Acme", "acme inc", "TOTAL", "— churned —", "monthly", "yes", "no", "🟢", "red", "10/06/2026", "31/12/2025",
     "05.12.2024", "$580", "1,740", "1.234,56", "12 %", "n/a", "#REF!", "churned", "a@b.example", "acme.example",
     "gmail.com", "Churned 30 Sep – moved", "30", "3 months", "A-1", "=SUM(A1)", "\u202eevil", "\x00", "\ud800"]
)  # fmt: skip
CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=12),
    st.integers(-(10**18), 10**18),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.just(Fault("#N/A")),
    st.just(time(9, 30)),
)
NOUN_SHEETS = st.sampled_from(
    ["List", "Contacts", "Touch log", "Tickets", "Accounts", "Subscriptions", "Usage"]
)


@trials(60)
@given(
    headers=st.lists(st.sampled_from(HEADERS), min_size=1, max_size=12, unique=True),
    rows=st.lists(st.lists(CELLS, max_size=12), max_size=8),
    name=NOUN_SHEETS,
    data=st.data(),
)
def test_any_sheet_gives_a_plan_in_which_every_row_has_one_result(
    headers: list[str], rows: list[list[Value]], name: str, data: st.DataObject
) -> None:
    try:
        made = plan(headers, *rows, name=name)
    except NothingToImport:
        return
    asked = [
        (q.key, [c.value for c in q.choices if q.kind != "customer" or c.value != "none"])
        for q in made.questions
    ]
    chosen = {key: data.draw(st.sampled_from(choices)) for key, choices in asked}
    for one in (made, plan(headers, *rows, name=name, answers=chosen)):
        for sheet in one.sheets:
            told = sum(1 for r in sheet.rows for kind in Result if r.result is kind)
            assert told == len(sheet.rows)
            named = {r.row for r in sheet.rows} | {x.row for x in sheet.left_out}
            assert len(named) == len(sheet.rows) + len(sheet.left_out)
        plan_json(one, applied=False)
        _refers_only_to_what_is_there(one.values)


def _refers_only_to_what_is_there(values: tuple[Any, ...]) -> None:
    tables = {noun_of(n).table: n for n in NOUNS}
    ids = {(type(v), v.id) for v in values}
    for value in values:
        for field in noun_of(type(value)).fields:
            said = getattr(value, field.name)
            if field.refers and said:
                for uid in said if isinstance(said, tuple) else (said,):
                    assert (tables[field.refers], uid) in ids


@trials(60)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abcdefgh ", min_size=1, max_size=6).filter(str.strip),
            st.decimals(min_value=0, max_value=10**6, places=2),
            st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda r: " ".join(r[0].split()),
    )
)
def test_what_a_plan_would_write_is_the_same_when_it_is_planned_again_on_top(
    rows: list[tuple[str, Decimal, date]],
) -> None:
    typed: list[list[Value]] = [["Customer", "Plan", "ARR", "Contract end"]]
    typed += [[f"{n}", "Team", a, e] for n, a, e in rows]
    first = plan(*typed)
    answers = {q.key: "new" for q in first.questions if q.kind == "same"}
    first = plan(*typed, answers=answers)
    there = {n: tuple(of(first, n)) for n in NOUNS}
    again = plan_files((source(grid(typed)),), Known(there), {}, synonyms(), today=TODAY)
    assert {r.result for s in again.sheets for r in s.rows} <= {Result.SAME}
    assert again.values == ()
    assert len(of(first, Account)) == len(rows)


def test_a_moment_of_day_is_no_day() -> None:
    made = plan(["Customer", "Contract end", "ARR"], ["Acme", time(9, 30), 5], ["Beta", date(2026, 1, 1), 5])
    assert made.sheets[0].rows[0].result is Result.WAITING

"""Days as people of five languages type them, and what is done where a day is missing, impossible, or two."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.days import Order, cell_day, no_such_day, order_evidence, time_of, typed_day
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.spans import span_of
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.tickets import Ticket
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms, waiting

THE_DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31", "2026/03/31", "2026.3.31", "31.03.2026", "31.3.26", "31/03/2026", "31/3/26", "03/31/2026",
        "31-Mar-26",
        "31 Mar 2026", "Mar 31, 2026", "March 31st, 2026", "Tue 31 Mar 2026", "Tuesday, March 31, 2026",
        "31. März 2026",
        "Dienstag, 31. März 2026", "31 de marzo de 2026", "martes 31 de marzo de 2026", "31 mars 2026",
        "mardi 31 mars 2026",
        "31 de março de 2026", "terça-feira, 31 de março de 2026", "31 mar. 2026", "20260331", "46112", "1774915200",
        "1774915200000", "2026-03-31T10:00:00Z", "2026-03-31 10:00:00.123 UTC", "2026-03-31T23:30:00+02:00",
        "31/03/2026 3:15 PM", "31.03.2026 14:30 Uhr", "٣١/٠٣/٢٠٢٦", "۳۱/۰۳/۲۰۲۶", "３１/０３/２０２６",
        "31\u00a0mars\u00a02026",
    ],
)  # fmt: skip
def test_a_day_that_can_only_be_one(text: str) -> None:
    typed = typed_day(text)
    assert typed is not None
    assert typed.certain == THE_DAY


@pytest.mark.parametrize("text", ["02/03/2026", "2/3/26", "02-03-2026", "02 03 2026"])
def test_a_day_that_may_be_two(text: str) -> None:
    typed = typed_day(text)
    assert typed is not None
    assert typed.certain is None
    assert (typed.read(Order.DMY), typed.read(Order.MDY)) == (date(2026, 3, 2), date(2026, 2, 3))


@pytest.mark.parametrize(
    "text", ["29/02/2027", "31/02/2025", "32.01.2026", "2026-13-01", "00/00/2026", "31.04.2026"]
)
def test_a_day_that_no_calendar_has(text: str) -> None:
    assert typed_day(text) is None
    assert no_such_day(text)


@pytest.mark.parametrize(
    "text", ["", "n/a", "soon", "Q1", "12", "12.5", "31.03", "hello 3 world 2026", "1/2/3/4", "99999999"]
)
def test_what_is_no_day(text: str) -> None:
    assert typed_day(text) is None
    assert not no_such_day(text)


def test_two_digits_of_a_year_reach_from_1970_to_2069() -> None:
    found = [typed_day(f"31/12/{yy}") for yy in ("26", "69", "70", "98")]
    assert [t.certain.year for t in found if t and t.certain] == [2026, 2069, 1970, 1998]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1 2026", date(2026, 1, 1), date(2026, 3, 31)), ("q4/25", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026 Q2", date(2026, 4, 1), date(2026, 6, 30)), ("1. Quartal 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("T1 2026", date(2026, 1, 1), date(2026, 3, 31)), ("Jan-26", date(2026, 1, 1), date(2026, 1, 31)),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29)), ("März 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("enero de 2026", date(2026, 1, 1), date(2026, 1, 31)), ("août 2026", date(2026, 8, 1), date(2026, 8, 31)),
        ("03/2026", date(2026, 3, 1), date(2026, 3, 31)), ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)), ("H1 2026", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)  # fmt: skip
def test_months_quarters_and_years_are_spans(text: str, first: date, last: date) -> None:
    assert span_of(text) == (first, last)
    assert typed_day(text) is None


def test_a_span_is_asked_about_once_and_an_end_is_proposed_to_be_its_last_day() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Contract end"],
        ["Acme", 1, "Q1 2026"],
        ["Beta", 1, "Jan-27"],
        ["Gamma", 1, "30.06.2026"],
    ]
    made = plan(*rows)
    assert [q.default for q in made.questions if q.kind == "span"] == ["last"]
    assert asked(made).count("span:List:Contract end") == 1
    last = plan(*rows, answers={"span:List:Contract end": "last"})
    assert [s.end for s in of(last, Subscription)] == [
        date(2026, 3, 31),
        date(2027, 1, 31),
        date(2026, 6, 30),
    ]
    first = plan(*rows, answers={"span:List:Contract end": "first"})
    assert [s.end for s in of(first, Subscription)] == [date(2026, 1, 1), date(2027, 1, 1), date(2026, 6, 30)]


def test_one_row_that_tells_decides_the_column() -> None:
    evidence = order_evidence(["02/03/2026", "31/12/26"])
    assert evidence.decided is Order.DMY
    assert order_evidence(["02/03/2026", "12/31/26"]).decided is Order.MDY
    assert order_evidence(["31/12/26", "12/31/26"]).decided is None


def test_an_impossible_day_is_asked_about_and_holds_no_other_row_back() -> None:
    made = plan(["Customer", "Signed", "ARR"], ["Acme", "29/02/2027", 1], ["Beta", "28/02/2024", 1])
    assert [r.result for r in made.sheets[0].rows] == [Result.WAITING, Result.NEW]
    assert waiting(made)[0].problems[0].problem == "there is no such day"


@given(
    st.dates(date(1990, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%Y%m%d"]),
)
def test_what_is_written_plainly_is_read_back(day: date, way: str) -> None:
    typed = typed_day(day.strftime(way))
    assert typed is not None
    assert typed.certain == day


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from([Order.DMY, Order.MDY]))
def test_a_day_with_slashes_is_read_back_in_its_order(day: date, order: Order) -> None:
    text = day.strftime("%d/%m/%Y" if order is Order.DMY else "%m/%d/%Y")
    typed = typed_day(text)
    assert typed is not None
    assert typed.read(order) == day


def test_seconds_since_1970_are_a_day_and_small_numbers_are_none() -> None:
    assert cell_day(1774915200) == cell_day(1774915200000) == THE_DAY
    assert [cell_day(n) for n in (0, 60, -1, 12345, 99999, 2**63)] == [None] * 6


def test_instants_keep_their_time_to_the_second_and_their_zone() -> None:
    rows: list[list[Value]] = [["Ticket ID", "Account", "Created at"]]
    rows += [["1", "Acme", "2020-12-30 3:15:52"], ["2", "Acme", "2020-03-05T05:04:14.920Z"],
             ["3", "Acme", "05.03.2020 17:04"], ["4", "Acme", "2020-03-05 23:30:00+02:00"]]  # fmt: skip
    both = source(grid([["Customer", "ARR"], ["Acme", 1]], "Customers"), grid(rows, "Tickets"))
    made = plan_files((both,), EMPTY, {}, synonyms(), today=TODAY)
    assert [t.opened_at for t in of(made, Ticket)] == [
        datetime(2020, 12, 30, 3, 15, 52, tzinfo=UTC),
        datetime(2020, 3, 5, 5, 4, 14, tzinfo=UTC),
        datetime(2020, 3, 5, 17, 4, tzinfo=UTC),
        datetime(2020, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=2))),
    ]


def test_a_time_that_is_none_is_left_out() -> None:
    assert time_of("2026-03-31 25:00") is None
    assert time_of("31 Mar 2026") is None


def test_a_year_alone_in_a_sheet_is_a_span() -> None:
    assert span_of(2019) == (date(2019, 1, 1), date(2019, 12, 31))
    assert span_of(Decimal("2019.5")) is None
    assert span_of(True) is None


def test_the_one_month_of_a_column_is_named_in_its_question() -> None:
    rows: list[list[Value]] = [["Customer", "Last call"], ["Acme", "2025-11-03"], ["Beta", "Aug 2025"]]
    assert [q.text for q in plan(*rows).questions] == ["“Last call” says Aug 2025. Which day is meant?"]
    more = plan(*rows, ["Gamma", "Q2 2025"])
    assert [q.text for q in more.questions] == [
        "Which day does a week, month, quarter or year in “Last call” stand for?"
    ]
